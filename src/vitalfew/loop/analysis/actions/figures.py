"""Figures computed anew from the books, for every account at once."""

import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, repeat
from typing import Any

import pyarrow as pa
from django.db import transaction
from django.utils import timezone

from vitalfew.accounts.actions import adopt_codes, write_in_rows
from vitalfew.accounts.queries import get_ids_by_code
from vitalfew.accounts.queries.codes import get_node_spans
from vitalfew.accounts.rules import UNRANKED
from vitalfew.bulk import delete_many, in_turns, upsert_many
from vitalfew.journal.actions import write_entry
from vitalfew.ledger.queries import BooksEdge, get_account_facts, get_account_months, get_edge, get_order_days
from vitalfew.ledger.rules.figures import years_before
from vitalfew.loop.analysis.models import AccountFigures, Refresh
from vitalfew.loop.analysis.rules.figures import (
    COLUMNS,
    METHOD,
    MONTHS,
    Computed,
    Sums,
    compute,
    compute_nodes,
    reaches_back,
)
from vitalfew.people.rules import Actor, Permission, require

OF_FIGURES = [name for name in COLUMNS if name not in {"change_share", "spark"}]
OF_ROW = ["revenue", "revenue_before", "revenue_rank", "change_share", "margin", "spark", "last_order_on"]
Rows = tuple[tuple[Any, ...], tuple[Any, ...]]  # of AccountFigures and of the list
FORGOTTEN = (None, None, UNRANKED, None, None, "", None)  # what OF_ROW holds of an account that left the books


@dataclass(frozen=True)
class RefreshReport:
    """What a refresh did. `accounts` is 0 where there was nothing to do, or where a later one took over."""

    generation: int
    accounts: int
    seconds: float


class Overtaken(Exception):
    """Somebody began a later refresh, which writes everything anew. This one stops."""


def refresh_figures(*, by: Actor, force: bool = False) -> RefreshReport:
    """Compute the figures of every account as the books stand, unless they are of these books already.

    Rows are replaced in transactions of a few thousand, each row saying of which generation of the books it is; the
    generation of the whole is moved once all are written. Stopped at any moment, pages go on saying that figures are
    being refreshed, and the next refresh writes them all. Of two at once the later goes on and the earlier stops.
    """
    require(by, Permission.IMPORT_BOOKS)
    began = time.monotonic()
    stands = Refresh.objects.get_or_create(id=1)[0]
    edge = get_edge()
    if not force and not stands.writer and (stands.generation, stands.method) == (edge.generation, METHOD):
        return RefreshReport(edge.generation, 0, 0.0)
    writer = _begin()
    edge, computed, nodes, period_start = read_figures()
    try:
        _write(by, writer, edge, computed, nodes)
        _finish(by, writer, edge, computed, period_start)
    except Overtaken:
        return RefreshReport(edge.generation, 0, time.monotonic() - began)
    return RefreshReport(edge.generation, len(computed.codes), time.monotonic() - began)


def _begin() -> str:
    writer = secrets.token_hex(8)
    Refresh.objects.filter(id=1).update(writer=writer)
    return writer


def read_figures() -> tuple[BooksEdge, Computed, Computed, date | None]:
    """Return the figures of accounts, and of those to whom others belong, of one generation.

    Of books or a tree that moved on while they were read, those after.
    """
    while True:
        edge = get_edge()
        computed, period_start = _compute(edge)
        nodes = _compute_nodes(edge, computed)
        if get_edge().generation == edge.generation:
            return edge, computed, nodes, period_start


def _compute(edge: BooksEdge) -> tuple[Computed, date | None]:
    end = edge.last_day
    if end is None or edge.first_day is None:
        return Computed([], Decimal(0), pa.table({name: pa.nulls(0) for name in COLUMNS})), None
    start, before = (years_before(end, years) + timedelta(1) for years in (1, 2))
    reach = reaches_back(edge.first_day, start, before)
    facts, months, days = get_account_facts(end), get_account_months(end, MONTHS), get_order_days()
    return compute(Sums(facts, months, days, edge.first_day, end, reach)), start


def _compute_nodes(edge: BooksEdge, computed: Computed) -> Computed:
    """Return what groups bring, and all others to whom somebody belongs, by their numbers."""
    spans, end = get_node_spans(), edge.last_day
    if not spans.num_rows or end is None or edge.first_day is None:
        return Computed([], Decimal(0), computed.columns.slice(0, 0))
    start, before = (years_before(end, years) + timedelta(1) for years in (1, 2))
    told = (get_account_facts(end, spans=spans), get_account_months(end, MONTHS, spans=spans))
    reach = reaches_back(edge.first_day, start, before)
    sums = Sums(*told, get_order_days(spans=spans), edge.first_day, end, reach, peers=get_order_days())
    return compute_nodes(sums, computed)


def _write(by: Actor, writer: str, edge: BooksEdge, computed: Computed, nodes: Computed) -> None:
    number_of = _ids(by, computed.codes)
    ids = [number_of[code] for code in computed.codes]
    # Of whom others belong to, what all of them bring is told, in place of what he brings alone.
    beside = [int(number) for number in nodes.codes]
    alone = _without(set(beside), _rows(edge, ids, computed))
    for chunk in in_turns(chain(alone, _rows(edge, beside, nodes))):
        with transaction.atomic():
            _go_on(writer)
            upsert_many(AccountFigures, ["generation", "as_of", *OF_FIGURES], [figures for figures, _row in chunk])
            write_in_rows(by=by, columns=OF_ROW, values=[row for _figures, row in chunk])
    _forget(by, writer, edge.generation)


def _without(beside: set[int], rows: Iterator[Rows]) -> Iterator[Rows]:
    return (one for one in rows if one[0][0] not in beside) if beside else rows


def _rows(edge: BooksEdge, ids: list[int], computed: Computed) -> Iterator[Rows]:
    of_figures = zip(ids, repeat(edge.generation), repeat(str(edge.last_day)), *computed.values(OF_FIGURES))
    return zip(of_figures, zip(ids, *computed.values(OF_ROW), strict=True), strict=True)


def _ids(by: Actor, codes: list[str]) -> dict[str, int]:
    ids = get_ids_by_code(by)
    if any(code not in ids for code in codes):
        adopt_codes(by=by)
        ids = get_ids_by_code(by)
    return ids


def _forget(by: Actor, writer: str, generation: int) -> None:
    """Take away the figures of accounts that have left the books."""
    left = AccountFigures.objects.exclude(generation=generation).order_by("pk")
    shown = set(left.filter(account__row__isnull=False).values_list("pk", flat=True))
    for chunk in in_turns(list(left.values_list("pk", flat=True))):
        with transaction.atomic():
            _go_on(writer)
            delete_many(AccountFigures, chunk)
            write_in_rows(by=by, columns=OF_ROW, values=[(one, *FORGOTTEN) for one in chunk if one in shown])


def _finish(by: Actor, writer: str, edge: BooksEdge, computed: Computed, period_start: date | None) -> None:
    with transaction.atomic():
        _go_on(writer)
        state: dict[str, Any] = {
            "generation": edge.generation,
            "method": METHOD,
            "period_start": period_start,
            "as_of": edge.last_day,
            "currency": edge.currency,
            "batches": edge.batches,
            "accounts": len(computed.codes),
            "revenue": computed.revenue,
            "refreshed_at": timezone.now(),
        }
        told = {"generation": edge.generation, "accounts": len(computed.codes), "method": METHOD}
        write_entry(by=by, verb="analysis.refreshed", row=Refresh(id=1), after=told)
        Refresh.objects.filter(id=1).update(writer="", **state)


def _go_on(writer: str) -> None:
    # An UPDATE, so that it holds the row until the chunk is written: who begins later waits, and is seen by the next.
    if not Refresh.objects.filter(id=1, writer=writer).update(writer=writer):
        raise Overtaken
