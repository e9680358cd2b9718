"""What winning a customer costs beside keeping one, and what keeping a few more brings (S8, C16)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
CENT = Decimal("0.01")


class SpendKind(StrEnum):
    """What money is spent on."""

    ACQUISITION = "acquisition"  # 获取新客户
    RETENTION = "retention"  # 维系老客户
    KEY_ACCOUNT = "key_account"  # 大客户管理; counts as keeping


class SpendWhy(StrEnum):
    """Why spend is not written so."""

    SPEND_BELOW_ZERO = "spend_below_zero"
    SPEND_ENDS_BEFORE = "spend_ends_before"
    SPEND_SAYS_NOTHING = "spend_says_nothing"


@dataclass(frozen=True)
class Counted:
    """Customers of one period: who bought, whose first order it was, and who had bought in the period before."""

    start: date
    end: date
    bought: int
    new: int
    before: int | None  # who bought in the period before; None where the books do not hold it
    kept: int | None  # of those, who bought in this one

    @property
    def retention(self) -> float | None:
        """Return the share of the customers before who bought again."""
        return self.kept / self.before if self.before and self.kept is not None else None


@dataclass(frozen=True)
class Ratio:
    """What a new and a kept customer cost in a period, and the one over the other; None where nobody knows."""

    acquisition: Decimal
    retention: Decimal
    per_new: Decimal | None
    per_kept: Decimal | None

    @property
    def ratio(self) -> Decimal | None:
        return self.per_new / self.per_kept if self.per_new is not None and self.per_kept else None


@dataclass(frozen=True)
class Outlay:
    """Money spent on something from one day to another, both included."""

    kind: SpendKind
    starts_on: date
    ends_on: date
    amount: Decimal


@dataclass(frozen=True)
class Case:
    """What keeping one customer more in a hundred brings in a year, and what to win as many anew would cost."""

    kept: Decimal  # customers more
    brings: Decimal | None
    winning: Decimal | None
    keeping: Decimal | None


def count_customers(customer: Ints, day: npt.NDArray[np.datetime64], begin: date, start: date, end: date) -> Counted:
    """Count the customers of a period, both days included, and of the equally long one before.

    Who has no order before the period is new, as far as the books reach: in their first year nobody is known to be.
    """
    first, last = np.datetime64(start, "D"), np.datetime64(end, "D")
    earlier = first - (last - first) - 1
    now = np.unique(customer[(day >= first) & (day <= last)])
    known = np.unique(customer[day < first])
    before = np.unique(customer[(day >= earlier) & (day < first)])
    is_told = np.datetime64(begin, "D") <= earlier + 7
    return Counted(
        start=start,
        end=end,
        bought=len(now),
        new=len(np.setdiff1d(now, known)),
        before=len(before) if is_told else None,
        kept=len(np.intersect1d(now, before)) if is_told else None,
    )


def spent_within(outlays: Iterable[Outlay], start: date, end: date) -> dict[SpendKind, Decimal]:
    """Return what falls into the period, each outlay spread evenly over its days; kinds not told are absent."""
    sums: dict[SpendKind, Decimal] = {}
    for one in outlays:
        days = (min(one.ends_on, end) - max(one.starts_on, start)).days + 1
        if days > 0:
            part = one.amount * days / ((one.ends_on - one.starts_on).days + 1)
            sums[one.kind] = sums.get(one.kind, Decimal(0)) + part
    return {kind: amount.quantize(CENT, ROUND_HALF_UP) for kind, amount in sums.items()}


def ratio_of(spent: dict[SpendKind, Decimal], counted: Counted) -> Ratio:
    """Return what a new customer cost beside a kept one (C16); key account management counts as keeping."""
    keeping = [spent[kind] for kind in (SpendKind.RETENTION, SpendKind.KEY_ACCOUNT) if kind in spent]
    winning = spent.get(SpendKind.ACQUISITION)
    return Ratio(
        acquisition=winning or Decimal(0),
        retention=sum(keeping, Decimal(0)),
        per_new=_each(winning, counted.new),
        per_kept=_each(sum(keeping, Decimal(0)) if keeping else None, counted.kept),
    )


def case_for(counted: Counted, brought: Decimal | None, assumed: Decimal, ratio: Ratio) -> Case | None:
    """Return what one more in a hundred kept is worth; None where nobody knows how many there were before.

    `brought` is what a customer of the period brought on average. What to win one costs is the firm's own figure,
    or where that is not known the assumed ratio times what keeping one costs.
    """
    if not counted.before:
        return None
    more = Decimal(counted.before) / 100
    winning = ratio.per_new if ratio.per_new is not None else _times(ratio.per_kept, assumed)
    return Case(more, _times(brought, more), _times(winning, more), _times(ratio.per_kept, more))


def _each(amount: Decimal | None, count: int | None) -> Decimal | None:
    return amount / count if amount is not None and count else None


def _times(amount: Decimal | None, factor: Decimal) -> Decimal | None:
    return None if amount is None else (amount * factor).quantize(CENT, ROUND_HALF_UP)
