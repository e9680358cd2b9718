"""Which codes are one customer: told by whoever knows accounts, so that figures count them as one."""

from collections.abc import Mapping

from django.db import transaction

from vitalfew.ledger.actions.settings import figures_changed
from vitalfew.ledger.models import Books, SameCustomer
from vitalfew.people.rules import Actor, Permission, require


def set_same_customers(*, by: Actor, codes: Mapping[str, str]) -> None:
    """Let the lines of each code count as those of another, and all others as their own; figures are computed anew."""
    require(by, Permission.ARRANGE_ACCOUNTS)
    with transaction.atomic():
        SameCustomer.objects.all().delete()
        SameCustomer.objects.bulk_create([SameCustomer(code=code, same_as=other) for code, other in codes.items()])
        move_figures_on(by=by)


def move_figures_on(*, by: Actor) -> None:
    """Say that figures are of another tree of accounts than the books have now."""
    require(by, Permission.ARRANGE_ACCOUNTS)
    Books.objects.get_or_create(id=1)
    figures_changed()
