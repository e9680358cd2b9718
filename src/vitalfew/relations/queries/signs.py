"""What people have recorded of an account as far as its stage asks for it, in one question."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from vitalfew.accounts.models import Account
from vitalfew.relations.models import BuyerView, Need, PriceAgreement, Record
from vitalfew.relations.rules.records import NeedState, SupplierStatus

_RANKS = {status: rank for rank, status in enumerate(SupplierStatus)}


@dataclass(frozen=True)
class Signs:
    """How many needs and prices stand, and the best standing as a supplier in any category; "" where none is known."""

    needs: int
    prices: int
    supplier_status: str


def get_signs(account_id: int, today: date) -> Signs:
    """Return what stands of the account. Who may see it is the caller's question."""
    standing = Q(account_id=OuterRef("pk"), ended_on=None)
    needs = Need.objects.filter(standing).exclude(state=NeedState.DROPPED)
    prices = PriceAgreement.objects.filter(standing, Q(ends_on=None) | Q(ends_on__gte=today))
    rank = Case(*(When(supplier_status=status, then=Value(at)) for status, at in _RANKS.items()), default=Value(-1))
    best = BuyerView.objects.filter(standing).annotate(rank=rank).order_by("-rank", "pk").values("supplier_status")[:1]
    found = Account.objects.filter(pk=account_id).values_list(_counted(needs), _counted(prices), Subquery(best))
    needed, priced, status = next(iter(found), (0, 0, None))
    return Signs(needed, priced, status or "")


def _counted(rows: QuerySet[Record]) -> Coalesce:
    counted = rows.order_by().values("account_id").annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))
