"""Stages over all accounts: which wait for the director, and how many stand where (S16)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Count, QuerySet

from vitalfew.accounts.models import KeyAccount
from vitalfew.accounts.queries import only_visible
from vitalfew.accounts.queries.visible import SEEN, seen_by
from vitalfew.loop.analysis.models import StageRecord
from vitalfew.loop.analysis.rules.stages import ClaimState, Move, Stage
from vitalfew.people.rules import Actor


@dataclass(frozen=True)
class OpenClaim:
    """A claim of a stage that nobody has answered yet."""

    account_id: int
    account_name: str
    stage: Stage
    move: Move
    reason: str
    proposed_by_id: int
    proposed_by_name: str
    proposed_at: datetime


def get_open_claims(user: Actor) -> list[OpenClaim]:
    """Return the claims on accounts the user sees that wait for their answer, the oldest first."""
    rows = _open_claims(user).select_related("key_account__account", "proposed_by").order_by("proposed_at", "pk")
    return [
        OpenClaim(
            account_id=row.key_account.account_id,
            account_name=row.key_account.account.shown_name,
            stage=Stage(row.stage),
            move=Move(row.move),
            reason=row.reason,
            proposed_by_id=row.proposed_by_id,
            proposed_by_name=row.proposed_by.actor_name,
            proposed_at=row.proposed_at,
        )
        for row in rows
    ]


def count_open_claims(user: Actor) -> int:
    """Return how many claims wait for their answer."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN_CLAIMS, seen_by(user))
        return int(cursor.fetchone()[0])


def get_stage_counts(user: Actor) -> dict[Stage | None, int]:
    """Return how many of the key accounts the user sees stand at each stage; None stands for those not rated yet."""
    keys = only_visible(KeyAccount.objects.filter(revoked_on=None), user)
    rated = dict(
        keys.filter(stages__state=ClaimState.CONFIRMED, stages__valid_to=None)
        .values_list("stages__stage")
        .annotate(n=Count("pk"))
        .order_by("stages__stage")
    )
    counts: dict[Stage | None, int] = {stage: rated.get(stage.value, 0) for stage in Stage}
    return counts | {None: keys.count() - sum(rated.values())}


# `_open_claims` counted in SQL, because every page of a director asks it.
_OPEN_CLAIMS = (
    """SELECT COUNT(*) FROM analysis_stagerecord JOIN accounts_keyaccount ON accounts_keyaccount.id = key_account_id
    WHERE state = 'proposed' AND revoked_on IS NULL AND """  # noqa: S608 (our own words)
    + SEEN
)


def _open_claims(user: Actor) -> QuerySet[StageRecord]:
    return only_visible(
        StageRecord.objects.filter(state=ClaimState.PROPOSED, key_account__revoked_on=None),
        user,
        "key_account__account",
    )
