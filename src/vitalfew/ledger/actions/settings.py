"""What the figures of the books mean, settled by a person: currency, rates, fiscal year, closed days, basis."""

from datetime import date
from typing import Any

from babel.numbers import is_currency
from django.db import transaction
from django.db.models import F

from vitalfew.journal.actions import change_row
from vitalfew.ledger.models import Books
from vitalfew.ledger.rules.currency import RateKind, Unfit, UnfitMeaning
from vitalfew.people.rules import Actor, Permission, require

# What another value of changes every figure: they are computed anew.
MOVING = ("currency", "rates")


def change_settings(
    *,
    by: Actor,
    version: int,
    currency: str | None = None,
    rates: RateKind | None = None,
    fiscal_month: int | None = None,
    closed_until: date | str | None = "",
    basis: str | None = None,
) -> Books:
    """Change what is given; the rest stays. `closed_until` may be None: no day is closed."""
    require(by, Permission.IMPORT_BOOKS)
    if currency and not is_currency(currency):
        raise UnfitMeaning(Unfit.CURRENCY, currency)
    told = {"currency": currency, "rates": rates and rates.value, "fiscal_month": fiscal_month, "basis": basis}
    changes: dict[str, Any] = {name: value for name, value in told.items() if value is not None}
    if closed_until != "":
        changes["closed_until"] = closed_until
    books = Books.objects.get_or_create(id=1)[0]
    stood = {name: getattr(books, name) for name in MOVING}
    with transaction.atomic():
        changed = change_row(books, by=by, verb="ledger.settings_changed", version=version, changes=changes)
        if any(getattr(changed, name) != stood[name] for name in MOVING):
            figures_changed()
    return changed


def figures_changed() -> None:
    """Move the books on, so that what was computed from them is computed anew. Inside the transaction of the change."""
    Books.objects.filter(id=1).update(generation=F("generation") + 1)
