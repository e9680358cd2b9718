"""Which of the lines coming in have been told before: the identity of each line."""

from collections.abc import Sequence

import ibis
from ibis import _

from vitalfew.ledger.engine import rows, settled
from vitalfew.ledger.models import Batch
from vitalfew.ledger.queries.live import effective_lines, lines_of

# What pairing looks at. A file without invoices has the account's day in their place.
_SEEN = ("row", "key", "content", "product", "is_numbered", "place")


def unique_keys(checked: "ibis.Table") -> "ibis.Table":
    """Return the lines with no key twice: a number that a file gives to two lines is told apart by their order."""
    ordinal = ibis.row_number().over(group_by="key", order_by="row")
    return checked.mutate(key=ibis.ifelse(ordinal > 0, _.key + "#" + ordinal.cast("string"), _.key))


def pair_with(checked: "ibis.Table", live: Sequence[Batch]) -> "ibis.Table":
    """Return (key, identity) for every line coming in that a live line has told before.

    First by key. What is left over on both sides in the same invoice is paired in order where one of the two has no
    line number: lines of equal content first, then lines of the same product, which are restated.
    """
    new, old = _seen(checked), _seen(effective_lines(live), "identity")
    pairs = settled(new.select("key").inner_join(_once(old), "key"))
    if _all_numbered(new) and _all_numbered(old):
        return pairs
    for alike in ("content", "product"):
        left_over = _pair_left_over(new.anti_join(pairs, "key"), old.anti_join(pairs, "identity"), alike)
        pairs = settled(pairs.union(left_over))
    return pairs


def new_identities(checked: "ibis.Table", pairs: "ibis.Table", live: Sequence[Batch], tag: str) -> "ibis.Table":
    """Return the lines with their identity, null where it is the key itself."""
    told = lines_of(live).select("identity").distinct()
    taken = checked.select("key").anti_join(pairs, "key").semi_join(told, [("key", "identity")])
    fresh = taken.mutate(identity=_.key + "~" + tag)
    named = pairs.union(fresh)
    joined = checked.left_join(named, "key", rname="{name}_told")
    return joined.mutate(identity=_.identity.nullif(_.key)).drop("key_told")


def _seen(lines: "ibis.Table", *more: str) -> "ibis.Table":
    day_of_account = "\x1f" + _.account.fill_null("") + "\x1f" + _.day.cast("string")
    return lines.mutate(
        is_numbered=_.line.notnull(),
        place=ibis.coalesce(_.invoice, day_of_account),
        product=_.product.fill_null(""),
    ).select(*_SEEN, *more)


def _all_numbered(lines: "ibis.Table") -> bool:
    return bool(rows(lines.agg(answer=_.is_numbered.all().fill_null(True)))[0]["answer"])


def _once(old: "ibis.Table") -> "ibis.Table":
    # Undone batches may leave one content under two identities: each is told once.
    return old.group_by("key").agg(identity=_.identity.min())


def _pair_left_over(new: "ibis.Table", old: "ibis.Table", alike: str) -> "ibis.Table":
    new, old = _in_order(new.semi_join(old, "place"), alike), _in_order(old.semi_join(new, "place"), alike)
    found = new.inner_join(old, ["place", alike, "ordinal"], rname="{name}_old")
    return found.filter(~(_.is_numbered & _.is_numbered_old)).select("key", "identity")


def _in_order(lines: "ibis.Table", alike: str) -> "ibis.Table":
    return lines.mutate(ordinal=ibis.row_number().over(group_by=["place", alike], order_by=["row", "key"]))
