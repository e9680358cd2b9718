"""Where each product stands in its life, and how often such a judgement held (S11, C25)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vitalfew.ledger.rules.families import Family
from vitalfew.ledger.rules.figures import years_before
from vitalfew.measures.trend import METHOD as METHOD
from vitalfew.measures.trend import SPAN, life_cycle

MOST = 6  # years looked back on
LATE_DAYS = 7  # books that begin so late in a year count as holding it: nobody trades every day
Floats = npt.NDArray[np.float64]


class LifeStage(StrEnum):
    INTRODUCTION = "introduction"  # 导入期
    GROWTH = "growth"  # 成长期
    MATURITY = "maturity"  # 成熟期
    DECLINE = "decline"  # 衰退期


class LifeWhy(StrEnum):
    """Why what is said of a product is not kept."""

    STAGE_NEEDS_REASON = "stage_needs_reason"


@dataclass(frozen=True)
class StageJudgement:
    """What somebody says of a product against the computed stage: who, when, why."""

    stage: LifeStage
    reason: str
    by_name: str
    on: date
    version: int


@dataclass(frozen=True)
class ProductLife:
    """One product: its years, oldest first, the stage they say, and what somebody said of it."""

    product: str
    name: str
    family: Family
    sales: tuple[Decimal, ...]
    computed: LifeStage | None  # None: the years do not say
    yearly: float | None  # growth a year over the span; None where it was not sold at both ends
    judged: StageJudgement | None = None

    @property
    def stage(self) -> LifeStage | None:
        """Return the stage that counts: what was judged goes before what was computed."""
        return self.judged.stage if self.judged else self.computed


@dataclass(frozen=True)
class HeldOut:
    """Of the products called growing or declining a year ago, how many went that way against the rest since."""

    called: int
    right: int


@dataclass(frozen=True)
class LifeCycles:
    """All products that sold anything in the years."""

    years: tuple[tuple[date, date], ...]
    span: int  # years over which growth was taken
    products: tuple[ProductLife, ...]  # the largest in the last year first
    held_out: HeldOut | None  # None: the books are too short to look back


def whole_years(first: date, last: date) -> list[tuple[date, date]]:
    """Return the years to the last day that the books hold whole, oldest first, at most `MOST`."""
    starts = [years_before(last, back + 1) + timedelta(1) for back in range(MOST)]
    ends = [years_before(last, back) for back in range(MOST)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if first <= start + timedelta(LATE_DAYS)][
        ::-1
    ]


def life_cycles(told: pa.Table, years: Sequence[tuple[date, date]], families: Mapping[str, Family]) -> LifeCycles:
    """Return the stage of every product by the sums of `ledger.queries.bought.get_product_years`."""
    columns = [told[f"year_{at}"] for at in range(len(years))] if told.num_rows else []
    if not columns:
        return LifeCycles(tuple(years), 0, (), None)
    exact = list(zip(*(column.to_pylist() for column in columns), strict=True))
    sales = np.array(exact, np.float64)
    span = min(SPAN, len(years) - 1)
    stages = _stages(sales, span)
    found = [
        ProductLife(
            product, name or product, families.get(product, Family("")), amounts, _named(stage), _yearly(amounts, span)
        )
        for product, name, amounts, stage in zip(
            told["product"].to_pylist(), told["name"].to_pylist(), exact, stages, strict=True
        )
    ]
    found.sort(key=lambda one: (-one.sales[-1], one.product))
    return LifeCycles(tuple(years), span, tuple(found), _held_out(sales))


def shares(amounts: Mapping[str, Decimal], stages: Mapping[str, LifeStage | None]) -> dict[LifeStage | None, float]:
    """Return which share of these sales by product stands at each stage; empty where they come to nothing."""
    total = float(sum(amounts.values(), Decimal(0)))
    if total <= 0:
        return {}
    found: dict[LifeStage | None, float] = {}
    for product, amount in amounts.items():
        stage = stages.get(product)
        found[stage] = found.get(stage, 0.0) + float(amount) / total
    return found


def _stages(sales: Floats, span: int) -> list[str]:
    # With fewer than two years between them nothing is a trend.
    if span < 2 or not (sales.sum(0)[[-1 - span, -1]] > 0).all():
        return [""] * len(sales)
    return [str(stage) for stage in life_cycle(np.arange(sales.shape[1]), sales, span=span)]


def _yearly(amounts: Sequence[Decimal], span: int) -> float | None:
    old, new = (float(amounts[-1 - span]), float(amounts[-1])) if 0 < span < len(amounts) else (0.0, 0.0)
    return float((new / old) ** (1 / span) - 1) if old > 0 and new > 0 else None


def _named(stage: str) -> LifeStage | None:
    return LifeStage(stage) if stage else None


def _held_out(sales: Floats) -> HeldOut | None:
    """Judge as of a year ago, and look at what came since."""
    earlier = sales[:, :-1]
    span = min(SPAN, earlier.shape[1] - 1)
    if span < 2:
        return None
    stages, (old, new) = np.array(_stages(earlier, span)), sales[:, -2:].T
    if not old.sum() > 0:
        return None
    relative = new * old.sum() - old * new.sum()  # above 0: grew more than all together
    called = (stages == "growth") | (stages == "decline")
    right = ((stages == "growth") & (relative > 0)) | ((stages == "decline") & (relative < 0))
    return HeldOut(int(called.sum()), int(right.sum()))
