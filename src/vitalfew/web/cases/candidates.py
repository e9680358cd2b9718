"""What the product knows that may show a break: alerts, promises, contacts, who left, quality events."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from vitalfew import words
from vitalfew.accounts.queries import get_people
from vitalfew.accounts.queries.codes import get_codes_of
from vitalfew.ledger.labels_facts import fact_word
from vitalfew.ledger.queries.facts import Fact
from vitalfew.ledger.queries.facts_service import get_quality_events
from vitalfew.loop.control.actions import Shows
from vitalfew.loop.control.labels import alarm_sentence
from vitalfew.loop.control.labels_cases import EVIDENCE_KIND_LABELS
from vitalfew.loop.control.queries import get_alerts_of_account
from vitalfew.loop.control.queries.cases import CaseFacts
from vitalfew.loop.control.rules.cases import EvidenceKind
from vitalfew.relations.queries import get_commitments, get_interactions
from vitalfew.relations.queries.leavers import get_leavers

IN_WORDS = EvidenceKind.NOTE.value
SHOWN = 12  # of a kind
LONGEST = 60  # letters of a line
Candidates = dict[str, tuple[str, Shows]]


def candidates(case: CaseFacts, today: date) -> Candidates:
    """Return what may be added, each with its words: what is linked already is left out."""
    linked = {(row.kind, row.alert_id or row.commitment_id, row.said) for row in case.evidence}
    found: Candidates = {IN_WORDS: (_("In words, with its source"), Shows(EvidenceKind.NOTE))}
    for key, said, shows in _known(case.account_id, today):
        named = (shows.kind, shows.row_id if shows.kind is not EvidenceKind.CONTACT else None)
        if not any(one[:2] == named and one[1] is not None for one in linked):
            label = f"{EVIDENCE_KIND_LABELS[shows.kind]} · {said}"
            found[key] = (label if len(label) <= LONGEST else f"{label[:LONGEST]}…", shows)
    return found


def _known(account_id: int, today: date) -> Iterator[tuple[str, str, Shows]]:
    for alert in get_alerts_of_account(account_id, "all")[:SHOWN]:
        yield f"alert:{alert.id}", alarm_sentence(alert.evidence), Shows(EvidenceKind.ALERT, alert.id)
    late = [one for one in get_commitments(account_id, today) if one.is_overdue or one.broken_on]
    for promise in late[:SHOWN]:
        yield f"promise:{promise.id}", promise.what, Shows(EvidenceKind.PROMISE, promise.id)
    names = {one.id: one.name for one in get_people(account_id)}
    for leaver in get_leavers([account_id], today)[:SHOWN]:
        said = f"{names.get(leaver.contact_id, '')} {words.day(leaver.left_on)}"
        yield f"leaver:{leaver.post_id}", said, Shows(EvidenceKind.LEAVER, leaver.post_id)
    for event in get_quality_events(get_codes_of(account_id))[:SHOWN]:
        yield _quality(event)
    for contact in get_interactions(account_id, SHOWN):
        said = f"{words.day(contact.held_on)} {contact.note}"
        yield f"contact:{contact.id}", said, Shows(EvidenceKind.CONTACT, contact.id)


def _quality(event: Fact) -> tuple[str, str, Shows]:
    parts = (
        words.day(event["day"]) if event["day"] else "",
        fact_word("event", event["event"]) if event["event"] else "",
        fact_word("severity", event["severity"]) if event["severity"] else "",
        str(event["number"] or ""),
    )
    said = " ".join(one for one in parts if one)
    source = _("file of quality events")
    return f"quality:{event.batch}:{event.row}", said, Shows(EvidenceKind.QUALITY, None, said, source)
