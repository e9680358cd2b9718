"""Where a batch stands among the others: what it adds to the sums, and which earlier lines it takes the place of."""

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
from ibis import _

from vitalfew.ledger.engine import rows, scan, settled, write
from vitalfew.ledger.files import appearing
from vitalfew.ledger.models import Batch
from vitalfew.ledger.queries.live import effective_lines

_SUMS = ("amount", "quantity", "cost")
_COUNTS = ("lines", "lines_without_cost")
_BY = ("account", "day", "kind", "currency")


@dataclass(frozen=True)
class Standing:
    """The two files that follow from the live batches before this one, and how many lines were told before."""

    days_file: str
    overrides_file: str
    overlapping: int = 0
    superseding: int = 0


def write_standing(lines_file: str, tag: str, before: Sequence[Batch]) -> Standing:
    """Write the account-day sums and the overrides of the batch with these lines, given the live batches before it."""
    own = scan([lines_file]).mutate(identity=ibis.coalesce(_.identity, _.key))
    days_file = f"{tag}.days.parquet"
    told = _told_before(own, before) if before else None
    counts = _count(told) if told is not None else {}
    if told is None or not counts:
        _write(_sums(_counted(own)), days_file)
        return Standing(days_file, "")
    # Seen from the sums, a restated line is taken away as it was and added as it is.
    added = own.anti_join(told.filter(_.same), "identity")
    taken = effective_lines(before).semi_join(told.filter(~_.same), "identity")
    _write(_sums(_counted(added).union(_negative(_counted(taken)))), days_file)
    overrides_file = f"{tag}.overrides.parquet"
    _write(told.select("batch", "identity"), overrides_file)
    return Standing(days_file, overrides_file, counts.get(True, 0), counts.get(False, 0))


def _told_before(own: "ibis.Table", before: Sequence[Batch]) -> "ibis.Table":
    # A line that says what was said adds nothing and takes nothing away; it only stands in the earlier one's place.
    earlier = effective_lines(before).select("identity", "batch", "content")
    pairs = earlier.inner_join(own.select("identity", content_now="content"), "identity")
    return settled(pairs.select("identity", "batch", same=_.content == _.content_now))


def _count(told: "ibis.Table") -> dict[bool, int]:
    return {bool(row["same"]): int(str(row["lines"])) for row in rows(told.group_by("same").agg(lines=_.count()))}


def _counted(lines: "ibis.Table") -> "ibis.Table":
    return lines.select(*_BY, *_SUMS, lines=ibis.literal(1), lines_without_cost=_.cost.isnull().cast("int8"))


def _negative(lines: "ibis.Table") -> "ibis.Table":
    return lines.mutate(**{name: -lines[name] for name in (*_SUMS, *_COUNTS)})


def _sums(lines: "ibis.Table") -> "ibis.Table":
    money = {name: lines[name].sum().cast("decimal(18, 4)") for name in _SUMS}
    counts = {name: lines[name].sum().cast("int64") for name in _COUNTS}
    return lines.group_by(*_BY).agg(**money, **counts).order_by("account", "day")


def _write(table: "ibis.Table", name: str) -> None:
    with appearing(name) as path:
        write(table, path)
