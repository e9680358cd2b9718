"""What stands about the portfolio and never rings: the very large, the top five, how many there are (W15, W16)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from vitalfew import words
from vitalfew.accounts.queries.designations import Designated
from vitalfew.accounts.queries.tree import get_children_today
from vitalfew.loop.analysis.models import AccountFigures
from vitalfew.loop.analysis.rules.selection import Card

MAJOR = 0.1  # of all revenue: accounting standards want such a customer named (ASC 280-10-50-42)
FIRST = 5


@dataclass(frozen=True)
class StandingFacts:
    """Each group counts as one customer. `top_share` is None where no revenue is known."""

    major: list[tuple[int, str, float]]  # account, name, share of all revenue
    top_share: float | None
    keys: int
    most_keys: int
    most_per_manager: int
    too_many: list[tuple[str, int]]  # manager, key accounts


def get_standing_facts(designated: Iterable[Designated], card: Card) -> StandingFacts:
    """Return the standing facts, in two questions. Only for whoever may see the company."""
    ranked = AccountFigures.objects.filter(revenue_share__isnull=False).select_related("account")
    largest = list(ranked.order_by("revenue_rank", "pk")[: 10 * FIRST])
    # What belongs to a group that is among them counts there.
    members = get_children_today([row.pk for row in largest])
    heads = [row for row in largest if row.pk not in members]
    shares = [row.revenue_share or 0.0 for row in heads]
    by_manager = Counter(one.key.manager_name for one in designated if not one.key.revoked_on)
    return StandingFacts(
        major=[
            (row.pk, words.name(row.account.name, row.account.name_en), share)
            for row, share in zip(heads, shares, strict=True)
            if share >= MAJOR
        ],
        top_share=sum(shares[:FIRST]) if shares else None,
        keys=sum(by_manager.values()),
        most_keys=card.most_keys,
        most_per_manager=card.most_per_manager,
        too_many=[(name, count) for name, count in by_manager.most_common() if count > card.most_per_manager],
    )
