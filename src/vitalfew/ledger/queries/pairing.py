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
_NOTHING, _OF_LINE, _OF_WORDS = "\x00", "\x1e", "\x1f"


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
    mine, theirs = _seen(new, ()), _seen(effective_lines(live), live)
    mine = settled(mine.semi_join(theirs, "where"))
    if not rows(mine.agg(lines=_.count()))[0]["lines"]:
        return None
    theirs = settled(theirs.semi_join(mine, "where"))
    pairs = settled(_paired(_numbered(mine, "key"), _numbered(theirs, "key"), "key"))
    if not (_all_numbered(mine) and _all_numbered(theirs)):
        for alike in ("said", "product"):
            pairs = settled(pairs.union(_left_over(mine, theirs, pairs, alike)))
    return pairs if rows(pairs.agg(lines=_.count()))[0]["lines"] else None


def share_invoices(one: "ibis.Table", other: "ibis.Table") -> bool:
    """Tell whether any invoice, or any account's day without one, stands among both lines."""
    shared = _where(one).semi_join(_where(other), "where").limit(1)
    return bool(rows(shared.agg(lines=_.count()))[0]["lines"])


def _where(lines: "ibis.Table") -> "ibis.Table":
    day_of_account = _OF_WORDS + _.account.fill_null("") + _OF_WORDS + _.day.cast("string")
    return lines.select(where=ibis.coalesce(_.invoice, day_of_account))


def _seen(lines: "ibis.Table", live: Sequence[Batch]) -> "ibis.Table":
    day_of_account = _OF_WORDS + _.account.fill_null("") + _OF_WORDS + _.day.cast("string")
    # A line that does not say its currency is in the books' own.
    lines = lines.mutate(currency=_.currency.fill_null("").nullif("").fill_null(get_edge().currency))
    said = ibis.literal("")
    for name in _SAID:
        said = said + _OF_WORDS + lines[name].cast("string").fill_null(_NOTHING)
    seen = lines.mutate(where=ibis.coalesce(_.invoice, day_of_account), said=said, turn=_turn(live))
    return seen.select(
        "batch", "turn", "place", "where", "said",
        key=_.where + ibis.ifelse(_.line.notnull(), _OF_LINE + _.line, _.said),
        product=_.product.fill_null(""),
        is_numbered=_.line.notnull(),
    )  # fmt: skip


def _turn(live: Sequence[Batch]) -> "ibis.Value":
    """Return the batch's turn among those that count: tags are drawn, and say nothing of it."""
    turns = [(batch.tag, batch.pk) for batch in live]
    return _.batch.cases(*turns, else_=0) if turns else ibis.literal(0)


def _all_numbered(lines: "ibis.Table") -> bool:
    return bool(rows(lines.agg(answer=_.is_numbered.all().fill_null(True)))[0]["answer"])


def _numbered(lines: "ibis.Table", *by: str) -> "ibis.Table":
    return lines.mutate(ordinal=ibis.row_number().over(group_by=list(by), order_by=["turn", "place"]))


def _paired(mine: "ibis.Table", theirs: "ibis.Table", *by: str) -> "ibis.Table":
    old = theirs.select(
        *by, "ordinal", old_place="place", old_batch="batch", old_said="said", was_numbered="is_numbered"
    )
    found = mine.inner_join(old, [*by, "ordinal"])
    if by != ("key",):
        found = found.filter(~(_.is_numbered & _.was_numbered))
    return found.select("place", "old_place", batch="old_batch", same=_.said == _.old_said)


def _left_over(mine: "ibis.Table", theirs: "ibis.Table", pairs: "ibis.Table", alike: str) -> "ibis.Table":
    mine = mine.anti_join(pairs, "place")
    theirs = theirs.anti_join(pairs, [("batch", "batch"), ("place", "old_place")])
    return _paired(_numbered(mine, "where", alike), _numbered(theirs, "where", alike), "where", alike)
