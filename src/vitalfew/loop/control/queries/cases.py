"""Interruptions as their readers know them: one account's, the open ones of all, and what the closed ones teach."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from vitalfew.accounts.queries import only_visible
from vitalfew.loop.analysis.rules.stages import Stage
from vitalfew.loop.control.models import CaseEvidence, CaseRemedy, InterruptionCase
from vitalfew.loop.control.rules.cases import ORDER, CaseOutcome, CaseState, CaseTime, EvidenceKind
from vitalfew.people.rules import Actor
from vitalfew.prepared import Prepared

READ = ("account", "owner", "opened_by", "closed_by")
SHOWS = ("noted_by", "alert__commitment", "alert__post__contact", "commitment", "interaction", "post__contact")


@dataclass(frozen=True)
class EvidenceFacts:
    """One thing that shows the break; what it is linked to is told by its words as they stand now."""

    id: int
    version: int
    kind: EvidenceKind
    said: str
    source: str
    on: date | None  # the day of what is linked
    alert_id: int | None
    alert_evidence: dict[str, Any] | None
    commitment_id: int | None
    name: str  # of who left
    noted_by_name: str
    noted_on: date


@dataclass(frozen=True)
class RemedyFacts:
    """One thing done about it."""

    id: int
    version: int
    play: str
    what: str
    owner_id: int
    owner_name: str
    due_on: date
    done_on: date | None
    result: str
    is_dropped: bool


@dataclass(frozen=True)
class CaseFacts:
    """One interruption."""

    id: int
    version: int
    account_id: int
    account_name: str
    opened_on: date
    opened_by_name: str
    from_stage: Stage | None
    what: str
    primary_cause: str
    secondary_causes: tuple[str, ...]
    severity: int
    owner_id: int
    owner_name: str
    state: CaseState
    reached: dict[CaseState, date]
    diagnosis: str
    watch_for: str
    watch_until: date | None
    outcome: CaseOutcome | None
    lesson: str
    closed_on: date | None
    closed_by_name: str
    evidence: tuple[EvidenceFacts, ...] = ()
    remedies: tuple[RemedyFacts, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.state is not CaseState.CLOSED

    @property
    def time(self) -> CaseTime:
        return CaseTime(self.primary_cause, self.opened_on, self.closed_on, self.outcome)

    def days(self, today: date) -> int:
        """Return how many days it lasts, or lasted."""
        return ((self.closed_on or today) - self.opened_on).days


def get_open_case(account_id: int) -> CaseFacts | None:
    """Return the interruption that lies over the account now. Who may see the account is the caller's question."""
    return next((case_facts(row) for row in _OPEN_OF(account_id=account_id)), None)


def get_cases_of(account_id: int) -> list[CaseFacts]:
    """Return the account's interruptions, the open one first. Who may see the account is the caller's question."""
    rows = InterruptionCase.objects.filter(account_id=account_id).select_related(*READ)
    return sorted((case_facts(row) for row in rows), key=lambda one: (not one.is_open, -one.opened_on.toordinal()))


def get_case(user: Actor, case_id: int) -> CaseFacts | None:
    """Return one case with its evidence and remedies; None where its account is not the user's to see."""
    rows = only_visible(InterruptionCase.objects.filter(pk=case_id), user).select_related(*READ)
    return next((case_facts(row, whole=True) for row in rows.prefetch_related(*_parts())), None)


def get_open_cases(user: Actor) -> list[CaseFacts]:
    """Return the open cases of the accounts that the user sees, in the order of their life, the gravest first."""
    rows = only_visible(InterruptionCase.objects.filter(closed_on=None), user).select_related(*READ)
    found = [case_facts(row) for row in rows]
    return sorted(found, key=lambda one: (ORDER.index(one.state), -one.severity, one.opened_on, one.id))


def get_closed_cases(user: Actor, text: str = "") -> list[CaseFacts]:
    """Return the closed cases of the accounts that the user sees, the last first; only those that say the text."""
    rows = only_visible(InterruptionCase.objects.exclude(closed_on=None), user).select_related(*READ)
    for word in text.split()[:5]:
        rows = rows.filter(_says(word))
    return [case_facts(row) for row in rows.order_by("-closed_on", "-pk")]


def get_cases_of_leaver(account_id: int, contact_id: int) -> list[tuple[date, str, str]]:
    """Return the account's cases that this person's leaving shows: noted when, by whom, what happened."""
    of = {"case__account_id": account_id, "post__contact_id": contact_id, "removed_on": None}
    rows = CaseEvidence.objects.filter(**of).select_related("case", "noted_by").order_by("pk")
    return [(row.noted_on, row.noted_by.actor_name, row.case.what) for row in rows]


def get_case_times(user: Actor) -> list[CaseTime]:
    """Return when each case of the accounts that the user sees began and ended, and why it was."""
    rows = only_visible(InterruptionCase.objects.all(), user).order_by("opened_on", "pk")
    told = rows.values_list("primary_cause", "opened_on", "closed_on", "outcome")
    return [
        CaseTime(cause, opened, closed, CaseOutcome(outcome) if outcome else None)
        for cause, opened, closed, outcome in told
    ]


def case_facts(row: InterruptionCase, *, whole: bool = False) -> CaseFacts:
    """Return the row as its readers know it."""
    return CaseFacts(
        id=row.pk,
        version=row.version,
        account_id=row.account_id,
        account_name=row.account.shown_name,
        opened_on=row.opened_on,
        opened_by_name=row.opened_by.actor_name,
        from_stage=Stage(row.from_stage) if row.from_stage else None,
        what=row.what,
        primary_cause=row.primary_cause,
        secondary_causes=tuple(row.secondary_causes),
        severity=row.severity,
        owner_id=row.owner_id,
        owner_name=row.owner.actor_name,
        state=CaseState(row.state),
        reached={CaseState(state): date.fromisoformat(day) for state, day in row.reached.items()},
        diagnosis=row.diagnosis,
        watch_for=row.watch_for,
        watch_until=row.watch_until,
        outcome=CaseOutcome(row.outcome) if row.outcome else None,
        lesson=row.lesson,
        closed_on=row.closed_on,
        closed_by_name=row.closed_by.actor_name if row.closed_by else "",
        evidence=tuple(_evidence(row.evidence.all())) if whole else (),
        remedies=tuple(_remedy(one) for one in row.remedies.all()) if whole else (),
    )


def _parts() -> Sequence["Prefetch[Any]"]:
    evidence = CaseEvidence.objects.filter(removed_on=None).select_related(*SHOWS).order_by("pk")
    remedies = CaseRemedy.objects.select_related("owner").order_by("due_on", "pk")
    return Prefetch("evidence", evidence), Prefetch("remedies", remedies)


def _evidence(rows: Iterable[CaseEvidence]) -> Iterable[EvidenceFacts]:
    for row in rows:
        yield EvidenceFacts(
            id=row.pk,
            version=row.version,
            kind=EvidenceKind(row.kind),
            said=_said(row),
            source=row.source,
            on=_day(row),
            alert_id=row.alert_id,
            alert_evidence=_alert(row),
            commitment_id=row.commitment_id,
            name=row.post.contact.name if row.post else "",
            noted_by_name=row.noted_by.actor_name,
            noted_on=row.noted_on,
        )


def _said(row: CaseEvidence) -> str:
    linked = row.interaction.note if row.interaction else row.commitment.what if row.commitment else ""
    return linked or row.said


def _day(row: CaseEvidence) -> date | None:
    if row.interaction:
        return row.interaction.held_on
    if row.commitment:
        return row.commitment.due_on
    return row.post.until if row.post else row.alert.fired_on if row.alert else None


def _alert(row: CaseEvidence) -> dict[str, Any] | None:
    alert = row.alert
    if alert is None:
        return None
    named = {"name": alert.post.contact.name, "title": alert.post.title} if alert.post else {}
    promised = {"what": alert.commitment.what} if alert.commitment else {}
    return {**alert.evidence, **named, **promised}


def _remedy(row: CaseRemedy) -> RemedyFacts:
    return RemedyFacts(
        id=row.pk,
        version=row.version,
        play=row.play_code,
        what=row.what,
        owner_id=row.owner_id,
        owner_name=row.owner.actor_name,
        due_on=row.due_on,
        done_on=row.done_on,
        result=row.result,
        is_dropped=row.dropped_on is not None,
    )


def _says(word: str) -> Q:
    return Q(lesson__icontains=word) | Q(what__icontains=word) | Q(account__name__icontains=word)


def _open_of(account_id: int) -> QuerySet[InterruptionCase]:
    return InterruptionCase.objects.filter(account_id=account_id, closed_on=None).select_related(*READ)


_OPEN_OF = Prepared(_open_of)
