"""What shows a break, gathered; what is done about it, noted (S24)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from vitalfew.accounts.models import Post
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.journal.actions import change_row, create_row
from vitalfew.loop.control.actions.cases import Break, open_case, open_row
from vitalfew.loop.control.actions.handling import act_on_alert
from vitalfew.loop.control.models import Alert, CaseEvidence, CaseRemedy, InterruptionCase
from vitalfew.loop.control.queries.cases import CaseFacts
from vitalfew.loop.control.queries.causes import get_plays
from vitalfew.loop.control.rules import NEXT, AlertState
from vitalfew.loop.control.rules.cases import CaseWhy, EvidenceKind
from vitalfew.loop.control.rules.causes import CauseWhy
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import Actor, signer
from vitalfew.relations.models import Commitment, Interaction

# Where each kind of evidence points: the field, and the rows that may stand there.
_LINKS: dict[EvidenceKind, tuple[str, Any]] = {
    EvidenceKind.ALERT: ("alert_id", Alert),
    EvidenceKind.PROMISE: ("commitment_id", Commitment),
    EvidenceKind.CONTACT: ("interaction_id", Interaction),
    EvidenceKind.LEAVER: ("post_id", Post),
}


@dataclass(frozen=True)
class Shows:
    """What shows a break: the row of the product it is, or words and where they come from."""

    kind: EvidenceKind
    row_id: int | None = None
    said: str = ""
    source: str = ""


def open_case_from_alert(
    *,
    by: Actor,
    account_id: int,
    alert_id: int,
    told: Break,
    opened_on: date | None = None,
    today: date | None = None,
) -> CaseFacts:
    """Open a case for what an alert rang for; the alert is its first evidence, and in hand with that."""
    with transaction.atomic():
        case = open_case(by=by, account_id=account_id, told=told, opened_on=opened_on, today=today)
        add_evidence(by=by, case_id=case.id, shows=Shows(EvidenceKind.ALERT, alert_id), today=today)
        alert = Alert.objects.get(pk=alert_id)
        if AlertState.ACTING in NEXT[AlertState(alert.state)]:
            act_on_alert(by=by, alert_id=alert_id, version=alert.version)
    return case


def add_evidence(*, by: Actor, case_id: int, shows: Shows, today: date | None = None) -> int:
    """Add what shows the break or its cause; return its number."""
    case = open_row(by, case_id)
    row = CaseEvidence(
        case=case,
        kind=shows.kind.value,
        said=shows.said.strip(),
        source=shows.source.strip(),
        noted_by_id=signer(by),
        noted_on=today or timezone.localdate(),
        **_link(case, shows),
    )
    create_row(row, by=by, verb="control.case_evidence_added", account_id=case.account_id)
    return row.pk


def remove_evidence(*, by: Actor, evidence_id: int, version: int, today: date | None = None) -> int:
    """Take away what shows nothing after all; return the case's number. The journal remembers it."""
    row = CaseEvidence.objects.filter(pk=evidence_id).first()
    if row is None:
        raise NoSuchAccount(evidence_id)
    case = open_row(by, row.case_id)
    if row.removed_on is None:
        _change(by, row, case, "control.case_evidence_removed", version, {"removed_on": today or timezone.localdate()})
    return case.pk


def add_remedy(
    *,
    by: Actor,
    case_id: int,
    owner_id: int,
    due_on: date,
    play: str = "",
    what: str = "",
    today: date | None = None,
) -> int:
    """Choose a remedy from the playbook, or write one; return its number."""
    case = open_row(by, case_id)
    chosen = next((one for one in get_plays() if one.code == play and not one.is_retired), None)
    if play and chosen is None:
        raise Refused(CauseWhy.NO_SUCH_PLAY)
    said = what.strip() or (chosen.how if chosen else "")
    if not said:
        raise Refused(CaseWhy.CASE_NEEDS_WORDS)
    if due_on < (today or timezone.localdate()):
        raise Refused(CaseWhy.CASE_UNFIT_DAY)
    row = CaseRemedy(case=case, play_code=play, what=said, owner_id=owner_id, due_on=due_on)
    create_row(row, by=by, verb="control.case_remedy_added", account_id=case.account_id)
    return row.pk


def finish_remedy(*, by: Actor, remedy_id: int, version: int, result: str, today: date | None = None) -> int:
    """Note that a remedy was carried out, and what came of it; return the case's number."""
    row, case = _remedy(by, remedy_id)
    if not result.strip():
        raise Refused(CaseWhy.CASE_NEEDS_WORDS)
    done = {"done_on": today or timezone.localdate(), "result": result.strip()}
    _change(by, row, case, "control.case_remedy_done", version, done)
    return case.pk


def drop_remedy(*, by: Actor, remedy_id: int, version: int, today: date | None = None) -> int:
    """Give a remedy up; return the case's number. It stays to be read."""
    row, case = _remedy(by, remedy_id)
    _change(by, row, case, "control.case_remedy_dropped", version, {"dropped_on": today or timezone.localdate()})
    return case.pk


def _link(case: InterruptionCase, shows: Shows) -> dict[str, Any]:
    """Return the field that points at the evidence: a row of the same account, or none for words with a source."""
    if shows.kind not in _LINKS:
        if not shows.said.strip():
            raise Refused(CaseWhy.CASE_NEEDS_WORDS)
        if not shows.source.strip():
            raise Refused(CaseWhy.CASE_NO_SOURCE)
        return {}
    field, model = _LINKS[shows.kind]
    if not model._default_manager.filter(pk=shows.row_id, account_id=case.account_id).exists():
        raise Refused(CaseWhy.CASE_GONE)
    if CaseEvidence.objects.filter(case=case, removed_on=None, **{field: shows.row_id}).exists():
        raise Refused(CaseWhy.CASE_PASSED)
    return {field: shows.row_id}


def _remedy(by: Actor, remedy_id: int) -> tuple[CaseRemedy, InterruptionCase]:
    row = CaseRemedy.objects.filter(pk=remedy_id).first()
    if row is None:
        raise NoSuchAccount(remedy_id)
    case = open_row(by, row.case_id)
    if row.done_on or row.dropped_on:
        raise Refused(CaseWhy.CASE_PASSED)
    return row, case


def _change(
    by: Actor, row: CaseEvidence | CaseRemedy, case: InterruptionCase, verb: str, version: int, changes: dict[str, Any]
) -> None:
    change_row(row, by=by, verb=verb, version=version, changes=changes, account_id=case.account_id)
