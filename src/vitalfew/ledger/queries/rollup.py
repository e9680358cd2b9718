"""Sums of accounts within days of their own, for many at a time: what a tree of customers adds up."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import ibis
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from ibis import _

from vitalfew.ledger.engine import arrow
from vitalfew.ledger.queries.books import get_generation
from vitalfew.ledger.queries.conversion import converted_days
from vitalfew.ledger.queries.live import live_batches
from vitalfew.ledger.queries.stamp import get_stamp
from vitalfew.ledger.rules.figures import CodeDays

Ints = npt.NDArray[np.int64]
T = TypeVar("T")
KEPT = 6  # answers that a thread keeps

SCALE = 10_000  # amounts are whole numbers of this part: exact, and quick to add up
SUMMED = ("revenue", "revenue_before", "cost", "unknown", "unrated", "unrated_before", "lines")


@dataclass(frozen=True)
class Period:
    """Twelve months, and the twelve before; all days included."""

    before: date
    start: date
    end: date


class _Kept(threading.local):
    """What this thread asked for last."""

    def __init__(self) -> None:
        self.sums: dict[tuple[object, ...], Any] = {}


@dataclass(frozen=True)
class CodeSums:
    """What every code of the books brought in a period: a row for each, the columns of `SUMMED`."""

    place: Mapping[str, int]
    sums: Ints


def get_code_sums(period: Period) -> CodeSums:
    """Return what every code brought, as it was asked for last while the books stay the same.

    Kept in this process: a tree is looked at node after node, and each look asks for the same.
    """
    return _once((period,), lambda: _code_sums(period))


def get_span_sums(spans: Sequence[tuple[int, CodeDays]], period: Period) -> dict[int, Ints]:
    """Return what each code brought on its days within the period, by the number it is asked under; kept likewise."""
    return _once((period, *spans), lambda: _span_sums(spans, period)) if spans else {}


def _once(asked: tuple[object, ...], ask: Callable[[], T]) -> T:
    key = (get_stamp(), get_generation(), *asked)
    kept: T | None = _kept.sums.get(key)
    if kept is None:
        kept = ask()
        while len(_kept.sums) >= KEPT:
            _kept.sums.pop(next(iter(_kept.sums)))
        _kept.sums[key] = kept
    return kept


def _code_sums(period: Period) -> CodeSums:
    if not live_batches():
        return CodeSums({}, np.zeros((0, len(SUMMED)), np.int64))
    days = converted_days().filter(_.account.notnull(), _.day.between(period.before, period.end))
    codes, sums = _summed(days, period, "account")
    return CodeSums({code: at for at, code in enumerate(codes)}, sums)


def _span_sums(spans: Sequence[tuple[int, CodeDays]], period: Period) -> dict[int, Ints]:
    if not live_batches():
        return {}
    keys, days_of = zip(*spans, strict=True)
    told = ibis.memtable(
        pa.table(
            {
                "key": pa.array(keys, pa.int64()),
                "code": pa.array([one.code for one in days_of], pa.string()),
                "first": pa.array([one.first for one in days_of], pa.date32()),
                "end": pa.array([one.end for one in days_of], pa.date32()),
            }
        )
    )
    days = converted_days().filter(_.day.between(period.before, period.end))
    within = days.join(told, [days.account == told.code, days.day >= told.first, days.day < told.end])
    return dict(zip(*_summed(within, period, "key"), strict=True))


def _summed(days: "ibis.Table", period: Period, by: str) -> tuple[list[Any], Ints]:
    """Return by what it is summed, and a row of `SUMMED` for each.

    Amounts are rounded where they become the figure of an account, and then whole ten-thousandths. What is of the year
    before comes as a row of its own: that is asked and answered quicker than a condition in every sum.
    """
    found = arrow(
        days.group_by(by, is_before=_.day < period.start).agg(
            revenue=_whole(_.amount.sum()),
            cost=_whole(_.cost.sum()),
            unknown=_.lines_without_cost.sum().cast("int64"),
            unrated=_.lines_without_rate.sum().cast("int64"),
            lines=_.lines.sum().cast("int64"),
        )
    )
    told = found[by].combine_chunks().dictionary_encode()
    row, is_before = told.indices.to_numpy(), found["is_before"].to_numpy()
    sums = np.zeros((len(told.dictionary), len(SUMMED)), np.int64)
    for name in ("revenue", "cost", "unknown", "unrated", "lines"):
        column = found[name].fill_null(0).to_numpy()
        sums[row[~is_before], SUMMED.index(name)] = column[~is_before]
        if f"{name}_before" in SUMMED:
            sums[row[is_before], SUMMED.index(f"{name}_before")] = column[is_before]
    return told.dictionary.to_pylist(), sums


_kept = _Kept()


def _whole(amount: Any) -> Any:
    return (amount.cast("decimal(30, 4)") * SCALE).cast("int64")
