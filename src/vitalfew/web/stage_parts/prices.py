"""What products cost the customer over time, beside the price agreed (S20)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vitalfew.accounts.queries.codes import get_days_of
from vitalfew.ledger.queries.books import BooksEdge
from vitalfew.ledger.queries.price_course import PriceCourse, get_price_courses
from vitalfew.relations.queries.records import get_records
from vitalfew.relations.rules.records import RecordKind
from vitalfew.web.charts.scale import Scale, path

QUARTERS = 8
WIDE, HIGH, EDGE = 200.0, 36.0, 4.0


@dataclass(frozen=True)
class PriceRow:
    """One product: its line over the quarters, the price now, the change since the first, and the price agreed."""

    name: str
    unit: str
    line: str
    dots: list[tuple[float, float]]
    agreed_y: float | None
    low: Decimal
    high: Decimal
    now: Decimal
    change: Decimal | None
    agreed: Decimal | None
    off: Decimal | None  # the price now against the agreed one, as a share of it


@dataclass(frozen=True)
class PriceCourses:
    """The products bought most, over eight quarters."""

    rows: list[PriceRow]
    first: date
    end: date
    currency: str


def price_courses(account_id: int, edge: BooksEdge) -> PriceCourses | None:
    """Lay the prices of the products bought most over the quarters; None where there are no books."""
    if edge.last_day is None:
        return None
    starts = quarter_starts(edge.last_day, QUARTERS)
    found = get_price_courses(get_days_of(account_id), starts, edge.last_day)
    if not found:
        return None
    agreed = _agreed(account_id, edge.currency, edge.last_day)
    return PriceCourses([_row(one, agreed) for one in found], starts[0], edge.last_day, edge.currency)


def quarter_starts(end: date, count: int) -> list[date]:
    """Return the first days of so many quarters, the last of which holds this day."""
    year, month = end.year, (end.month - 1) // 3 * 3 + 1
    starts = []
    for _place in range(count):
        starts.append(date(year, month, 1))
        year, month = (year, month - 3) if month > 3 else (year - 1, 10)
    return starts[::-1]


def _agreed(account_id: int, currency: str, today: date) -> Mapping[str, Decimal]:
    """Return the agreed prices that stand, by what the product is called there."""
    found = get_records(account_id, [RecordKind.PRICE])[RecordKind.PRICE]
    return {
        one.values["product"].strip().casefold(): one.values["price"]
        for one in found
        if one.values["price"] is not None
        and one.values["currency"] == currency
        and (one.values["ends_on"] is None or one.values["ends_on"] >= today)
    }


def _row(course: PriceCourse, agreed: Mapping[str, Decimal]) -> PriceRow:
    told = agreed.get(course.name.casefold(), agreed.get(course.product.casefold()))
    known = course.known
    ends = [*known, *([told] if told is not None else [])]
    y = Scale(float(min(ends)), float(max(ends)) or 1.0, HIGH - EDGE, EDGE)
    points = _points(course.prices, y)
    return PriceRow(
        name=course.name,
        unit=course.unit,
        line=path(points),
        dots=points,
        agreed_y=y(float(told)) if told is not None else None,
        low=min(known),
        high=max(known),
        now=known[-1],
        change=(known[-1] - known[0]) / known[0] if known[0] else None,
        agreed=told,
        off=(known[-1] - told) / told if told else None,
    )


def _points(prices: Sequence[Decimal | None], y: Scale) -> list[tuple[float, float]]:
    step = (WIDE - 2 * EDGE) / max(len(prices) - 1, 1)
    return [(round(EDGE + place * step, 1), y(float(price))) for place, price in enumerate(prices) if price is not None]
