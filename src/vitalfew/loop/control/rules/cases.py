"""An interruption: over which stage it struck, why, what was done, how it ended (S23, S24, INV8)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median

from vitalfew.loop.control.rules.causes import Causes


class CaseState(StrEnum):
    OPEN = "open"  # 已立案
    DIAGNOSED = "diagnosed"  # 已诊断
    REMEDYING = "remedying"  # 补救中
    MONITORING = "monitoring"  # 观察中
    CLOSED = "closed"  # 已结案


class CaseOutcome(StrEnum):
    RECOVERED = "recovered"  # 恢复
    DOWNGRADED = "downgraded"  # 降级
    EXITED = "exited"  # 终止


class EvidenceKind(StrEnum):
    ALERT = "alert"  # 预警
    PROMISE = "promise"  # 承诺
    QUALITY = "quality"  # 质量事件
    CONTACT = "contact"  # 往来记录
    LEAVER = "leaver"  # 离职
    NOTE = "note"  # 文字


class CaseWhy(StrEnum):
    """Why a case is not opened, moved or closed so."""

    NO_KEY_ACCOUNT = "case_no_key_account"
    CASE_OPEN = "case_open"
    CASE_CLOSED = "case_closed"
    CASE_PASSED = "case_passed"
    CASE_UNFIT_CAUSE = "case_unfit_cause"
    CASE_NEEDS_WORDS = "case_needs_words"
    CASE_NEEDS_EVIDENCE = "case_needs_evidence"
    CASE_NEEDS_REMEDY = "case_needs_remedy"
    CASE_NEEDS_WATCH = "case_needs_watch"
    CASE_NEEDS_LESSON = "case_needs_lesson"
    CASE_NEEDS_LOWER = "case_needs_lower"
    CASE_NOT_WATCHED = "case_not_watched"
    CASE_UNFIT_DAY = "case_unfit_day"
    CASE_NO_SOURCE = "case_no_source"
    CASE_GONE = "case_gone"


ORDER = list(CaseState)
SEVEREST = 5
# Forward by one step; back to the remedy where it did not take. Closing is not a move: it needs outcome and lesson.
NEXT: dict[CaseState, tuple[CaseState, ...]] = {
    CaseState.OPEN: (CaseState.DIAGNOSED,),
    CaseState.DIAGNOSED: (CaseState.REMEDYING,),
    CaseState.REMEDYING: (CaseState.MONITORING,),
    CaseState.MONITORING: (CaseState.REMEDYING,),
    CaseState.CLOSED: (),
}
# From where each outcome may close: who recovered has been watched; who leaves may leave at any time.
CLOSES_FROM: dict[CaseOutcome, tuple[CaseState, ...]] = {
    CaseOutcome.RECOVERED: (CaseState.MONITORING,),
    CaseOutcome.DOWNGRADED: (CaseState.DIAGNOSED, CaseState.REMEDYING, CaseState.MONITORING),
    CaseOutcome.EXITED: (CaseState.OPEN, CaseState.DIAGNOSED, CaseState.REMEDYING, CaseState.MONITORING),
}


@dataclass(frozen=True)
class CaseTime:
    """What a closed case tells of breaks over the years."""

    cause: str
    opened_on: date
    closed_on: date | None
    outcome: CaseOutcome | None

    @property
    def days(self) -> int | None:
        """Return how long it took; None while it is open."""
        return (self.closed_on - self.opened_on).days if self.closed_on else None


@dataclass(frozen=True)
class CauseCount:
    """How many cases named this cause first, in all and year by year, and what part of all this and those above are."""

    cause: str
    count: int
    by_year: dict[int, int]
    cumulative: float


def move_refused(now: CaseState, wanted: CaseState, *, evidence: int, remedies: int) -> CaseWhy | None:
    """Return why the case may not become this, or None where it may."""
    if now is CaseState.CLOSED:
        return CaseWhy.CASE_CLOSED
    if wanted not in NEXT[now]:
        return CaseWhy.CASE_PASSED
    if wanted is CaseState.DIAGNOSED and not evidence:
        return CaseWhy.CASE_NEEDS_EVIDENCE
    return CaseWhy.CASE_NEEDS_REMEDY if wanted is CaseState.REMEDYING and not remedies else None


def close_refused(now: CaseState, outcome: CaseOutcome, lesson: str) -> CaseWhy | None:
    """Return why the case may not end so, or None where it may (INV8)."""
    if now is CaseState.CLOSED:
        return CaseWhy.CASE_CLOSED
    if not lesson.strip():
        return CaseWhy.CASE_NEEDS_LESSON
    return None if now in CLOSES_FROM[outcome] else CaseWhy.CASE_NOT_WATCHED


def causes_refused(causes: Causes, primary: str, secondary: Collection[str], kept: Collection[str]) -> CaseWhy | None:
    """Return why a case may not name these causes; what it names already it may keep, retired or not."""
    named = [primary, *secondary]
    is_fit = all(causes.is_choosable(code) or code in kept for code in named)
    return None if is_fit and primary and len(set(named)) == len(named) else CaseWhy.CASE_UNFIT_CAUSE


def pareto(cases: Sequence[CaseTime]) -> list[CauseCount]:
    """Count the cases by their first cause, the most frequent first."""
    counts: dict[str, dict[int, int]] = {}
    for one in cases:
        years = counts.setdefault(one.cause, {})
        years[one.opened_on.year] = years.get(one.opened_on.year, 0) + 1
    ranked = sorted(counts.items(), key=lambda item: (-sum(item[1].values()), item[0]))
    found, so_far = [], 0
    for cause, years in ranked:
        count = sum(years.values())
        so_far += count
        found.append(CauseCount(cause, count, years, so_far / len(cases)))
    return found


def time_to_recover(cases: Sequence[CaseTime]) -> tuple[float | None, int]:
    """Return the median days from the opening to the recovery, and of how many cases; None where there is none."""
    days = [one.days for one in cases if one.outcome is CaseOutcome.RECOVERED and one.days is not None]
    return (median(days) if days else None), len(days)
