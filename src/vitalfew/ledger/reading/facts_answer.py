"""The answer of the reading process where a file holds other facts than lines."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from vitalfew.ledger.reading.facts import ReadFacts, read_facts
from vitalfew.ledger.reading.findings import TOLD
from vitalfew.ledger.reading.problems_file import write_problems
from vitalfew.ledger.reading.tables import RawTable
from vitalfew.ledger.reading.texts import trimmed
from vitalfew.ledger.rules.columns import Guess, Why
from vitalfew.ledger.rules.cures import cures
from vitalfew.ledger.rules.facts import Shape
from vitalfew.ledger.rules.facts_recognition import LINES, guess, missing, recognise, shape_of
from vitalfew.ledger.rules.problems import FileProblem, Unreadable

Answer = dict[str, Any]
_SAMPLES, _LOOKED_AT = 4, 1000


def kinds_of(tables: Sequence[RawTable], request: Mapping[str, Any]) -> tuple[str, ...]:
    """Return which kind of file this is: as told, else by its headers; several where nobody can tell.

    Several files at once are lines and what belongs to them; so is a workbook in which one sheet holds lines.
    """
    if told := str(request["options"].get("kind") or ""):
        return (told,)
    found = [kinds for table in tables if (kinds := recognise(table.headers).kinds)]
    if len(request["files"]) > 1 or not found or (LINES,) in found:
        return (LINES,)
    return found[0]


def ask_kind(kinds: Sequence[str], tables: Sequence[RawTable]) -> Answer:
    """Return the question which of several kinds the file is."""
    question = {"option": "kind", "header": "", "samples": list(kinds)}
    columns = [column for table in tables for column in _columns(table, [Guess()] * len(table.headers))]
    return {"state": "mapping", "missing": [], "questions": [question], "columns": columns}


def answer_facts(tables: Sequence[RawTable], kind: str, request: Mapping[str, Any]) -> Answer:
    """Return what the tables hold of this kind of fact; good rows stand in the file that the request names."""
    shape = shape_of(kind)
    guessed = [(table, guess(shape, table.headers, request["columns"])) for table in tables]
    absent = [missing(shape, table.headers, guesses) for table, guesses in guessed]
    told = {"kind": kind, "columns": [column for table, guesses in guessed for column in _columns(table, guesses)]}
    fitting = [one for one, lacks in zip(guessed, absent, strict=True) if not lacks]
    if not fitting:
        return told | {"state": "mapping", "missing": min(absent, key=len), "questions": []}
    read = [read_facts(table, shape, guesses, request["options"]) for table, guesses in fitting]
    questions = {question.option: asdict(question) for one in read for question in one.questions}
    if questions:
        return told | {"state": "mapping", "missing": [], "questions": list(questions.values())}
    used = {table.headers[place]: one.field for table, guesses in fitting for place, one in enumerate(guesses)}
    return told | {"used": {header: field for header, field in used.items() if field}} | _found(read, shape, request)


def _found(read: Sequence[ReadFacts], shape: Shape, request: Mapping[str, Any]) -> Answer:
    findings = [one.findings for one in read]
    rows, lines_read = pa.concat_tables([one.rows for one in read]), sum(one.table.lines_read for one in findings)
    problems = [problem for one in findings for problem in one.told()]
    lines_refused = sum(one.lines_refused() for one in findings)
    found = {
        "state": "ready",
        "lines_read": lines_read,
        "lines_refused": lines_refused,
        "problems": [{name: value for name, value in one.items() if name != "place"} for one in problems[:TOLD]],
        "cures": [asdict(one) for one in cures(problems, request["options"], refused=lines_refused)],
        "has_problems_file": write_problems(Path(request["problems"]), findings, request["words"]),
        "read_as": findings[0].table.read_as,
        "repeated": 0,
        "tax": "unknown",
        "basis": "",
        "amounts": _amounts(rows, shape),
    }
    return found | _refused(findings, rows, lines_read, request)


def _refused(findings: Sequence[Any], rows: pa.Table, lines_read: int, request: Mapping[str, Any]) -> Answer:
    """Return why the file is refused as a whole; otherwise keep its good rows."""
    mistakes, place = sum(one.mistakes() for one in findings), findings[0].table.place
    if mistakes > request["refused_share"] * max(lines_read, 1):
        most = f"{100 * request['refused_share']:g}%"
        return _refusal(Unreadable(FileProblem.REFUSED_SHARE, place, found=mistakes, of=lines_read, most=most))
    if not rows.num_rows:
        return _refusal(Unreadable(FileProblem.NO_LINES, place))
    pq.write_table(rows.combine_chunks(), request["lines"], compression="lz4")
    return {}


def _refusal(refusal: Unreadable) -> Answer:
    return {"state": "refused", "problem": refusal.problem.value, "place": refusal.place, "found": refusal.found}


def _amounts(rows: pa.Table, shape: Shape) -> dict[str, str]:
    """Return what the columns of numbers come to: what is compared with the file's own total."""
    numbers = [name for name in shape.fields if pa.types.is_decimal(rows.schema.field(name).type)]
    sums = {name: pc.sum(rows.column(name)).as_py() for name in numbers}
    return {name: str(total) for name, total in sums.items() if total is not None}


def _columns(table: RawTable, guesses: Sequence[Guess]) -> list[dict[str, Any]]:
    return [
        {
            "header": header,
            "field": one.field or None,
            "samples": _first(table, position),
            "why": one.why.value if one.field else Why.NOTHING.value,
            "place": table.place,
        }
        for position, (header, one) in enumerate(zip(table.headers, guesses, strict=True))
    ]


def _first(table: RawTable, position: int) -> list[str]:
    seen = trimmed(table.column(position).slice(0, _LOOKED_AT)).drop_null()
    return [str(value)[:80] for value in pc.unique(seen).slice(0, _SAMPLES).to_pylist()]
