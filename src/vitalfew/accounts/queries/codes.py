"""By which codes the books know an account: its own, and those of the accounts that have been merged into it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from django.db import connection

from vitalfew.accounts.models import Membership
from vitalfew.accounts.queries.tree import get_all_links
from vitalfew.accounts.rules.pairs import NEVER_ENDS, Ints, Pairs, as_pairs, pairs_of
from vitalfew.accounts.rules.tree import FIRST, LAST
from vitalfew.ledger.rules.figures import CodeDays

# Greater than nothing: that is answered by the index, which "not null" would not be.
_MERGED = "SELECT id, merged_into_id, code FROM accounts_account WHERE merged_into_id > 0"
_OF_ALL = """
    SELECT a.id, a.code FROM accounts_account a JOIN accounts_membership m ON m.child_id = a.id WHERE a.code <> ''
    UNION SELECT a.id, a.code FROM accounts_account a JOIN accounts_membership m ON m.parent_id = a.id
    WHERE a.code <> ''"""
_ONE = "SELECT code FROM accounts_account WHERE id = %(id)s"
# As the way down in queries.tree, each membership with the code of its child; days as text, of which each is read once.
_DOWN = """WITH RECURSIVE down(child, parent, valid_from, valid_to) AS (
    SELECT child_id, parent_id, valid_from, valid_to FROM accounts_membership
    WHERE parent_id = %(start)s AND valid_from <= %(last)s AND (valid_to IS NULL OR valid_to > %(first)s)
    UNION SELECT m.child_id, m.parent_id, m.valid_from, m.valid_to
    FROM accounts_membership m JOIN down ON m.parent_id = down.child
    WHERE m.valid_from <= %(last)s AND (m.valid_to IS NULL OR m.valid_to > %(first)s))
    SELECT child, parent, CAST(valid_from AS TEXT), CAST(valid_to AS TEXT), code
    FROM down JOIN accounts_account ON accounts_account.id = child"""

# Whoever has been merged into one of them stands below it here.
_PRESENT = """WITH RECURSIVE below(child, parent) AS (
    SELECT child_id, parent_id FROM accounts_membership
    WHERE valid_from <= %(day)s AND (valid_to IS NULL OR valid_to > %(day)s)
    UNION ALL SELECT id, merged_into_id FROM accounts_account WHERE merged_into_id > 0),
    down(id) AS (
    SELECT CAST(%(start)s AS BIGINT) UNION SELECT below.child FROM below JOIN down ON below.parent = down.id)
    SELECT a.code FROM accounts_account a JOIN down ON a.id = down.id WHERE a.code <> '' ORDER BY a.code"""
_COUNTRIES = """WITH RECURSIVE down(id) AS (
    SELECT CAST(%(start)s AS BIGINT) UNION
    SELECT m.child_id FROM accounts_membership m JOIN down ON m.parent_id = down.id)
    SELECT a.id, a.country FROM accounts_account a JOIN down ON a.id = down.id"""


def get_codes_of(account_id: int) -> list[str]:
    """Return the account's own code and those merged into it; none of a group. Not asked whose eyes."""
    return list(_with_merged({account_id: _code(account_id)}))


def get_days_of(account_id: int) -> tuple[CodeDays, ...]:
    """Return whose lines are the account's, and when: its codes, and those of whoever belongs to it or did.

    Not asked whose eyes: whoever sees an account sees what it comes to.
    """
    branch = get_branch(account_id, FIRST, LAST)
    codes = defaultdict[int, list[str]](list)
    for code, number in branch.codes.items():
        codes[number].append(code)
    own = [CodeDays(code, FIRST, LAST) for code in codes[account_id]]
    members = [
        CodeDays(code, date.fromordinal(first), date.fromordinal(end))
        for below, above, first, end in _whole(pairs_of(branch.links))
        if above == account_id
        for code in codes[below]
    ]
    return (*own, *members)


def get_members(account_ids: Iterable[int]) -> dict[int, tuple[CodeDays, ...]]:
    """Return, of those of these accounts to whom others belong or did, whose lines are theirs."""
    wanted = set(account_ids)
    parents = Membership.objects.values_list("parent_id", flat=True).distinct()
    return {number: get_days_of(number) for number in sorted(wanted.intersection(parents))}


def get_countries(account_id: int) -> dict[str, str]:
    """Return code → country of the account and of all who belong to it or did, where it is known."""
    codes = get_branch(account_id, FIRST, LAST).codes
    with connection.cursor() as cursor:
        cursor.execute(_COUNTRIES, {"start": account_id})
        country = dict(cursor.fetchall())
    return {code: country[number] for code, number in codes.items() if country.get(number)}


def get_present_codes(account_id: int, on: date) -> list[str]:
    """Return the codes of the account and of all who belong to it on the day, in one question. Not asked whose eyes."""
    with connection.cursor() as cursor:
        cursor.execute(_PRESENT, {"start": account_id, "day": on.isoformat()})
        return [code for (code,) in cursor.fetchall()]


@dataclass(frozen=True)
class Branch:
    """An account and all below it: the memberships, and to whom each code belongs."""

    links: Pairs
    codes: Mapping[str, int]


def get_branch(account_id: int, first: date, last: date) -> Branch:
    """Return the memberships below the account that hold between these days, and the codes of it and all in them."""
    asked: dict[str, str | int] = {"start": account_id, "first": first.isoformat(), "last": last.isoformat()}
    with connection.cursor() as cursor:
        cursor.execute(_DOWN, asked)
        child, parent, start, end, code = list(zip(*cursor.fetchall(), strict=True)) or [()] * 5
    links = Pairs(np.array(child, np.int64), np.array(parent, np.int64), _ordinals(start), _ordinals(end))
    return Branch(links, _with_merged({account_id: _code(account_id)} | dict(zip(child, code, strict=True))))


def _ordinals(days: Sequence[str | None]) -> Ints:
    """Return the days as ordinals, one that is open as the last of all."""
    known = {day: date.fromisoformat(day).toordinal() if day else NEVER_ENDS for day in set(days)}
    return np.array([known[day] for day in days], np.int64)


def get_node_spans() -> pa.Table:
    """Return whose lines count when for the accounts to whom others belong or belonged.

    The table has a row for each node, member and time: node, member (a code), first, end (that day not included).
    """
    links, merged = get_all_links(), _merged()
    links = [link for link in links if link.child not in merged and link.parent not in merged]
    pairs = pairs_of(as_pairs(links))
    nodes = set(pairs.above.tolist())
    with connection.cursor() as cursor:
        cursor.execute(_OF_ALL)
        told = dict(cursor.fetchall())
    rows = [(above, told[below], first, end) for below, above, first, end in _whole(pairs) if below in told]
    rows += [(node, told[node], FIRST.toordinal(), LAST.toordinal()) for node in nodes if node in told]
    columns: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) or [[], [], [], []]
    days = ([date.fromordinal(day) for day in column] for column in columns[2:])
    return pa.table(
        {
            "node": pa.array(list(map(str, columns[0])), pa.string()),
            "member": pa.array(columns[1], pa.string()),
            **{name: pa.array(column, pa.date32()) for name, column in zip(("first", "end"), days, strict=True)},
        }
    )


def _whole(pairs: Pairs) -> Iterable[tuple[int, int, int, int]]:
    return zip(*(getattr(pairs, name).tolist() for name in ("below", "above", "first", "end")), strict=True)


def get_merged_codes() -> dict[str, str]:
    """Return code → code of the account into which its own has been merged, the last of several."""
    merged = _merged()
    found = {}
    for into, code in merged.values():
        while into in merged:
            into = merged[into][0]
        if code:
            found[code] = _code(into)
    return {code: survivor for code, survivor in found.items() if survivor}


def _merged() -> dict[int, tuple[int, str | None]]:
    with connection.cursor() as cursor:
        cursor.execute(_MERGED)
        return {number: (into, code) for number, into, code in cursor.fetchall()}


def _with_merged(codes: Mapping[int, str | None]) -> dict[str, int]:
    """Return to whom each code belongs: that of one who has been merged to the survivor."""
    merged = _merged()
    found = {code: number for number, code in codes.items() if code and number not in merged}
    for into, code in merged.values():
        while into in merged:
            into = merged[into][0]
        if code and into in codes:
            found[code] = into
    return found


def _code(account_id: int) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(_ONE, {"id": account_id})
        found = cursor.fetchone()
    return found[0] if found else None
