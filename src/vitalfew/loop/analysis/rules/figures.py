"""From sums of the books to the figures of every account: ranks, shares, classes, months, rhythm. Arrays throughout."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.loop.analysis.rules.quiet import quiet_chances
from vitalfew.measures.concentration import abc_classes
from vitalfew.measures.rhythm import ALARM_METHOD, order_gaps
from vitalfew.measures.rhythm import METHOD as RHYTHM

METHOD = f"figures-3/{RHYTHM}/{ALARM_METHOD}"
MONTHS = 24
SPARK_MONTHS = 12
RECENT_DAYS = 180
MONEY = ("sales", "revenue", "revenue_before", "margin", "margin_before")
COLUMNS = (
    "sales", "revenue", "revenue_before", "margin", "margin_before", "lines", "revenue_share", "revenue_rank",
    "revenue_class", "margin_rank", "months", "order_days", "first_order_on", "last_order_on", "silent_days",
    "usual_gap", "gap_low", "gap_high", "gap_limit", "quiet", "recent_order_days", "change_share",
    "spark",
)  # fmt: skip

_HEIGHTS = pa.array(["", *(str(height) for height in range(101))])

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Sums:
    """What the ledger says: `get_account_facts`, `get_account_months` and `get_order_days`, to the books' last day.

    An amount that is null is not known: a counted line lacks its cost, or a rate into the books' currency.
    """

    facts: pa.Table
    months: pa.Table
    days: pa.Table
    begin: date  # of the books: what a month before it brought is not known
    end: date
    reaches_back: bool  # whether the books hold the whole of the twelve months before the twelve
    peers: pa.Table | None = None  # order days of those whom the accounts are judged beside; None: they are all


@dataclass(frozen=True)
class Computed:
    """The figures of every account, a column each, in the order of the codes."""

    codes: list[str]
    revenue: Decimal  # of all accounts whose revenue is known
    columns: pa.Table

    def values(self, names: Sequence[str]) -> list[list[Any]]:
        """Return the named columns, in the order of the codes; amounts and days are written out, exact."""
        return [_values(self.columns[name]) for name in names]


def compute(sums: Sums) -> Computed:
    """Compute the figures of every account that the books name. Sums stay exact; what judges them is floating."""
    facts = sums.facts
    accounts = facts["account"].combine_chunks()
    columns: dict[str, Any] = {name: facts[name] for name in (*MONEY, "lines")}
    if not sums.reaches_back:
        nothing = pa.nulls(len(accounts), facts["revenue"].type)
        columns |= {"revenue_before": nothing, "margin_before": nothing}
    # Arrow and NumPy let go of the interpreter: two at once take little longer than one.
    with ThreadPoolExecutor(1) as other:
        rhythm = other.submit(_rhythm, sums, accounts)
        columns |= _places(facts) | _months(sums, accounts)
        columns["change_share"] = _change(columns["revenue"], columns["revenue_before"])
        columns |= rhythm.result()
    total = pc.sum(facts["revenue"]).as_py() or Decimal(0)
    return Computed(accounts.to_pylist(), total, pa.table({name: columns[name] for name in COLUMNS}))


def compute_nodes(sums: Sums, among: Computed) -> Computed:
    """Compute the figures of groups and of all to whom others belong, as accounts beside those they stand among.

    Their members count already: they take the place they would have, and nobody else's place changes.
    """
    own = compute(sums)
    places = _places_among(own.columns, among)
    return Computed(own.codes, Decimal(0), pa.table({name: places.get(name, own.columns[name]) for name in COLUMNS}))


def _places_among(nodes: pa.Table, among: Computed) -> dict[str, Any]:
    revenue, others = _floats(nodes["revenue"]), _floats(among.columns["revenue"])
    total = float(among.revenue)
    rank, of_margin = _places_beside(revenue, others), _places_beside(
        _floats(nodes["margin"]), _floats(among.columns["margin"])
    )  # fmt: skip
    classes = np.append(np.asarray(among.columns["revenue_class"].to_pylist(), str)[np.argsort(_last(others))], "C")
    known = ~np.isnan(revenue)
    return {
        "revenue_share": _known(revenue / total if total > 0 else np.full(len(revenue), np.nan)),
        "revenue_rank": pa.array(rank),
        "revenue_class": pa.array(np.where(known & (total > 0), classes[rank - 1], "").astype(str)),
        "margin_rank": pa.array(of_margin, mask=np.isnan(_floats(nodes["margin"]))),
    }


def _places_beside(amounts: Floats, others: Floats) -> Ints:
    """Return the place each amount would have among the others; what is not known comes last."""
    larger = np.searchsorted(np.sort(_last(others)), _last(amounts))
    return np.asarray(larger + 1, np.int64)


def _last(amounts: Floats) -> Floats:
    """Return the amounts so that they sort the largest first, and what is not known last."""
    return np.where(np.isnan(amounts), np.inf, -amounts)


def reaches_back(first_day: date, period_start: date, before_start: date) -> bool:
    """Tell whether books that begin on this day hold the year before the period whole.

    Nobody trades every day: books that begin within the first week of that year count as holding it.
    """
    return first_day <= before_start + timedelta(7) < period_start


def months_unknown(begin: date, end: date) -> int:
    """Return how many of the months to `end` lie wholly before the books begin."""
    newest = end.year * 12 + end.month
    return min(max(MONTHS - 1 - (newest - begin.year * 12 - begin.month), 0), MONTHS)


def _values(column: pa.ChunkedArray) -> list[Any]:
    """Return the column as Python values, a whole column at a time: value by value costs more than writing them."""
    if pa.types.is_decimal(column.type) or pa.types.is_date(column.type):
        column = column.cast(pa.string())
    if not column.null_count or not pa.types.is_primitive(column.type):
        return list(column.to_numpy(zero_copy_only=False).tolist())
    values = pc.fill_null(column, 0).to_numpy().astype(object)
    values[column.is_null().to_numpy()] = None
    return list(values.tolist())


def _floats(column: Any) -> Floats:
    """Return the amounts as floats, NaN where one is not known."""
    return np.asarray(column.cast(pa.float64()))


def _known(values: Any) -> pa.Array:
    """Return the values with null in place of NaN."""
    return pa.array(values, from_pandas=True)


def _places(facts: pa.Table) -> dict[str, Any]:
    revenue = _floats(facts["revenue"])
    counted, total = np.nan_to_num(revenue), np.nansum(revenue)
    has_whole = total > 0
    classes = np.where(np.isnan(revenue), "", abc_classes(counted)) if has_whole else np.full(len(revenue), "")
    is_known = facts["margin"].is_valid().to_numpy()
    return {
        "revenue_share": _known(revenue / total if has_whole else np.full(len(revenue), np.nan)),
        "revenue_rank": _ranks(facts, "revenue"),
        "revenue_class": pa.array(classes.astype(str)),
        "margin_rank": pa.array(_ranks(facts, "margin"), mask=~is_known),
    }


def _ranks(facts: pa.Table, column: str) -> Ints:
    """Return each account's place, the largest first, of equal ones the lower code; what is not known comes last."""
    keys = [(column, "descending"), ("account", "ascending")]
    order = pc.sort_indices(facts.select(["account", column]), keys).to_numpy()
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(1, len(order) + 1)
    return ranks


def _change(now: Any, before: Any) -> pa.Array:
    then = _floats(before)
    return _known(np.divide(_floats(now) - then, then, out=np.full(len(then), np.nan), where=then > 0))


def _months(sums: Sums, accounts: pa.Array) -> dict[str, Any]:
    owner, month = _owners(sums.months, accounts), sums.months["month"].to_numpy()
    amounts = sums.months["amount"].combine_chunks()
    unknown = months_unknown(sums.begin, sums.end)
    # What stands at each place: nothing known, nothing sold, or one of the amounts.
    words = pa.concat_arrays([pa.array(["", "0"]), pc.fill_null(amounts.cast(pa.string()), "")])
    which = np.ones((len(accounts), MONTHS), np.int64)
    which[:, :unknown] = 0
    which[owner, month] = np.arange(len(amounts)) + 2
    heights = np.where(which > 0, 0.0, np.nan)
    heights[owner, month] = _floats(amounts)
    shown = heights[:, -SPARK_MONTHS:]
    sparks = np.where(np.isnan(shown), 0, spark_heights(np.nan_to_num(shown)) + 1)
    return {"months": _joined(words, which), "spark": _joined(_HEIGHTS, sparks)}


def _joined(words: pa.Array, which: Ints) -> pa.Array:
    """Return for each row the words it names, comma separated."""
    rows, width = which.shape
    offsets = pa.array(np.arange(rows + 1, dtype=np.int32) * width, pa.int32())
    return pc.binary_join(pa.ListArray.from_arrays(offsets, words.take(pa.array(which.ravel()))), ",")


def spark_heights(amounts: Floats) -> Ints:
    """Return the heights 0..100 of each row's amounts beside its own largest; below zero there is nothing to see."""
    positive = np.maximum(amounts, 0)
    largest = positive.max(axis=1, keepdims=True, initial=0)
    shares = np.divide(100 * positive, largest, out=np.zeros_like(positive), where=largest > 0)
    return np.asarray(np.rint(shares), np.int64)


def _rhythm(sums: Sums, accounts: pa.Array) -> dict[str, Any]:
    days, end, size = sums.days, sums.end, len(accounts)
    if not days.num_rows:
        unknown = ("usual_gap", "gap_low", "gap_high", "gap_limit", "quiet")
        nothing = {name: pa.nulls(size, pa.float64()) for name in unknown}
        never = {name: pa.nulls(size, pa.date32()) for name in ("first_order_on", "last_order_on")}
        none = {"order_days": pa.array(np.zeros(size, np.int64)), "silent_days": pa.nulls(size, pa.int64())}
        return nothing | never | none | {"recent_order_days": pa.array([""] * size)}
    owner, day = _in_order(_owners(days, accounts), _numbers(days))
    gaps = order_gaps(owner, day.astype("datetime64[D]"), today=end)
    place = gaps.customer.astype(np.int64)
    measured = {
        "first_order_on": gaps.first,
        "last_order_on": gaps.last,
        "silent_days": gaps.silent,
        "usual_gap": gaps.median,
        "gap_low": gaps.low,
        "gap_high": gaps.high,
        "gap_limit": gaps.limit,
        "quiet": quiet_chances(owner, day, gaps, _peers(sums.peers)),
    }
    count = pc.fill_null(_spread(gaps.count, place, size), 0)
    spread = {name: _spread(values, place, size) for name, values in measured.items()}
    return spread | {"order_days": count, "recent_order_days": _recent(owner, day, end, size)}


def _numbers(days: pa.Table) -> Ints:
    return np.asarray(days["day"].to_numpy().astype("datetime64[D]").astype(np.int64))


def _peers(days: pa.Table | None) -> tuple[Ints, Ints] | None:
    if days is None:
        return None
    codes = days["account"].combine_chunks()
    return _in_order(_owners(days, codes.unique()), _numbers(days))


def _spread(values: Any, place: Ints, size: int) -> pa.Array:
    """Return an array for all accounts from the values of some."""
    where = np.full(size, -1)
    where[place] = np.arange(len(place))
    return _known(values).take(pa.array(where, mask=where < 0))


def _in_order(owner: Ints, day: Ints) -> tuple[Ints, Ints]:
    """Return both by owner and day. As one number each they sort faster here than by name in the database."""
    first = day.min()
    span = day.max() - first + 1
    keys = np.sort(owner * span + (day - first))
    owner = keys // span
    return owner, keys - owner * span + first


def _recent(owner: Ints, day: Ints, end: date, size: int) -> pa.Array:
    back = np.datetime64(end, "D").astype(np.int64) - day
    is_recent = back < RECENT_DAYS
    starts = np.searchsorted(owner[is_recent], np.arange(size + 1)).astype(np.int32)
    words = pa.array(back[is_recent]).cast(pa.string())
    return pc.binary_join(pa.ListArray.from_arrays(pa.array(starts), words), ",")


def _owners(table: pa.Table, accounts: pa.Array) -> Ints:
    """Return for each row the place of its account."""
    return pc.index_in(table["account"], value_set=accounts).to_numpy().astype(np.int64)  # type: ignore[no-any-return]
