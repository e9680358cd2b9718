"""Every question that figures and pages ask of the ledger, and its answer as rows that can be compared."""

from collections.abc import Callable
from dataclasses import astuple, is_dataclass
from datetime import date
from typing import Any

import pyarrow as pa
from django.test import override_settings

from engines.random_books import LAST, RandomBooks
from vitalfew.ledger import queries
from vitalfew.ledger.actions.standing import write_standing
from vitalfew.ledger.engine import arrow, long_questions, scan
from vitalfew.ledger.models import Batch
from vitalfew.ledger.queries import figures, rollup
from vitalfew.ledger.queries.changes import get_changes
from vitalfew.ledger.queries.control import get_controls
from vitalfew.ledger.queries.conversion import get_missing_rates
from vitalfew.ledger.queries.departures import get_codes_only_in
from vitalfew.ledger.queries.facts import get_fact_page, get_facts
from vitalfew.ledger.queries.facts_money import get_bills, get_debts, get_open_invoices
from vitalfew.ledger.queries.facts_products import get_product_words
from vitalfew.ledger.queries.facts_service import get_otif
from vitalfew.ledger.queries.lines import Whose, get_lines, get_order_day_count
from vitalfew.ledger.queries.live import live_batches
from vitalfew.ledger.queries.pairing import pair_with
from vitalfew.ledger.queries.prices import get_prices
from vitalfew.ledger.queries.products_bought import get_products_bought
from vitalfew.ledger.queries.spans import Span, get_totals
from vitalfew.ledger.queries.tax_ids import get_codes_of_tax_id
from vitalfew.ledger.rules.currency import RateKind
from vitalfew.ledger.rules.facts import FactKind
from vitalfew.ledger.rules.figures import CodeDays, Measure, Scope

END = date(2025, 6, 30)
YEAR = (date(2024, 7, 1), END)
Answer = Any


def answers(address: str, made: RandomBooks) -> dict[str, Answer]:
    """Ask the engine of this address everything."""
    rollup._kept.sums.clear()
    with override_settings(ENGINE=address), long_questions():
        return {name: _rows(ask(made)) for name, ask in QUESTIONS.items()}


def _spans(made: RandomBooks) -> list[CodeDays]:
    """Return the members of one node: some whole, some on their days only."""
    some = made.codes[::2]
    return [CodeDays(code, date.min, date.max) if at % 3 else CodeDays(code, date(2024, 3, 1), END)
            for at, code in enumerate(some)]  # fmt: skip


def _nodes(made: RandomBooks) -> pa.Table:
    members = _spans(made)
    return pa.table({
        "node": pa.array([f"node {at % 7}" for at in range(len(members))]),
        "member": pa.array([one.code for one in members]),
        "first": pa.array([one.first for one in members], pa.date32()),
        "end": pa.array([one.end for one in members], pa.date32()),
    })  # fmt: skip


def _totals(made: RandomBooks) -> Answer:
    alone = [Span(code, *YEAR) for code in made.codes]
    return get_totals([*alone, Span("group", *YEAR, tuple(_spans(made)))])


def _pairs(made: RandomBooks) -> Answer:
    """Return which lines of the last import an earlier one has told; places and tags are the same for all engines."""
    *before, last = live_batches()
    found = pair_with(scan(last.lines_files), before)
    return None if found is None else arrow(found.select("place", "batch", "old_place", "same"))


def _standing(made: RandomBooks) -> Answer:
    """Return what the last import adds to the sums, as a file written by the engine says it."""
    *before, last = live_batches()
    standing = write_standing(last.lines_files, last.own_days_file, "engines-test", before)
    return [arrow(scan([standing.days_file])), standing.overlapping, standing.superseding]


def _changes(made: RandomBooks) -> Answer:
    Batch.objects.update(changes={})
    return get_changes(made.batches[-1])


PERIOD = rollup.Period(date(2023, 7, 1), date(2024, 7, 1), END)
QUESTIONS: dict[str, Callable[[RandomBooks], Answer]] = {
    "the figures of accounts": lambda made: figures.get_account_facts(END),
    "the figures of a few accounts": lambda made: figures.get_account_facts(END, made.codes[:3]),
    "the figures of a tree": lambda made: figures.get_account_facts(END, spans=_nodes(made)),
    "months": lambda made: figures.get_account_months(END),
    "months of a tree": lambda made: figures.get_account_months(END, spans=_nodes(made)),
    "order days": lambda made: figures.get_order_days(),
    "order days of many": lambda made: figures.get_order_days(made.codes[:60]),
    "codes": lambda made: figures.get_codes(),
    "revenue of sales": lambda made: figures.get_account_amounts(start=YEAR[0], end=END),
    "margin of everything": lambda made: figures.get_account_amounts(by=Measure.MARGIN, scope=Scope.NET),
    "revenue at budget rates": lambda made: figures.get_account_amounts(scope=Scope.NET, rates=RateKind.BUDGET),
    "one account": lambda made: figures.get_total(made.codes[0]),
    "spans": _totals,
    "sums by code": lambda made: rollup.get_code_sums(PERIOD),
    "sums by span": lambda made: rollup.get_span_sums([(at % 7, one) for at, one in enumerate(_spans(made))], PERIOD),
    "lines of an account": lambda made: get_lines(made.codes[0]),
    "lines of a group on its days": lambda made: get_lines(_spans(made), *YEAR, limit=10_000),
    "lines of nobody": lambda made: get_lines(Whose.NOBODY, kinds=["sale", "return"], limit=10_000),
    "lines of one currency": lambda made: get_lines(Whose.EVERYBODY, currency="USD", rates=RateKind.BUDGET),
    "days on which many bought": lambda made: get_order_day_count(made.codes[:60]),
    "prices by country": lambda made: get_prices(
        [CodeDays(code, date.min, date.max) for code in made.codes],
        {code: "CN" if code.endswith("A") else "DE" for code in made.codes},
        date.min,
        LAST,
    ),
    "products bought": lambda made: get_products_bought(made.codes, date.min, LAST, limit=500),
    "missing rates": lambda made: get_missing_rates(),
    "the books": lambda made: queries.get_books(),
    "finance's figures": lambda made: get_controls(),
    "finance's figure of an import": lambda made: queries.get_control(made.batches[0]),
    "what changed": _changes,
    "who leaves with an import": lambda made: get_codes_only_in(made.batches[-1]),
    "lines told before": _pairs,
    "what an import adds": _standing,
    "customers told": lambda made: get_facts(FactKind.CUSTOMERS),
    "debts": lambda made: get_debts(END),
    "open invoices": lambda made: get_open_invoices(["C01"], END),
    "bills": lambda made: get_bills(["C01"], END),
    "deliveries": lambda made: get_otif(["C01"], date(2025, 1, 1), date(2027, 1, 1)),
    "facts by a word": lambda made: get_fact_page(FactKind.CONTACTS, "采购"),
    "words of products": lambda made: get_product_words(["P1", "P2"]),
    "codes of a tax number": lambda made: get_codes_of_tax_id("91110108551385082Q"),
}


def _rows(answer: Answer) -> Answer:
    """Return the answer as plain values; tables, which come in no order, as sorted rows."""
    if isinstance(answer, pa.Table):
        rows = [tuple(row.values()) for row in answer.to_pylist()]
        return [answer.column_names, [str(kind) for kind in answer.schema.types], sorted(rows, key=repr)]
    if isinstance(answer, rollup.CodeSums):
        return {code: answer.sums[place].tolist() for code, place in answer.place.items()}
    if is_dataclass(answer) and not isinstance(answer, type):
        return astuple(answer)
    if isinstance(answer, dict):
        return {key: _rows(value) for key, value in answer.items()}
    if isinstance(answer, list | tuple):
        return [_rows(one) for one in answer]
    return answer.tolist() if hasattr(answer, "tolist") else answer
