"""How both sides of an account are joined. Who may see the account is the caller's question."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.db.models import IntegerField, QuerySet, Value

from vitalfew.accounts.queries import get_places, get_places_of
from vitalfew.prepared import Prepared
from vitalfew.relations.models import Interaction, JointMeeting, Tie
from vitalfew.relations.queries.touches import Touches, get_touches
from vitalfew.relations.rules import Meeting
from vitalfew.relations.rules.pairs import ContactSigns, contact_signs

Joined = tuple[int, int, date, int | None]  # one of us, one of theirs, the day, how well known; None: they met


def get_contact_signs_of(
    keepers: Mapping[int, Collection[int]], today: date, warm_days: int
) -> dict[int, ContactSigns]:
    """Return how both sides are joined at many accounts, by who met whom lately; in four questions.

    `keepers` tells by account who keeps it. Whom somebody knows without having met is left out.
    """
    since, ids = today - timedelta(warm_days), set(keepers)
    held = Interaction.objects.filter(account_id__in=ids, held_on__gte=since, contacts__isnull=False).order_by()
    told = list(held.values_list("account_id", "by_id", "contacts", "held_on"))
    joint = JointMeeting.objects.filter(
        account_id__in=ids, held_on__gte=since, users__isnull=False, contacts__isnull=False
    ).order_by()
    told += joint.values_list("account_id", "users", "contacts", "held_on")
    meetings = defaultdict[int, list[Meeting]](list)
    for account, user, contact, day in told:
        meetings[account].append(Meeting(user, contact, day))
    places = get_places_of(ids)
    return {one: contact_signs(places[one], keepers[one], meetings[one], {}, today, warm_days) for one in ids}


def get_contact_signs(
    account_id: int, keepers: Collection[int], today: date, warm_days: int, touches: Touches | None = None
) -> ContactSigns:
    """Return how both sides are joined, by contacts held, joint meetings and ties; in three questions, or two."""
    meetings, strength = list((touches or get_touches(account_id)).meetings), {}
    for user, contact, day, known in _JOINED(account_id=account_id):
        if known is None:
            meetings.append(Meeting(user, contact, day))
        else:
            strength[user, contact] = known
    return contact_signs(get_places(account_id), keepers, meetings, strength, today, warm_days)


def _joined(account_id: int) -> "QuerySet[JointMeeting, Joined]":
    """Return who sat together in joint meetings, and who knows whom how well."""
    joint = JointMeeting.objects.filter(account_id=account_id, users__isnull=False, contacts__isnull=False)
    ties = Tie.objects.filter(contact__posts__account_id=account_id, contact__posts__until=None)
    no_strength = Value(None, IntegerField())
    met = joint.order_by().annotate(known=no_strength).values_list("users", "contacts", "held_on", "known")
    known = ties.order_by().values_list("user_id", "contact_id", "judged_on", "strength")
    return met.union(known, all=True)


_JOINED = Prepared(_joined)
