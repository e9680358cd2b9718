"""Which picture answers which view."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from vitalfew import words
from vitalfew.web.charts.map.coverage import coverage
from vitalfew.web.charts.map.folded import folded
from vitalfew.web.charts.map.grid import power_grid
from vitalfew.web.charts.map.hierarchy import hierarchy
from vitalfew.web.charts.map.layout import PAGE, Room
from vitalfew.web.charts.map.mirror import mirror
from vitalfew.web.charts.map.svg import Drawn
from vitalfew.web.people_map.asking import View
from vitalfew.web.people_map.drawing import CARDS_UP_TO, Drawing
from vitalfew.web.people_map.what_if import changes, leaving

VIEW_LABELS = {
    View.HIERARCHY: pgettext_lazy("map", "Hierarchy"),
    View.GRID: pgettext_lazy("map", "Power × attitude"),
    View.COVERAGE: pgettext_lazy("map", "Coverage"),
    View.MIRROR: pgettext_lazy("map", "Function × level"),
    View.LEAVING: pgettext_lazy("map", "Who leaves"),
    View.CHANGES: pgettext_lazy("map", "Changes"),
}


def draw(drawing: Drawing, address: Callable[[str], str], room: Room = PAGE) -> Drawn | None:
    """Draw the view that is asked for; None where there is nothing to draw."""
    asked = drawing.reading.asked
    if not drawing.people:
        return None
    match asked.view:
        case View.GRID:
            return _grid(drawing)
        case View.COVERAGE:
            facts = _("field in colour: who keeps the contact · days: since they met last")
            heading = drawing.heading(str(VIEW_LABELS[View.COVERAGE]), facts)
            return coverage(drawing.people, drawing.colleagues(), drawing.knots(), heading)
        case View.MIRROR:
            facts = _("level lines: matched · a fan: all on one function · dashes: cold · dots: nobody meets them")
            heading = drawing.heading(str(VIEW_LABELS[View.MIRROR]), facts)
            inside = [one for one in drawing.people if one.kind != "outsider"]
            return mirror(inside, drawing.colleagues(), drawing.knots(), heading)
        case View.LEAVING:
            return leaving(drawing)
        case View.CHANGES:
            return changes(drawing, Drawing(drawing.reading.then, is_linked=drawing.is_linked))
        case _:
            return _hierarchy(drawing, address, room)


def _hierarchy(drawing: Drawing, address: Callable[[str], str], room: Room) -> Drawn:
    heading = drawing.heading(_("relationship map"))
    if len(drawing.people) > CARDS_UP_TO:
        return folded(drawing.people, heading, drawing.reading.asked.opened, address)
    return hierarchy(drawing.people, drawing.lines(), heading, room)


def _grid(drawing: Drawing) -> Drawn:
    reading = drawing.reading
    was = {one.id: one.stance.attitude for one in reading.before}
    moved = {one.id: was[one.id] for one in reading.people if one.id in was and was[one.id] != one.stance.attitude}
    facts = _("arrow: change since %(day)s · outline: assumed") % {"day": words.day(reading.asked.since)}
    return power_grid(drawing.people, moved, drawing.heading(str(VIEW_LABELS[View.GRID]), facts))
