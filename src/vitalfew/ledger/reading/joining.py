"""Which of the tables hold the lines, and which only say more about them: orders, customers, products."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.ledger.reading.choosing import Chosen
from vitalfew.ledger.reading.distinct import as_mask
from vitalfew.ledger.reading.tables import Mask, RawTable
from vitalfew.ledger.reading.texts import words
from vitalfew.ledger.rules.columns import missing
from vitalfew.ledger.rules.problems import FileProblem, Unreadable

# What a table of customers or products may add to lines that name them by code.
_ADDED = {"account": ("account_name", "country"), "product": ("product_name", "family", "unit")}


@dataclass(frozen=True)
class Source:
    """A table of lines: for each field its cells and its header, some of them from another table."""

    table: RawTable
    fields: dict[str, pa.Array]
    headers: dict[str, str]
    without_order: Mask | None = None


def sources_of(tables: Sequence[Chosen]) -> list[Source]:
    """Return the tables of lines with what the others add; none where the columns must be asked about first."""
    files = list(dict.fromkeys(chosen.table.file for chosen in tables))
    complete = {file: _lines_in([one for one in tables if one.table.file == file]) for file in files}
    if not any(complete.values()):
        return _pair(tables, files)
    sources = [_source(one) for found in complete.values() for one in found]
    for file in (file for file in files if not complete[file]):
        others = [one for one in tables if one.table.file == file]
        sources = _described(sources, others)
        if not sources:
            return []
    return sources


def _lines_in(tables: Sequence[Chosen]) -> list[Chosen]:
    """Return of one file the largest sheet of lines, and those with the same headers: a year may fill several."""
    complete = [one for one in tables if not one.missing]
    if not complete:
        return []
    largest = max(complete, key=lambda one: one.table.cells.num_rows)
    return [one for one in complete if one.table.headers == largest.table.headers]


def _source(chosen: Chosen) -> Source:
    places = chosen.places
    fields = {field: chosen.table.column(position) for field, position in places.items()}
    return Source(chosen.table, fields, {field: chosen.table.headers[place] for field, place in places.items()})


def _pair(tables: Sequence[Chosen], files: Sequence[str]) -> list[Source]:
    for orders, lines in permutations(tables, 2):
        if not _fit(orders, lines):
            continue
        source = _with_orders(_source(lines), orders)
        sources = [source]
        for file in files:
            if file not in (orders.table.file, lines.table.file):
                sources = _described(sources, [one for one in tables if one.table.file == file])
        return sources
    return []


def _fit(orders: Chosen, lines: Chosen) -> bool:
    ours, theirs = set(orders.places), set(lines.places)
    return "invoice" in ours & theirs and "day" in ours and "day" not in theirs and not missing(
        (ours - {"amount", "quantity", "unit_price"}) | theirs
    )  # fmt: skip


def _with_orders(lines: Source, orders: Chosen) -> Source:
    """Return the lines with what their orders say; the lines' own word goes first."""
    own, theirs = _codes(lines.fields["invoice"]), _codes(orders.table.column(orders.places["invoice"]))
    _once_each(theirs, orders.table)
    found = pc.index_in(own, theirs.drop_null())
    adds = {field: place for field, place in orders.places.items() if field not in lines.fields and field != "amount"}
    kept = orders.table.cells.filter(pc.is_valid(theirs))
    fields = {field: pc.take(kept.column(place).combine_chunks(), found) for field, place in adds.items()}
    headers = {field: orders.table.headers[place] for field, place in adds.items()}
    absent = as_mask(pc.is_null(found)) & as_mask(pc.is_valid(own))
    return Source(lines.table, lines.fields | fields, lines.headers | headers, absent)


def _codes(column: pa.Array) -> pa.Array:
    return words(column, is_code=True)[0]


def _once_each(codes: pa.Array, table: RawTable) -> None:
    counts = pc.value_counts(codes.drop_null())
    more = np.flatnonzero(np.asarray(counts.field("counts")) > 1)
    if len(more):
        raise Unreadable(FileProblem.ORDER_TWICE, table.place, found=counts.field("values")[int(more[0])].as_py())


def _described(sources: list[Source], tables: Sequence[Chosen]) -> list[Source]:
    """Return the sources with names from a table of customers or products; none if the file is no such table."""
    for chosen in tables:
        for key, adds in _ADDED.items():
            places = chosen.places
            if key in places and "day" not in places and any(field in places for field in adds):
                return [_with_names(source, chosen, key, adds) for source in sources]
    return []


def _with_names(source: Source, chosen: Chosen, key: str, adds: Sequence[str]) -> Source:
    if key not in source.fields:
        return source
    codes = _codes(chosen.table.column(chosen.places[key]))
    kept = chosen.table.cells.filter(pc.is_valid(codes))
    found = pc.index_in(_codes(source.fields[key]), codes.drop_null())
    more = {
        field: pc.take(kept.column(chosen.places[field]).combine_chunks(), found)
        for field in adds
        if field in chosen.places and (field not in source.fields or field == "country")
    }
    headers = {field: chosen.table.headers[chosen.places[field]] for field in more}
    return Source(source.table, source.fields | more, source.headers | headers, source.without_order)
