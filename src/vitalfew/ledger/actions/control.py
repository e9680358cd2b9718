"""Finance's figure, typed in beside ours, so that a difference can be taken apart."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from vitalfew.journal.actions import change_row, create_row, write_entry
from vitalfew.journal.rules import StaleVersion
from vitalfew.ledger.models import ControlFigure
from vitalfew.ledger.rules.currency import Unfit, UnfitMeaning
from vitalfew.people.rules import Actor, Permission, require


def type_control_figure(
    *,
    by: Actor,
    first_day: date,
    last_day: date,
    amount: Decimal,
    currency: str = "",
    tax: str = "unknown",
    note: str = "",
    batch_id: int | None = None,
    version: int | None = None,
) -> ControlFigure:
    """Keep what finance has for an import, or for a period of all the books; in the place of what was kept for it."""
    require(by, Permission.IMPORT_BOOKS)
    if first_day > last_day:
        raise UnfitMeaning(Unfit.PERIOD)
    told = {"first_day": first_day, "last_day": last_day, "amount": amount, "currency": currency, "tax": tax}
    told |= {"note": note, "typed_by": by.actor_name, "typed_at": timezone.now()}
    of_period = ControlFigure.objects.filter(batch=None, first_day=first_day, last_day=last_day, currency=currency)
    standing = (of_period if batch_id is None else ControlFigure.objects.filter(batch_id=batch_id)).first()
    if standing is None:
        return create_row(ControlFigure(batch_id=batch_id, **told), by=by, verb="ledger.control_typed")
    seen = standing.version if version is None else version
    return change_row(standing, by=by, verb="ledger.control_changed", version=seen, changes=told)


def remove_control_figure(*, by: Actor, figure_id: int, version: int) -> None:
    """Take finance's figure away again."""
    require(by, Permission.IMPORT_BOOKS)
    with transaction.atomic():
        row = ControlFigure.objects.filter(pk=figure_id).first()
        if row is None:
            return
        stood = {"first_day": row.first_day, "last_day": row.last_day, "amount": row.amount, "currency": row.currency}
        write_entry(by=by, verb="ledger.control_removed", row=row, before=stood)
        if not ControlFigure.objects.filter(pk=figure_id, version=version).delete()[0]:
            raise StaleVersion(ControlFigure._meta.label_lower, row.version, [])
