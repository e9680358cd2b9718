"""Twelve months as bars, with the same month of the year before as a tick on each."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from vitalfew.web.charts.scale import Caption, Scale, percent

HEIGHT, TOP, BOTTOM = 84, 8, 66
FILLED = 0.83  # of its place, a bar takes so much


@dataclass(frozen=True)
class Month:
    """One month: what came in, what came in a year before, and where its lines are."""

    amount: Decimal | None  # None where nobody knows: before the books begin, or without an exchange rate
    before: Decimal | None  # None where nobody knows the year before
    title: str
    href: str = ""


@dataclass(frozen=True)
class Bar:
    """A bar and its tick."""

    x: str
    width: str
    y: str
    height: str
    tick_x: str
    tick_to: str
    tick_y: str
    title: str
    href: str
    figure: Decimal | None  # what the lines at `href` come to
    look: str


@dataclass(frozen=True)
class MonthsChart:
    """Everything the template draws."""

    height: str
    zero: str
    bars: list[Bar]
    captions: list[Caption]
    sentence: str


def months_chart(months: Sequence[Month], *, first: str, last: str, legend: str, sentence: str) -> MonthsChart:
    """Place the months, oldest first; the last one is the current one. Bars start at 0, above it or below."""
    amounts = [float(value) for month in months for value in (month.amount or 0, month.before or 0)]
    y = Scale(min(0.0, *amounts), max(0.0, *amounts) or 1.0, BOTTOM, TOP)
    return MonthsChart(
        height=str(HEIGHT),
        zero=str(y(0)),
        bars=[_bar(place, month, len(months), y) for place, month in enumerate(months)],
        captions=[
            Caption("0", HEIGHT - 4, first),
            Caption("50%", HEIGHT - 4, legend, "lab mid"),
            Caption("100%", HEIGHT - 4, last, "end"),
        ],
        sentence=sentence,
    )


def _bar(place: int, month: Month, count: int, y: Scale) -> Bar:
    each = 1 / count
    left = (place + (1 - FILLED) / 2) * each
    end, zero = y(float(month.amount or 0)), y(0)
    return Bar(
        x=percent(left),
        width=percent(FILLED * each),
        # As text, because a template takes longer to write a number than all the rest of the bar.
        y=str(min(end, zero)),
        height=str(round(abs(zero - end), 1)),
        tick_x=percent(place * each + 0.002),
        tick_to=percent((place + 1) * each - 0.002),
        tick_y="" if month.before is None else str(y(float(month.before))),
        title=month.title,
        href=month.href,
        figure=month.amount,
        look="f-us" if place == count - 1 else "f-mid",
    )
