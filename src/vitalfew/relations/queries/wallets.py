"""What many customers buy in all, as far as somebody has estimated it and the estimate is still good (C8)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from vitalfew.relations.models import WalletEstimate


def get_potentials(account_ids: Iterable[int], currency: str, today: date) -> dict[int, Decimal]:
    """Return by account what it spends in a year on everything we could supply, by the estimate judged last.

    Of a range the middle; of another currency or of one category alone nothing. Who may see it is the caller's.
    """
    good = WalletEstimate.objects.filter(
        account_id__in=set(account_ids), ended_on=None, expires_on__gte=today, category="", currency=currency
    )
    told = good.order_by("assessed_on", "pk").values_list("account_id", "low", "point", "high")
    return {account: _middle(low, point, high) for account, low, point, high in told}


def _middle(low: Decimal | None, point: Decimal | None, high: Decimal | None) -> Decimal:
    ends = [amount for amount in (low, high) if amount is not None]
    return point if point is not None else sum(ends, Decimal(0)) / len(ends)
