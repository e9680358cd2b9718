"""What managers say of what their customers do not buy."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from vitalfew.accounts.queries import authorise
from vitalfew.journal.actions import change_row, create_row
from vitalfew.ledger.queries import get_edge
from vitalfew.loop.analysis.models import SpaceJudgement
from vitalfew.loop.analysis.queries.family_rhythm import get_family_pool
from vitalfew.loop.analysis.queries.white_space import get_peers
from vitalfew.loop.analysis.rules.white_space import judgement_refused
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import Actor, Permission, require, signer


def judge_space(
    *,
    by: Actor,
    account_id: int,
    family: str,
    no_need: bool,
    amount: Decimal | None,
    reason: str,
    version: int,
    today: date | None = None,
) -> None:
    """Say how much a family may be worth a year at an account, or that there is no need. Version 0: the first word."""
    authorise(by, Permission.EDIT_DOSSIER, account_id)
    if why := judgement_refused(reason, amount):
        raise Refused(why)
    told = {
        "no_need": no_need,
        "amount": None if no_need else amount,
        "reason": reason.strip(),
        "assessed_by_id": signer(by),
        "assessed_on": today or timezone.localdate(),
    }
    row = SpaceJudgement.objects.filter(account_id=account_id, family=family).first()
    if row is None:
        row = SpaceJudgement(account_id=account_id, family=family, **told)
        create_row(row, by=by, verb="analysis.space_judged", account_id=account_id)
    else:
        change_row(row, by=by, verb="analysis.space_judged", version=version, changes=told, account_id=account_id)


def refresh_peers(*, by: Actor) -> None:
    """Compute what segments of customers buy, and how often, so that grids and accounts open at once."""
    require(by, Permission.IMPORT_BOOKS)
    edge = get_edge()
    if not edge.is_empty:
        get_peers(edge)
        get_family_pool(edge)
