"""The selection weighed anew as a whole: what matters is a few hundred accounts, whoever else there is."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from vitalfew.accounts.queries import accounts_visible_to, get_key_managers
from vitalfew.bulk import delete_many, upsert_many
from vitalfew.loop.analysis.models import AccountFigures, Refresh
from vitalfew.loop.analysis.models_selection import CriterionScore, SelectionFigures, SelectionStep
from vitalfew.loop.analysis.queries.selection import get_card
from vitalfew.loop.analysis.queries.served import get_reliability
from vitalfew.loop.analysis.rules.selection import Criterion
from vitalfew.loop.analysis.rules.weighing import Score, Told, Weighted, score_all, weigh
from vitalfew.people.rules import CLOCK, Actor, Permission, require
from vitalfew.relations.queries.wallets import get_potentials

LARGEST = 100
_COLUMNS = [field.name for field in SelectionFigures._meta.concrete_fields if not field.primary_key]


def refresh_selection(*, by: Actor) -> int:
    """Weigh the selection as books, scores and scorecard stand; return how many accounts were weighed."""
    require(by, Permission.IMPORT_BOOKS)
    return weigh_anew()


def weigh_anew() -> int:
    """Weigh the hundred largest, every key account, and whoever was judged or decided about.

    Called by the actions that change what is weighed, after their own permission.
    """
    with transaction.atomic():
        told, potentials, state = _told()
        card = get_card()
        found = weigh([one.account_id for one in told], score_all(told, card.card), card.card)
        now = timezone.now()
        upsert_many(
            SelectionFigures,
            _COLUMNS,
            [
                (one.account_id, card.number, state.generation, *_values(one), potentials.get(one.account_id), now)
                for one in found
            ],
        )
        left = SelectionFigures.objects.exclude(pk__in=[one.account_id for one in found])
        delete_many(SelectionFigures, list(left.values_list("pk", flat=True)))
    return len(found)


def _told() -> tuple[list[Told], dict[int, Decimal], Refresh]:
    state = Refresh.objects.first() or Refresh()
    judged: dict[int, dict[Criterion, float]] = {}
    for account, criterion, score in CriterionScore.objects.values_list("account_id", "criterion", "score"):
        judged.setdefault(account, {})[Criterion(criterion)] = float(score)
    wanted = {*judged, *get_key_managers(CLOCK)}
    wanted |= set(SelectionStep.objects.filter(ended_on=None).values_list("account_id", flat=True))
    wanted |= set(AccountFigures.objects.filter(revenue_rank__lte=LARGEST).values_list("pk", flat=True))
    # Merged accounts count as the one they are.
    ids = sorted(accounts_visible_to(CLOCK).filter(pk__in=wanted, row__isnull=False).values_list("pk", flat=True))
    figures = {row.pk: row for row in AccountFigures.objects.filter(pk__in=ids)}
    potentials = get_potentials(ids, state.currency, timezone.localdate())
    served = get_reliability(ids, state.as_of)
    told = [
        Told(one, _figures(figures.get(one), potentials.get(one), served.get(one)), judged.get(one, {})) for one in ids
    ]
    return told, potentials, state


def _figures(
    row: AccountFigures | None, potential: Decimal | None, served: float | None
) -> dict[Criterion, float | None]:
    revenue = row.revenue if row else None
    before, margin = (row.revenue_before, row.margin) if row else (None, None)
    bought = potential if potential is not None else revenue
    return {
        Criterion.PURCHASE_BUDGET: None if bought is None else float(bought),
        Criterion.GROWTH: float(revenue / before) - 1 if revenue is not None and before and before > 0 else None,
        Criterion.PROFITABILITY: float(margin / revenue) if margin is not None and revenue and revenue > 0 else None,
        Criterion.RELIABILITY: served,
    }


def _values(one: Weighted) -> tuple[object, ...]:
    return (
        {code.value: _plain(score) for code, score in one.scores.items()},
        one.attractiveness,
        one.strength,
        one.attractiveness_known,
        one.strength_known,
        one.box.value if one.box else "",
        one.place,
        one.firm,
    )


def _plain(score: Score) -> dict[str, object]:
    return {"score": score.value, "source": score.source.value, "figure": score.figure}
