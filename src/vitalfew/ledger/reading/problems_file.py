"""The rows set aside, as a file to be mended and imported again: their own columns, then what is wrong and the cure."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from vitalfew.ledger.reading.findings import FILED, Findings

# A spreadsheet takes such a cell for a formula; a number is none.
_FORMULA = re.compile(r"^[=@\t\r]|^[-+](?![\d.,]+%?$)")


def write_problems(path: Path, findings: Sequence[Findings], words: Mapping[str, Any]) -> bool:
    """Write the refused rows of all tables; tell whether there were any."""
    if not any(one.lines_refused() for one in findings):
        return False
    headers = list(dict.fromkeys(header for one in findings for header in one.table.headers))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow([*headers, *words["headings"]])
        for one in findings:
            out.writerows(_rows(one, headers, words))
    return True


def _rows(findings: Findings, headers: Sequence[str], words: Mapping[str, Any]) -> Iterable[list[str]]:
    of_row: dict[int, list[dict[str, Any]]] = {}
    for problem in findings.told():
        of_row.setdefault(problem["row"], []).append(problem)
    for problems in list(of_row.values())[:FILED]:
        first = problems[0]
        cells = _cells(findings, first, headers)
        reasons = [words["sentences"][problem["problem"]] for problem in problems]
        told = [
            first["sheet"],
            str(first["row"]),
            ", ".join(dict.fromkeys(problem["column"] for problem in problems if problem["column"])),
            " ".join(dict.fromkeys(reason for reason, _cure in reasons)),
            " ".join(dict.fromkeys(cure for _reason, cure in reasons)),
        ]
        yield [harmless(cell) for cell in [*cells, *told]]


def _cells(findings: Findings, problem: Mapping[str, Any], headers: Sequence[str]) -> list[str]:
    table = findings.table
    if "place" not in problem:
        return [str(problem["value"]), *[""] * (len(headers) - 1)]
    row = findings.block.cells.slice(int(problem["place"]), 1).to_pylist()[0]
    of_header = dict(zip(table.headers, row.values(), strict=True))
    return [str(of_header.get(header) or "") for header in headers]


def harmless(cell: str) -> str:
    """Return the cell so that a spreadsheet shows it and does not run it."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
