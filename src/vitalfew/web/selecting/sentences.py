"""What the selection says at the top: how firmly the list stands, who is on its border, what other weights would do."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vitalfew import words
from vitalfew.loop.analysis.queries.selection import Chosen, Selection

NAMED = 3


def answer(rows: Sequence[Chosen], places: int, *, are_own: bool = False) -> str:
    """Say how many of the first stand firm when the weights waver, and name who does not.

    Of somebody's own accounts it is said how many are among the first of all.
    """
    ranked = [one for one in rows if one.stands.place is not None]
    if not ranked:
        return _("Nobody can be placed yet: our strength has not been judged.")
    first = [one for one in ranked if (one.stands.place or 0) <= places]
    border = [one for one in ranked if one.stands.is_borderline]
    if are_own:
        said = {"first": len(first), "places": places, "names": listed(border)}
        return _("%(first)s of your accounts are among the first %(places)s; on the border: %(names)s.") % said
    said = {"firm": len([one for one in first if not one.stands.is_borderline]), "first": len(first)}
    if not border:
        return _("When the weights waver, the first %(first)s stay the first.") % said
    text = _("%(firm)s of the first %(first)s stand firm when the weights waver; on the border: %(names)s.")
    return text % {**said, "names": listed(border)}


def answer_tried(rows: Sequence[Chosen], tried: Sequence[Chosen], places: int) -> str:
    """Say what the tried weights would change among the first."""
    before, after = _first(rows, places), _first(tried, places)
    came = [one for one in tried if one.account_id in after - before]
    left = [one for one in rows if one.account_id in before - after]
    said = {"stay": len(before & after), "first": len(after), "came": listed(came), "left": listed(left)}
    if not came and not left:
        return _("With these weights the same %(first)s are the first.") % said
    return _("With these weights %(stay)s of the first %(first)s stay; in: %(came)s; out: %(left)s.") % said


def second(selection: Selection, as_of: date | None) -> str:
    """Say who is weighed, by which card and on which books."""
    said = {
        "count": words.number(len(selection.rows)),
        "version": selection.card.number,
        "as_of": words.day(as_of),
    }
    if not selection.card.number:
        text = _("%(count)s accounts are weighed by the scorecard as the product comes, on the books to %(as_of)s.")
    else:
        text = _("%(count)s accounts are weighed by version %(version)s of the scorecard, on the books to %(as_of)s.")
    return text % said


def listed(rows: Sequence[Chosen]) -> str:
    """Name the first few, and say how many there are."""
    between = pgettext("between names", ", ")
    named = between.join(one.name for one in rows[:NAMED])
    if len(rows) <= NAMED:
        return named or words.UNKNOWN
    return _("%(names)s and others, %(count)s in all") % {"names": named, "count": len(rows)}


def firm_words(share: float | None) -> str:
    """Say in how many of a hundred weightings an account is among the first."""
    return words.UNKNOWN if share is None else _("%(n)s of 100") % {"n": round(100 * share)}


def _first(rows: Sequence[Chosen], places: int) -> set[int]:
    return {one.account_id for one in rows if (one.stands.place or places + 1) <= places}
