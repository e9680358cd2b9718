"""The reading process: takes one request on standard input, tells its progress and its answer on standard output.

python -m vitalfew.ledger.reading
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from vitalfew.ledger.reading.choosing import Chosen, choose
from vitalfew.ledger.reading.columnar import read_parquet
from vitalfew.ledger.reading.delimited import read_text
from vitalfew.ledger.reading.facts_answer import answer_facts, ask_kind, kinds_of
from vitalfew.ledger.reading.fence import fence_in
from vitalfew.ledger.reading.lines_answer import answer_lines
from vitalfew.ledger.reading.progress import Progress
from vitalfew.ledger.reading.sniffing import Bounds, FileKind, kind_of_file
from vitalfew.ledger.reading.tables import RawTable
from vitalfew.ledger.reading.workbooks import read_workbook
from vitalfew.ledger.rules.columns import Why
from vitalfew.ledger.rules.facts_recognition import LINES
from vitalfew.ledger.rules.problems import FileProblem, Unreadable, is_disk_full

Request = dict[str, Any]
Answer = dict[str, Any]


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
            return answer_facts([table.loaded() for table in tables], kinds[0], request)
        chosen = [choose(table, request["columns"]) for table in tables]
        found = answer_lines(chosen, request, Progress(_say))
    except Unreadable as refusal:
        return {"state": "refused"} | refusal.told()
    except (OSError, duckdb.IOException) as error:
        if not is_disk_full(str(error)):
            raise
        return {"state": "refused"} | Unreadable(FileProblem.NO_SPACE, request["files"][0]["name"]).told()
    except (MemoryError, pa.ArrowMemoryError, duckdb.OutOfMemoryException):
        return {"state": "refused"} | Unreadable(FileProblem.MEMORY, request["files"][0]["name"]).told()
    return found | {"columns": [column for one in chosen for column in _columns(one)]}


def _tables(request: Request, bounds: Bounds) -> list[RawTable]:
    tables: list[RawTable] = []
    for number, file in enumerate(request["files"]):
        workroom = Path(request["workroom"]) / str(number)
        workroom.mkdir(mode=0o700, exist_ok=True)
        found = _read(file, workroom, request["options"], bounds)
        if not found:
            raise Unreadable(FileProblem.NO_LINES, file["name"])
        tables += found
    return tables


def _read(file: dict[str, str], workroom: Path, options: dict[str, Any], bounds: Bounds) -> list[RawTable]:
    path, name = Path(file["path"]), file["name"]
    kind = kind_of_file(path, name, bounds)
    if kind is FileKind.WORKBOOK:
        tables = read_workbook(path, name, str(options.get("sheet") or ""), bounds)
    elif kind is FileKind.PARQUET:
        tables = [read_parquet(path, name, bounds)]
    else:
        tables = [read_text(path, name, workroom, options, bounds)]
    return [table for table in tables if table.lines_read]


def _check_chosen(tables: Sequence[RawTable], request: Request) -> None:
    there = {header for table in tables for header in table.headers}
    absent = [header for header, field in request["columns"].items() if field and header not in there]
    if absent:
        has = ", ".join(sorted(there))[:500]
        raise Unreadable(FileProblem.NO_SUCH_COLUMN, tables[0].place, found=", ".join(absent), has=has)


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


def _say(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Read one request, answer it."""
    request = json.load(sys.stdin)
    fence_in(Bounds(**request["bounds"]))
    _say({"answer": answer(request)})
