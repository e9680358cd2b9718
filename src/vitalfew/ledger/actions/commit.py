"""The one way lines get into the books: files first, then one short transaction whose row is the commit point."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from vitalfew.journal.actions import write_entry
from vitalfew.ledger.actions.checking import Cancelled
from vitalfew.ledger.actions.standing import Standing, write_standing
from vitalfew.ledger.files import fingerprint, folder, keep_problems, one_at_a_time, path_of, take_in
from vitalfew.ledger.labels import already_sentence
from vitalfew.ledger.models import Batch, Books
from vitalfew.ledger.queries.live import live_batches
from vitalfew.ledger.rules.imports import CheckedFiles, ImportReport, ImportStatus, IncomingFile
from vitalfew.ledger.rules.kinds import Kind
from vitalfew.people.rules import Actor

ATTEMPTS = 20
Within = Callable[[ImportReport], None]


class BooksMoved(Exception):
    """Another machine changed the books meanwhile. Nothing was written; compute it again."""


def commit_checked(
    checked: CheckedFiles,
    *,
    by: Actor,
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
                return _commit(checked, by=by, is_sample=is_sample, company=company, within=within)
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


def _commit(checked: CheckedFiles, *, by: Actor, is_sample: bool, company: str, within: Within | None) -> ImportReport:
    books = the_books()
    report, totals = describe(checked)
    said = [one for one in checked.currencies if one]
    money = said[0] if len(said) == 1 else ""
    with nothing_left_behind(checked.tag):
        standing = _place_files(checked, live_batches())
        report = _with_standing(report, standing)
        batch = _batch(checked, report, standing, by, totals, is_sample)
    with nothing_left_if_called_off(checked.tag), transaction.atomic():
        batch.save(force_insert=True)
        changes = {"currency": books.currency or money, "company": company or books.company}
        generation = move_books(books.generation, **changes)
        write_entry(by=by, verb="import_lines", row=batch, after=batch.counts | {"generation": generation})
        report = replace(report, batch=batch.pk, currency=money, problems_file=path_of(batch.problems_file))
        if within:
            within(report)
    return report


def describe(checked: CheckedFiles) -> tuple[ImportReport, dict[str, str]]:
    """Return what the checked lines hold, and what they come to by kind."""
    told = checked.told
    days = [date.fromisoformat(row[name]) for row in told for name in ("first_day", "last_day")]
    totals: dict[str, Decimal] = {}
    lines: Counter[str] = Counter()
    for row in told:
        totals[row["kind"]] = totals.get(row["kind"], Decimal(0)) + Decimal(row["amount"])
        lines[row["kind"]] += row["lines"]
    report = ImportReport(
        ImportStatus.COMMITTED,
        lines_read=checked.lines_read,
        lines_refused=checked.lines_refused,
        repeated=checked.repeated,
        problems=checked.problems,
        lines_new=lines.total(),
        sales=lines[Kind.SALE],
        cancellations=lines[Kind.CANCELLATION],
        returns=lines[Kind.RETURN],
        zero_price=sum(row["zero_price"] for row in told),
        without_account=sum(row["without_account"] for row in told),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        currency=next((one for one in checked.currencies if one), ""),
    )
    return report, {kind: str(total) for kind, total in totals.items()}


def ready_report(checked: CheckedFiles) -> ImportReport:
    """Return what the books would get, while nobody has said yes."""
    report, _totals = describe(checked)
    path = str(checked.problems_path) if checked.problems_path else None
    return replace(report, status=ImportStatus.READY, problems_file=path)


def _place_files(checked: CheckedFiles, live: Sequence[Batch]) -> Standing:
    """Put the files of checked lines where the books are, and find where they stand among the batches that count."""
    for path in (*checked.lines_files, checked.days_path, checked.accounts_path):
        take_in(path)
    names = [path.name for path in checked.lines_files]
    return write_standing(names, checked.days_path.name, checked.tag, live)


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
    standing: Standing,
    by: Actor,
    totals: dict[str, str],
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
        currency="".join(checked.currencies) if len("".join(checked.currencies)) == 3 else "",
        currencies=checked.currencies,
        refused_amount=checked.refused_amount or "",
        total_row=checked.total_row,
        tax=checked.tax,
        basis=checked.basis,
        tag=checked.tag,
        lines_files=[path.name for path in checked.lines_files],
        accounts_file=checked.accounts_path.name,
        own_days_file=checked.days_path.name,
        days_file=standing.days_file,
        overrides_file=standing.overrides_file,
        problems_file=keep_problems(checked.problems_path, checked.tag),
        is_sample=is_sample,
        imported_by=by.actor_name,
        imported_at=timezone.now(),
    )


def _report_already(batch: Batch) -> ImportReport:
    counts = dict(batch.counts) | {"first_day": batch.first_day, "last_day": batch.last_day}
    return ImportReport(
        status=ImportStatus.ALREADY_IMPORTED,
        batch=batch.pk,
        currency=batch.currency,
        message=already_sentence(batch.imported_by, batch.imported_at),
        problems_file=path_of(batch.problems_file),
        **counts,
    )
