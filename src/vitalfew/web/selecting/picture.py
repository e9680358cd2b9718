"""The accounts as bubbles: the first ones, key accounts and candidates by name."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from vitalfew.loop.analysis.labels_selection import BOX_LABELS
from vitalfew.loop.analysis.queries.selection import Chosen
from vitalfew.loop.analysis.rules.selection import Box, Card, Step
from vitalfew.web.charts.matrix import Matrix, Standing, matrix

MOST = 80
CORNERS = (Box.INVEST_SELECTIVELY, Box.INVEST_GROWTH, Box.MAINTAIN, Box.WITHDRAW)


def picture(rows: Sequence[Chosen], card: Card) -> Matrix | None:
    """Draw those of whom both axes are known; None where there is nobody."""
    known = [one for one in rows if one.stands.box is not None][:MOST]
    if not known:
        return None
    corners = [str(BOX_LABELS[box]) for box in CORNERS]
    corners[2] = _("%(one)s / %(other)s") % {"one": corners[2], "other": BOX_LABELS[Box.MANAGE_FOR_CASH]}
    return matrix(
        [_standing(one, card) for one in known],
        strong_from=float(card.strong_from),
        attractive_from=float(card.attractive_from),
        boxes=(corners[0], corners[1], corners[2], corners[3]),
        sentence=_sentence(known),
    )


def _standing(one: Chosen, card: Card) -> Standing:
    is_sought = one.step is not None and one.step.step in (Step.CANDIDATE, Step.TARGET)
    look = "key" if one.tier else "step" if is_sought else "other"
    return Standing(
        name=one.name,
        strength=one.stands.strength or 0,
        attractiveness=one.stands.attractiveness or 0,
        revenue=float(one.revenue or 0),
        potential=None if one.potential is None else float(one.potential),
        look=f"{look} border" if one.stands.is_borderline else look,
        href=reverse("selection_account", args=[one.account_id]),
        is_named=bool(one.tier or is_sought or one.stands.is_borderline or (one.stands.place or 0) <= card.places),
    )


def _sentence(known: Sequence[Chosen]) -> str:
    counts = [(BOX_LABELS[box], sum(one.stands.box is box for one in known)) for box in Box]
    parts = "; ".join(f"{word} {count}" for word, count in counts if count)
    return _("Accounts by attractiveness and our strength: %(parts)s") % {"parts": parts}
