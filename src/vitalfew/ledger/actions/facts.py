"""The one way other facts get into the books and out again: the file first, then one row that is the commit point."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from functools import reduce
from operator import and_
from typing import Any

import ibis
from django.db import IntegrityError, transaction
from django.utils import timezone
from ibis import _

from vitalfew.journal.actions import write_entry
from vitalfew.ledger.actions.commit import nothing_left_behind
from vitalfew.ledger.engine import rows, scan_once, write
from vitalfew.ledger.files import appearing, fingerprint, keep_problems, new_tag, one_at_a_time, path_of
from vitalfew.ledger.labels import already_sentence
from vitalfew.ledger.models import FactBatch
from vitalfew.ledger.queries.facts_live import get_told, standing_facts, with_customers
from vitalfew.ledger.rules.facts import FactKind, Shape
from vitalfew.ledger.rules.facts_shapes import SHAPES
from vitalfew.ledger.rules.imports import CheckedFiles, ImportReport, ImportStatus, IncomingFile
from vitalfew.people.rules import Actor, Permission, require

Within = Callable[[ImportReport], None]


class FactsTakenBack(Exception):
    """The import has been taken back before. Nothing was written."""

    def __init__(self, who: str) -> None:
        super().__init__(who)
        self.who = who


def already_told(files: Iterable[IncomingFile], kind: str = "") -> ImportReport | None:
    """Return the report of the live import of the same bytes, saying who brought them and when."""
    same = fingerprint(file.sha256 for file in files)
    found = FactBatch.objects.filter(fingerprint=same, status=FactBatch.Status.COMMITTED)
    batch = (found.filter(kind=kind) if kind else found).first()
    return _already(batch) if batch else None


def foresee_facts(checked: CheckedFiles, *, kind: str) -> ImportReport:
    """Return what the books would learn, while nobody has said yes."""
    path = str(checked.problems_path) if checked.problems_path else None
    return replace(_counted(checked, FactKind(kind)), status=ImportStatus.READY, problems_file=path)


def commit_facts(
    checked: CheckedFiles, *, by: Actor, kind: str, is_whole: bool = False, within: Within | None = None
) -> ImportReport:
    """Put checked facts into the books, or say who did so before."""
    require(by, Permission.IMPORT_BOOKS)
    with one_at_a_time():
        if found := already_told(checked.files, kind):
            return found
        try:
            return _commit(checked, FactKind(kind), by=by, is_whole=is_whole, within=within)
        except IntegrityError:
            # The same bytes, committed on another machine a moment ago.
            if found := already_told(checked.files, kind):
                return found
            raise


def undo_facts(*, by: Actor, batch_id: int) -> int:
    """Take an import of other facts back and return how many rows it had: what stood before it stands again."""
    require(by, Permission.IMPORT_BOOKS)
    with one_at_a_time(), transaction.atomic():
        batch = FactBatch.objects.select_for_update().get(pk=batch_id)
        if batch.status == FactBatch.Status.REVERSED:
            raise FactsTakenBack(batch.reversed_by)
        batch.status = FactBatch.Status.REVERSED
        batch.reversed_by, batch.reversed_at = by.actor_name, timezone.now()
        batch.save(update_fields=["status", "reversed_by", "reversed_at"])
        write_entry(by=by, verb="undo_facts", row=batch, before={"status": "committed"}, after={"kind": batch.kind})
    return sum(int(batch.counts[name]) for name in ("lines_new", "lines_superseding", "lines_overlapping"))


def _commit(checked: CheckedFiles, kind: FactKind, *, by: Actor, is_whole: bool, within: Within | None) -> ImportReport:
    report = _counted(checked, kind)
    tag = new_tag(fingerprint(file.sha256 for file in checked.files))
    with nothing_left_behind(tag):
        name = f"{tag}.facts.parquet"
        with appearing(name) as path:
            write(scan_once(checked.lines_path).mutate(batch=ibis.literal(tag)).order_by("key"), path)
        batch = _batch(checked, kind, report, by, name, keep_problems(checked.problems_path, tag))
        batch.is_whole = is_whole
    with transaction.atomic():
        batch.save(force_insert=True)
        write_entry(by=by, verb="import_facts", row=batch, after={"kind": kind.value, **batch.counts})
        report = replace(report, batch=batch.pk, problems_file=path_of(batch.problems_file))
        if within:
            within(report)
    return report


def _counted(checked: CheckedFiles, kind: FactKind) -> ImportReport:
    """Return how many rows are new, tell something else than before, or tell it again."""
    shape, before = SHAPES[kind], get_told()
    told = with_customers(scan_once(checked.lines_path), shape, before.lines)
    standing = standing_facts(kind, before)
    if standing is None:
        told = told.mutate(is_known=ibis.literal(False), is_same=ibis.literal(False))
    else:
        told = _compared(told, standing, shape)
    counts: dict[str, Any] = rows(
        told.agg(
            lines_new=(~_.is_known).sum().fill_null(0),
            lines_superseding=(_.is_known & ~_.is_same).sum().fill_null(0),
            lines_overlapping=(_.is_known & _.is_same).sum().fill_null(0),
            without_account=_nobody(told, shape),
        )
    )[0]
    report = ImportReport(
        ImportStatus.COMMITTED,
        kind=kind.value,
        lines_read=checked.lines_read,
        lines_refused=checked.lines_refused,
        problems=checked.problems,
    )
    told_of: dict[str, Any] = {name: int(count) for name, count in counts.items()}
    return replace(report, **told_of)


def _compared(told: "ibis.Table", standing: "ibis.Table", shape: Shape) -> "ibis.Table":
    old = standing.select("key", "whose", **{f"old_{name}": standing[name] for name in shape.fields})
    joined = told.left_join(old, ["key", "whose"])
    same = [joined[name].identical_to(joined[f"old_{name}"]) for name in shape.fields]
    if shape.adds:
        same = [joined[name].isnull() | one for name, one in zip(shape.fields, same, strict=True)]
    return joined.mutate(is_known=joined.key_right.notnull(), is_same=reduce(and_, same))


def _nobody(told: "ibis.Table", shape: Shape) -> Any:
    return told.code.isnull().sum().fill_null(0) if shape.names_customers else ibis.literal(0)


def _batch(
    checked: CheckedFiles, kind: FactKind, report: ImportReport, by: Actor, name: str, problems: str
) -> FactBatch:
    counted = ("lines_read", "lines_new", "lines_superseding", "lines_overlapping", "lines_refused", "without_account")
    return FactBatch(
        kind=kind.value,
        fingerprint=fingerprint(file.sha256 for file in checked.files),
        files=[asdict(file) for file in checked.files],
        mapping=checked.mapping,
        counts={count: getattr(report, count) for count in counted},
        facts_file=name,
        problems_file=problems,
        imported_by=by.actor_name,
        imported_at=timezone.now(),
    )


def _already(batch: FactBatch) -> ImportReport:
    return ImportReport(
        ImportStatus.ALREADY_IMPORTED,
        kind=batch.kind,
        batch=batch.pk,
        message=already_sentence(batch.imported_by, batch.imported_at),
        problems_file=path_of(batch.problems_file),
        **batch.counts,
    )
