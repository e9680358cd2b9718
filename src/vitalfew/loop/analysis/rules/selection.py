"""Which accounts are chosen, and on what: criteria on two axes, their weights, the boxes of the portfolio, the steps of
the choice (S5, S37, S42, C17).

Criteria and boxes: Millman & Wilson 1995, "From key account selling to key account management", J. of Marketing
Practice 1(1) 9–21. Which cell is "maintain" and which "manage for cash" is our own reading: strong with a customer who
is hardly attractive, we keep what we have; with one who is not attractive at all, we take the money.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Axis(StrEnum):
    ATTRACTIVENESS = "attractiveness"  # 客户吸引力
    STRENGTH = "strength"  # 相对竞争力


class Criterion(StrEnum):
    PURCHASE_BUDGET = "purchase_budget"  # 采购预算规模
    GROWTH = "growth"  # 增长潜力
    PROFITABILITY = "profitability"  # 盈利性
    PRESTIGE = "prestige"  # 声望
    TECHNICAL_SOPHISTICATION = "technical_sophistication"  # 技术水平
    EXCLUSIVITY = "exclusivity"  # 关系排他性
    GEOGRAPHIC_REACH = "geographic_reach"  # 地域覆盖
    RANGE = "range"  # 产品服务范围
    SUPPORT = "support"  # 售前售后
    PRICING = "pricing"  # 定价
    REPUTATION = "reputation"  # 声誉
    RELIABILITY = "reliability"  # 可靠性
    KNOW_HOW = "know_how"  # 经验
    STAFF = "staff"  # 人员能力


class ScoreSource(StrEnum):
    COMPUTED = "computed"  # from the books; judged where they say nothing
    JUDGED = "judged"


class Box(StrEnum):
    INVEST_GROWTH = "invest_growth"  # 投资发展
    INVEST_SELECTIVELY = "invest_selectively"  # 选择性投资
    MAINTAIN = "maintain"  # 维持
    MANAGE_FOR_CASH = "manage_for_cash"  # 收获
    WITHDRAW = "withdraw"  # 退出


class Step(StrEnum):
    """A decision on the way to a key account; naming and ending one are the designation's own."""

    CANDIDATE = "candidate"  # 候选
    TARGET = "target"  # 目标
    REJECTED = "rejected"  # 未入选
    KEPT = "kept"  # 年审保留


class SelectionWhy(StrEnum):
    """Why nothing was written."""

    WEIGHTS_OF_ATTRACTIVENESS = "weights_of_attractiveness"
    WEIGHTS_OF_STRENGTH = "weights_of_strength"
    NO_FORMULA = "no_formula"
    CARD_NEEDS_REASON = "card_needs_reason"
    OUT_OF_SCALE = "out_of_scale"
    NEEDS_EVIDENCE = "needs_evidence"
    STEP_NEEDS_REASON = "step_needs_reason"
    STEP_NOT_NEXT = "step_not_next"
    DECIDED_MEANWHILE = "decided_meanwhile"


@dataclass(frozen=True)
class Weighed:
    """One criterion of a scorecard: its weight within its axis, where its score comes from, what 0 and 10 mean.

    An anchor that is empty says what the product says of the criterion by itself.
    """

    code: Criterion
    weight: Decimal
    source: ScoreSource
    low: str = ""
    high: str = ""

    @property
    def axis(self) -> Axis:
        """Return the axis that the criterion counts on."""
        return AXES[self.code]


@dataclass(frozen=True)
class Card:
    """A scorecard: its criteria, the lines of the boxes, and how long the list and the hands may be."""

    criteria: tuple[Weighed, ...]
    attractive_from: Decimal = Decimal(5)
    strong_from: Decimal = Decimal(5)
    cash_below: Decimal = Decimal("2.5")  # strong with one less attractive than this: take the money
    places: int = 15  # how many the list holds
    most_keys: int = 50
    most_per_manager: int = 12

    def of(self, axis: Axis) -> tuple[Weighed, ...]:
        """Return the criteria of one axis."""
        return tuple(one for one in self.criteria if one.axis is axis)


_ATTRACTIVE = tuple(Criterion)[:7]
AXES = {code: Axis.ATTRACTIVENESS if code in _ATTRACTIVE else Axis.STRENGTH for code in Criterion}
# What the books can say; every other criterion is judged.
COMPUTABLE = (Criterion.PURCHASE_BUDGET, Criterion.GROWTH, Criterion.PROFITABILITY, Criterion.RELIABILITY)
MOST = Decimal(10)
EXACT = Decimal("1e-9")
YEAR = timedelta(365)  # a designation is looked at again once a year
_DEFAULTS = {
    Criterion.PURCHASE_BUDGET: "0.25", Criterion.GROWTH: "0.20", Criterion.PROFITABILITY: "0.20",
    Criterion.PRESTIGE: "0.10", Criterion.TECHNICAL_SOPHISTICATION: "0.10", Criterion.EXCLUSIVITY: "0.10",
    Criterion.GEOGRAPHIC_REACH: "0.05", Criterion.RANGE: "0.15", Criterion.SUPPORT: "0.15", Criterion.PRICING: "0.15",
    Criterion.REPUTATION: "0.10", Criterion.RELIABILITY: "0.20", Criterion.KNOW_HOW: "0.10", Criterion.STAFF: "0.15",
}  # fmt: skip
DEFAULT_CARD = Card(
    tuple(
        Weighed(code, Decimal(weight), ScoreSource.COMPUTED if code in COMPUTABLE else ScoreSource.JUDGED)
        for code, weight in _DEFAULTS.items()
    )
)
# What may follow what; None is an account nobody has decided about.
NEXT: Mapping[Step | None, tuple[Step, ...]] = {
    None: (Step.CANDIDATE,),
    Step.CANDIDATE: (Step.TARGET, Step.REJECTED),
    Step.TARGET: (Step.REJECTED,),
    Step.REJECTED: (Step.CANDIDATE,),
    Step.KEPT: (Step.CANDIDATE,),  # of a designation that has ended since
}


def card_refused(card: Card, reason: str) -> SelectionWhy | None:
    """Return why this cannot be a scorecard, or None (INV2)."""
    for axis, why in (
        (Axis.ATTRACTIVENESS, SelectionWhy.WEIGHTS_OF_ATTRACTIVENESS),
        (Axis.STRENGTH, SelectionWhy.WEIGHTS_OF_STRENGTH),
    ):
        weights = [one.weight for one in card.of(axis)]
        if any(weight < 0 for weight in weights) or abs(sum(weights, Decimal(0)) - 1) > EXACT:
            return why
    if any(one.source is ScoreSource.COMPUTED and one.code not in COMPUTABLE for one in card.criteria):
        return SelectionWhy.NO_FORMULA
    return None if reason.strip() else SelectionWhy.CARD_NEEDS_REASON


def score_refused(value: Decimal, evidence: str) -> SelectionWhy | None:
    """Return why this cannot be a score, or None (INV2)."""
    if not 0 <= value <= MOST:
        return SelectionWhy.OUT_OF_SCALE
    return None if evidence.strip() else SelectionWhy.NEEDS_EVIDENCE


def steps_open(stands: Step | None, *, is_key: bool) -> tuple[Step, ...]:
    """Return what may be decided next. A key account is kept; it is named and ended on its own page."""
    return (Step.KEPT,) if is_key else NEXT[stands]


def box_of(attractiveness: float | None, strength: float | None, card: Card) -> Box | None:
    """Return the box of the portfolio; None where an axis is not known."""
    if attractiveness is None or strength is None:
        return None
    is_strong = strength >= float(card.strong_from)
    if attractiveness >= float(card.attractive_from):
        return Box.INVEST_GROWTH if is_strong else Box.INVEST_SELECTIVELY
    if not is_strong:
        return Box.WITHDRAW
    return Box.MAINTAIN if attractiveness >= float(card.cash_below) else Box.MANAGE_FOR_CASH


def tried(card: Card, wanted: Mapping[Criterion, int]) -> Card:
    """Return the card with other weights, given as any figures and brought to 1 on each axis; all 0 changes nothing."""
    weights: dict[Criterion, Decimal] = {}
    for axis in Axis:
        told = {one.code: Decimal(wanted.get(one.code, round(100 * one.weight))) for one in card.of(axis)}
        whole = sum(told.values(), Decimal(0))
        weights |= {code: weight / whole for code, weight in told.items() if whole}
    return with_weights(card, weights)


def with_weights(card: Card, weights: Mapping[Criterion, Decimal]) -> Card:
    """Return the card with these weights; a criterion that is not named keeps its own."""
    criteria = (replace(one, weight=weights.get(one.code, one.weight)) for one in card.criteria)
    return replace(card, criteria=tuple(criteria))


LINES = ("attractive_from", "strong_from", "cash_below", "places", "most_keys", "most_per_manager")


def as_plain(criteria: Iterable[Weighed]) -> list[dict[str, str]]:
    """Return criteria as a row keeps them."""
    return [
        {
            "code": one.code.value,
            "weight": str(one.weight),
            "source": one.source.value,
            "low": one.low.strip(),
            "high": one.high.strip(),
        }
        for one in criteria
    ]


def from_plain(kept: Iterable[Mapping[str, Any]]) -> tuple[Weighed, ...]:
    """Return criteria as a row has kept them."""
    return tuple(
        Weighed(Criterion(one["code"]), Decimal(one["weight"]), ScoreSource(one["source"]), one["low"], one["high"])
        for one in kept
    )


def is_review_due(decided_on: date, today: date) -> bool:
    """Tell whether a key account has stood for a year since somebody last decided that it is one."""
    return today - decided_on >= YEAR
