"""Files of lines, read whole: what the books would get, what is set aside and why, or what must be asked first."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from vitalfew.ledger.reading import summing
from vitalfew.ledger.reading.choosing import Chosen
from vitalfew.ledger.reading.days import order_of
from vitalfew.ledger.reading.decisions import Decisions, decide, with_marks_of_all_rows
from vitalfew.ledger.reading.findings import TOLD
from vitalfew.ledger.reading.flow import LinesFiles, Outcome, read_source
from vitalfew.ledger.reading.joining import Source, sources_of
from vitalfew.ledger.reading.numbers import parse_numbers
from vitalfew.ledger.reading.problems_file import write_problems
from vitalfew.ledger.reading.progress import Progress
from vitalfew.ledger.reading.repeats import count_repeats
from vitalfew.ledger.reading.texts import trimmed
from vitalfew.ledger.rules.columns import basis_of
from vitalfew.ledger.rules.cures import cures
from vitalfew.ledger.rules.kinds import LETTERS
from vitalfew.ledger.rules.problems import FileProblem, Unreadable

Request = dict[str, Any]
Answer = dict[str, Any]
# The first reading goes by the first rows; what it finds out about the others is final.
_READINGS = 3
_TOTALLED = ("amount", "gross_amount", "tax_amount", "quantity")


def answer_lines(chosen: Sequence[Chosen], request: Request, progress: Progress) -> Answer:
    """Read the lines in these tables and write them beside what they come to."""
    sources = sources_of(chosen)
    if not sources:
        missing = min((one.missing for one in chosen), key=len)
        return {"state": "mapping", "missing": missing, "questions": []}
    options = request["options"]
    decisions = [decide(source, options) for source in sources]
    for _reading in range(_READINGS):
        if questions := [asdict(question) for one in decisions for question in one.questions]:
            return {"state": "mapping", "missing": [], "questions": questions}
        outcomes, paths = _read(sources, decisions, request, progress)
        progress.summing(sum(outcome.lines_read for outcome in outcomes))
        better = _decided_again(sources, decisions, outcomes, paths, request)
        if better == decisions:
            break
        decisions = better
    return _told(sources, decisions, outcomes, paths, request)


def _read(
    sources: Sequence[Source], decisions: Sequence[Decisions], request: Request, progress: Progress
) -> tuple[list[Outcome], list[Path]]:
    outcomes: list[Outcome] = []
    with LinesFiles(lambda worker: _path(request, f"lines-{worker}")) as files:
        for number, (source, how) in enumerate(zip(sources, decisions, strict=True)):
            further = _further(progress.read, sum(outcome.lines_read for outcome in outcomes))
            outcomes.append(read_source(source, number, how, files, request["tag"], further))
        return outcomes, files.close()


def _further(tell: Callable[[int], None], before: int) -> Callable[[int], None]:
    return lambda rows: tell(before + rows)


def _path(request: Request, part: str) -> Path:
    return Path(request["folder"]) / f"{request['tag']}.{part}.parquet"


def _decided_again(
    sources: Sequence[Source],
    decisions: Sequence[Decisions],
    outcomes: Sequence[Outcome],
    paths: list[Path],
    request: Request,
) -> list[Decisions]:
    """Return the decisions after all rows have been seen."""
    again = [_without_doubt(*one, request["options"]) for one in zip(sources, decisions, outcomes, strict=True)]
    if not paths or any("invoice" not in source.fields for source in sources):
        return again
    with closing(summing.open_lines(paths, Path(request["workroom"]) / "spill")) as engine:
        letters = summing.telling_letters(engine, LETTERS)
    return [replace(one, letters=letters) for one in again]


def _without_doubt(source: Source, decisions: Decisions, outcome: Outcome, options: dict[str, Any]) -> Decisions:
    if "marks" in outcome.doubts:
        decisions = with_marks_of_all_rows(decisions, source, options)
    if "days" in outcome.doubts:
        decisions = replace(decisions, day_first=order_of(trimmed(source.whole_column("day"))).day_first)
    return replace(
        decisions, floats=frozenset(one for one in decisions.floats if f"floats {one}" not in outcome.doubts)
    )


def _told(
    sources: Sequence[Source],
    decisions: Sequence[Decisions],
    outcomes: Sequence[Outcome],
    paths: list[Path],
    request: Request,
) -> Answer:
    findings = [one for outcome in outcomes for one in outcome.in_order()]
    lines_read = sum(outcome.lines_read for outcome in outcomes)
    problems = sorted((problem for one in findings for problem in one.told()), key=_in_order(sources))
    lines_refused = sum(outcome.refused for outcome in outcomes)
    found: Answer = {
        "state": "ready",
        "lines_read": lines_read,
        "lines_refused": lines_refused,
        "problems": [{name: value for name, value in one.items() if name != "place"} for one in problems[:TOLD]],
        # Of all that was found, not only of the first, which are told.
        "cures": [asdict(one) for one in cures(problems, request["options"], refused=lines_refused)],
        "has_problems_file": write_problems(Path(request["problems"]), findings, request["words"]),
        "tax": decisions[0].tax.outcome,
        "basis": basis_of(sources[0].headers["day"]),
        "used": {header: field for source in sources for field, header in source.headers.items()},
        "read_as": sources[0].table.read_as,
        "notes": [
            {"note": note.value, "place": source.table.place, "count": count}
            for source in sources
            for note, count in source.table.notes
        ],
        "total_row": _total_row(sources, decisions, outcomes),
        "refused_amount": _refused_amount(outcomes),
    }
    mistakes = sum(outcome.mistakes for outcome in outcomes)
    place = sources[0].table.place
    if mistakes > request["refused_share"] * max(lines_read, 1):
        most = f"{100 * request['refused_share']:g}%"
        share = Unreadable(FileProblem.REFUSED_SHARE, place, found=mistakes, of=lines_read, most=most)
        return found | {"state": "refused"} | share.told()
    if not paths:
        return {"state": "refused"} | Unreadable(FileProblem.NO_LINES, place).told()
    return found | _summed(sources, paths, request)


def _summed(sources: Sequence[Source], paths: list[Path], request: Request) -> Answer:
    with closing(summing.open_lines(paths, Path(request["workroom"]) / "spill")) as engine:
        summing.write_days(engine, _path(request, "days"))
        summing.write_names(engine, _path(request, "accounts"))
        return {
            "lines_files": [path.name for path in paths],
            "told": summing.told(engine),
            "repeated": count_repeats(engine, list(sources)),
        }


def _in_order(sources: Sequence[Source]) -> Callable[[dict[str, Any]], tuple[int, int]]:
    places = {source.table.sheet or source.table.file: number for number, source in enumerate(sources)}
    return lambda problem: (places.get(problem["sheet"], 0), int(problem["row"]))


def _refused_amount(outcomes: Sequence[Outcome]) -> str | None:
    """Return what the refused rows come to, as far as it can be read; None where of none it can."""
    if not any(outcome.mistakes for outcome in outcomes):
        return "0"
    amounts = [outcome.refused_amount for outcome in outcomes if outcome.refused_amount is not None]
    return str(sum(amounts, Decimal(0))) if amounts else None


def _total_row(
    sources: Sequence[Source], decisions: Sequence[Decisions], outcomes: Sequence[Outcome]
) -> dict[str, str]:
    """Return what the last row of totals under the lines says, by field."""
    for source, how, outcome in reversed(list(zip(sources, decisions, outcomes, strict=True))):
        for findings in reversed(outcome.in_order()):
            block = findings.totals()
            if len(block.rows):
                cells = source.cells_of(block)[0]
                return {name: total for name in _TOTALLED if name in cells and (total := _last(cells[name], how, name))}
    return {}


def _last(column: Any, decisions: Decisions, name: str) -> str:
    numbers = parse_numbers(trimmed(column), decisions.marks[name])[0]
    found = numbers[-1].as_py() if len(numbers) else None
    return "" if found is None else str(found)
