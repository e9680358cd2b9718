"""The participation matrix: each offering in one of four cells, its moves, what the cells mean (S31, S32)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET

from vitalfew import words
from vitalfew.accounts.queries import get_account
from vitalfew.loop.analysis.queries.growth import GrowthFound, get_growth_of
from vitalfew.loop.analysis.rules.growth import FamilyGrowth
from vitalfew.relations.labels_participation import COST_MEANT, PEOPLE_MEANT, STAGE_MEANT
from vitalfew.relations.labels_records import CELL_LABELS
from vitalfew.relations.queries.records import get_records
from vitalfew.relations.rules.participation import Cell, OfferingCourse, courses
from vitalfew.relations.rules.records import RecordKind
from vitalfew.web.charts.participation import Offering, Participation, participation
from vitalfew.web.dossier_parts.records import ShownRecord, shown_record
from vitalfew.web.growth_shown import family_word, signed
from vitalfew.web.shell import edge_of
from vitalfew.web.visitors import rights_in, signed_in

# Column: the process simple or complex; row: the product complex above.
PLACES = {
    Cell.PRODUCT_COMPLEX: (0, 0),
    Cell.BOTH_COMPLEX: (1, 0),
    Cell.BOTH_SIMPLE: (0, 1),
    Cell.PROCESS_COMPLEX: (1, 1),
}


@dataclass(frozen=True)
class Meaning:
    """What one cell asks for, and what stands there."""

    label: Any
    people: Any
    cost: Any
    stage: Any
    offerings: list[str]


@dataclass(frozen=True)
class CourseRow:
    """One offering: where it stands, how it came there, and what the books hint at."""

    name: str
    cell: Any
    moves: list[str]
    hint: str
    now: ShownRecord
    past: list[ShownRecord]


@login_required
@require_GET
def matrix(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show in which cell each offering stands, and when it moved."""
    user, today = signed_in(request), timezone.localdate()
    account = get_account(user, account_id)
    kept = get_records(account_id, [RecordKind.PARTICIPATION])[RecordKind.PARTICIPATION]
    found, growth = courses(kept), get_growth_of(user, account_id)
    currency = edge_of(request).currency
    named = {one.offering for one in found}
    families = [one for one in growth.growth.families if one.family.name] if growth else []
    context = {
        "stop": "accounts",
        "account": account,
        "rights": rights_in(user, account),
        "here": "participation",
        "chart": _chart(found) if found else None,
        "rows": [_row(one, growth, currency, today) for one in found],
        "meanings": [_meaning(cell, found) for cell in Cell],
        "unplaced": [one.family.name for one in families if not any(_is_of(name, one) for name in named)],
        "moves": sum(len(one.moves) for one in found),
        "has_past": any(len(one.places) > 1 for one in found),
        "lost": growth.growth.lost_count if growth else 0,
    }
    return render(request, "participation/page.html", context)


def _chart(found: Sequence[OfferingCourse]) -> Participation:
    moves = sum(len(one.moves) for one in found)
    said = {"n": len(found), "moves": moves}
    return participation(
        [
            Offering(
                one.offering,
                PLACES[one.now.cell],
                PLACES[one.moves[-1][0].cell] if one.moves and one.moves[-1][1] is one.now else None,
            )
            for one in found
        ],
        heads={PLACES[cell]: str(CELL_LABELS[cell]) for cell in Cell},
        axis=(
            pgettext("participation", "the customer takes little part"),
            pgettext("participation", "the customer takes much part"),
        ),
        sentence=_("%(n)s offerings in four cells, %(moves)s moves; the table says the same.") % said,
    )


def _row(one: OfferingCourse, growth: GrowthFound | None, currency: str, today: Any) -> CourseRow:
    moves = [
        _("%(on)s from %(before)s to %(after)s")
        % {
            "on": words.day(after.since),
            "before": CELL_LABELS[before.cell],
            "after": CELL_LABELS[after.cell],
        }
        for before, after in one.moves
    ]
    now, *past = [shown_record(place.record, today) for place in reversed(one.places)]
    return CourseRow(
        name=one.offering,
        cell=CELL_LABELS[one.now.cell],
        moves=moves,
        hint=_hint(one.offering, growth, currency),
        now=now,
        past=past,
    )


def _hint(offering: str, growth: GrowthFound | None, currency: str) -> str:
    """Say what the books show of the family: a hint of a move, never the move itself."""
    family = next((one for one in growth.growth.families if _is_of(offering, one)), None) if growth else None
    if growth is None or family is None:
        return ""
    name = family_word(family.family.name)
    # Only the largest are named: where there are more, nobody can count those of one family here.
    is_whole = growth.growth.lost_count == len(growth.growth.lost)
    lost = [one for one in growth.growth.lost if is_whole and one.product.startswith(family.family.name)]
    said = {"family": name, "change": signed(family.after - family.before, currency)}
    hint = _("family %(family)s: %(change)s on the year before") % said
    if not lost:
        return hint
    gone = ngettext("%(n)s product no longer bought", "%(n)s products no longer bought", len(lost)) % {"n": len(lost)}
    return f"{hint} · {gone}"


def _is_of(offering: str, family: FamilyGrowth) -> bool:
    """Tell whether the offering is this family of the books: by its name, or by its first word."""
    name = family.family.name.casefold()
    return bool(name) and name in {offering.casefold(), offering.casefold().partition(" ")[0]}


def _meaning(cell: Cell, found: Sequence[OfferingCourse]) -> Meaning:
    here = [one.offering for one in found if one.now.cell is cell]
    return Meaning(CELL_LABELS[cell], PEOPLE_MEANT[cell], COST_MEANT[cell], STAGE_MEANT[cell], here)


urlpatterns = [path("accounts/<int:account_id>/participation/", matrix, name="participation")]
