"""Exchange rates told by hand or brought as a table. Each moves the books on, because each may move every figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from vitalfew.journal.actions import change_row, create_row, write_entry
from vitalfew.journal.rules import StaleVersion
from vitalfew.ledger.actions.settings import figures_changed
from vitalfew.ledger.models import Books, Rate
from vitalfew.ledger.rules.currency import RateKind, RateRow, check_rate
from vitalfew.ledger.rules.rate_table import TableProblem, TableRow, read_table
from vitalfew.people.rules import Actor, Permission, require


@dataclass(frozen=True)
class RatesBrought:
    """What became of a table of rates. With a problem in it nothing was written."""

    new: int = 0
    changed: int = 0
    same: int = 0
    problems: tuple[TableProblem, ...] = ()


def set_rate(
    *,
    by: Actor,
    currency: str,
    kind: RateKind,
    day: date | None,
    rate: Decimal,
    source: str = "",
    version: int | None = None,
) -> Rate:
    """Tell one rate; over one of the same day only with the version seen, if one is given."""
    require(by, Permission.IMPORT_BOOKS)
    books = Books.objects.get_or_create(id=1)[0]
    row = check_rate(RateRow(currency.upper(), kind, day, rate), books.currency)
    with transaction.atomic():
        standing = _standing(row, books.currency)
        if standing is None:
            told = create_row(_new(row, source, books.currency, by), by=by, verb="ledger.rate_told")
        else:
            seen = standing.version if version is None else version
            changes = {"rate": row.rate, "source": source, "told_by": by.actor_name, "told_at": timezone.now()}
            told = change_row(standing, by=by, verb="ledger.rate_changed", version=seen, changes=changes)
        figures_changed()
    return told


def remove_rate(*, by: Actor, rate_id: int, version: int) -> None:
    """Take a rate away; the one before it holds on."""
    require(by, Permission.IMPORT_BOOKS)
    with transaction.atomic():
        row = Rate.objects.filter(pk=rate_id).first()
        if row is None:
            return
        stood = {"currency": row.currency, "kind": row.kind, "day": row.day, "rate": row.rate, "source": row.source}
        write_entry(by=by, verb="ledger.rate_removed", row=row, before=stood)
        if not Rate.objects.filter(pk=rate_id, version=version).delete()[0]:
            raise StaleVersion(Rate._meta.label_lower, row.version, [])
        figures_changed()


def bring_rates(*, by: Actor, text: str, source: str = "") -> RatesBrought:
    """Take every rate of a table, or none of them where a row cannot be read."""
    require(by, Permission.IMPORT_BOOKS)
    books = Books.objects.get_or_create(id=1)[0]
    table = read_table(text, books.currency)
    if table.problems:
        return RatesBrought(problems=table.problems)
    # Of two rates for one day in a table the later row counts, as in a table that people append to.
    latest = {(row.rate.currency, row.rate.kind, row.rate.day): row for row in table.rows}
    with transaction.atomic():
        return _bring(by, books.currency, list(latest.values()), source)


def _bring(by: Actor, into: str, table: Sequence[TableRow], source: str) -> RatesBrought:
    stand = {(row.currency, row.kind, row.day): row for row in Rate.objects.filter(into=into)}
    new, changed = [], 0
    for row in table:
        standing = stand.get((row.rate.currency, row.rate.kind, row.rate.day))
        if standing is None:
            new.append(_new(row.rate, row.source or source, into, by))
        elif standing.rate != round(row.rate.rate, 10):
            changes = {"rate": row.rate.rate, "source": row.source or source, "told_by": by.actor_name}
            change_row(standing, by=by, verb="ledger.rate_changed", version=standing.version, changes=changes)
            changed += 1
    if new or changed:
        told = {"new": len(new), "changed": changed, "source": source}
        write_entry(by=by, verb="ledger.rates_brought", row=Books(id=1), after=told)
        Rate.objects.bulk_create(new, batch_size=1000)
        figures_changed()
    return RatesBrought(len(new), changed, len(table) - len(new) - changed)


def _standing(row: RateRow, into: str) -> Rate | None:
    return Rate.objects.filter(currency=row.currency, into=into, kind=row.kind.value, day=row.day).first()


def _new(row: RateRow, source: str, into: str, by: Actor) -> Rate:
    return Rate(
        currency=row.currency,
        into=into,
        kind=row.kind.value,
        day=row.day,
        rate=row.rate,
        source=source,
        told_by=by.actor_name,
        told_at=timezone.now(),
    )
