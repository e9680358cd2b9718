"""What people have recorded of an account as far as its stage asks for it, in one question."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value

from vitalfew.prepared import Prepared
from vitalfew.relations.models import BuyerView, Need, PriceAgreement, Record
from vitalfew.relations.rules.records import NeedState, SupplierStatus

_RANKS = [status.value for status in SupplierStatus]


@dataclass(frozen=True)
class Signs:
    """How many needs and prices stand, and the best standing as a supplier in any category; "" where none is known."""

    needs: int
    prices: int
    supplier_status: str


def get_signs(account_id: int, today: date) -> Signs:
    """Return what stands of the account. Who may see it is the caller's question."""
    told = _STANDING(account_id=account_id, today=today)
    kinds = [kind for kind, _word in told]
    statuses = sorted((word for kind, word in told if kind == "view"), key=_RANKS.index)
    return Signs(kinds.count("need"), kinds.count("price"), statuses[-1] if statuses else "")


def _standing(account_id: int, today: date) -> QuerySet[Record, tuple[str, str]]:
    standing = Q(account_id=account_id, ended_on=None)
    needs = Need.objects.filter(standing).exclude(state=NeedState.DROPPED)
    prices = PriceAgreement.objects.filter(standing, Q(ends_on=None) | Q(ends_on__gte=today))
    views = BuyerView.objects.filter(standing)
    return _told(needs, "need").union(_told(prices, "price"), _told(views, "view", "supplier_status"), all=True)


def _told(rows: QuerySet[Record], kind: str, word: str = "") -> QuerySet[Record, tuple[str, str]]:
    text: Any = CharField()
    rows = rows.order_by().annotate(sign=Value(kind, text))
    return rows.values_list("sign", word) if word else rows.annotate(word=Value("", text)).values_list("sign", "word")


_STANDING = Prepared(_standing)
