"""The tree of customers: on a day, and over days."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from vitalfew import words
from vitalfew.accounts.models import Membership
from vitalfew.accounts.queries.visible import Reader, accounts_visible_to, only_visible, sees_all
from vitalfew.accounts.rules import Link, MembershipState, NodeState
from vitalfew.accounts.rules.tree import FIRST, LAST

# All memberships on the way up, and on the way down, that hold on a day from `first` to `last`. In SQL, because a tree
# may have fifty levels, and one question is to be enough. UNION drops what it has seen: it always comes to an end.
_UP = """WITH RECURSIVE up(id) AS (
    SELECT CAST(%(start)s AS BIGINT) UNION
    SELECT m.parent_id FROM accounts_membership m JOIN up ON m.child_id = up.id
    WHERE m.valid_from <= %(last)s AND (m.valid_to IS NULL OR m.valid_to > %(first)s))
    SELECT m.child_id, m.parent_id, m.valid_from, m.valid_to
    FROM accounts_membership m JOIN up ON m.child_id = up.id
    WHERE m.valid_from <= %(last)s AND (m.valid_to IS NULL OR m.valid_to > %(first)s)"""
_DOWN = """WITH RECURSIVE down(id) AS (
    SELECT CAST(%(start)s AS BIGINT) UNION
    SELECT m.child_id FROM accounts_membership m JOIN down ON m.parent_id = down.id
    WHERE m.valid_from <= %(last)s AND (m.valid_to IS NULL OR m.valid_to > %(first)s))
    SELECT m.child_id, m.parent_id, m.valid_from, m.valid_to
    FROM accounts_membership m JOIN down ON m.parent_id = down.id
    WHERE m.valid_from <= %(last)s AND (m.valid_to IS NULL OR m.valid_to > %(first)s)"""


def get_links_up(account_id: int, first: date = FIRST, last: date = LAST) -> list[Link]:
    """Return the memberships on the way up from the account that hold between these days. Not asked whose eyes."""
    return _links(_UP, account_id, first, last)


def get_links_down(account_id: int, first: date = FIRST, last: date = LAST) -> list[Link]:
    """Return the memberships on the way down from the account that hold between these days. Not asked whose eyes."""
    return _links(_DOWN, account_id, first, last)


def get_path(user: Reader, account_id: int, on: date) -> tuple[NodeState, ...]:
    """Return the accounts above on the day, the highest first, as far as the user sees them."""
    parents = {link.child: link.parent for link in get_links_up(account_id, on, on)}
    above = []
    while (account_id := parents.get(account_id, 0)) and account_id not in above:
        above.append(account_id)
    nodes = get_nodes(user, above)
    return tuple(nodes[one] for one in reversed(above) if one in nodes)


@dataclass(frozen=True)
class Branch:
    """A node on the way down: how far, under whom and since when, and how many stand below it in how many levels."""

    node: NodeState
    depth: int
    parent_id: int
    since: date
    below: int
    levels: int


def get_branches(user: Reader, account_id: int, on: date, depth: int = 2) -> list[Branch]:
    """Return the accounts so many levels below on the day, as far as the user sees them, in no order."""
    links = {link.child: link for link in get_links_down(account_id, on, on)}
    seen = links if sees_all(user) else get_nodes(user, links)
    links = {child: link for child, link in links.items() if child in seen}
    below, levels = _sizes(links)
    near = _near(links, account_id, depth)
    nodes = get_nodes(user, near)
    return [
        Branch(nodes[one], far, links[one].parent, links[one].valid_from, below.get(one, 0), levels.get(one, 0))
        for one, far in near.items()
        if one in nodes
    ]


def _near(links: Mapping[int, Link], account_id: int, depth: int) -> dict[int, int]:
    children: dict[int, list[int]] = {}
    for link in links.values():
        children.setdefault(link.parent, []).append(link.child)
    near: dict[int, int] = {}
    level = [account_id]
    for far in range(1, depth + 1):
        level = [child for one in level for child in children.get(one, ())]
        near |= dict.fromkeys(level, far)
    return near


def _sizes(links: Mapping[int, Link]) -> tuple[dict[int, int], dict[int, int]]:
    """Return how many stand below each account, and in how many levels."""
    waiting = Counter(link.parent for link in links.values())
    below: Counter[int] = Counter()
    levels: dict[int, int] = {}
    done = [child for child in links if child not in waiting]
    while done:  # from the lowest up: each once all below it are counted
        child = done.pop()
        parent = links[child].parent
        below[parent] += below[child] + 1
        levels[parent] = max(levels.get(parent, 0), levels.get(child, 0) + 1)
        waiting[parent] -= 1
        if not waiting[parent] and parent in links:
            done.append(parent)
    return below, levels


def get_nodes(user: Reader, account_ids: Iterable[int]) -> dict[int, NodeState]:
    """Return those of these accounts that the user may see."""
    wanted = set(account_ids)
    if not wanted:
        return {}
    found = accounts_visible_to(user).filter(pk__in=wanted)
    told = found.values_list("pk", "code", "name", "name_en", "kind", "country", "row__tier")
    return {
        number: NodeState(number, code or "", name, name_en, kind, country, tier or "")
        for number, code, name, name_en, kind, country, tier in told
    }


def get_membership(user: Reader, account_id: int) -> MembershipState | None:
    """Return where the account belongs from some day on, still open; None where it belongs nowhere."""
    found = [one for one in get_memberships(user, account_id) if one.child_id == account_id and one.valid_to is None]
    return found[0] if found else None


def get_memberships(user: Reader, account_id: int) -> list[MembershipState]:
    """Return where the account belonged and who belonged to it, the latest first, as far as the user sees both."""
    either = Membership.objects.filter(Q(child_id=account_id) | Q(parent_id=account_id))
    seen = only_visible(only_visible(either, user, "child"), user, "parent")
    rows = seen.select_related("child", "parent").order_by("-valid_from", "-pk")
    return [membership_state(row) for row in rows]


def membership_state(row: Membership) -> MembershipState:
    """Return the row as its readers know it."""
    return MembershipState(
        id=row.pk,
        version=row.version,
        child_id=row.child_id,
        child_name=words.name(row.child.name, row.child.name_en),
        parent_id=row.parent_id,
        parent_name=words.name(row.parent.name, row.parent.name_en),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def get_children_today(account_ids: Iterable[int]) -> set[int]:
    """Return those of these accounts that belong to another one of them today. Not asked whose eyes."""
    among, today = set(account_ids), timezone.localdate()
    holds = Q(valid_from__lte=today) & (Q(valid_to=None) | Q(valid_to__gt=today))
    return set(
        Membership.objects.filter(holds, child_id__in=among, parent_id__in=among).values_list("child_id", flat=True)
    )


def get_all_links() -> list[Link]:
    """Return every membership there is or was. Not asked whose eyes: for what is computed over all."""
    told = Membership.objects.values_list("child_id", "parent_id", "valid_from", "valid_to")
    return [Link(*one) for one in told]


def _links(question: str, account_id: int, first: date, last: date) -> list[Link]:
    with connection.cursor() as cursor:
        cursor.execute(question, {"start": account_id, "first": first.isoformat(), "last": last.isoformat()})
        return [Link(child, parent, _day(start), end and _day(end)) for child, parent, start, end in cursor.fetchall()]


def _day(stored: date | str) -> date:
    return date.fromisoformat(stored) if isinstance(stored, str) else stored  # SQLite keeps days as text
