"""Sums of accounts within days of their own, for many at a time: what a tree of customers adds up."""

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

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
KEPT = 4  # periods that a thread keeps the sums of

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
        self.sums: dict[tuple[object, ...], CodeSums] = {}


@dataclass(frozen=True)
class CodeSums:
    """What every code of the books brought in a period: a row for each, the columns of `SUMMED`."""

    place: Mapping[str, int]
    sums: Ints

    def rows(self, told: Iterable[tuple[int, str]]) -> tuple[Ints, Ints]:
        """Return, for those of these codes that brought anything, the number each is told with, and its row."""
        found = [(number, self.place[code]) for number, code in told if code in self.place]
        both = np.array(found, np.int64).reshape(-1, 2)
        return both[:, 0], both[:, 1]


def get_code_sums(period: Period) -> CodeSums:
    """Return what every code brought, as it was asked for last while the books stay the same.

    Kept in this process: a tree is looked at node after node, and each look asks for the same.
    """
    asked = (get_stamp(), period, get_generation())
    kept = _kept.sums.get(asked)
    if kept is None:
        kept = _code_sums(period)
        while len(_kept.sums) >= KEPT:
            _kept.sums.pop(next(iter(_kept.sums)))
        _kept.sums[asked] = kept
    return kept


def _code_sums(period: Period) -> CodeSums:
    if not live_batches():
        return CodeSums({}, np.zeros((0, len(SUMMED)), np.int64))
    days = converted_days().filter(_.account.notnull(), _.day.between(period.before, period.end))
    found = arrow(_summed(days, period, "account"))
    place = {code: at for at, code in enumerate(found["account"].to_pylist())}
    return CodeSums(place, np.stack([found[name].to_numpy() for name in SUMMED], axis=1))


def get_span_sums(spans: Sequence[tuple[int, CodeDays]], period: Period) -> dict[int, Ints]:
    """Return what each code brought on its days within the period, by the number it is asked under."""
    if not spans or not live_batches():
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
    found = arrow(_summed(within, period, "key"))
    sums = np.stack([found[name].to_numpy() for name in SUMMED], axis=1)
    return dict(zip(found["key"].to_pylist(), sums, strict=True))


def _summed(days: "ibis.Table", period: Period, by: str) -> "ibis.Table":
    """Amounts are rounded where they become the figure of an account, and then whole ten-thousandths."""
    now, then = _.day >= period.start, _.day < period.start
    return days.group_by(by).agg(
        revenue=_whole(_.amount.sum(where=now)),
        revenue_before=_whole(_.amount.sum(where=then)),
        cost=_whole(_.cost.sum(where=now)),
        unknown=_count(_.lines_without_cost.sum(where=now)),
        unrated=_count(_.lines_without_rate.sum(where=now)),
        unrated_before=_count(_.lines_without_rate.sum(where=then)),
        lines=_count(_.lines.sum(where=now)),
    )


_kept = _Kept()


def _whole(amount: Any) -> Any:
    return (amount.fill_null(0).cast("decimal(30, 4)") * SCALE).cast("int64")


def _count(number: Any) -> Any:
    return number.fill_null(0).cast("int64")
