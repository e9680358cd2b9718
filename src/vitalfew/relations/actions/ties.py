"""How well one of us knows one of them, judged."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from vitalfew.accounts.queries import authorise, get_person
from vitalfew.journal.actions import change_row, create_row
from vitalfew.journal.rules import StaleVersion
from vitalfew.people.queries import get_users
from vitalfew.people.rules import Actor, Permission, signer
from vitalfew.relations.models import Tie
from vitalfew.relations.queries.ties import tie_state
from vitalfew.relations.rules import STRONGEST, TieState, TieWhy, UnfitTie


def judge_tie(
    *,
    by: Actor,
    account_id: int,
    contact_id: int,
    user_id: int,
    strength: int,
    version: int,
    since: date | None = None,
    wanted: int | None = None,
    today: date | None = None,
) -> TieState:
    """Judge how well one of us knows the person; `version` is 0 where nobody has judged it yet.

    How well they ought to know each other stays where it is not told.
    """
    authorise(by, Permission.EDIT_PEOPLE, account_id)
    day = today or timezone.localdate()
    _require_fit(account_id, contact_id, user_id, strength, since, day)
    if wanted is not None and not 0 <= wanted <= STRONGEST:
        raise UnfitTie(TieWhy.OUT_OF_RANGE)
    judged = {"strength": strength, "since": since, "judged_by_id": signer(by), "judged_on": day}
    judged |= {} if wanted is None else {"wanted": wanted}
    row = Tie.objects.filter(user_id=user_id, contact_id=contact_id).first()
    if row is not None:
        change_row(row, by=by, verb="relations.tie_judged", version=version, changes=judged, account_id=account_id)
    else:
        row = Tie(user_id=user_id, contact_id=contact_id, **judged)
        try:
            with transaction.atomic():
                create_row(row, by=by, verb="relations.tie_judged", account_id=account_id)
        except IntegrityError as refusal:
            # Two have judged it for the first time in one moment.
            raise StaleVersion(Tie._meta.label_lower, 1, []) from refusal
    return tie_state(Tie.objects.select_related("user", "judged_by").get(pk=row.pk))


def _require_fit(
    account_id: int, contact_id: int, user_id: int, strength: int, since: date | None, today: date
) -> None:
    if not 0 <= strength <= STRONGEST:
        raise UnfitTie(TieWhy.OUT_OF_RANGE)
    if since and since > today:
        raise UnfitTie(TieWhy.SINCE_IN_FUTURE)
    if get_person(account_id, contact_id) is None:
        raise UnfitTie(TieWhy.NOT_OF_ACCOUNT)
    if not get_users().filter(pk=user_id).exists():
        raise UnfitTie(TieWhy.NOBODY_OF_US)
