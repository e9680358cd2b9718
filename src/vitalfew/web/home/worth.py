"""What is it worth: twelve months of money, its share of the company, and the months beside last year's."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitalfew import words
from vitalfew.loop.analysis.queries import Figures
from vitalfew.web.charts.months import Month, MonthsChart, months_chart
from vitalfew.web.traces import MARGIN, account_lines_url


@dataclass(frozen=True)
class Stat:
    """One figure with what its popover says; `note` is the small line under it."""

    id: str
    label: str
    shown: Any
    note: str
    formula: str
    exact: str
    href: str = ""
    currency: str = ""  # empty for a figure without money
    figure: Decimal | None = None  # what the lines at `href` come to


@dataclass(frozen=True)
class Worth:
    """The answer, the figures, and the picture of the months."""

    answer: str
    stats: list[Stat]
    months: MonthsChart
    period: str
    source: str
    ahead: str  # what it will bring; "" where nobody knows


def worth(figures: Figures, account_id: int) -> Worth:
    """Say what the account is worth."""
    return Worth(
        answer=_answer(figures),
        stats=[_revenue(figures, account_id), _margin(figures, account_id), _share(figures, account_id)],
        months=_months(figures, account_id),
        period=f"{words.day(figures.period_start)} – {words.day(figures.as_of)}",
        source=source_of(figures),
        ahead=_ahead(figures),
    )


def source_of(figures: Figures) -> str:
    """Say which books and which method the figures come from."""
    batches = ngettext("%(count)s batch", "%(count)s batches", figures.batches) % {"count": figures.batches}
    return _("%(batches)s of the books, method %(method)s") % {"batches": batches, "method": figures.method}


def _ahead(figures: Figures) -> str:
    if figures.ahead is None:
        return ""
    said: dict[str, Any] = {
        "value": words.money(figures.ahead, figures.currency),
        "what": _("margin") if figures.ahead_is_margin else _("revenue"),
    }
    if figures.ahead_low is None:
        return _("The next three years: about %(value)s of %(what)s, by its chance to stay") % said
    said |= {"low": words.money(figures.ahead_low, figures.currency)}
    said |= {"high": words.money(figures.ahead_high, figures.currency)}
    return _("The next three years: about %(value)s of %(what)s, nine times in ten %(low)s to %(high)s") % said


def _answer(figures: Figures) -> str:
    said: dict[str, Any] = {"rank": figures.revenue_rank, "change": words.change(figures.change_share)}
    if figures.margin_rank is None:
        if figures.change_share is None:
            return _("No. %(rank)s by revenue") % said
        return _("No. %(rank)s by revenue, %(change)s in a year") % said
    said["margin"] = figures.margin_rank
    if figures.change_share is None:
        return _("No. %(rank)s by revenue, %(margin)s by margin") % said
    return _("No. %(rank)s by revenue, %(margin)s by margin; %(change)s in a year") % said


def _revenue(figures: Figures, account_id: int) -> Stat:
    return Stat(
        id="revenue",
        label=_("Net revenue, 12 months"),
        shown=words.money(figures.revenue, figures.currency),
        note=_("no year before") if figures.change_share is None else words.change(figures.change_share),
        formula=_("Sales less cancellations, credits, returns and rebates"),
        exact=words.money_exact(figures.revenue, figures.currency),
        href=account_lines_url(account_id, figures.period_start, figures.as_of),
        currency=figures.currency,
        figure=figures.revenue,
    )


def _margin(figures: Figures, account_id: int) -> Stat:
    is_known = figures.margin is not None
    return Stat(
        id="margin",
        label=_("Gross margin"),
        shown=words.money(figures.margin, figures.currency) if is_known else _("unknown"),
        note=_margin_note(figures),
        formula=_("Net revenue less the cost of the goods; unknown while one line has no cost"),
        exact=words.money_exact(figures.margin, figures.currency) if is_known else "",
        href=account_lines_url(account_id, figures.period_start, figures.as_of, measure=MARGIN),
        currency=figures.currency,
        figure=figures.margin,
    )


def _margin_note(figures: Figures) -> str:
    if figures.margin is None:
        return _("a line has no cost")
    return _("no revenue") if figures.margin_share is None else words.share(figures.margin_share)


def _share(figures: Figures, account_id: int) -> Stat:
    return Stat(
        id="share",
        label=_("Share of our revenue"),
        shown=words.share(figures.revenue_share),
        note=_("no. %(rank)s") % {"rank": figures.revenue_rank},
        formula=_("Its net revenue of the twelve months divided by that of all accounts"),
        exact=words.share(figures.revenue_share, 4),
        href=account_lines_url(account_id, figures.period_start, figures.as_of),
    )


def _months(figures: Figures, account_id: int) -> MonthsChart:
    days = month_starts(figures.as_of, 12)
    now = figures.months[-12:]
    before: list[Decimal | None] = [*figures.months[-24:-12]] if figures.revenue_before is not None else [None] * 12
    months = [
        Month(amount, then, _title(day, amount, then, figures), _lines(account_id, day, amount, figures.as_of))
        for day, amount, then in zip(days, now, before, strict=True)
    ]
    is_whole = (figures.as_of + timedelta(1)).day == 1
    last = words.month(figures.as_of)
    return months_chart(
        months,
        first=words.month(days[0]),
        last=last if is_whole else _("to %(day)s") % {"day": words.day(figures.as_of)},
        legend=_("ticks: a year before") if before[-1] is not None else "",
        sentence=_("Net revenue by month, %(first)s to %(last)s. The last month, %(title)s")
        % {"first": words.month(days[0]), "last": last, "title": months[-1].title},
    )


def month_starts(end: date, count: int) -> list[date]:
    """Return the first days of so many months, the last being the month of `end`."""
    newest = end.year * 12 + end.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(newest - count + 1, newest + 1)]


def _lines(account_id: int, day: date, amount: Decimal | None, as_of: date) -> str:
    last = min(as_of, (day.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1))
    return "" if amount is None else account_lines_url(account_id, day, last)


def _title(day: date, amount: Decimal | None, before: Decimal | None, figures: Figures) -> str:
    said: dict[str, Any] = {"month": words.month(day), "amount": words.money(amount, figures.currency)}
    if before is None:
        return _("%(month)s: %(amount)s") % said
    said["before"] = words.money(before, figures.currency)
    return _("%(month)s: %(amount)s, a year before %(before)s") % said
