"""What is wrong with which rows: gathered while reading, told at the end."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vitalfew.ledger.reading.tables import Block, Mask, Ragged, RawTable
from vitalfew.ledger.rules.columns import normalise
from vitalfew.ledger.rules.problems import HARMLESS, RowProblem, sharpened

TOLD = 100
FILED = 100_000
_TOTALS = {
    normalise(word) for word in ("合计", "总计", "小计", "共计", "total", "totals", "grand total", "subtotal", "sum")
}
_LONGEST_VALUE = 200
_LOOKED_AT = 1000


@dataclass(frozen=True)
class Finding:
    """One problem, and the rows that have it."""

    problem: RowProblem
    header: str
    places: "np.ndarray[Any, np.dtype[np.int64]]"
    values: pa.Array | None


@dataclass
class Findings:
    """The problems of the rows of a table: of some that were judged together, or of all it holds."""

    table: RawTable
    block: Block
    ragged: Sequence[Ragged] = ()
    found: list[Finding] = field(default_factory=list)

    @classmethod
    def of(cls, table: RawTable) -> "Findings":
        """Return the findings of all rows that the table holds, ragged ones included."""
        return cls(table, Block(table.cells, table.rows), tuple(row for row in table.ragged if row.cells))

    def add(self, problem: RowProblem, mask: Mask, header: str = "", column: pa.Array | None = None) -> None:
        """Note that these rows have this problem in this column."""
        if not mask.any():
            return
        places = np.flatnonzero(mask)
        values = None if column is None else pc.take(column, pa.array(places[:FILED]))
        self.found.append(Finding(problem, header, places, values))

    def refused(self) -> Mask:
        """Tell for each row whether it is set aside."""
        mask = np.zeros(len(self.block.rows), dtype=bool)
        for finding in self.found:
            mask[finding.places] = True
        return mask

    def mark_totals(self) -> None:
        """Call a row without a day what it is: a total where somewhere stands "Total", or the header once more."""
        for finding in list(self.found):
            if finding.problem in (RowProblem.NO_DAY, RowProblem.BAD_DAY):
                totals = {int(place): self._word_of_total(int(place)) for place in finding.places[:_LOOKED_AT]}
                self._replace(RowProblem.TOTAL_ROW, {place: word for place, word in totals.items() if word})
                self._replace(RowProblem.HEADER_AGAIN, self._headers(finding))

    def _word_of_total(self, place: int) -> str:
        cells = [str(cell or "") for cell in self.block.cells.slice(place, 1).to_pylist()[0].values()]
        return next((cell.strip() for cell in cells if normalise(cell) in _TOTALS), "")

    def _headers(self, finding: Finding) -> dict[int, str]:
        if finding.values is None:
            return {}
        looked_at = zip(finding.places[:_LOOKED_AT], finding.values.slice(0, _LOOKED_AT).to_pylist(), strict=False)
        name = normalise(finding.header)
        return {int(place): str(value) for place, value in looked_at if normalise(str(value or "")) == name}

    def _replace(self, problem: RowProblem, words: Mapping[int, str]) -> None:
        if not words:
            return
        told = np.array(list(words), dtype=np.int64)
        kept = []
        for finding in self.found:
            stays = ~np.isin(finding.places, told)
            values = finding.values and finding.values.filter(pa.array(stays[:FILED]))
            kept.append(Finding(finding.problem, finding.header, finding.places[stays], values))
        self.found = [*kept, Finding(problem, "", told, pa.array(list(words.values()), pa.string()))]

    def totals(self) -> Block:
        """Return the rows that are totals."""
        mask = np.zeros(len(self.block.rows), dtype=bool)
        for finding in self.found:
            if finding.problem is RowProblem.TOTAL_ROW:
                mask[finding.places] = True
        return self.block.where(mask)

    def slim(self) -> "Findings":
        """Return the same findings, of the other rows nothing kept."""
        refused = self.refused()
        moved = np.cumsum(refused) - 1
        found = [Finding(one.problem, one.header, moved[one.places], one.values) for one in self.found]
        return Findings(self.table, self.block.where(refused), self.ragged, found)

    def lines_refused(self) -> int:
        """Return how many rows are set aside."""
        return int(self.refused().sum()) + len(self.ragged)

    def mistakes(self) -> int:
        """Return how many rows are set aside for a mistake."""
        harmless = [finding.places for finding in self.found if finding.problem in HARMLESS]
        return self.lines_refused() - sum(len(places) for places in harmless)

    def told(self) -> Iterator[dict[str, Any]]:
        """Yield the problems in the order of their rows, as far as anybody will read them."""
        yield from sorted([*self._of_rows(), *self._of_ragged()], key=lambda problem: int(problem["row"]))

    def _of_rows(self) -> Iterator[dict[str, Any]]:
        for finding in self.found:
            values = [None] * len(finding.places) if finding.values is None else finding.values.to_pylist()
            for place, value in zip(finding.places[:FILED], values, strict=False):
                row = int(self.block.rows[place])
                yield self._problem(row, finding.header, value, finding.problem) | {"place": int(place)}

    def _of_ragged(self) -> Iterator[dict[str, Any]]:
        for ragged in self.ragged[:FILED]:
            yield self._problem(ragged.row, "", ragged.cells, ragged.problem)

    def _problem(self, row: int, column: str, value: Any, problem: RowProblem) -> dict[str, Any]:
        problem, shown = sharpened(problem, str(value or "")[:_LONGEST_VALUE])
        sheet = self.table.sheet or self.table.file
        return {"sheet": sheet, "row": row, "column": column, "value": shown, "problem": problem.value}
