"""Where a batch stands among the others: what it adds to the sums, and which earlier lines it takes the place of."""

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
from ibis import _

from vitalfew.ledger.engine import rows, scan, write
from vitalfew.ledger.files import appearing
from vitalfew.ledger.models import Batch
from vitalfew.ledger.queries.live import effective_lines
from vitalfew.ledger.queries.pairing import pair_with

_SUMS = ("amount", "quantity", "cost")
_COUNTS = ("lines", "lines_without_cost")
_BY = ("account", "day", "kind", "currency")


@dataclass(frozen=True)
class Standing:
    """The two files that follow from the live batches before this one, and how many lines were told before."""

    days_file: str
    overrides_file: str = ""
    overlapping: int = 0
    superseding: int = 0


def write_standing(lines_files: Sequence[str], own_days: str, tag: str, before: Sequence[Batch]) -> Standing:
    """Write what the batch with these lines and sums adds, and what it overrides, given the live batches before it."""
    told = pair_with(scan(lines_files), before)
    if told is None:
        return Standing(own_days)
    # Seen from the sums, a line told before is taken away as it was and stands as it is.
    taken = effective_lines(before).semi_join(told, [("batch", "batch"), ("place", "old_place")])
    days_file, overrides_file = f"{tag}.days-after.parquet", f"{tag}.overrides.parquet"
    _write(_sums(scan([own_days]).select(*_BY, *_SUMS, *_COUNTS).union(_negative(_counted(taken)))), days_file)
    _write(told.select("batch", place="old_place"), overrides_file)
    counts = {bool(row["same"]): int(str(row["lines"])) for row in rows(told.group_by("same").agg(lines=_.count()))}
    return Standing(days_file, overrides_file, counts.get(True, 0), counts.get(False, 0))


def _counted(lines: "ibis.Table") -> "ibis.Table":
    ones = {"lines": ibis.literal(1, "int64"), "lines_without_cost": _.cost.isnull().cast("int64")}
    return lines.select(*_BY, *_SUMS, **ones)


def _negative(lines: "ibis.Table") -> "ibis.Table":
    return lines.mutate(**{name: -lines[name] for name in (*_SUMS, *_COUNTS)})


def _sums(lines: "ibis.Table") -> "ibis.Table":
    money = {name: lines[name].sum().cast("decimal(18, 4)") for name in _SUMS}
    # By way of a decimal: Ibis takes the sum for whole already, and DuckDB would write its wider kind as a float.
    counts = {name: lines[name].sum().cast("decimal(38, 0)").cast("int64") for name in _COUNTS}
    sums = lines.group_by(*_BY).agg(**money, **counts)
    # What is told again as it was told leaves nothing.
    stays = (_.lines != 0) | (_.lines_without_cost != 0)
    for name in _SUMS:
        stays = stays | (sums[name].fill_null(0) != 0)
    return sums.filter(stays).order_by("account", "day")


def _write(table: "ibis.Table", name: str) -> None:
    with appearing(name) as path:
        write(table, path)
