"""`vitalfew import`: files into the books, in one go."""

from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vitalfew.cli.console import complain, is_answered, note, say, say_json, show_table, working
from vitalfew.cli.home import prepare_home
from vitalfew.cli.refresh import refresh
from vitalfew.cli.sources import bring_from
from vitalfew.ledger.actions import import_files
from vitalfew.ledger.labels import row_sentence
from vitalfew.ledger.labels_facts import FACT_KIND_LABELS
from vitalfew.ledger.queries import get_edge
from vitalfew.ledger.rules.facts_recognition import LINES, fields_of
from vitalfew.ledger.rules.imports import ImportReport, ImportStatus
from vitalfew.people.rules import COMMAND_LINE
from vitalfew.sample.actions import remove_sample
from vitalfew.words import day, number

# What scripts rely on, in this order.
KEYS = (
    "batch", "status", "lines_read", "lines_new", "lines_overlapping", "lines_superseding", "lines_refused", "sales",
    "cancellations", "returns", "zero_price", "without_account", "repeated", "first_day", "last_day", "problems",
    "problems_file", "currency", "message", "kind",
)  # fmt: skip
MOST_PROBLEMS = 100
SHOWN_PROBLEMS = 10
REFUSED = 2

Asked = dict[str, Any]


def add_to(application: typer.Typer, name: str, purpose: str) -> None:
    """Add the command."""
    application.command(name, help=purpose)(import_books)


def import_books(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE [FILE]", help=_("CSV, text, XLSX, XLS or Parquet."))
    ] = None,
    source: Annotated[str, typer.Option(metavar="NAME", help=_("Look at this source now, instead of files."))] = "",
    mapping: Annotated[str, typer.Option(help=_("Name of a saved reading of the columns."))] = "",
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="HEADER=FIELD", help=_("What a column means, for example “Betrag=amount”; repeatable.")),
    ] = None,
    currency: Annotated[str, typer.Option(metavar="XXX", help=_("The currency of the amounts, as ISO code."))] = "",
    sheet: Annotated[str, typer.Option(help=_("The sheet of a workbook; the one with lines otherwise."))] = "",
    day_first: Annotated[
        bool | None,
        typer.Option("--day-first/--month-first", help=_("How 05/01/2026 is read where both are possible.")),
    ] = None,
    decimal: Annotated[
        str, typer.Option(metavar=". or ,", help=_("Which sign parts the decimals where both are possible."))
    ] = "",
    kind: Annotated[
        str, typer.Option(metavar="KIND", help=_("What the file holds, for example receivables; told by its headers."))
    ] = "",
    whole: Annotated[
        bool, typer.Option("--whole", help=_("It lists all that stands: what it does not name has ended."))
    ] = False,
    tax_rate: Annotated[
        str, typer.Option(metavar="0.13", help=_("The tax in amounts with tax, or “gross” to leave it in."))
    ] = "",
    reason: Annotated[str, typer.Option(help=_("Why a closed month may change; it stands in the journal."))] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Do not ask; a loaded sample company makes way."))] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help=_("Write one JSON object to stdout, and nothing else."))
    ] = False,
) -> None:
    if source:
        prepare_home()
        raise typer.Exit(bring_from(source, as_json=as_json))
    if not files:
        raise typer.BadParameter(_("Name a file, or a source with --source."), param_hint="FILE")
    asked: Asked = {"paths": files, "mapping": mapping, "currency": currency.upper(), "sheet": sheet}
    asked |= {
        "columns": dict(_pair(one, _kind(kind)) for one in column or ()),
        "options": _options(day_first=day_first, decimal=decimal, kind=kind, whole=whole, tax_rate=tax_rate),
        "reason": reason,
    }
    _kind(kind)
    prepare_home()
    report = bring_in(asked, yes=yes)
    say_json(as_json_object(report)) if as_json else show(report)
    raise typer.Exit(REFUSED if report.status is ImportStatus.REFUSED else 0)


def bring_in(asked: Asked, *, yes: bool) -> ImportReport:
    """Check, ask unless told not to, let the sample make way, commit, and bring every page up to date."""
    if not all(path.is_file() for path in asked["paths"]):
        missing = next(path for path in asked["paths"] if not path.is_file())
        return _refused(_("%(path)s is no file that can be read.") % {"path": missing})
    if get_edge().has_sample or not yes:
        report = _check(asked)
        if report.status is not ImportStatus.READY:
            return _told(report)
        if not yes and not _agreed(report):
            return _refused(_("Nothing was imported. Say --yes to import without being asked."))
        _make_way()
    with working(_("Reading and checking…")):
        report = _told(import_files(by=COMMAND_LINE, **asked))
    if report.status is ImportStatus.COMMITTED and not report.kind:
        refresh()
    return report


def as_json_object(report: ImportReport) -> dict[str, Any]:
    """Return what scripts rely on."""
    found = report.as_json()
    return {key: found[key][:MOST_PROBLEMS] if key == "problems" else found[key] for key in KEYS}


def show(report: ImportReport) -> None:
    """Say in words what an import did."""
    if report.message:
        (complain if report.status is ImportStatus.REFUSED else say)(report.message)
    if report.kind and report.status is ImportStatus.COMMITTED:
        told = {"kind": FACT_KIND_LABELS[report.kind], "new": number(report.lines_new)}
        say(_("In the books: %(kind)s, %(new)s new rows.") % told)
    elif report.status is ImportStatus.COMMITTED:
        say(_("In the books: %(new)s new lines, %(days)s.") % {"new": number(report.lines_new), "days": _days(report)})
    if report.lines_read:
        show_table((_("Lines"), ""), _counts(report))
    if report.status is ImportStatus.COMMITTED and not report.kind and not get_edge().currency:
        note(_("No currency is stated: amounts stand without one. Say it on the page Books, or with --currency."))
    _show_problems(report)


def _check(asked: Asked) -> ImportReport:
    with working(_("Reading and checking…")):
        return import_files(by=COMMAND_LINE, is_final=False, **asked)


def _agreed(report: ImportReport) -> bool:
    show_table((_("Lines"), ""), _counts(report), is_note=True)
    _show_problems(report)
    if get_edge().has_sample:
        note(_("The sample company is loaded. It is removed first: your own books and the sample are never mixed."))
    return is_answered(_("Import these lines?"))


def _make_way() -> None:
    if get_edge().has_sample:
        note(_("Removing the sample company: your own books and the sample are never mixed."))
        remove_sample(by=COMMAND_LINE)


def _told(report: ImportReport) -> ImportReport:
    """Turn a question about columns, which nobody can be asked here, into a refusal that says how to answer it."""
    if report.status is not ImportStatus.NEEDS_MAPPING:
        return report
    how = _(
        "Use --column HEADER=FIELD, --day-first, --decimal or --tax-rate, or a saved --mapping. Fields: %(fields)s."
    )
    fields = ", ".join(fields_of(report.kind or LINES))
    return _refused(f"{report.message} {how % {'fields': fields}}".strip(), report.problems)


def _refused(message: str, problems: tuple[dict[str, Any], ...] = ()) -> ImportReport:
    return ImportReport(ImportStatus.REFUSED, message=message, problems=problems)


def _options(**said: Any) -> Asked:
    return {name: value for name, value in said.items() if value not in (None, "") and (name != "whole" or value)}


def _kind(kind: str) -> str:
    if kind and kind not in FACT_KIND_LABELS:
        how = _("write one of %(kinds)s") % {"kinds": ", ".join(str(known) for known in FACT_KIND_LABELS)}
        raise typer.BadParameter(how, param_hint="--kind")
    return kind


def _pair(text: str, kind: str) -> tuple[str, str]:
    header, separator, field = text.rpartition("=")
    fields = fields_of(kind or LINES)
    if not separator or field not in fields:
        how = _("write it as HEADER=FIELD, where FIELD is one of %(fields)s") % {"fields": ", ".join(fields)}
        raise typer.BadParameter(how, param_hint="--column")
    return header, field


def _days(report: ImportReport) -> str:
    return f"{day(report.first_day)} – {day(report.last_day)}"


def _counts(report: ImportReport) -> list[tuple[str, str]]:
    named = (
        (pgettext("count of lines", "read"), report.lines_read),
        (pgettext("count of lines", "new"), report.lines_new),
        (pgettext("count of lines", "told before"), report.lines_overlapping),
        (pgettext("count of lines", "restated"), report.lines_superseding),
        (pgettext("count of lines", "set aside"), report.lines_refused),
        (pgettext("count of lines", "sales"), report.sales),
        (pgettext("count of lines", "cancellations"), report.cancellations),
        (pgettext("count of lines", "returns"), report.returns),
        (pgettext("count of lines", "at no price"), report.zero_price),
        (pgettext("count of lines", "without a customer"), report.without_account),
        (pgettext("count of lines", "exactly repeated"), report.repeated),
    )
    return [(name, number(count)) for name, count in named if count]


def _show_problems(report: ImportReport) -> None:
    for sentence in report.notes:
        note(sentence)
    for problem in report.problems[:SHOWN_PROBLEMS]:
        note(row_sentence(problem))
    if report.problems_file:
        note(_("All that was set aside: %(path)s") % {"path": report.problems_file})
