"""What tells a line apart, computed by the engine for all lines at once."""

from pathlib import Path
from typing import Any

import ibis
from ibis import _

from vitalfew.ledger.engine import rows, scan_once, write

_SAID = ("day", "account", "product", "quantity", "amount", "kind", "cost")
_APART = "\x1f"


def write_with_keys(lines: Path, keyed: Path) -> None:
    """Write the lines with their key and the digest of their content.

    A line is known by its number in the invoice; without one by what it says, in its invoice or on its account's day,
    and how often it was said there before.
    """
    table = scan_once(lines)
    table = table.mutate(content=_digest(*(table[name] for name in _SAID)), place=_place(table))
    numbered: Any = rows(table.agg(all=_.line.notnull().all()))[0]["all"]
    key = _digest(table.place, table.line)
    if not numbered:
        said_before = ibis.row_number().over(group_by=["place", "content"], order_by=["sheet", "row"])
        table = table.mutate(said_before=said_before)
        key = ibis.ifelse(table.line.notnull(), key, _digest(table.place, table.content, table.said_before))
    named = table.mutate(key=key, weak_key=ibis.literal(""))
    write(named.drop("place", *([] if numbered else ["said_before"])), keyed)


def _place(table: "ibis.Table") -> Any:
    day_of_account = table.account.fill_null("") + "|" + table.day.cast("string")
    return ibis.coalesce(table.invoice, day_of_account)


def _digest(*parts: Any) -> Any:
    texts = [part.cast("string").fill_null("") for part in parts]
    return ibis.literal(_APART).join(texts).hexdigest("md5")
