"""Which of the lines coming in have been told before, and whether they say the same now."""

from collections.abc import Sequence

import ibis
from ibis import _

from vitalfew.ledger.engine import rows, settled
from vitalfew.ledger.models import Batch
from vitalfew.ledger.queries.books import get_edge
from vitalfew.ledger.queries.live import effective_lines

# What a line says: two tellings that agree in it say the same.
_SAID = ("day", "account", "product", "quantity", "amount", "kind", "cost", "currency")
# No word of the books has a control character in it; nor may a word of PostgreSQL have the one that is zero.
_NOTHING, _OF_LINE, _OF_WORDS = "\x1d", "\x1e", "\x1f"


def pair_with(new: "ibis.Table", live: Sequence[Batch]) -> "ibis.Table | None":
    """Return (place, batch, old_place, same) for every line coming in that a line of these batches has told before.

    A line is known by its number in the invoice; without one by what it says, in its invoice or on its account's day,
    and how often it was said there before. What is left over on both sides in the same invoice is paired in order
    where one of the two has no line number: lines that say the same first, then lines of the same product, which are
    restated.
    None where nothing was told before.
    """
    if not live:
        return None
    mine, theirs = _where(new), _where(effective_lines(live))
    mine = settled(_seen(mine.semi_join(theirs, "where"), ()))
    if not _count(mine):
        return None
    theirs = settled(_seen(theirs.semi_join(mine, "where"), live))
    pairs = settled(_paired(_numbered(mine, "key"), _numbered(theirs, "key"), "key"))
    if not (_all_numbered(mine) and _all_numbered(theirs)):
        for alike in ("said", "product"):
            pairs = settled(pairs.union(_left_over(mine, theirs, pairs, alike)))
    tags = [(batch.pk, batch.tag) for batch in live]
    return pairs.mutate(batch=_.turn.cases(*tags)).drop("turn") if _count(pairs) else None


def share_invoices(one: "ibis.Table", other: "ibis.Table") -> bool:
    """Tell whether any invoice, or any account's day without one, stands among both lines."""
    return bool(_count(_where(one).select("where").semi_join(_where(other), "where").limit(1)))


def _count(table: "ibis.Table") -> int:
    return int(str(rows(table.agg(lines=_.count()))[0]["lines"]))


def _where(lines: "ibis.Table") -> "ibis.Table":
    """Return the lines with the digest of their invoice, or of the account's day without one."""
    day_of_account = _OF_WORDS + _.account.fill_null("") + _OF_WORDS + _.day.cast("string")
    return lines.mutate(where=ibis.coalesce(_.invoice, day_of_account).hash())


def _seen(lines: "ibis.Table", live: Sequence[Batch]) -> "ibis.Table":
    """Return of each line the digests by which it is paired: numbers, because there may be millions."""
    # A line that does not say its currency is in the books' own.
    lines = lines.mutate(currency=_.currency.fill_null("").nullif("").fill_null(get_edge().currency))
    said = ibis.literal("")
    for name in _SAID:
        said = said + _OF_WORDS + lines[name].cast("string").fill_null(_NOTHING)
    return lines.mutate(said=said).select(
        "place", "where",
        turn=_turn(live),
        said=_.said.hash(),
        key=(_.where.cast("string") + ibis.ifelse(_.line.notnull(), _OF_LINE + _.line, _.said)).hash(),
        product=_.product.fill_null("").hash(),
        is_numbered=_.line.notnull(),
    )  # fmt: skip


def _turn(live: Sequence[Batch]) -> "ibis.Value":
    """Return the batch's turn among those that count: tags are drawn, and say nothing of it."""
    turns = [(batch.tag, batch.pk) for batch in live]
    return _.batch.cases(*turns, else_=0) if turns else ibis.literal(0)


def _all_numbered(lines: "ibis.Table") -> bool:
    return bool(rows(lines.agg(answer=_.is_numbered.all().fill_null(True)))[0]["answer"])


def _numbered(lines: "ibis.Table", *by: str) -> "ibis.Table":
    """Return the lines with their number among those that are alike."""
    if _count(lines.select(*by).distinct()) == _count(lines):
        return lines.mutate(ordinal=ibis.literal(0))
    return lines.mutate(ordinal=ibis.row_number().over(group_by=list(by), order_by=["turn", "place"]))


def _paired(mine: "ibis.Table", theirs: "ibis.Table", *by: str) -> "ibis.Table":
    old = theirs.select(*by, "ordinal", old_place="place", old_turn="turn", old_said="said", was_numbered="is_numbered")
    found = mine.inner_join(old, [*by, "ordinal"])
    if by != ("key",):
        found = found.filter(~(_.is_numbered & _.was_numbered))
    return found.select("place", "old_place", turn="old_turn", same=_.said == _.old_said)


def _left_over(mine: "ibis.Table", theirs: "ibis.Table", pairs: "ibis.Table", alike: str) -> "ibis.Table":
    mine = mine.anti_join(pairs, "place")
    theirs = theirs.anti_join(pairs, [("turn", "turn"), ("place", "old_place")])
    return _paired(_numbered(mine, "where", alike), _numbered(theirs, "where", alike), "where", alike)
