"""Whose personal data is kept on a ground that ends: a list of work (S25)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from vitalfew import words
from vitalfew.accounts.models import Contact
from vitalfew.accounts.queries.visible import Reader, only_visible


@dataclass(frozen=True)
class GroundEnding:
    """A person whose data may be kept until a day, and where he is or was last."""

    contact_id: int
    name: str
    account_id: int
    account_name: str
    ends_on: date


def get_grounds_ending(
    user: Reader, last: date, first: date | None = None, where: Q | None = None
) -> list[GroundEnding]:
    """Return whose ground ends by the last day, from the first day on where one is given; the first to end first."""
    found = only_visible(Contact.objects.filter(where or Q(), expires_on__lte=last), user).select_related("account")
    found = found.filter(expires_on__gte=first) if first else found
    return [
        GroundEnding(
            one.pk, one.name, one.account_id, words.name(one.account.name, one.account.name_en), one.expires_on
        )
        for one in found.order_by("expires_on", "pk")
        if one.expires_on
    ]
