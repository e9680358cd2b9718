"""The visits to come of the story, planned by the account's manager with the questions that the books suggest."""

from datetime import date, time, timedelta

from django.utils import translation

from vitalfew.accounts.queries import get_contacts
from vitalfew.loop.execution.actions import VisitPlan, plan_visit
from vitalfew.loop.execution.labels import questions_by_kind
from vitalfew.loop.execution.queries import get_suggestions
from vitalfew.people.queries import get_user
from vitalfew.people.rules import Actor, signer
from vitalfew.sample.story.visits import COMING, Coming


def tell_visits(*, by: Actor, account_id: int, code: str, today: date) -> None:
    """Tell which visits are planned at one account."""
    people = {contact.name: contact.id for contact in get_contacts(account_id)}
    for coming in COMING.get(code, ()):
        _plan(by, account_id, [people[name] for name in coming.guests], coming, today)


def _plan(by: Actor, account_id: int, contact_ids: list[int], coming: Coming, today: date) -> None:
    day = today + timedelta(coming.days)
    # The sample company is a Chinese one, whatever is spoken where it is loaded.
    with translation.override("zh-hans"):
        asked = questions_by_kind(get_suggestions(account_id, today))
    own = {"problem": coming.problem, "need_payoff": coming.need_payoff}
    plan = VisitPlan(
        visit_on=day,
        starts_at=time(coming.hour),
        purpose=coming.purpose,
        kind=coming.kind,
        place=coming.place,
        owner_id=_number(coming.leads) if coming.leads else signer(by),
        contact_ids=contact_ids,
        colleague_ids=[_number(name) for name in coming.along],
        advance=coming.advance,
        least=coming.least,
        **asked | {kind: words for kind, words in own.items() if words},
    )
    plan_visit(by=by, account_id=account_id, plan=plan, today=min(day, today))


def _number(username: str) -> int:
    user = get_user(username)
    if user is None:
        raise LookupError(username)
    return signer(user)
