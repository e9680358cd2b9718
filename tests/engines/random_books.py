"""Many random books in one ledger: whatever belongs to one of them begins with its number."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from ledger.kept_by_hand import PlainLedger
from ledger.telling import Line, tell
from vitalfew.ledger.actions.commit import commit_checked
from vitalfew.ledger.actions.control import type_control_figure
from vitalfew.ledger.actions.rates import set_rate
from vitalfew.ledger.models import Batch, Books, ControlFigure, FactBatch, Rate, SameCustomer
from vitalfew.ledger.rules.currency import RateKind
from vitalfew.people.rules import COMMAND_LINE

FIRST, LAST = date(2023, 5, 30), date(2025, 12, 31)
INTO = "CNY"
KINDS = ("sale", "sale", "sale", "sale", "return", "rebate", "credit", "cancellation")
CURRENCIES = ("", "", INTO, "USD", "JPY")
# Of dollars before their first day nobody knows the rate.
RATES = {
    ("JPY", RateKind.DATED, date(2023, 1, 1)): Decimal("0.0492135791"),
    ("USD", RateKind.DATED, date(2024, 2, 29)): Decimal("7.1023456789"),
    ("USD", RateKind.DATED, date(2025, 3, 1)): Decimal("7.2987654321"),
    ("USD", RateKind.BUDGET, None): Decimal("7.15"),
    ("JPY", RateKind.BUDGET, None): Decimal("0.05"),
}
BATCHES = 3


@dataclass
class RandomBooks:
    """What was told of all the books, import by import, and the same kept by hand."""

    plain: PlainLedger = field(default_factory=PlainLedger)
    told: list[Line] = field(default_factory=list)  # every line of every import, superseded or not
    batches: list[int] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """Return the lines that count."""
        return self.plain.lines()

    @property
    def codes(self) -> list[str]:
        return sorted({line.account for line in self.told if line.account})


def make_books(seed: int, books: int) -> RandomBooks:
    """Empty the ledger and import so many random books into it."""
    for model in (ControlFigure, FactBatch, SameCustomer, Rate, Batch, Books):
        model.objects.all().delete()
    draw, made = Random(seed), RandomBooks()
    for number in range(BATCHES):
        lines = [line for book in range(books) for line in _lines(draw, book, number, made)]
        report = commit_checked(tell(lines, currency=INTO if number else ""), by=COMMAND_LINE)
        assert report.batch
        told = [replace(line, currency=line.currency or (INTO if number else "")) for line in lines]
        made.plain.batches[report.batch] = told
        made.told += told
        made.batches.append(report.batch)
    Books.objects.update(currency=INTO)
    for (currency, kind, day), rate in RATES.items():
        set_rate(by=COMMAND_LINE, currency=currency, kind=kind, day=day, rate=rate, source="")
    _type_figures(made)
    return made


def _lines(draw: Random, book: int, number: int, made: RandomBooks) -> list[Line]:
    """Return what one import says of one book: new lines, and lines of before again, as they were or otherwise."""
    new = [_line(draw, book, f"{number}.{place}") for place in range(draw.randint(1, 6))]
    before = [line for line in made.told if (line.product or "").startswith(f"{book}-") and line.line]
    latest = {(line.invoice, line.line): line for line in before}
    again = draw.sample(sorted(latest), min(len(latest), draw.randint(0, 3)))
    return new + [_told_again(draw, latest[key]) for key in again]


def _told_again(draw: Random, line: Line) -> Line:
    if draw.random() < 0.4:
        return line
    return replace(line, amount=_money(draw), day=_day(draw), cost=draw.choice([None, _money(draw)]))


def _line(draw: Random, book: int, place: str) -> Line:
    account = draw.choice([f"{book}-A", f"{book}-A", f"{book}-B", f"{book}-乙", None])
    day, product = _day(draw), f"{book}-{draw.choice(['bolt', 'Nut', 'Ö'])}"
    return Line(
        invoice=f"{book}/{place}",
        line="1",
        account=account,
        amount=_money(draw),
        day=day,
        product=product,
        kind=draw.choice(KINDS),
        cost=draw.choice([None, _money(draw), _money(draw)]),
        quantity=Decimal(draw.randint(-30, 900)) / 10,
        currency=draw.choice(CURRENCIES),
        # What is latest is told by the day, so that two lines of one day never tell two things.
        name=account and f"{account} {day:%Y-%m}",
        country=account and draw.choice(["CN"]),
        product_name=f"{product} {day:%Y-%m}",
        unit=draw.choice([None, "pcs"]),
    )


def _money(draw: Random) -> Decimal:
    """Return an amount to the hundredth of a cent: mostly small, now and then as large as a company."""
    return Decimal(draw.randint(-(10**5), 10 ** draw.choice([5, 7, 9, 15]))) / 10**4


def _day(draw: Random) -> date:
    edges = [date(2024, 2, 28), date(2024, 2, 29), date(2024, 12, 31), date(2025, 1, 1), LAST]
    return draw.choice([*edges, *(FIRST + timedelta(draw.randint(0, (LAST - FIRST).days)) for _more in range(5))])


def _type_figures(made: RandomBooks) -> None:
    for batch, currency in ((None, INTO), (None, "USD"), (made.batches[0], INTO)):
        type_control_figure(
            by=COMMAND_LINE, first_day=date(2024, 1, 1), last_day=LAST, amount=Decimal(1), currency=currency, tax="net",
            batch_id=batch,
        )  # fmt: skip
