"""Plain sums over the sample's invoices, made without the engine, so that the two can be held against each other."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta

from vitalfew.sample.books import DatedInvoice, SampleBooks
from vitalfew.sample.orders import Line

TODAY = date(2026, 11, 25)


def in_days(books: SampleBooks, code: str, first: int, last: int) -> list[DatedInvoice]:
    """Return the account's invoices from `first` to `last` days before the books' end, both included."""
    start, end = books.last_day - timedelta(first), books.last_day - timedelta(last)
    return [one for one in books.invoices if one.invoice.account == code and start <= one.day <= end]


def net(invoices: list[DatedInvoice], *kinds: str) -> float:
    """Return what these invoices come to, of these kinds only if any are named."""
    return sum(one.invoice.amount for one in invoices if not kinds or one.invoice.kind in kinds)


def shares(invoices: list[DatedInvoice], of: Callable[[Line], str]) -> dict[str, float]:
    """Return each product's or family's share of the amount."""
    sums: dict[str, float] = defaultdict(float)
    for one in invoices:
        for line in one.invoice.lines:
            sums[of(line)] += line.amount
    return {name: amount / sum(sums.values()) for name, amount in sums.items()}


def margin(invoices: list[DatedInvoice]) -> float:
    """Return the margin as a share of the net amount."""
    return 1 - sum(line.cost for one in invoices for line in one.invoice.lines) / net(invoices)


def yearly(books: SampleBooks, of: Callable[[Line], float] = lambda line: line.amount) -> dict[str, float]:
    """Return the net amount, or another sum over the lines, of each account in the last twelve months."""
    start = books.last_day - timedelta(364)
    sums: dict[str, float] = defaultdict(float)
    for one in books.invoices:
        if one.invoice.account and one.day >= start:
            sums[one.invoice.account] += sum(of(line) for line in one.invoice.lines)
    return dict(sums)
