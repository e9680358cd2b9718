"""The one way lines get into the books: files first, then one short transaction whose row is the commit point."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import ibis
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from ibis import _

from vitalfew.journal.actions import write_entry
from vitalfew.ledger.actions.checking import Cancelled
from vitalfew.ledger.actions.identity import new_identities, pair_with, unique_keys
from vitalfew.ledger.actions.standing import Standing, write_standing
from vitalfew.ledger.engine import rows, scan_once, write
from vitalfew.ledger.files import appearing, fingerprint, folder, new_tag, one_at_a_time
from vitalfew.ledger.labels import already_sentence
from vitalfew.ledger.models import Batch, Books
from vitalfew.ledger.queries.live import live_batches
from vitalfew.ledger.rules.imports import CheckedFiles, ImportReport, ImportStatus, IncomingFile
from vitalfew.people.rules import Actor

ATTEMPTS = 20
Within = Callable[[ImportReport], None]


class BooksMoved(Exception):
    """Another machine changed the books meanwhile. Nothing was written; compute it again."""


@dataclass(frozen=True)
class _Files:
    tag: str
    lines: str
    accounts: str
    standing: Standing


def commit_checked(
    checked: CheckedFiles,
    *,
    by: Actor,
    currency: str = "",
    is_sample: bool = False,
    company: str = "",
    within: Within | None = None,
) -> ImportReport:
    """Put checked lines into the books, or say who did so before.

    What else must happen together with it happens `within` its transaction, and may still call it off (Cancelled).
    """
    for _attempt in range(ATTEMPTS):
        with one_at_a_time():
            if found := already_imported(checked.files):
                return found
            try:
                return _commit(checked, by=by, currency=currency, is_sample=is_sample, company=company, within=within)
            except BooksMoved:
                continue
            except IntegrityError:
                # The same bytes, committed on another machine a moment ago.
                if found := already_imported(checked.files):
                    return found
                raise
    raise BooksMoved


def already_imported(files: Iterable[IncomingFile]) -> ImportReport | None:
    """Return the report of the live batch with the same bytes, saying who imported it and when."""
    same = fingerprint(file.sha256 for file in files)
    batch = Batch.objects.filter(fingerprint=same, status=Batch.Status.COMMITTED).first()
    return _report_already(batch) if batch else None


def move_books(generation: int, **changes: Any) -> int:
    """Move the books on by one generation, if they still are where the caller saw them."""
    moved = Books.objects.filter(id=1, generation=generation).update(generation=F("generation") + 1, **changes)
    if not moved:
        raise BooksMoved
    return generation + 1


def the_books() -> Books:
    """Return the one row that says where the books are."""
    return Books.objects.get_or_create(id=1)[0]


@contextmanager
def nothing_left_behind(tag: str) -> Iterator[None]:
    """Remove the files of this tag if writing them fails.

    Never around the transaction: a commit whose answer is lost has happened. What it leaves then, the sweeper takes.
    """
    try:
        yield
    except BaseException:
        for path in folder().glob(f"{tag}.*"):
            path.unlink(missing_ok=True)
        raise


@contextmanager
def nothing_left_if_called_off(tag: str) -> Iterator[None]:
    """Remove the files of this tag if the transaction was called off: only then it has certainly not happened."""
    try:
        yield
    except Cancelled:
        for path in folder().glob(f"{tag}.*"):
            path.unlink(missing_ok=True)
        raise


def _commit(
    checked: CheckedFiles, *, by: Actor, currency: str, is_sample: bool, company: str, within: Within | None
) -> ImportReport:
    books, live = the_books(), live_batches()
    lines = scan_once(checked.lines_path)
    report, totals = describe(lines, checked)
    # What is told counts for the lines that do not say.
    lines = lines.mutate(currency=_.currency.fill_null("").nullif("").fill_null(currency))
    currencies = sorted(str(row["currency"]) for row in rows(lines.select("currency").distinct()))
    said = [one for one in currencies if one]
    money = said[0] if len(said) == 1 else ""
    tag = new_tag(fingerprint(file.sha256 for file in checked.files))
    with nothing_left_behind(tag):
        files = _write_files(lines, tag, live)
        report = _with_standing(report, files.standing)
        batch = _batch(checked, report, files, by, totals, currencies, is_sample)
    with nothing_left_if_called_off(tag), transaction.atomic():
        batch.save(force_insert=True)
        changes = {"currency": books.currency or money, "company": company or books.company}
        generation = move_books(books.generation, **changes)
        write_entry(by=by, verb="import_lines", row=batch, after=batch.counts | {"generation": generation})
        report = replace(report, batch=batch.pk, currency=money, problems_file=_path_of(batch.problems_file))
        if within:
            within(report)
    return report


def describe(lines: "ibis.Table", checked: CheckedFiles) -> tuple[ImportReport, dict[str, str]]:
    """Return what the checked lines hold, and what they come to by kind."""
    found: Any = rows(
        lines.agg(
            lines_new=_.count(),
            sales=_.count(where=_.kind == "sale"),
            cancellations=_.count(where=_.cancelled),
            returns=_.count(where=_.returned),
            zero_price=_.count(where=_.zero_price),
            without_account=_.count(where=_.account.isnull()),
            first_day=_.day.min(),
            last_day=_.day.max(),
            currency=_.currency.nullif("").min().fill_null(""),
        )
    )[0]
    totals = {str(row["kind"]): str(row["amount"]) for row in rows(lines.group_by("kind").agg(amount=_.amount.sum()))}
    report = ImportReport(
        ImportStatus.COMMITTED,
        lines_read=checked.lines_read,
        lines_refused=checked.lines_refused,
        repeated=checked.repeated,
        problems=checked.problems,
        **found,
    )
    return report, totals


def ready_report(checked: CheckedFiles) -> ImportReport:
    """Return what the books would get, while nobody has said yes."""
    report, _totals = describe(scan_once(checked.lines_path), checked)
    path = str(checked.problems_path) if checked.problems_path else None
    return replace(report, status=ImportStatus.READY, problems_file=path)


def _write_files(lines: "ibis.Table", tag: str, live: Sequence[Batch]) -> _Files:
    named = _with_identity(lines, live, tag)
    lines_file, accounts_file = f"{tag}.lines.parquet", f"{tag}.accounts.parquet"
    with appearing(lines_file) as path:
        write(named.mutate(batch=ibis.literal(tag)).order_by("account", "day"), path)
    with appearing(accounts_file) as path:
        write(_names(lines), path)
    return _Files(tag, lines_file, accounts_file, write_standing(lines_file, tag, live))


def _with_identity(lines: "ibis.Table", live: Sequence[Batch], tag: str) -> "ibis.Table":
    keys: Any = rows(lines.agg(distinct=_.key.nunique(), lines=_.count()))[0]
    if keys["distinct"] != keys["lines"]:
        lines = unique_keys(lines)
    if not live:
        return lines.mutate(identity=ibis.null("string"))
    return new_identities(lines, pair_with(lines, live), live, tag)


def _names(lines: "ibis.Table") -> "ibis.Table":
    known = lines.filter(_.account.notnull())
    return known.group_by("account").agg(
        account_name=_.account_name.argmax(_.day, where=_.account_name.notnull()),
        country=_.country.argmax(_.day, where=_.country.notnull()),
        last_day=_.day.max(),
    )


def _with_standing(report: ImportReport, standing: Standing) -> ImportReport:
    told = standing.overlapping + standing.superseding
    return replace(
        report,
        lines_new=report.lines_new - told,
        lines_overlapping=standing.overlapping,
        lines_superseding=standing.superseding,
    )


def _batch(
    checked: CheckedFiles,
    report: ImportReport,
    files: _Files,
    by: Actor,
    totals: dict[str, str],
    currencies: list[str],
    is_sample: bool,
) -> Batch:
    leave_out = {"batch", "status", "message", "problems", "problems_file", "currency"}
    counts = {name: value for name, value in report.as_json().items() if name not in leave_out}
    return Batch(
        fingerprint=fingerprint(file.sha256 for file in checked.files),
        files=[asdict(file) for file in checked.files],
        mapping=checked.mapping,
        counts=counts,
        totals=totals,
        first_day=report.first_day,
        last_day=report.last_day,
        currency="".join(currencies) if len("".join(currencies)) == 3 else "",
        currencies=currencies,
        tax=checked.tax,
        basis=checked.basis,
        lines_file=files.lines,
        accounts_file=files.accounts,
        days_file=files.standing.days_file,
        overrides_file=files.standing.overrides_file,
        problems_file=_keep_problems(checked.problems_path, files.tag),
        is_sample=is_sample,
        imported_by=by.actor_name,
        imported_at=timezone.now(),
    )


def _keep_problems(path: Path | None, tag: str) -> str:
    if path is None:
        return ""
    name = f"{tag}.problems{path.suffix}"
    with appearing(name) as kept:
        kept.write_bytes(path.read_bytes())
    return name


def _path_of(name: str) -> str | None:
    return str(folder() / name) if name else None


def _report_already(batch: Batch) -> ImportReport:
    counts = dict(batch.counts) | {"first_day": batch.first_day, "last_day": batch.last_day}
    return ImportReport(
        status=ImportStatus.ALREADY_IMPORTED,
        batch=batch.pk,
        currency=batch.currency,
        message=already_sentence(batch.imported_by, batch.imported_at),
        problems_file=_path_of(batch.problems_file),
        **counts,
    )
