"""The whole way from files to the books in one call: for the command line, the sample and the tests."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

from vitalfew.journal.actions import write_entry
from vitalfew.ledger.actions.checking import Answer, check_files, checked_of, clear, incoming_files, problems_of
from vitalfew.ledger.actions.commit import already_imported, commit_checked, ready_report
from vitalfew.ledger.actions.comparing import compare_checked
from vitalfew.ledger.actions.facts import already_told, commit_facts, foresee_facts
from vitalfew.ledger.actions.mappings import check_as_saved, saved_mapping
from vitalfew.ledger.labels import question_sentence, refusal_sentence, row_problem
from vitalfew.ledger.labels_drafts import closed_sentence
from vitalfew.ledger.labels_sheets import note_sentences
from vitalfew.ledger.models import Batch
from vitalfew.ledger.queries.settings import clashing_basis, get_closed_until
from vitalfew.ledger.rules.changes import of_json
from vitalfew.ledger.rules.control import touched
from vitalfew.ledger.rules.imports import CheckedFiles, ImportReport, ImportStatus
from vitalfew.ledger.rules.problems import FileProblem, Unreadable, is_disk_full
from vitalfew.people.rules import Actor, Permission, require

Columns = Mapping[str, str]
How = ParamSpec("How")


def _refused_when_full(importing: Callable[How, ImportReport]) -> Callable[How, ImportReport]:
    @wraps(importing)
    def import_or_say_so(*place: How.args, **how: How.kwargs) -> ImportReport:
        try:
            return importing(*place, **how)
        except Exception as error:
            # System, engine and database each say it with an error of their own.
            if not is_disk_full(str(error)):
                raise
            return ImportReport(ImportStatus.REFUSED, message=refusal_sentence(FileProblem.NO_SPACE, "", {}))

    return import_or_say_so


@_refused_when_full
def import_files(
    *,
    by: Actor,
    paths: Sequence[Path],
    mapping: str = "",
    columns: Columns | None = None,
    options: Mapping[str, Any] | None = None,
    currency: str = "",
    sheet: str = "",
    company: str = "",
    is_sample: bool = False,
    is_final: bool = True,
    reason: str = "",
) -> ImportReport:
    """Read the files, check every row and put the good ones into the books; with is_final false only check.

    What changes a closed month, or records another event than the books, needs a reason, which the journal keeps.
    """
    require(by, Permission.IMPORT_BOOKS)
    tag = secrets.token_hex(16)
    try:
        named = [(path.name, path) for path in paths]
        files = incoming_files(named)
        if found := already_imported(files) or already_told(files):
            return found
        saved = saved_mapping(mapping)
        told = {"sheet": sheet, "currency": currency}
        wanted = {**saved[1], **(options or {}), **{name: value for name, value in told.items() if value}}
        answer = _read(named, tag, {**saved[0], **(columns or {})}, wanted)
    except Unreadable as refusal:
        message = refusal_sentence(refusal.problem, refusal.place, refusal.found)
        return ImportReport(ImportStatus.REFUSED, message=message)
    if answer["state"] != "ready":
        return report_of(answer, tag)
    kind = answer.get("kind", "")
    checked = checked_of(answer, files, tag, [row_problem(problem) for problem in answer["problems"]])
    try:
        clash = "" if kind else clashing_basis(checked.basis)
        if clash and not reason:
            return replace(ready_report(checked), status=ImportStatus.REFUSED, message=clash)
        if not is_final:
            return (
                foresee_facts(checked, kind=kind)
                if kind
                else replace(ready_report(checked), notes=note_sentences(answer))
            )
        if kind:
            return commit_facts(checked, by=by, kind=kind, is_whole=bool(wanted.get("whole")))
        closed = _closed(checked)
        if closed and not reason:
            return replace(ready_report(checked), status=ImportStatus.REFUSED, message=closed_sentence(closed))
        if clash:
            # Whoever says why takes the lines for what the books record: they do not make the books mixed.
            checked = replace(checked, basis="")
        needed = (["closed"] if closed else []) + (["basis"] if clash else [])
        within = _noting(by, dict.fromkeys(needed, reason)) if needed else None
        return commit_checked(checked, by=by, is_sample=is_sample, company=company, within=within)
    finally:
        # Of a mere look the rows set aside stay, to be fetched.
        clear(tag, with_problems=is_final)


def _closed(checked: CheckedFiles) -> tuple[date, ...]:
    """Return the closed months that the lines would change."""
    if (closed_until := get_closed_until()) is None:
        return ()
    changes = of_json(compare_checked(checked)["changes"])
    return touched([month.month for month in changes.changed], closed_until)


def _noting(by: Actor, reasons: dict[str, str]) -> Callable[[ImportReport], None]:
    """Return what notes the reasons together with the import."""

    def note(report: ImportReport) -> None:
        batch = Batch.objects.get(pk=report.batch or 0)
        write_entry(by=by, verb="give_reasons", row=batch, after={"reasons": reasons})

    return note


def _read(named: Sequence[tuple[str, Path]], tag: str, chosen: Columns, options: Mapping[str, Any]) -> Answer:
    if chosen:
        return check_files(named, tag=tag, columns=chosen, options=options)
    return check_as_saved(named, tag=tag, options=options)[0]


def report_of(answer: Answer, tag: str) -> ImportReport:
    """Return the report of files that cannot be committed: refused, or their columns asked about."""
    if answer["state"] == "mapping":
        return ImportReport(ImportStatus.NEEDS_MAPPING, kind=answer.get("kind", ""), message=question_sentence(answer))
    return ImportReport(
        ImportStatus.REFUSED,
        message=refusal_sentence(answer["problem"], answer["place"], answer["found"]),
        lines_read=answer.get("lines_read", 0),
        lines_refused=answer.get("lines_refused", 0),
        problems=tuple(row_problem(problem) for problem in answer.get("problems", ())),
        problems_file=str(problems_of(tag)) if answer.get("has_problems_file") else None,
    )
