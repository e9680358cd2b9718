"""The reading process: takes one request on standard input, tells its progress and its answer on standard output.

python -m vitalfew.ledger.reading.child
"""

import json
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from vitalfew.ledger.reading.choosing import Chosen, choose
from vitalfew.ledger.reading.columnar import read_parquet
from vitalfew.ledger.reading.delimited import read_text
from vitalfew.ledger.reading.facts_answer import answer_facts, ask_kind, kinds_of
from vitalfew.ledger.reading.fence import fence_in
from vitalfew.ledger.reading.findings import TOLD
from vitalfew.ledger.reading.joining import Source, sources_of
from vitalfew.ledger.reading.keys import repeated, with_keys
from vitalfew.ledger.reading.lines import ReadLines, read_lines
from vitalfew.ledger.reading.problems_file import write_problems
from vitalfew.ledger.reading.sniffing import Bounds, FileKind, kind_of_file
from vitalfew.ledger.reading.tables import RawTable
from vitalfew.ledger.reading.workbooks import read_workbook
from vitalfew.ledger.rules.columns import Why, basis_of, tax_of
from vitalfew.ledger.rules.facts_recognition import LINES
from vitalfew.ledger.rules.problems import FileProblem, Unreadable

Request = dict[str, Any]
Answer = dict[str, Any]
_TELL_EVERY = 0.2


class _Progress:
    """Tells how many rows have been read, not too often."""

    def __init__(self) -> None:
        self.before = 0
        self.told = 0.0

    def tell(self, rows: int) -> None:
        if time.monotonic() - self.told > _TELL_EVERY:
            self.told = time.monotonic()
            _say({"rows": self.before + rows})


def answer(request: Request) -> Answer:
    """Read the files and return what was found: lines, columns, problems, or why not."""
    bounds = Bounds(**request["bounds"])
    try:
        tables = _tables(request, bounds)
        _check_chosen(tables, request)
        kinds = kinds_of(tables, request)
        if len(kinds) > 1:
            return ask_kind(kinds, tables)
        if kinds[0] != LINES:
            return answer_facts(tables, kinds[0], request)
        chosen = [choose(table, request["columns"]) for table in tables]
        found = _lines(chosen, request)
    except Unreadable as refusal:
        return {"state": "refused"} | _refusal(refusal)
    except (MemoryError, pa.ArrowMemoryError):
        return {"state": "refused"} | _refusal(Unreadable(FileProblem.MEMORY, request["files"][0]["name"]))
    return found | {"columns": [column for one in chosen for column in _columns(one)]}


def _tables(request: Request, bounds: Bounds) -> list[RawTable]:
    progress, tables = _Progress(), []
    for number, file in enumerate(request["files"]):
        workroom = Path(request["workroom"]) / str(number)
        workroom.mkdir(mode=0o700, exist_ok=True)
        found = _read(file, workroom, request["options"], bounds, progress)
        if not found:
            raise Unreadable(FileProblem.NO_LINES, file["name"])
        tables += found
        progress.before += sum(table.lines_read for table in found)
        progress.tell(0)
    return tables


def _read(
    file: dict[str, str], workroom: Path, options: dict[str, Any], bounds: Bounds, progress: _Progress
) -> list[RawTable]:
    path, name = Path(file["path"]), file["name"]
    kind = kind_of_file(path, name, bounds)
    if kind is FileKind.WORKBOOK:
        tables = read_workbook(path, name, str(options.get("sheet") or ""), bounds)
    elif kind is FileKind.PARQUET:
        tables = [read_parquet(path, name, bounds)]
    else:
        tables = [read_text(path, name, workroom, options, bounds, progress.tell)]
    return [table for table in tables if table.cells.num_rows]


def _check_chosen(tables: Sequence[RawTable], request: Request) -> None:
    there = {header for table in tables for header in table.headers}
    absent = [header for header, field in request["columns"].items() if field and header not in there]
    if absent:
        has = ", ".join(sorted(there))[:500]
        raise Unreadable(FileProblem.NO_SUCH_COLUMN, tables[0].place, found=", ".join(absent), has=has)


def _lines(chosen: list[Chosen], request: Request) -> Answer:
    sources = sources_of(chosen)
    if not sources:
        missing = min((one.missing for one in chosen), key=len)
        return {"state": "mapping", "missing": missing, "questions": []}
    with ThreadPoolExecutor(1) as aside:
        # Both leave Python's lock alone most of the time, and most machines have a second core.
        repeats = aside.map(lambda source: repeated(source.table.cells), sources)
        read = [read_lines(source, request["options"]) for source in sources]
        count = sum(repeats)
    questions = [asdict(question) for one in read for question in one.questions]
    if questions:
        return {"state": "mapping", "missing": [], "questions": questions}
    return {"repeated": count} | _told(sources, read, request)


def _told(sources: Sequence[Source], read: Sequence[ReadLines], request: Request) -> Answer:
    findings = [one.findings for one in read]
    table = pa.concat_tables([one.lines for one in read])
    lines_read = sum(source.table.lines_read for source in sources)
    problems = [problem for one in findings for problem in one.told()]
    found = {
        "state": "ready",
        "lines_read": lines_read,
        "lines_refused": sum(one.lines_refused() for one in findings),
        "problems": [
            {name: value for name, value in problem.items() if name != "place"} for problem in problems[:TOLD]
        ],
        "has_problems_file": write_problems(Path(request["problems"]), findings, request["words"]),
        "tax": tax_of(sources[0].headers.get("amount") or sources[0].headers.get("unit_price", "")),
        "basis": basis_of(sources[0].headers["day"]),
        "used": {header: field for source in sources for field, header in source.headers.items()},
        "read_as": sources[0].table.read_as,
    }
    mistakes = sum(one.mistakes() for one in findings)
    if mistakes > request["refused_share"] * max(lines_read, 1):
        most = f"{100 * request['refused_share']:g}%"
        share = Unreadable(FileProblem.REFUSED_SHARE, sources[0].table.place, found=mistakes, of=lines_read, most=most)
        return found | {"state": "refused"} | _refusal(share)
    if not table.num_rows:
        return {"state": "refused"} | _refusal(Unreadable(FileProblem.NO_LINES, sources[0].table.place))
    _write(with_keys(table.combine_chunks()), request["lines"])
    return found


def _write(lines: pa.Table, path: str) -> None:
    # Keys are all different, so a dictionary of them is waste; small groups let the engine read with all its threads.
    repeating = [name for name in lines.column_names if name not in ("key", "content", "row")]
    pq.write_table(lines, path, compression="lz4", use_dictionary=repeating, row_group_size=1 << 17)


def _columns(chosen: Chosen) -> list[dict[str, Any]]:
    return [
        {
            "header": header,
            "field": guess.field or None,
            "samples": chosen.samples(position),
            "why": guess.why.value if guess.field else Why.NOTHING.value,
            "place": chosen.table.place,
        }
        for position, (header, guess) in enumerate(zip(chosen.table.headers, chosen.guesses, strict=True))
    ]


def _refusal(refusal: Unreadable) -> Answer:
    return {"problem": refusal.problem.value, "place": refusal.place, "found": refusal.found}


def _say(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Read one request, answer it."""
    request = json.load(sys.stdin)
    fence_in(Bounds(**request["bounds"]))
    _say({"answer": answer(request)})


if __name__ == "__main__":
    main()
