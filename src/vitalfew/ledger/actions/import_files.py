"""The whole way from files to the books in one call: for the command line, the sample and the tests."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from vitalfew.ledger.actions.checking import Answer, check_files, checked_of, clear, incoming_files, problems_of
from vitalfew.ledger.actions.commit import already_imported, commit_checked, describe
from vitalfew.ledger.engine import scan_once
from vitalfew.ledger.files import fingerprint, new_tag
from vitalfew.ledger.labels import FIELD_LABELS, QUESTION_LABELS, refusal_sentence, row_problem
from vitalfew.ledger.models import ColumnMapping
from vitalfew.ledger.rules.imports import CheckedFiles, ImportReport, ImportStatus
from vitalfew.ledger.rules.problems import FileProblem, Unreadable
from vitalfew.people.rules import Actor, Permission, require


def import_files(
    *,
    by: Actor,
    paths: Sequence[Path],
    mapping: str = "",
    columns: Mapping[str, str] | None = None,
    options: Mapping[str, Any] | None = None,
    currency: str = "",
    sheet: str = "",
    company: str = "",
    is_sample: bool = False,
    is_final: bool = True,
) -> ImportReport:
    """Read the files, check every row and put the good ones into the books; with is_final false only check."""
    require(by, Permission.IMPORT_BOOKS)
    named = [(path.name, path) for path in paths]
    try:
        files = incoming_files(named)
        if found := already_imported(files):
            return found
        saved_columns, saved_options = saved_mapping(mapping)
        wanted = {**saved_options, **(options or {}), **({"sheet": sheet} if sheet else {})}
        tag = new_tag(fingerprint(file.sha256 for file in files))
        answer = check_files(named, tag=tag, columns={**saved_columns, **(columns or {})}, options=wanted)
    except Unreadable as refusal:
        message = refusal_sentence(refusal.problem, refusal.place, refusal.found)
        return ImportReport(ImportStatus.REFUSED, message=message)
    if answer["state"] != "ready":
        return report_of(answer, tag)
    checked = checked_of(answer, files, tag, [row_problem(problem) for problem in answer["problems"]])
    if not is_final:
        return ready_report(checked)
    try:
        return commit_checked(
            checked, by=by, currency=currency or str(wanted.get("currency") or ""), is_sample=is_sample, company=company
        )
    finally:
        clear(tag)


def saved_mapping(name: str) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the columns and options saved under this name; nothing without a name."""
    if not name:
        return {}, {}
    found = ColumnMapping.objects.filter(name=name).first()
    if found is None:
        raise Unreadable(FileProblem.NO_SUCH_MAPPING, "", found=name)
    return dict(found.columns), dict(found.options)


def ready_report(checked: CheckedFiles) -> ImportReport:
    """Return what the books would get."""
    report, _totals = describe(scan_once(checked.lines_path), checked)
    path = str(checked.problems_path) if checked.problems_path else None
    return ImportReport(**vars(report) | {"status": ImportStatus.READY, "problems_file": path})


def report_of(answer: Answer, tag: str) -> ImportReport:
    """Return the report of files that cannot be committed: refused, or their columns asked about."""
    is_refused = answer["state"] == "refused"
    return ImportReport(
        ImportStatus.REFUSED if is_refused else ImportStatus.NEEDS_MAPPING,
        message=refusal_sentence(answer["problem"], answer["place"], answer["found"])
        if is_refused
        else question_sentence(answer),
        lines_read=answer.get("lines_read", 0),
        lines_refused=answer.get("lines_refused", 0),
        problems=tuple(row_problem(problem) for problem in answer.get("problems", ())),
        problems_file=str(problems_of(tag)) if answer.get("has_problems_file") else None,
    )


def question_sentence(answer: Answer) -> str:
    """Return what must be told before the lines can be read."""
    if answer["questions"]:
        return " ".join(
            f"{question['header']} ({', '.join(question['samples'])}): {QUESTION_LABELS[question['option']]}"
            for question in answer["questions"]
        )
    return _("No column could be told to be: %(missing)s. The file has: %(has)s. Say which column is which.") % {
        "missing": ", ".join(str(FIELD_LABELS[field]) for field in answer["missing"]),
        "has": ", ".join(dict.fromkeys(column["header"] for column in answer["columns"])),
    }
