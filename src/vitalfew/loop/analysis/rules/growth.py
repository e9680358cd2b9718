"""Why revenue changed between two periods: the bridge, by family; what customers began and ceased to buy (S7, C7).

What is compared is what one account buys of one product in one unit. Of what was bought in both periods and has a
quantity, price, quantity and mix are told within its family and unit of measure: pieces are never added to tons. What
has no quantity goes by its value. Money is added up exactly; the parts are split in floating point, then written to
the cent so that they make the change (INV13).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from vitalfew.ledger.rules.families import Family
from vitalfew.ledger.rules.parts import parts_of
from vitalfew.measures.variance import price_volume_mix

METHOD = "bridge-1"
LISTED = 15  # lines begun and ceased that are named
Floats = npt.NDArray[np.float64]
NOBODY, NOTHING = Family(""), Decimal(0)
_KEY = ["account", "product", "unit"]
_SUMMED = ("lines_before", "lines_after", "quantity_before", "quantity_after", "before", "after", "constant", "unrated")


@dataclass(frozen=True)
class Parts:
    """The parts of a change of revenue; they come to it to the cent."""

    price: Decimal = NOTHING
    quantity: Decimal = NOTHING
    mix: Decimal = NOTHING
    new: Decimal = NOTHING
    lost: Decimal = NOTHING
    exchange: Decimal = NOTHING
    other: Decimal = NOTHING  # bought in both periods, and no quantity says of how much

    @property
    def total(self) -> Decimal:
        """Return the whole change."""
        return sum((getattr(self, part.name) for part in fields(self)), NOTHING)


@dataclass(frozen=True)
class FamilyGrowth:
    """What one family brought before and after, and why it changed."""

    family: Family
    before: Decimal
    after: Decimal
    parts: Parts


@dataclass(frozen=True)
class MovedLine:
    """A product that one account began or ceased to buy: of the period in which it was bought."""

    code: str  # "" where the lines name no customer
    product: str
    name: str
    amount: Decimal
    first_on: date
    last_on: date


@dataclass(frozen=True)
class Growth:
    """The bridge from one period to the next."""

    before: Decimal
    after: Decimal
    parts: Parts
    families: tuple[FamilyGrowth, ...]  # the largest change first
    new: tuple[MovedLine, ...]
    lost: tuple[MovedLine, ...]
    new_count: int
    lost_count: int
    unrated: int  # lines that no rate converts: in no figure
    by_product: Mapping[str, Decimal]  # what each product brought after

    @property
    def change(self) -> Decimal:
        """Return by how much revenue changed."""
        return self.after - self.before


def bridge(told: pa.Table, families: Mapping[str, Family]) -> Growth:
    """Return the bridge of what `ledger.queries.bought.get_bought` tells."""
    lines = _as_lines(told)
    totals = [_sum(lines[name]) for name in ("before", "after")]
    groups = _groups(lines, families)
    befores = parts_of(totals[0], [group.before for group in groups]) if groups else []
    afters = parts_of(totals[1], [group.after for group in groups]) if groups else []
    found = [
        FamilyGrowth(group.family, before, after, _parts(after - before, group.split))
        for group, before, after in zip(groups, befores, afters, strict=True)
    ]
    new, lost = lines.filter(_only(lines, "after")), lines.filter(_only(lines, "before"))
    return Growth(
        before=sum(befores, NOTHING),
        after=sum(afters, NOTHING),
        parts=_added(found),
        families=tuple(sorted(found, key=lambda one: (-abs(one.after - one.before), one.family.name))),
        new=_named(new, "after"),
        lost=_named(lost, "before"),
        new_count=new.num_rows,
        lost_count=lost.num_rows,
        unrated=int(sum(told["unrated"].to_pylist())),
        by_product=_by_product(lines),
    )


@dataclass(frozen=True)
class _Group:
    family: Family
    before: Decimal
    after: Decimal
    split: Floats  # the parts, in the order of Parts


def _as_lines(told: pa.Table) -> pa.Table:
    """Return a row for each account, product and unit, whatever currencies it was paid in."""
    table = told.append_column("constant", pa.array(_at_old_rates(told), pa.float64()))
    sums = table.group_by(_KEY).aggregate(
        [(name, "sum") for name in _SUMMED] + [("name", "max"), ("first_on", "min"), ("last_on", "max")]
    )
    return sums.rename_columns([name.rsplit("_", 1)[0] if name not in _KEY else name for name in sums.column_names])


def _at_old_rates(told: pa.Table) -> Floats:
    """Return what the second period brought at the rates at which the first was converted; where it had none, as is."""
    after, own = _floats(told["after"]), _floats(told["own_after"])
    currency = np.array(told["currency"].to_pylist(), str)
    if len(set(currency.tolist())) < 2 and np.array_equal(after, own):
        return after
    constant = after.copy()
    for one in set(currency.tolist()):
        of_it = currency == one
        paid = float(_floats(told["own_before"])[of_it].sum())
        if paid:
            constant[of_it] = own[of_it] * (float(_floats(told["before"])[of_it].sum()) / paid)
    return constant


def _groups(lines: pa.Table, families: Mapping[str, Family]) -> list[_Group]:
    """Return the families, each with its change split within each of its units."""
    if not lines.num_rows:
        return []
    names = [families.get(product, NOBODY) for product in lines["product"].to_pylist()]
    units = lines["unit"].to_pylist()
    rows: dict[Family, dict[str, list[int]]] = {}
    for at, (family, unit) in enumerate(zip(names, units, strict=True)):
        rows.setdefault(family, {}).setdefault(unit, []).append(at)
    columns = {name: _floats(lines[name]) for name in _SUMMED}
    exact = {name: lines[name].to_pylist() for name in ("before", "after")}
    return [
        _Group(
            family=family,
            before=sum((exact["before"][at] for places in by_unit.values() for at in places), NOTHING),
            after=sum((exact["after"][at] for places in by_unit.values() for at in places), NOTHING),
            split=np.sum([_split(columns, np.array(places)) for places in by_unit.values()], axis=0),
        )
        for family, by_unit in rows.items()
    ]


def _split(columns: Mapping[str, Floats], places: npt.NDArray[np.int64]) -> Floats:
    """Return the parts of the change of these lines, all of one unit."""
    of = {name: values[places] for name, values in columns.items()}
    is_there = {when: of[f"lines_{when}"] > 0 for when in ("before", "after")}
    is_counted = ((of["quantity_before"] > 0) | ~is_there["before"]) & ((of["quantity_after"] > 0) | ~is_there["after"])
    by_value = ~is_counted
    both = is_there["before"] & is_there["after"]
    change = of["constant"] - of["before"]
    parts: Floats = np.array(
        [
            0.0, 0.0, 0.0,
            change[by_value & ~is_there["before"]].sum(), change[by_value & ~is_there["after"]].sum(),
            (of["after"] - of["constant"])[by_value].sum(), change[by_value & both].sum(),
        ]
    )  # fmt: skip
    if not is_counted.any():
        return parts
    measured: Floats = parts + _measured({name: values[is_counted] for name, values in of.items()})
    return measured


def _measured(of: Mapping[str, Floats]) -> Floats:
    found = price_volume_mix(
        np.arange(len(of["before"])),
        of["quantity_before"],
        _price(of["before"], of["quantity_before"]),
        of["quantity_after"],
        _price(of["after"], of["quantity_after"]),
        exchange=_factor(of["after"], of["constant"]),
    )
    parts: Floats = np.array([found.price, found.quantity, found.mix, found.new, found.lost, found.exchange, 0.0])
    return parts


def _price(amount: Floats, quantity: Floats) -> Floats:
    price: Floats = np.divide(amount, quantity, out=np.full(len(amount), np.nan), where=quantity != 0)
    return price


def _factor(after: Floats, constant: Floats) -> Floats:
    """Return how many times the money of before that of after is worth, line by line."""
    ratio = np.divide(after, constant, out=np.ones(len(after)), where=constant != 0)
    return np.where(ratio > 0, ratio, 1.0)


def _parts(change: Decimal, split: Floats) -> Parts:
    return Parts(*parts_of(change, [float(part) for part in split]))


def _added(families: Sequence[FamilyGrowth]) -> Parts:
    names = [part.name for part in fields(Parts)]
    return Parts(*(sum((getattr(one.parts, name) for one in families), NOTHING) for name in names))


def _only(lines: pa.Table, when: str) -> pa.Array:
    other = "before" if when == "after" else "after"
    return pa.array((_floats(lines[f"lines_{when}"]) > 0) & (_floats(lines[f"lines_{other}"]) == 0))


def _named(lines: pa.Table, when: str) -> tuple[MovedLine, ...]:
    largest = lines.sort_by([(when, "descending"), ("account", "ascending"), ("product", "ascending")]).slice(0, LISTED)
    return tuple(
        MovedLine(
            code=row["account"],
            product=row["product"],
            name=row["name"] or row["product"],
            amount=parts_of(row[when], [row[when]])[0],
            first_on=row["first_on"],
            last_on=row["last_on"],
        )
        for row in largest.to_pylist()
    )


def _by_product(lines: pa.Table) -> dict[str, Decimal]:
    sums = lines.group_by("product").aggregate([("after", "sum")])
    return dict(zip(sums["product"].to_pylist(), sums["after_sum"].to_pylist(), strict=True))


def _sum(column: pa.ChunkedArray) -> Decimal:
    return sum((value for value in column.to_pylist()), NOTHING)


def _floats(column: Any) -> Floats:
    return np.asarray(column.cast(pa.float64()))
