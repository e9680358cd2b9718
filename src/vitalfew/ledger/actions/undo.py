"""Taking a batch back, whole."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from ibis import _

from vitalfew.journal.actions import write_entry
from vitalfew.ledger.actions.commit import ATTEMPTS, BooksMoved, move_books, nothing_left_behind, the_books
from vitalfew.ledger.actions.standing import Standing, write_standing
from vitalfew.ledger.engine import rows, scan
from vitalfew.ledger.files import new_tag, one_at_a_time
from vitalfew.ledger.models import Batch, Rate
from vitalfew.ledger.queries.live import live_batches
from vitalfew.people.rules import Actor, Permission, require


class AlreadyReversed(Exception):
    """The batch has been taken back before. Nothing was written."""

    def __init__(self, batch: Batch) -> None:
        super().__init__(f"batch {batch.pk} was taken back by {batch.reversed_by}")
        self.batch_id = batch.pk
        self.reversed_by = batch.reversed_by
        self.reversed_at = batch.reversed_at


@dataclass(frozen=True)
class UndoReport:
    """What an undo did: the batch, its lines, and the later batches that it made stand differently."""

    batch: int
    lines: int
    touched: tuple[int, ...]
    generation: int


def undo_batch(*, by: Actor, batch_id: int) -> UndoReport:
    """Take a batch back: its lines no longer count, and lines that had made way for it count again."""
    require(by, Permission.IMPORT_BOOKS)
    for _attempt in range(ATTEMPTS):
        with one_at_a_time():
            try:
                return _undo(by, Batch.objects.get(pk=batch_id))
            except BooksMoved:
                continue
    raise BooksMoved


def _undo(by: Actor, batch: Batch) -> UndoReport:
    if batch.status == Batch.Status.REVERSED:
        raise AlreadyReversed(batch)
    books = the_books()
    remaining = [one for one in live_batches() if one.pk != batch.pk]
    tag = new_tag(batch.fingerprint)
    with nothing_left_behind(tag):
        touched = _stand_anew(batch, remaining, tag)
    with transaction.atomic():
        generation = move_books(books.generation, **_changes(batch, remaining))
        for later in touched:
            later.save(update_fields=["days_file", "overrides_file"])
        _mark(batch, by)
        counts = {"lines": _lines(batch), "generation": generation, "touched": [later.pk for later in touched]}
        write_entry(by=by, verb="undo_batch", row=batch, before={"status": "committed"}, after=counts)
    return UndoReport(batch.pk, _lines(batch), tuple(later.pk for later in touched), generation)


def _stand_anew(batch: Batch, remaining: list[Batch], tag: str) -> list[Batch]:
    # In order of import, because each stands on the overrides of those before it.
    touched = [later for later in remaining if later.pk > batch.pk and _stood_on(later, batch)]
    for later in touched:
        before = [one for one in remaining if one.pk < later.pk]
        standing: Standing = write_standing(later.lines_file, f"{tag}.{later.pk}", before)
        later.days_file, later.overrides_file = standing.days_file, standing.overrides_file
    return touched


def _stood_on(later: Batch, batch: Batch) -> bool:
    if not later.overrides_file:
        return False
    tag = batch.lines_file.split(".")[0]
    return bool(rows(scan([later.overrides_file]).agg(found=(_.batch == tag).any()))[0]["found"])


def _changes(batch: Batch, remaining: list[Batch]) -> dict[str, str]:
    # Empty books take the currency of what comes next, unless rates say that somebody means this one.
    changes = {} if remaining or Rate.objects.exists() else {"currency": ""}
    return changes | {"company": ""} if batch.is_sample else changes


def _mark(batch: Batch, by: Actor) -> None:
    batch.status = Batch.Status.REVERSED
    batch.reversed_by, batch.reversed_at = by.actor_name, timezone.now()
    batch.save(update_fields=["status", "reversed_by", "reversed_at"])


def _lines(batch: Batch) -> int:
    return int(batch.counts["lines_new"] + batch.counts["lines_superseding"])
