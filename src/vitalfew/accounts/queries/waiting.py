"""How many accounts wait for somebody: what the frame of every page says."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, Sum

from vitalfew.accounts.models import AccountRow
from vitalfew.accounts.queries.visible import Reader, accounts_visible_to, sees_all
from vitalfew.accounts.rules import Tier

# Equality, which every planner answers by the index: the others need not be walked.
_IS_KEY = Q(tier__in=[tier.value for tier in Tier])
_HAS_ALARM = Q(alarm__in=[1, 2])


@dataclass(frozen=True)
class Waiting:
    """Numbers of accounts that the reader may see."""

    key: int
    revenue: Decimal | None  # of the key accounts; None while the books say nothing
    alarms: int  # with an open alert
    bad: int  # of them grave
    due: int  # whose next step is due or late
    pressing: int  # grave or due

    @property
    def watch(self) -> int:
        return self.alarms - self.bad


def get_waiting(user: Reader, today: date) -> Waiting:
    """Return how many accounts wait for what, in one question that touches only those."""
    rows = AccountRow.objects.filter(_IS_KEY | _HAS_ALARM)
    if not sees_all(user):
        rows = rows.filter(account__in=accounts_visible_to(user))
    due = Q(next_due_on__lte=today)
    found = rows.aggregate(
        key=Count("pk", filter=_IS_KEY),
        revenue=Sum("revenue", filter=_IS_KEY),
        alarms=Count("pk", filter=_HAS_ALARM),
        bad=Count("pk", filter=Q(alarm=2)),
        due=Count("pk", filter=due),
        pressing=Count("pk", filter=due | Q(alarm=2)),
    )
    return Waiting(**found)
