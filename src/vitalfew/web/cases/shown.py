"""One interruption in words: where it stands, what shows it, what is done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitalfew import words
from vitalfew.loop.analysis.labels import STAGE_LABELS
from vitalfew.loop.control.labels import alarm_sentence
from vitalfew.loop.control.labels_cases import (
    CASE_SEVERITY_LABELS,
    CASE_STATE_LABELS,
    EVIDENCE_KIND_LABELS,
    OUTCOME_LABELS,
)
from vitalfew.loop.control.queries.cases import CaseFacts, EvidenceFacts, RemedyFacts
from vitalfew.loop.control.rules.cases import ORDER, CaseOutcome, CaseState, EvidenceKind
from vitalfew.loop.control.rules.causes import Causes, Play
from vitalfew.web.forms.cases import STEP

GRAVE = 4  # of 5


@dataclass(frozen=True)
class Stop:
    """One step of a case's life, and the day it was reached."""

    word: str
    on: date | None
    place: str  # done | here | ""


@dataclass(frozen=True)
class ShownEvidence:
    """One thing that shows the break."""

    row: EvidenceFacts
    kind: str
    words: str
    href: str
    sub: str


@dataclass(frozen=True)
class ShownRemedy:
    """One remedy, and how it stands."""

    row: RemedyFacts
    name: str
    mark: str
    state: str


@dataclass(frozen=True)
class ShownCase:
    """One interruption as lists and pages show it."""

    case: CaseFacts
    answer: str
    cause: str
    others: list[str]
    stage: str
    severity: str
    state: str
    mark: str
    age: str
    outcome: str
    stops: list[Stop]


def shown_case(case: CaseFacts, causes: Causes, today: date) -> ShownCase:
    """Put the case into words."""
    stage = str(STAGE_LABELS[case.from_stage]) if case.from_stage else _("before any stage was confirmed")
    days = case.days(today)
    age = ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
    return ShownCase(
        case=case,
        answer=_answer(case, stage, age),
        cause=cause_words(causes, case.primary_cause),
        others=[cause_words(causes, code) for code in case.secondary_causes],
        stage=stage,
        severity=str(CASE_SEVERITY_LABELS[case.severity]),
        state=str(CASE_STATE_LABELS[case.state]),
        mark=mark_of(case),
        age=age,
        outcome=str(OUTCOME_LABELS[case.outcome]) if case.outcome else "",
        stops=_stops(case),
    )


def mark_of(case: CaseFacts) -> str:
    """Return how grave it looks."""
    if case.is_open:
        return "bad" if case.severity >= GRAVE else "watch"
    return "good" if case.outcome is CaseOutcome.RECOVERED else "none"


def cause_words(causes: Causes, code: str) -> str:
    """Return the cause with what it is part of, but for the root."""
    path = causes.path(code)
    return STEP.join(one.word for one in (path[1:] or path)) or code


def choosable(causes: Causes, kept: Iterable[str] = ()) -> dict[str, str]:
    """Return the causes that a form offers, each with its root: those in use, and what the case names already."""
    codes = [one.code for one in causes.choosable()]
    offered = [*codes, *(code for code in kept if code not in codes)]
    return {code: STEP.join(one.word for one in causes.path(code)) or code for code in offered}


def shown_evidence(case: CaseFacts) -> list[ShownEvidence]:
    """Put what shows the break into words."""
    return [_evidence(case, row) for row in case.evidence]


def shown_remedies(case: CaseFacts, plays: Mapping[str, Play], today: date) -> list[ShownRemedy]:
    """Put what is done about it into words."""
    return [_remedy(row, plays, today) for row in case.remedies]


def _answer(case: CaseFacts, stage: str, age: str) -> str:
    if case.is_open:
        return _("Interrupted for %(age)s, over: %(stage)s") % {"age": age, "stage": stage}
    said = {"outcome": OUTCOME_LABELS[case.outcome] if case.outcome else "", "age": age}
    return _("%(outcome)s after %(age)s") % said


def _stops(case: CaseFacts) -> list[Stop]:
    here = ORDER.index(case.state)
    return [
        Stop(
            str(CASE_STATE_LABELS[state]),
            case.reached.get(state) if at <= here else None,
            "here" if at == here else "done" if at < here and state in case.reached else "",
        )
        for at, state in enumerate(CaseState)
    ]


def _evidence(case: CaseFacts, row: EvidenceFacts) -> ShownEvidence:
    who = _("%(who)s added it on %(on)s") % {"who": row.noted_by_name, "on": words.day(row.noted_on)}
    sub = " · ".join(one for one in (words.day(row.on) if row.on else "", row.source, who) if one)
    return ShownEvidence(row, str(EVIDENCE_KIND_LABELS[row.kind]), _told(row), _href(case, row), sub)


def _told(row: EvidenceFacts) -> str:
    match row.kind:
        case EvidenceKind.ALERT:
            return alarm_sentence(row.alert_evidence) or _("an alert that is no more")
        case EvidenceKind.LEAVER:
            return _("%(who)s has left") % {"who": row.name or _("somebody")}
        case _:
            return row.said or _("what it pointed at is no more")


def _href(case: CaseFacts, row: EvidenceFacts) -> str:
    if row.alert_id:
        return reverse("alert", args=[row.alert_id])
    if row.commitment_id:
        return reverse("promise", args=[row.commitment_id])
    return reverse("account_facts", args=[case.account_id]) if row.kind is EvidenceKind.QUALITY else ""


def _remedy(row: RemedyFacts, plays: Mapping[str, Play], today: date) -> ShownRemedy:
    name = plays[row.play].word if row.play in plays else ""
    if row.done_on:
        return ShownRemedy(row, name, "good", _("done %(on)s") % {"on": words.day(row.done_on)})
    if row.is_dropped:
        return ShownRemedy(row, name, "none", _("given up"))
    said = _("due %(on)s") % {"on": words.day(row.due_on)}
    return ShownRemedy(row, name, "bad" if row.due_on < today else "none", said)


def told(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form said of the break, as the action takes it."""
    return {
        "what": values["what"],
        "primary_cause": values["primary_cause"],
        "secondary_causes": tuple(values["secondary_causes"]),
        "severity": int(values["severity"]),
        "owner_id": values["owner"],
    }
