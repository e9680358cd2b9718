"""What people have recorded of an account as far as its stage asks for it, in one question."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, IntegerField, Q, QuerySet, Value

from vitalfew.prepared import Prepared
from vitalfew.relations.models import (
    BuyerView,
    Need,
    PracticeAssessment,
    PriceAgreement,
    Record,
    RelationSign,
    TrustRating,
)
from vitalfew.relations.rules.practice import Practice
from vitalfew.relations.rules.records import NeedState, SupplierStatus

Row = tuple[str, str, int | None, date, str, str]
_RANKS = [status.value for status in SupplierStatus]


@dataclass(frozen=True)
class Sign:
    """What somebody has said: how far, when, on what, how sure."""

    on: date
    level: int | None
    source: str
    confidence: str


@dataclass(frozen=True)
class Signs:
    """How many needs and prices stand, and the best standing as a supplier in any category; "" where none is known.

    `said` tells by kind what was said last, signs and either side's trust among them; `practices` how they buy.
    """

    needs: int
    prices: int
    supplier_status: str
    said: Mapping[str, Sign] = field(default_factory=dict, compare=False)
    practices: Mapping[Practice, int] = field(default_factory=dict, compare=False)


def get_signs(account_id: int, today: date) -> Signs:
    """Return what stands of the account. Who may see it is the caller's question."""
    told = _STANDING(account_id=account_id, today=today)
    kinds = [row[0] for row in told]
    statuses = sorted((row[1] for row in told if row[0] == "view"), key=_RANKS.index)
    said: dict[str, Sign] = {}
    for kind, word, level, on, source, confidence in sorted(told, key=lambda row: row[3]):
        said[word if kind == "sign" else kind] = Sign(on, level, source, confidence)
    return Signs(
        kinds.count("need"),
        kinds.count("price"),
        statuses[-1] if statuses else "",
        said,
        {Practice(row[1]): row[2] or 0 for row in told if row[0] == "practice"},
    )


def get_practices_of(account_ids: Iterable[int]) -> dict[int, dict[Practice, int]]:
    """Return how each of these customers buys, row by row, in one question."""
    found = defaultdict[int, dict[Practice, int]](dict)
    standing = PracticeAssessment.objects.filter(account_id__in=set(account_ids), ended_on=None)
    for account, practice, score in standing.values_list("account_id", "practice", "score"):
        found[account][Practice(practice)] = score
    return found


def _standing(account_id: int, today: date) -> QuerySet[Record, Row]:
    standing = Q(account_id=account_id, ended_on=None)
    needs = Need.objects.filter(standing).exclude(state=NeedState.DROPPED)
    prices = PriceAgreement.objects.filter(standing, Q(ends_on=None) | Q(ends_on__gte=today))
    views = BuyerView.objects.filter(standing)
    return _told(needs, "need").union(
        _told(prices, "price"),
        _told(views, "view", "supplier_status"),
        _told(PracticeAssessment.objects.filter(standing), "practice", "practice", "score"),
        _told(TrustRating.objects.filter(standing), "trust", "rated_by_party", "trust"),
        _told(RelationSign.objects.filter(standing), "sign", "sign", "level"),
        all=True,
    )


def _told(rows: QuerySet[Record], kind: str, word: str = "", level: str = "") -> QuerySet[Record, Row]:
    text: Any = CharField()
    rows = rows.order_by().annotate(of=Value(kind, text), no_word=Value("", text), no_level=Value(0, IntegerField()))
    return rows.values_list("of", word or "no_word", level or "no_level", "assessed_on", "source", "confidence")


_STANDING = Prepared(_standing)
