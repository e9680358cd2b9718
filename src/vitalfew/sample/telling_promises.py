"""The promises of the story, noted and ended by the account's manager on the days they were."""

from datetime import date, timedelta

from vitalfew.accounts.queries import get_contacts
from vitalfew.people.rules import Actor
from vitalfew.relations.actions import break_commitment, keep_commitment, note_commitment
from vitalfew.sample.story.promises import PROMISES, Word


def tell_promises(*, by: Actor, account_id: int, code: str, today: date) -> None:
    """Tell what was promised at one account."""
    people = {contact.name: contact.id for contact in get_contacts(account_id)}
    for word in PROMISES.get(code, ()):
        _tell(by, account_id, people[word.who], word, today)


def _tell(by: Actor, account_id: int, contact_id: int, word: Word, today: date) -> None:
    made_on = today - timedelta(word.ago)
    noted = note_commitment(
        by=by,
        account_id=account_id,
        side=word.side,
        what=word.what,
        contact_id=contact_id,
        made_on=made_on,
        due_on=today + timedelta(word.due_in),
        today=made_on,
    )
    if word.kept_ago is not None:
        day = today - timedelta(word.kept_ago)
        keep_commitment(by=by, commitment_id=noted.id, version=noted.version, kept_on=day, today=day)
    if word.broken_ago is not None:
        day = today - timedelta(word.broken_ago)
        break_commitment(by=by, commitment_id=noted.id, version=noted.version, reason=word.reason, today=day)
