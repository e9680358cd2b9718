"""Who of us knows whom of them, and how well. Who may see the account is the caller's question."""

from collections.abc import Iterable

from vitalfew.relations.models import Tie
from vitalfew.relations.rules import TieState


def get_ties(contact_ids: Iterable[int]) -> list[TieState]:
    """Return how well each of us knows these people, the strongest first, in one question."""
    found = Tie.objects.filter(contact_id__in=set(contact_ids)).select_related("user", "judged_by")
    return [tie_state(row) for row in found.order_by("-strength", "user__name", "pk")]


def tie_state(row: Tie) -> TieState:
    """Return the row as its readers know it."""
    return TieState(
        id=row.pk,
        version=row.version,
        user_id=row.user_id,
        user_name=row.user.actor_name,
        contact_id=row.contact_id,
        strength=row.strength,
        wanted=row.wanted,
        since=row.since,
        judged_by=row.judged_by.actor_name,
        judged_on=row.judged_on,
    )
