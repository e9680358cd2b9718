"""From sums of the books to the figures of every account: ranks, shares, classes, months, rhythm. Arrays throughout."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.measures.concentration import abc_classes
from vitalfew.measures.rhythm import METHOD as RHYTHM
from vitalfew.measures.rhythm import order_gaps

METHOD = f"figures-1/{RHYTHM}"
MONTHS = 24
SPARK_MONTHS = 12
RECENT_DAYS = 180
COLUMNS = (
    "sales", "revenue", "revenue_before", "margin", "margin_before", "lines", "revenue_share", "revenue_rank",
    "revenue_class", "margin_rank", "months", "order_days", "first_order_on", "last_order_on", "silent_days",
    "usual_gap", "gap_low", "gap_high", "gap_limit", "recent_order_days", "change_share", "spark",
)  # fmt: skip

_HEIGHTS = np.array([str(height) for height in range(101)], object)

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Sums:
    """What the ledger says: `get_account_facts`, `get_account_months` and `get_order_days`, to the books' last day."""

    facts: pa.Table
    months: pa.Table
    days: pa.Table
    end: date
    reaches_back: bool  # whether the books hold the whole of the twelve months before the twelve


@dataclass(frozen=True)
class Computed:
    """The figures of every account, one list per column, in the order of the codes."""

    codes: list[str]
    revenue: Decimal  # of all accounts
    columns: dict[str, Sequence[Any]]

    def rows(self, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Yield code and the named columns, account by account."""
        return zip(self.codes, *(self.columns[name] for name in names), strict=True)


def compute(sums: Sums) -> Computed:
    """Compute the figures of every account that the books name. Sums stay exact; what judges them is floating."""
    facts = sums.facts
    accounts = facts["account"].combine_chunks()
    money = {
        name: facts[name].to_pylist() for name in ("sales", "revenue", "revenue_before", "margin", "margin_before")
    }
    if not sums.reaches_back:
        money |= {name: [None] * len(accounts) for name in ("revenue_before", "margin_before")}
    columns: dict[str, Sequence[Any]] = {**money, "lines": facts["lines"].to_pylist()}
    columns |= _places(facts, money["revenue"])
    columns["change_share"] = [
        _change(now, then) for now, then in zip(money["revenue"], columns["revenue_before"], strict=True)
    ]
    columns |= _months(sums.months, accounts)
    columns |= _rhythm(sums.days, accounts, sums.end)
    return Computed(accounts.to_pylist(), sum(money["revenue"], Decimal(0)), columns)


def reaches_back(first_day: date, period_start: date, before_start: date) -> bool:
    """Tell whether books that begin on this day hold the year before the period whole.

    Nobody trades every day: books that begin within the first week of that year count as holding it.
    """
    return first_day <= before_start + timedelta(7) < period_start


def _places(facts: pa.Table, revenue: list[Decimal]) -> dict[str, Sequence[Any]]:
    total = sum(revenue, Decimal(0))
    shares = [float(amount / total) for amount in revenue] if total > 0 else [None] * len(revenue)
    classes = abc_classes(facts["revenue"].cast(pa.float64()).to_numpy()).tolist() if total > 0 else [""] * len(revenue)
    known = facts["margin"].is_valid().to_pylist()
    margin_ranks = _ranks(facts, "margin")
    return {
        "revenue_share": shares,
        "revenue_rank": _ranks(facts, "revenue"),
        "revenue_class": classes,
        "margin_rank": [rank if is_known else None for rank, is_known in zip(margin_ranks, known, strict=True)],
    }


def _ranks(facts: pa.Table, column: str) -> list[int]:
    """Return each account's place, the largest first, of equal ones the lower code; what is not known comes last."""
    keys = [(column, "descending"), ("account", "ascending")]
    order = pc.sort_indices(facts.select(["account", column]), keys).to_numpy()
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(1, len(order) + 1)
    return ranks.tolist()


def _change(now: Decimal, before: Decimal | None) -> float | None:
    return float((now - before) / before) if before is not None and before > 0 else None


def _months(months: pa.Table, accounts: pa.Array) -> dict[str, Sequence[Any]]:
    owner, month = _owners(months, accounts), months["month"].to_numpy()
    written = np.full((len(accounts), MONTHS), "0", object)
    written[owner, month] = months["amount"].cast(pa.string()).to_numpy(zero_copy_only=False)
    heights = np.zeros((len(accounts), MONTHS))
    heights[owner, month] = months["amount"].cast(pa.float64()).to_numpy()
    return {
        "months": [",".join(row) for row in written.tolist()],
        "spark": [",".join(row) for row in _HEIGHTS[spark_heights(heights[:, -SPARK_MONTHS:])].tolist()],
    }


def spark_heights(amounts: Floats) -> Ints:
    """Return the heights 0..100 of each row's amounts beside its own largest; below zero there is nothing to see."""
    positive = np.maximum(amounts, 0)
    largest = positive.max(axis=1, keepdims=True, initial=0)
    shares = np.divide(100 * positive, largest, out=np.zeros_like(positive), where=largest > 0)
    return np.asarray(np.rint(shares), np.int64)


def _rhythm(days: pa.Table, accounts: pa.Array, end: date) -> dict[str, Sequence[Any]]:
    size = len(accounts)
    if not days.num_rows:
        nothing = [None] * size
        names = ("first_order_on", "last_order_on", "silent_days", "usual_gap", "gap_low", "gap_high", "gap_limit")
        return dict.fromkeys(names, nothing) | {"order_days": [0] * size, "recent_order_days": [""] * size}
    owner, day = _owners(days, accounts), days["day"].to_numpy().astype("datetime64[D]")
    gaps = order_gaps(owner, day, today=end)
    place = gaps.customer.astype(np.int64)
    return {
        "order_days": _spread(gaps.count, place, size, 0),
        "first_order_on": _spread(gaps.first, place, size),
        "last_order_on": _spread(gaps.last, place, size),
        "silent_days": _spread(gaps.silent, place, size),
        "usual_gap": _spread(gaps.median, place, size),
        "gap_low": _spread(gaps.low, place, size),
        "gap_high": _spread(gaps.high, place, size),
        "gap_limit": _spread(gaps.limit, place, size),
        "recent_order_days": _recent(owner, day, end, size),
    }


def _spread(values: Any, place: Ints, size: int, otherwise: Any = None) -> list[Any]:
    """Return a list for all accounts from the values of some; NaN is unknown."""
    spread = np.full(size, otherwise, object)
    plain = values.astype(object)
    if values.dtype.kind == "f":
        plain[np.isnan(values)] = None
    spread[place] = plain
    return spread.tolist()


def _recent(owner: Ints, day: Any, end: date, size: int) -> list[str]:
    back = (np.datetime64(end, "D") - day).astype(np.int64)
    is_recent = back < RECENT_DAYS
    owners, words = owner[is_recent], back[is_recent].astype(str).astype(object)
    starts = np.searchsorted(owners, np.arange(size + 1))
    return [",".join(words[start:stop]) for start, stop in pairwise(starts)]


def _owners(table: pa.Table, accounts: pa.Array) -> Ints:
    """Return for each row the place of its account; rows are in the order of the accounts."""
    return pc.index_in(table["account"], value_set=accounts).to_numpy().astype(np.int64)  # type: ignore[no-any-return]
