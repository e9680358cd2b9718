"""What the columns of a table are taken for, by their names and by what stands in them."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.ledger.reading.days import order_of, parse_days
from vitalfew.ledger.reading.numbers import parse_numbers
from vitalfew.ledger.reading.tables import RawTable
from vitalfew.ledger.reading.texts import trimmed
from vitalfew.ledger.rules.columns import Guess, Looks, Why, guess, known, missing, normalise
from vitalfew.ledger.rules.kinds import KIND_WORDS

_LOOKED_AT = 1000
_SAMPLES = 4


@dataclass(frozen=True)
class Chosen:
    """A table, and what its columns are taken for."""

    table: RawTable
    guesses: tuple[Guess, ...]

    @property
    def places(self) -> dict[str, int]:
        """Return where each field stands, guesses from content left out."""
        return {
            one.field: position
            for position, one in enumerate(self.guesses)
            if one.field and one.why is not Why.CONTENT
        }  # fmt: skip

    @property
    def missing(self) -> list[str]:
        return missing(set(self.places))

    def samples(self, position: int) -> list[str]:
        """Return the first few different values of a column."""
        seen = trimmed(self.table.column(position).slice(0, _LOOKED_AT)).drop_null()
        return [str(value)[:80] for value in pc.unique(seen).slice(0, _SAMPLES).to_pylist()]


def choose(table: RawTable, columns: Mapping[str, str]) -> Chosen:
    """Return the table with its columns named: as chosen, else by their headers, else guessed."""
    looks = [_looks(table, position, header) for position, header in enumerate(table.headers)]
    return Chosen(table, tuple(guess(table.headers, looks, columns)))


def _looks(table: RawTable, position: int, header: str) -> Looks:
    column = table.column(position)
    sample = trimmed(column.slice(0, _LOOKED_AT)).drop_null()
    if not len(sample):
        return Looks(is_empty=True)
    is_number = not parse_numbers(sample)[1].any()
    field = (known(header) or ("", 0))[0]
    return Looks(
        is_day=not parse_days(sample, order_of(sample).day_first)[1].any(),
        is_number=is_number,
        has_decimals=is_number and bool(pc.any(pc.match_substring_regex(sample, r"[.,][0-9]")).as_py()),
        counts_rows=field == "line" and _counts_rows(trimmed(column)) and _counts_all_rows(table, position),
        says_kinds=field == "kind" and _says_kinds(column),
    )


def _counts_all_rows(table: RawTable, position: int) -> bool:
    return table.stream is None or _counts_rows(trimmed(table.whole_column(position)))


def _counts_rows(column: pa.Array) -> bool:
    numbers = parse_numbers(column.drop_null())[0].drop_null()
    if len(numbers) < 2:
        return False
    span = pc.min_max(numbers).as_py()
    is_dense = span["min"] in (0, 1) and span["max"] - span["min"] + 1 == len(numbers)
    return bool(is_dense and pc.count_distinct(numbers).as_py() == len(numbers))


def _says_kinds(column: pa.Array) -> bool:
    return all(normalise(word) in KIND_WORDS for word in trimmed(pc.unique(column)).drop_null().to_pylist())
