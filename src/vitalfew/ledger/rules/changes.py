"""What an import changed in the books, in rows and in money: by month, by customer, by product."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any

NAMED = 50  # of new and renamed customers, so many are named; all are counted
_NO_MONEY = Decimal(0)


@dataclass(frozen=True)
class MonthChange:
    """What became of one month in one currency."""

    month: date  # its first day
    currency: str
    new: int = 0
    new_amount: Decimal = _NO_MONEY
    restated: int = 0
    before: Decimal = _NO_MONEY  # what the restated lines came to
    after: Decimal = _NO_MONEY
    again: int = 0  # lines that say what was said
    late: int = 0  # new lines of a day that earlier imports had passed
    late_amount: Decimal = _NO_MONEY

    @property
    def difference(self) -> Decimal:
        """Return by how much the month's total moved."""
        return self.new_amount + self.after - self.before

    @property
    def is_changed(self) -> bool:
        return bool(self.new or self.restated or self.before or self.after)


@dataclass(frozen=True)
class Renamed:
    """A code that has another name than before."""

    code: str
    before: str
    after: str


@dataclass(frozen=True)
class Named:
    """Customers or products that are new or have another name: counted, and the first of them named."""

    new: int = 0
    new_names: tuple[tuple[str, str], ...] = ()
    renamed: int = 0
    renamed_names: tuple[Renamed, ...] = ()


@dataclass(frozen=True)
class Changes:
    """What an import changed."""

    months: tuple[MonthChange, ...] = ()
    kinds: Mapping[str, int] = field(default_factory=dict)  # how many of its lines are of each kind
    accounts: Named = field(default_factory=Named)
    products: Named = field(default_factory=Named)

    @property
    def changed(self) -> tuple[MonthChange, ...]:
        return tuple(month for month in self.months if month.is_changed)

    @property
    def late(self) -> int:
        return sum(month.late for month in self.months)

    @property
    def is_all_late(self) -> bool:
        """Tell whether every new line is of a day that earlier imports had passed."""
        return 0 < self.late == sum(month.new for month in self.months)

    @property
    def restated(self) -> int:
        return sum(month.restated for month in self.months)

    @property
    def again(self) -> int:
        return sum(month.again for month in self.months)


def as_json(changes: Changes) -> dict[str, Any]:
    """Return the changes as plain values: days as ISO dates, money as decimal strings."""
    return {
        "months": [
            {name: value if isinstance(value, int) else str(value) for name, value in vars(month).items()}
            for month in changes.months
        ],
        "kinds": dict(changes.kinds),
        "accounts": _named_json(changes.accounts),
        "products": _named_json(changes.products),
    }


def of_json(kept: Mapping[str, Any]) -> Changes:
    """Return the changes that were kept as plain values."""
    return Changes(
        months=tuple(_month(one) for one in kept.get("months", ())),
        kinds=kept.get("kinds", {}),
        accounts=_named(kept.get("accounts", {})),
        products=_named(kept.get("products", {})),
    )


def together(several: Iterable[Changes]) -> Changes:
    """Return what several imports changed, one after the other."""
    months: dict[tuple[date, str], MonthChange] = {}
    kinds: Counter[str] = Counter()
    accounts, products = Named(), Named()
    for one in several:
        kinds.update(one.kinds)
        for month in one.months:
            key = (month.month, month.currency)
            months[key] = _sum(months[key], month) if key in months else month
        accounts, products = _joined(accounts, one.accounts), _joined(products, one.products)
    return Changes(tuple(months[key] for key in sorted(months)), dict(kinds), accounts, products)


def _sum(one: MonthChange, other: MonthChange) -> MonthChange:
    summed = {part.name for part in fields(MonthChange)} - {"month", "currency"}
    return MonthChange(one.month, one.currency, **{name: getattr(one, name) + getattr(other, name) for name in summed})


def _joined(one: Named, other: Named) -> Named:
    return Named(
        one.new + other.new,
        (*one.new_names, *other.new_names)[:NAMED],
        one.renamed + other.renamed,
        (*one.renamed_names, *other.renamed_names)[:NAMED],
    )


def _month(kept: Mapping[str, Any]) -> MonthChange:
    values: dict[str, Any] = {name: Decimal(value) if isinstance(value, str) else value for name, value in kept.items()
              if name not in ("month", "currency")}  # fmt: skip
    return MonthChange(date.fromisoformat(kept["month"]), kept["currency"], **values)


def _named_json(named: Named) -> dict[str, Any]:
    renamed = [[one.code, one.before, one.after] for one in named.renamed_names]
    return vars(named) | {"new_names": [list(one) for one in named.new_names], "renamed_names": renamed}


def _named(kept: Mapping[str, Any]) -> Named:
    if not kept:
        return Named()
    return Named(
        kept["new"],
        tuple((code, name) for code, name in kept["new_names"]),
        kept["renamed"],
        tuple(Renamed(*one) for one in kept["renamed_names"]),
    )
