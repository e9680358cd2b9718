"""Measurable aims: what is measured, for whom, how far it has come (S2, C23).

All three metrics add up over the days of the objective, so half-way through nobody can have reached the year's figure.
What is *expected* by now is therefore a part of the target: the part that the same days brought a year before, where
the books know it (customers have seasons), or else the part of the days that are gone. `attained` is the part of the
target reached, to be laid beside it. C23, (actual - baseline) / (target - baseline), is asked of the days gone:
`improvement` compares the actual with the same days a year before, and on the last day it is C23 itself.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Metric(StrEnum):
    """What an objective measures; each is computed from the books and cannot be typed over (INV10)."""

    NET_REVENUE = "net_revenue"  # 净收入
    GROSS_MARGIN = "gross_margin"  # 毛利
    ORDER_DAYS = "order_days"  # 下单天数


class ForWhom(StrEnum):
    US = "us"  # 我方
    CUSTOMER = "customer"  # 客户
    BOTH = "both"  # 双方


class ObjectiveStanding(StrEnum):
    """How an objective stands: before its last day by comparison with what is expected, after it by the target."""

    ON_TRACK = "on_track"  # 正常
    AT_RISK = "at_risk"  # 关注
    OFF_TRACK = "off_track"  # 偏离
    MET = "met"  # 达成
    MISSED = "missed"  # 未达成
    UNKNOWN = "unknown"  # 未知
    DROPPED = "dropped"  # 放弃


class ObjectiveWhy(StrEnum):
    """Why an objective is refused."""

    DUE_BEFORE_START = "due_before_start"
    NO_TARGET = "no_target"
    OBJECTIVE_DROPPED = "objective_dropped"


# Short of what is expected by no more than this part of it: on track, at risk; beyond, off track.
ON_TRACK_SHORT = Decimal("0.03")
AT_RISK_SHORT = Decimal("0.10")
# Before this part of the days is gone, being short says nothing yet.
TOO_EARLY = Decimal("0.10")
WHOLE = Decimal(1)


@dataclass(frozen=True)
class Aim:
    """An objective as its arithmetic needs it; None is not known."""

    metric: Metric
    starts_on: date
    due_on: date
    target: Decimal
    baseline: Decimal | None = None
    baseline_so_far: Decimal | None = None
    actual: Decimal | None = None
    as_of: date | None = None

    @property
    def wants_less(self) -> bool:
        """Tell whether reaching it means fewer: order days may be cut; revenue and margin are never too much."""
        return self.metric is Metric.ORDER_DAYS and self.baseline is not None and self.target < self.baseline

    @property
    def is_over(self) -> bool:
        """Tell whether the books reach its last day."""
        return self.as_of is not None and self.as_of >= self.due_on

    @property
    def has_season(self) -> bool:
        """Tell whether last year's same days say how much of the target is due by now."""
        known = self.baseline is not None and self.baseline > 0
        return known and self.baseline_so_far is not None and 0 <= self.baseline_so_far <= (self.baseline or 0)


def time_gone(aim: Aim) -> Decimal | None:
    """Return the part of its days that the books have reached, 0..1; None where there are no books."""
    if aim.as_of is None:
        return None
    days, gone = (aim.due_on - aim.starts_on).days + 1, (aim.as_of - aim.starts_on).days + 1
    return Decimal(min(max(gone, 0), days)) / days


def expected(aim: Aim) -> Decimal | None:
    """Return the part of the target that should be reached by now, 0..1."""
    if aim.has_season and not aim.is_over and aim.baseline and aim.baseline_so_far is not None:
        return aim.baseline_so_far / aim.baseline
    return time_gone(aim)


def attained(aim: Aim) -> Decimal | None:
    """Return the part of the target that is reached, above 1 where it is passed, below 0 where returns outweigh."""
    return None if aim.actual is None else aim.actual / aim.target


def improvement(aim: Aim) -> Decimal | None:
    """Return how much of the wanted change against a year before has been brought about (C23); 1 is all of it.

    None where something is unknown, and where the target wants no change for the better.
    """
    share = expected(aim)
    if aim.actual is None or aim.baseline is None or share is None:
        return None
    before = aim.baseline if aim.is_over else aim.baseline_so_far
    wanted = None if before is None else aim.target * share - before
    if before is None or not wanted or (wanted < 0) is not aim.wants_less:
        return None
    return (aim.actual - before) / wanted


def shortfall(aim: Aim) -> Decimal | None:
    """Return by how much the actual is short of what is expected by now; below zero where it is ahead."""
    share = expected(aim)
    if aim.actual is None or share is None:
        return None
    short = aim.target * share - aim.actual
    return -short if aim.wants_less else short


def state_of(aim: Aim, *, is_dropped: bool = False) -> ObjectiveStanding:
    """Judge an objective as of the books' last day."""
    if is_dropped:
        return ObjectiveStanding.DROPPED
    short, share = shortfall(aim), expected(aim)
    if short is None or share is None or aim.actual is None:
        return ObjectiveStanding.UNKNOWN
    if aim.is_over:
        return ObjectiveStanding.MET if short <= 0 else ObjectiveStanding.MISSED
    if not aim.wants_less and aim.actual >= aim.target:
        return ObjectiveStanding.MET
    return _under_way(short, aim.target * share, time_gone(aim) or Decimal(0))


def _under_way(short: Decimal, due: Decimal, gone: Decimal) -> ObjectiveStanding:
    if short <= due * ON_TRACK_SHORT:
        return ObjectiveStanding.ON_TRACK
    if gone < TOO_EARLY:
        return ObjectiveStanding.UNKNOWN
    return ObjectiveStanding.AT_RISK if short <= due * AT_RISK_SHORT else ObjectiveStanding.OFF_TRACK


def objective_refused(starts_on: date, due_on: date, target: Decimal) -> ObjectiveWhy | None:
    """Return why the objective may not be written so, or None where it may."""
    if due_on <= starts_on:
        return ObjectiveWhy.DUE_BEFORE_START
    return ObjectiveWhy.NO_TARGET if not target.is_finite() or target <= 0 else None
