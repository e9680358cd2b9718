"""Which key account covers whom today: written anew where a designation, the tree or the day has changed it."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from vitalfew.accounts.models import Account, Coverage, KeyAccount
from vitalfew.accounts.queries.tree import get_all_links, get_links_down, get_links_up
from vitalfew.accounts.rules import Link
from vitalfew.accounts.rules.tree import cover
from vitalfew.people.rules import Actor


def cover_below(*, by: Actor, account_id: int, today: date | None = None) -> None:
    """Write anew what covers this account and all below it. Only the account itself, or what is above, has changed."""
    day = today or timezone.localdate()
    down, up = get_links_down(account_id, day, day), get_links_up(account_id, day, day)
    affected = {account_id, *(link.child for link in down)}
    # Whoever has been merged into one of them stands under it.
    merged: list[Link] = []
    while found := [link for link in _merged(affected) if link.child not in affected]:
        merged += found
        affected |= {link.child for link in found}
    _write(affected, [*down, *up, *merged])


def cover_all(*, by: Actor, today: date | None = None) -> None:
    """Write anew what covers every account: a new day may begin or end a membership."""
    day = today or timezone.localdate()
    links = [link for link in get_all_links() if link.holds_on(day)]
    links += _merged(None)
    with transaction.atomic():
        _write(None, links)


def _merged(into: Iterable[int] | None) -> list[Link]:
    found = Account.objects.filter(merged_into__isnull=False)
    found = found if into is None else found.filter(merged_into__in=set(into))
    told = found.values_list("pk", "merged_into_id")
    return [Link(merged, survivor, date.min) for merged, survivor in told if survivor is not None]


def _write(affected: set[int] | None, links: list[Link]) -> None:
    children: dict[int, list[int]] = {}
    for link in links:
        children.setdefault(link.parent, []).append(link.child)
    keys, stands = KeyAccount.objects.filter(revoked_on=None), Coverage.objects.all()
    if affected is not None:
        ends = affected | {link.parent for link in links}
        keys, stands = keys.filter(account_id__in=ends), stands.filter(account_id__in=affected)
    wanted = cover(keys.order_by("pk").values_list("pk", "account_id"), children)
    if affected is not None:
        wanted = {pair: nearest for pair, nearest in wanted.items() if pair[0] in affected}
    told = stands.values_list("pk", "account_id", "key_account_id", "is_nearest")
    stood = {(account, key): (number, nearest) for number, account, key, nearest in told}
    gone = [number for pair, (number, nearest) in stood.items() if wanted.get(pair) is not nearest]
    new = [pair for pair, nearest in wanted.items() if pair not in stood or stood[pair][1] is not nearest]
    Coverage.objects.filter(pk__in=gone).delete()
    Coverage.objects.bulk_create(
        [Coverage(account_id=account, key_account_id=key, is_nearest=wanted[account, key]) for account, key in new],
        batch_size=500,
    )
