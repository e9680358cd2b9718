"""By which codes the books know an account: its own, and those of the accounts that have been merged into it."""

from datetime import date

from django.db import connection

from vitalfew.accounts.queries.tree import links_of
from vitalfew.accounts.rules import Link

# Greater than nothing: that is answered by the index, which "not null" would not be.
_MERGED = "SELECT id, merged_into_id, code FROM accounts_account WHERE merged_into_id > 0"
_ONE = "SELECT code FROM accounts_account WHERE id = %(id)s"
# As the way down in queries.tree, each membership with the code of its child.
_DOWN = """WITH RECURSIVE down(id) AS (
    SELECT CAST(%(start)s AS BIGINT) UNION
    SELECT m.child_id FROM accounts_membership m JOIN down ON m.parent_id = down.id
    WHERE m.valid_from <= %(last)s AND (m.valid_to IS NULL OR m.valid_to > %(first)s))
    SELECT m.child_id, m.parent_id, m.valid_from, m.valid_to, a.code
    FROM accounts_membership m JOIN down ON m.parent_id = down.id JOIN accounts_account a ON a.id = m.child_id
    WHERE m.valid_from <= %(last)s AND (m.valid_to IS NULL OR m.valid_to > %(first)s)"""


def get_codes_of(account_id: int) -> list[str]:
    """Return the account's own code and those merged into it; none of a group. Not asked whose eyes."""
    return _with_merged({account_id: _code(account_id)}).get(account_id, [])


def get_branch(account_id: int, first: date, last: date) -> tuple[list[Link], dict[int, list[str]]]:
    """Return the memberships below the account that hold between these days, and the codes of it and all in them."""
    asked: dict[str, str | int] = {"start": account_id, "first": first.isoformat(), "last": last.isoformat()}
    with connection.cursor() as cursor:
        cursor.execute(_DOWN, asked)
        told = cursor.fetchall()
    codes = {child: code for child, _parent, _from, _to, code in told}
    return links_of(row[:4] for row in told), _with_merged({account_id: _code(account_id)} | codes)


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


def _with_merged(codes: dict[int, str | None]) -> dict[int, list[str]]:
    found = {number: [code] if code else [] for number, code in codes.items()}
    merged = _merged()
    for into, code in merged.values():
        while into in merged:
            into = merged[into][0]
        if code and into in found:
            found[into].append(code)
    for number in merged.keys() & found.keys():
        found[number] = []  # its lines are the survivor's
    return found


def _code(account_id: int) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(_ONE, {"id": account_id})
        found = cursor.fetchone()
    return found[0] if found else None
