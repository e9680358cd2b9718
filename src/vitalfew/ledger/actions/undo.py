"""Taking a batch back, whole, and bringing it back where it stood."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from ibis import _

from vitalfew.journal.actions import write_entry
from vitalfew.ledger.actions.commit import ATTEMPTS, BooksMoved, move_books, nothing_left_behind, the_books
from vitalfew.ledger.actions.standing import write_standing
from vitalfew.ledger.engine import rows, scan
from vitalfew.ledger.files import new_tag, one_at_a_time
from vitalfew.ledger.models import Batch, Rate
from vitalfew.ledger.queries.live import live_batches
from vitalfew.ledger.queries.pairing import share_invoices
from vitalfew.ledger.queries.settings import get_closed_until
from vitalfew.ledger.rules.imports import ReasonMissing
from vitalfew.people.rules import Actor, Permission, require


class AlreadyReversed(Exception):
    """The batch has been taken back before. Nothing was written."""

    def __init__(self, batch: Batch) -> None:
        super().__init__(f"batch {batch.pk} was taken back by {batch.reversed_by}")
        self.batch_id = batch.pk
        self.reversed_by = batch.reversed_by
        self.reversed_at = batch.reversed_at


class CountsAlready(Exception):
    """The batch counts, or another with the same bytes does. Nothing was written."""

    def __init__(self, batch_id: int) -> None:
        super().__init__(f"batch {batch_id} counts")
        self.batch_id = batch_id


@dataclass(frozen=True)
class UndoReport:
    """What an undo or a redo did: the batch, its lines, and the later batches that it made stand differently."""

    batch: int
    lines: int
    touched: tuple[int, ...]
    generation: int


def undo_batch(*, by: Actor, batch_id: int, reason: str = "") -> UndoReport:
    """Take a batch back: its lines no longer count, and lines that had made way for it count again.

    One that reaches into a closed period asks for a reason, which stands in the journal.
    """
    require(by, Permission.IMPORT_BOOKS)
    for _attempt in range(ATTEMPTS):
        with one_at_a_time():
            try:
                return _undo(by, Batch.objects.get(pk=batch_id), reason)
            except BooksMoved:
                continue
    raise BooksMoved


def redo_batch(*, by: Actor, batch_id: int, reason: str = "") -> UndoReport:
    """Bring a batch back where it stood: before the imports that came after it; into a closed period with a reason."""
    require(by, Permission.IMPORT_BOOKS)
    for _attempt in range(ATTEMPTS):
        with one_at_a_time():
            try:
                return _redo(by, Batch.objects.get(pk=batch_id), reason)
            except BooksMoved:
                continue
    raise BooksMoved


def _undo(by: Actor, batch: Batch, reason: str) -> UndoReport:
    if batch.status == Batch.Status.REVERSED:
        raise AlreadyReversed(batch)
    _unless_closed(batch, reason)
    books = the_books()
    live = live_batches()
    remaining = [one for one in live if one.pk != batch.pk]
    tag = new_tag(batch.fingerprint)
    with nothing_left_behind(tag):
        touched = _stand_anew(_shaken(batch, remaining), remaining, tag)
    with transaction.atomic():
        generation = move_books(books.generation, **_changes(batch, remaining))
        _save(touched)
        batch.status = Batch.Status.REVERSED
        batch.reversed_by, batch.reversed_at = by.actor_name, timezone.now()
        batch.save(update_fields=["status", "reversed_by", "reversed_at"])
        write_entry(
            by=by,
            verb="undo_batch",
            row=batch,
            before={"status": "committed"},
            after=_told(batch, generation, touched, reason),
        )
    return UndoReport(batch.pk, _lines(batch), tuple(later.pk for later in touched), generation)


def _redo(by: Actor, batch: Batch, reason: str) -> UndoReport:
    live = live_batches()
    if same := [one.pk for one in live if one.fingerprint == batch.fingerprint]:
        raise CountsAlready(same[0])
    _unless_closed(batch, reason)
    books = the_books()
    standing = sorted([*live, batch], key=lambda one: one.pk)
    tag = new_tag(batch.fingerprint)
    with nothing_left_behind(tag):
        touched = _stand_anew([batch, *_sharing(batch, live)], standing, tag)
    with transaction.atomic():
        generation = move_books(books.generation, currency=books.currency or batch.currency)
        _save(touched)
        batch.status, batch.reversed_by, batch.reversed_at = Batch.Status.COMMITTED, "", None
        batch.save(update_fields=["status", "reversed_by", "reversed_at"])
        write_entry(
            by=by,
            verb="redo_batch",
            row=batch,
            before={"status": "reversed"},
            after=_told(batch, generation, touched, reason),
        )
    return UndoReport(batch.pk, _lines(batch), tuple(one.pk for one in touched if one.pk != batch.pk), generation)


def _stand_anew(shaken: list[Batch], live: list[Batch], tag: str) -> list[Batch]:
    # In order of import, because each stands on the overrides of those before it.
    for later in shaken:
        before = [one for one in live if one.pk < later.pk]
        standing = write_standing(later.lines_files, later.own_days_file, f"{tag}.{later.pk}", before)
        later.days_file, later.overrides_file = standing.days_file, standing.overrides_file
    return shaken


def _shaken(batch: Batch, remaining: list[Batch]) -> list[Batch]:
    """Return the later batches that may stand differently without this one.

    Lines are paired within an invoice, so others than those that share one never do; and none does where this one took
    no line's place and no later one took the place of its lines.
    """
    later = [one for one in remaining if one.pk > batch.pk]
    if not batch.overrides_file and not any(_stood_on(one, batch) for one in later):
        return []
    return _sharing(batch, remaining)


def _sharing(batch: Batch, live: list[Batch]) -> list[Batch]:
    lines = scan(batch.lines_files)
    return [one for one in live if one.pk > batch.pk and share_invoices(scan(one.lines_files), lines)]


def _stood_on(later: Batch, batch: Batch) -> bool:
    if not later.overrides_file:
        return False
    return bool(rows(scan([later.overrides_file]).agg(found=(_.batch == batch.tag).any()))[0]["found"])


def _unless_closed(batch: Batch, reason: str) -> None:
    closed = get_closed_until()
    if closed and batch.first_day and batch.first_day <= closed and not reason.strip():
        raise ReasonMissing(("closed",))


def _told(batch: Batch, generation: int, touched: list[Batch], reason: str) -> dict[str, Any]:
    """Return what the journal keeps of it."""
    told = {"lines": _lines(batch), "generation": generation, "touched": [later.pk for later in touched]}
    return told | ({"reason": reason.strip()} if reason.strip() else {})


def _save(touched: list[Batch]) -> None:
    for one in touched:
        one.save(update_fields=["days_file", "overrides_file"])


def _changes(batch: Batch, remaining: list[Batch]) -> dict[str, str]:
    # Empty books take the currency of what comes next, unless rates say that somebody means this one.
    changes = {} if remaining or Rate.objects.exists() else {"currency": ""}
    return changes | {"company": ""} if batch.is_sample else changes


def _lines(batch: Batch) -> int:
    return int(batch.counts["lines_new"] + batch.counts["lines_superseding"])
