"""What came in, compared with what stood in the books before: lines, months, customers, products."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis
from ibis import _

from vitalfew.ledger.engine import rows, scan, settled
from vitalfew.ledger.models import Batch
from vitalfew.ledger.queries.books import get_edge
from vitalfew.ledger.queries.live import account_names, effective_lines, latest, lines_of
from vitalfew.ledger.queries.pairing import pair_with
from vitalfew.ledger.rules.changes import NAMED, Changes, MonthChange, Named, Renamed, of_json, together
from vitalfew.ledger.rules.duplicates import SHOWN, Suspect, suspects


@dataclass(frozen=True)
class Since:
    """What changed since a day: all imports of that time, and what they changed together."""

    day: date
    batches: tuple[int, ...]
    undone: tuple[int, ...]
    changes: Changes


def compare(
    own: "ibis.Table", pairs: "ibis.Table | None", before: Sequence[Batch], closed_until: date | None = None
) -> Changes:
    """Return what these lines change, given which earlier lines they tell again."""
    told = _told(own, pairs, before)
    passed = max((batch.last_day for batch in before if batch.last_day), default=None)
    return Changes(
        months=_months(told, get_edge().currency, passed, closed_until),
        kinds={row["kind"]: row["lines"] for row in _rows(own.group_by("kind").agg(lines=_.count()))},
        accounts=_accounts(own, before),
        products=_products(own, before),
    )


def get_changes(batch_id: int) -> Changes:
    """Return what an import changed when it came in; computed from its files where nobody has noted it yet."""
    batch = Batch.objects.get(pk=batch_id)
    if batch.changes or batch.status != Batch.Status.COMMITTED:
        return of_json(batch.changes)
    before = list(Batch.objects.filter(status=Batch.Status.COMMITTED, pk__lt=batch_id).order_by("id"))
    own = scan(batch.lines_files)
    return compare(own, pair_with(own, before), before)


def find_unnoted() -> list[int]:
    """Return the imports that count and of which nobody has noted yet what they changed."""
    unnoted = Batch.objects.filter(status=Batch.Status.COMMITTED, changes={}).order_by("id")
    return list(unnoted.values_list("pk", flat=True))


def get_changes_since(day: date) -> Since:
    """Return what the imports since this day changed, those taken back left out."""
    recent = list(Batch.objects.filter(imported_at__date__gte=day).order_by("id"))
    live = [batch for batch in recent if batch.status == Batch.Status.COMMITTED]
    return Since(
        day=day,
        batches=tuple(batch.pk for batch in live),
        undone=tuple(batch.pk for batch in recent if batch.status != Batch.Status.COMMITTED),
        changes=together(get_changes(batch.pk) for batch in live),
    )


def find_suspects(own: "ibis.Table", before: Sequence[Batch]) -> list[Suspect]:
    """Return customers of these lines who may be somebody known under another code or name."""
    known = [(row["account"], row["name"] or "") for row in _rows(account_names(before))]
    return suspects(_customers(own), known)[:SHOWN]


def _told(own: "ibis.Table", pairs: "ibis.Table | None", before: Sequence[Batch]) -> "ibis.Table":
    own = own.select("place", "day", "amount", "currency")
    if pairs is None:
        nothing = {
            "was_day": ibis.null("date"),
            "was_amount": ibis.null("decimal(18,4)"),
            "was_currency": ibis.literal(""),
        }
        return own.mutate(**nothing, state=ibis.literal("new"))
    earlier = effective_lines(before).select(
        "batch", old_place="place", was_day="day", was_amount="amount", was_currency="currency"
    )
    joined = own.left_join(pairs.inner_join(earlier, ["batch", "old_place"]), "place")
    return joined.mutate(
        state=ibis.ifelse(joined.same.isnull(), "new", ibis.ifelse(joined.same, "again", "restated"))
    )  # fmt: skip


def _months(
    told: "ibis.Table", currency: str, passed: date | None, closed_until: date | None
) -> tuple[MonthChange, ...]:
    # A line that does not say its currency is in the books' own.
    told = settled(
        told.mutate(month=_.day.truncate("M").cast("date"), is_late=(_.state == "new") & _is_late(passed, closed_until))
        .group_by(
            "month",
            "currency",
            "state",
            "is_late",
            was_month=_.was_day.truncate("M").cast("date"),
            was_currency=_.was_currency,
        )
        .agg(lines=_.count(), amount=_.amount.sum(), was=_.was_amount.sum())
    )
    found: dict[tuple[date, str], dict[str, Any]] = {}
    for row in _rows(told):
        now = found.setdefault((row["month"], row["currency"] or currency), {})
        if row["state"] == "again":
            _add(now, again=row["lines"])
        elif row["state"] == "restated":
            _add(now, restated=row["lines"], after=row["amount"])
            _add(found.setdefault((row["was_month"], row["was_currency"] or currency), {}), before=row["was"])
        else:
            _add(now, new=row["lines"], new_amount=row["amount"])
            if row["is_late"]:
                _add(now, late=row["lines"], late_amount=row["amount"])
    return tuple(MonthChange(*key, **found[key]) for key in sorted(found))


def _is_late(passed: date | None, closed_until: date | None) -> Any:
    is_late = ibis.literal(False)
    if passed:
        is_late = is_late | (_.day < passed)
    return is_late | (_.day <= closed_until) if closed_until else is_late


def _add(sums: dict[str, Any], **values: Any) -> None:
    for name, value in values.items():
        sums[name] = sums.get(name, 0) + (value or 0)


def _accounts(own: "ibis.Table", before: Sequence[Batch]) -> Named:
    known = {row["account"]: row["name"] or "" for row in _rows(account_names(before))}
    return _named(_customers(own), known)


def _products(own: "ibis.Table", before: Sequence[Batch]) -> Named:
    named = latest(_.product_name, _.day)
    coming = own.filter(_.product.notnull()).group_by("product").agg(name=named)
    if before:
        lines = lines_of(before)
        known = lines.filter(_.product.notnull()).semi_join(coming, "product")
        names = known.group_by("product").agg(name=named)
        found = {row["product"]: row["name"] or "" for row in _rows(names)}
    else:
        found = {}
    return _named([(row["product"], row["name"] or "") for row in _rows(coming)], found)


def _customers(own: "ibis.Table") -> list[tuple[str, str]]:
    named = own.filter(_.account.notnull()).group_by("account")
    told = named.agg(name=latest(_.account_name, _.day))
    return [(row["account"], row["name"] or "") for row in _rows(told)]


def _named(coming: Sequence[tuple[str, str]], known: dict[str, str]) -> Named:
    new = sorted((code, name) for code, name in coming if code not in known)
    renamed = sorted(
        (code, known[code], name) for code, name in coming if name and known.get(code) and known[code] != name
    )  # fmt: skip
    return Named(len(new), tuple(new[:NAMED]), len(renamed), tuple(Renamed(*one) for one in renamed[:NAMED]))


def _rows(table: "ibis.Table") -> list[dict[str, Any]]:
    return rows(table)
