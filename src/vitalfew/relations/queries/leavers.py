"""Who has left the accounts lately, and what each leaves behind (S25)."""

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Max

from vitalfew.accounts.models import Post
from vitalfew.relations.models import Commitment, Interaction, Tie
from vitalfew.relations.rules.leavers import LATELY, Leaver, Seat, followed

LEFT_DAYS = 90  # for so long a leaving is news
Pair = tuple[int, int]  # account, person


def get_leavers(account_ids: Collection[int], today: date) -> list[Leaver]:
    """Return who has left these accounts in the last 90 days and holds no other post there, in six questions."""
    left = Post.objects.filter(account_id__in=account_ids, until__range=(today - timedelta(LEFT_DAYS), today))
    there = _there({post.account_id for post in left})
    gone = [post for post in left.order_by("pk") if (post.account_id, post.contact_id) not in there]
    if not gone:
        return []
    people = {post.contact_id for post in gone}
    ties = dict(Tie.objects.filter(contact_id__in=people).values_list("contact_id").annotate(Max("strength")))
    met, promised = _met({post.account_id for post in gone}), _promised(people)
    return [_leaver(post, there, met, ties.get(post.contact_id), promised, today) for post in gone]


def _there(account_ids: Collection[int]) -> dict[Pair, Seat]:
    rows = Post.objects.filter(account_id__in=account_ids, until=None)
    return {
        (account, contact): Seat(unit, level)
        for account, contact, unit, level in rows.values_list("account_id", "contact_id", "unit_id", "level")
    }


def _met(account_ids: Collection[int]) -> dict[int, dict[int, date]]:
    """Return when each person was met last, by account."""
    rows = Interaction.contacts.through.objects.filter(interaction__account_id__in=account_ids)
    met: dict[int, dict[int, date]] = defaultdict(dict)
    pairs = rows.values_list("interaction__account_id", "contact_id").annotate(Max("interaction__held_on"))
    for account, contact, day in pairs:
        met[account][contact] = day
    return met


def _promised(people: Collection[int]) -> Counter[Pair]:
    open_ones = Commitment.objects.filter(contact_id__in=people, kept_on=None, broken_on=None)
    return Counter(open_ones.values_list("account_id", "contact_id"))


def _leaver(
    post: Post,
    there: dict[Pair, Seat],
    met: dict[int, dict[int, date]],
    strength: int | None,
    promised: Counter[Pair],
    today: date,
) -> Leaver:
    account = post.account_id
    assert post.until is not None
    still = {who: day for who, day in met[account].items() if (account, who) in there}
    since = [there[account, who] for who, day in still.items() if day >= post.until]
    return Leaver(
        account_id=account,
        contact_id=post.contact_id,
        post_id=post.pk,
        left_on=post.until,
        level=post.level,
        strength=strength,
        met_on=met[account].get(post.contact_id),
        promised=promised[account, post.contact_id],
        is_followed=followed(Seat(post.unit_id, post.level), since),
        others=sum((today - day).days <= LATELY for day in still.values()),
    )
