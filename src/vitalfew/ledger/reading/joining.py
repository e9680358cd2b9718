"""Which of the tables hold the lines, and which only say more about them: orders, customers, products."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.ledger.reading.choosing import Chosen
from vitalfew.ledger.reading.distinct import as_mask
from vitalfew.ledger.reading.tables import Block, Mask, RawTable, one
from vitalfew.ledger.reading.texts import words
from vitalfew.ledger.rules.columns import missing
from vitalfew.ledger.rules.problems import FileProblem, Unreadable

# What a table of customers or products may add to lines that name them by code.
_ADDED = {"account": ("account_name", "country"), "product": ("product_name", "family", "unit")}


@dataclass(frozen=True)
class Link:
    """What another table adds to lines that name its rows by a code."""

    by: str  # the field of the line that names the row
    codes: pa.Array
    adds: Mapping[str, pa.Array]  # for each field added, its cells beside the codes
    headers: Mapping[str, str]
    is_needed: bool = False  # without its order a line is not known


@dataclass(frozen=True)
class Source:
    """A table of lines: where each field stands in it, and what other tables add."""

    table: RawTable
    places: Mapping[str, int]
    links: tuple[Link, ...] = ()

    @property
    def fields(self) -> set[str]:
        return set(self.headers)

    @property
    def headers(self) -> dict[str, str]:
        """Return under which header each field stands."""
        own = {field: self.table.headers[place] for field, place in self.places.items()}
        return own | {field: header for link in self.links for field, header in link.headers.items()}

    def cells_of(self, block: Block) -> tuple[dict[str, pa.Array], Mask | None]:
        """Return the cells of each field, and which rows name an order that is not there."""
        cells = {field: one(block.cells.column(place)) for field, place in self.places.items()}
        without = None
        for link in self.links:
            own = _codes(cells[link.by])
            found = pc.index_in(own, link.codes)
            cells |= {field: pc.take(column, found) for field, column in link.adds.items()}
            if link.is_needed:
                without = as_mask(pc.is_null(found)) & as_mask(pc.is_valid(own))
        return cells, without

    def whole_column(self, field: str) -> pa.Array:
        """Return the cells of one field over all rows."""
        for link in self.links:
            if field in link.adds:
                return link.adds[field]
        return self.table.whole_column(self.places[field])

    def head(self, field: str) -> pa.Array:
        """Return the cells of one field in the first rows."""
        for link in self.links:
            if field in link.adds:
                return link.adds[field]
        return self.table.column(self.places[field])


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
    return Source(chosen.table, chosen.places)


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
    table = orders.table.loaded()
    codes = _codes(table.column(orders.places["invoice"]))
    _once_each(codes, table)
    adds = {field: place for field, place in orders.places.items() if field not in lines.places and field != "amount"}
    return replace(lines, links=(*lines.links, _link("invoice", codes, table, adds, is_needed=True)))


def _link(by: str, codes: pa.Array, table: RawTable, adds: Mapping[str, int], *, is_needed: bool = False) -> Link:
    is_named = pc.is_valid(codes)
    cells = {field: one(pc.filter(table.column(place), is_named)) for field, place in adds.items()}
    return Link(by, codes.drop_null(), cells, {field: table.headers[place] for field, place in adds.items()}, is_needed)


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
    table = chosen.table.loaded()
    more = {
        field: chosen.places[field]
        for field in adds
        if field in chosen.places and (field not in source.fields or field == "country")
    }
    return replace(source, links=(*source.links, _link(key, _codes(table.column(chosen.places[key])), table, more)))
