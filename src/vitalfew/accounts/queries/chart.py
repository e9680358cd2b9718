"""Who sat where at a customer on a day, and under whom. Who may see the account is the caller's question."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from vitalfew.accounts.models import BossDay, Post
from vitalfew.accounts.rules import ContactKind, Seated


def get_chart(account_id: int, on: date | None = None) -> list[Seated]:
    """Return who holds a post at the account, placeholders and outsiders too; of a day past, who held one then.

    Two questions for today, three for a day past.
    """
    today = timezone.localdate()
    day = on or today
    there = (Q(since=None) | Q(since__lte=day)) & (Q(until=None) | Q(until__gt=day))
    found = Post.objects.filter(there, account_id=account_id).select_related("contact", "unit").order_by("pk")
    posts = {post.contact_id: post for post in found}
    bosses = _bosses(account_id, posts.values(), day, is_past=day < today)
    holders = {post.pk: post.contact_id for post in posts.values()}
    return [_seated(post, holders.get(bosses.get(post.pk) or 0)) for post in posts.values()]


@dataclass(frozen=True)
class Boss:
    """Somebody reported to; without a number: nobody."""

    id: int | None
    name: str


def get_boss_before(account_id: int, contact_id: int) -> Boss | None:
    """Return whom the person reported to before the last move; None where there was none."""
    days = BossDay.objects.filter(post__account_id=account_id, post__contact_id=contact_id, post__until=None)
    last = list(days.select_related("reports_to__contact").order_by("-pk")[:2])
    if len(last) < 2:
        return None
    before = last[1].reports_to
    return Boss(before.contact_id, before.contact.name) if before else Boss(None, "")


def _bosses(account_id: int, posts: Iterable[Post], day: date, *, is_past: bool) -> dict[int, int | None]:
    """Return which post each post reported to on the day."""
    bosses = {post.pk: post.reports_to_id for post in posts}
    if not is_past:
        return bosses
    then: dict[int, int | None] = {}
    moved: set[int] = set()
    rows = BossDay.objects.filter(post__account_id=account_id).order_by("pk")
    told = sorted(rows.values_list("post_id", "reports_to_id", "on"), key=lambda row: row[2] or date.min)
    for post_id, boss_id, since in told:
        moved.add(post_id)
        if since is None or since <= day:
            then[post_id] = boss_id
    return {post: then.get(post) if post in moved else boss for post, boss in bosses.items()}


def _seated(post: Post, boss_id: int | None) -> Seated:
    contact, unit = post.contact, post.unit
    return Seated(
        contact_id=contact.pk,
        kind=ContactKind(contact.kind),
        name=contact.name,
        name_en=contact.name_en,
        title=post.title,
        unit_id=post.unit_id,
        unit=unit.name if unit else "",
        function=unit.function if unit else "",
        level=post.level,
        post_id=post.pk,
        version=post.version,
        boss_id=None if boss_id == contact.pk else boss_id,
        since=post.since,
        until=post.until,
    )
