"""The same answers from a plain list of lines and Python's Decimal, for the questions that figures are made of."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from engines.questions import END, PERIOD, YEAR
from engines.random_books import INTO, RATES, RandomBooks
from ledger.telling import Line
from vitalfew.ledger.rules.currency import RateKind

SHOWN = Decimal("0.0001")
Rows = list[Line]


def answers(made: RandomBooks) -> dict[str, Any]:
    """Answer by hand, under the names of `questions.QUESTIONS`, in the shape that `comparable` gives the others."""
    lines = made.lines
    return {name: answer(made, lines) for name, answer in ANSWERS.items()}


def comparable(name: str, answer: Any) -> Any:
    """Return of an engine's answer what is also answered by hand."""
    return TAKEN[name](answer)


def rate(line: Line, kind: RateKind = RateKind.DATED) -> Decimal | None:
    """Return the rate that holds for the line, None where nobody has told one."""
    if line.currency in ("", INTO):
        return Decimal(1)
    told = [(day or date.min, found) for (of, as_of, day), found in RATES.items()
            if of == line.currency and as_of is kind and (day is None or day <= line.day)]  # fmt: skip
    return max(told)[1] if told else None


def total(lines: Iterable[Line], kind: RateKind = RateKind.DATED) -> Decimal | None:
    """Return what the lines come to, converted exactly and rounded once; None where one has no rate."""
    parts = [(line.amount, rate(line, kind)) for line in lines]
    if any(found is None for _amount, found in parts):
        return None
    return _rounded(sum((amount * found for amount, found in parts if found is not None), Decimal(0)))


def margin(lines: Rows) -> Decimal | None:
    """Return amounts less costs, each rounded once; None where a line has no cost or no rate, or there is none."""
    net = total(lines)
    if net is None or not lines or any(line.cost is None for line in lines):
        return None
    return net - _rounded(sum(((line.cost or 0) * (rate(line) or 0) for line in lines), Decimal(0)))


def _rounded(exact: Decimal) -> Decimal:
    return exact.quantize(SHOWN, ROUND_HALF_UP)


def _by(lines: Rows, key: Callable[[Line], Any]) -> dict[Any, Rows]:
    found: dict[Any, Rows] = {}
    for line in lines:
        found.setdefault(key(line), []).append(line)
    return found


def _within(lines: Rows, first: date, last: date) -> Rows:
    return [line for line in lines if first <= line.day <= last]


def _sales(lines: Rows) -> Rows:
    return [line for line in lines if line.kind == "sale"]


def _attributed(lines: Rows) -> dict[str, Rows]:
    return _by([line for line in lines if line.account], lambda line: line.account)


def _figures(_made: RandomBooks, lines: Rows) -> list[tuple[Any, ...]]:
    found = []
    for account, own in _attributed(lines).items():
        now, then = _within(own, *YEAR), _within(own, date(2023, 7, 1), date(2024, 6, 30))
        found.append((account, total(_sales(now)), total(now), total(then), margin(now), margin(then), len(now)))
    return sorted(found)


def _months(_made: RandomBooks, lines: Rows) -> list[tuple[Any, ...]]:
    months = _by(
        [line for line in _within(lines, date(2023, 7, 1), END) if line.account],
        lambda line: (line.account, (line.day.year - 2023) * 12 + line.day.month - 7),
    )
    return sorted((*key, total(own)) for key, own in months.items())


def _order_days(_made: RandomBooks, lines: Rows) -> list[tuple[Any, ...]]:
    return sorted({(line.account, line.day) for line in _sales(lines) if line.account})


def _codes(made: RandomBooks, lines: Rows) -> list[tuple[Any, ...]]:
    told = _attributed(made.told)
    return [(max((line.day, line.name) for line in told[account])[1], "CN", account)
            for account in sorted(_attributed(lines))]  # fmt: skip


def _revenue(_made: RandomBooks, lines: Rows) -> dict[Any, Decimal | None]:
    return _known({code: total(own) for code, own in _attributed(_sales(_within(lines, *YEAR))).items()})


def _margins(_made: RandomBooks, lines: Rows) -> dict[Any, Decimal | None]:
    return _known({code: margin(own) for code, own in _attributed(lines).items()})


def _at_budget(_made: RandomBooks, lines: Rows) -> dict[Any, Decimal | None]:
    return _known({code: total(own, RateKind.BUDGET) for code, own in _attributed(lines).items()})


def _known(amounts: dict[Any, Decimal | None]) -> dict[Any, Decimal | None]:
    return {code: amount for code, amount in amounts.items() if amount is not None}


def _totals(made: RandomBooks, lines: Rows) -> list[tuple[Any, ...]]:
    of = _attributed(_within(lines, *YEAR))
    return [_total(of.get(code, [])) for code in made.codes]


def _total(own: Rows) -> tuple[Any, ...]:
    return total(_sales(own)), total(own), margin(own), len({line.day for line in _sales(own)}), len(own)


def _code_sums(_made: RandomBooks, lines: Rows) -> dict[str, tuple[int, ...]]:
    found = {}
    for account, own in _attributed(_within(lines, PERIOD.before, PERIOD.end)).items():
        now, then = _within(own, PERIOD.start, PERIOD.end), [line for line in own if line.day < PERIOD.start]
        unrated, unrated_then = (sum(rate(line) is None for line in some) for some in (now, then))
        found[account] = (unrated, unrated_then, len(now))
    return _told(found)


def _told(sums: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """Leave out who has nothing: a code whose lines were told again elsewhere may stand with zeros, or not at all."""
    return {code: counts for code, counts in sums.items() if any(counts)}


def _nobodys(_made: RandomBooks, lines: Rows) -> tuple[int, Decimal | None]:
    own = [line for line in lines if line.account is None and line.kind in ("sale", "return")]
    return len(own), total(own)


def _products(_made: RandomBooks, lines: Rows) -> dict[Any, Any]:
    own = _by([line for line in lines if line.account], lambda line: line.product)
    return {
        product: (total(some), *max((line.day, line.product_name) for line in some)) for product, some in own.items()
    }


def _missing(_made: RandomBooks, lines: Rows) -> list[tuple[Any, ...]]:
    own = _by([line for line in lines if rate(line) is None], lambda line: line.currency)
    return sorted(
        (money, min(line.day for line in some), max(line.day for line in some), len(some))
        for money, some in own.items()
    )


ANSWERS: dict[str, Callable[[RandomBooks, Rows], Any]] = {
    "the figures of accounts": _figures, "months": _months, "order days": _order_days, "codes": _codes,
    "revenue of sales": _revenue, "margin of everything": _margins, "revenue at budget rates": _at_budget,
    "spans": _totals, "sums by code": _code_sums, "lines of nobody": _nobodys, "products bought": _products,
    "missing rates": _missing,
}  # fmt: skip
_table: Callable[[Any], Any] = lambda answer: sorted(answer[2])  # noqa: E731
_amounts: Callable[[Any], Any] = lambda answer: dict(zip(answer[0], answer[2], strict=True))  # noqa: E731
TAKEN: dict[str, Callable[[Any], Any]] = {
    "the figures of accounts": _table, "months": _table, "order days": _table,
    "codes": lambda answer: sorted(answer[2], key=lambda row: row[2]),
    "revenue of sales": _amounts, "margin of everything": _amounts, "revenue at budget rates": _amounts,
    "spans": lambda answer: answer[:-1],
    "sums by code": lambda answer: _told({code: tuple(row[4:]) for code, row in answer.items()}),
    "lines of nobody": lambda answer: (answer[1], answer[2]),
    "products bought": lambda answer: {product: (amount, last, name) for product, name, amount, last in answer},
    "missing rates": lambda answer: sorted(answer),
}  # fmt: skip
