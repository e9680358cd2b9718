"""The same map as a table: what a screen reader and a phone show first, and what a mail can carry."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vitalfew.accounts.labels_people import LEVEL_LABELS
from vitalfew.accounts.rules import Level
from vitalfew.relations.labels_map import ATTITUDE_LABELS, EVIDENCE_LABELS, LINE_LABELS, POWER_LABELS
from vitalfew.relations.rules.chart import Placed
from vitalfew.relations.rules.stances import BOTH_WAYS, Evidence, LineState, Power
from vitalfew.web.charts.map.legend import depth_words
from vitalfew.web.charts.map.people import Knot, Person, days_word, nobody_word
from vitalfew.web.people_map.drawing import Drawing


@dataclass(frozen=True)
class TableRow:
    """One person in words."""

    person: Person
    level: str
    boss: str
    roles: str
    power: str
    attitude: str
    evidence: str
    contact: str
    days: str
    is_stale: bool
    owners: str
    lines: str
    gaps: str


def table_rows(drawing: Drawing) -> list[TableRow]:
    """Return everybody in the order of the map: the highest first."""
    lines = drawing.reading.network.lines if not drawing.is_bare else []
    placed = [(one, drawing.by_key[one.id]) for one in drawing.reading.people if one.id in drawing.by_key]
    placed.sort(key=lambda both: (9 if both[1].band is None else both[1].band, both[0].seat.unit, both[1].name))
    return [_row(one, person, drawing, lines) for one, person in placed]


def _row(one: Placed, person: Person, drawing: Drawing, lines: list[LineState]) -> TableRow:
    stance, comma = one.stance, pgettext("between names", ", ")
    boss = drawing.by_key.get(one.seat.boss_id or 0)
    return TableRow(
        person=person,
        level=str(LEVEL_LABELS[Level(one.seat.level)]) if one.seat.level else "",
        boss=boss.name if boss else "",
        roles=comma.join(person.roles),
        power=str(POWER_LABELS[Power(stance.power)]) if stance.power else "",
        attitude=str(ATTITUDE_LABELS[stance.attitude]),
        evidence=str(EVIDENCE_LABELS[Evidence(stance.evidence)]) if stance.attitude is not None else "",
        contact=depth_words()[one.depth],
        days=days_word(one.days),
        is_stale=one.is_stale,
        owners=comma.join(person.owners) or nobody_word(),
        lines=comma.join(_line(line, one.id, drawing) for line in lines if _is_of(line, one.id)),
        gaps=comma.join(person.gaps),
    )


def _is_of(line: LineState, who: int) -> bool:
    return line.tail_id == who or (line.kind in BOTH_WAYS and line.head_id == who)


def _line(line: LineState, who: int, drawing: Drawing) -> str:
    other = drawing.by_key.get(line.head_id if line.tail_id == who else line.tail_id)
    return _("%(kind)s: %(name)s") % {"kind": LINE_LABELS[line.kind], "name": other.name if other else "—"}


def coverage_rows(drawing: Drawing) -> list[tuple[Person, list[str]]]:
    """Return for each person what each of us is to him, in the order of our columns; a dash where there is nothing."""
    knots = {(one.theirs, one.ours): one for one in drawing.knots()}
    ours = [one.key for one in drawing.colleagues()]
    return [(one, [_knot(knots.get((one.key, key))) for key in ours]) for one in drawing.people]


def _knot(one: Knot | None) -> str:
    if one is None:
        return "—"
    wanted = f" → {one.wanted}" if one.wanted and one.wanted != one.now else ""
    return f"{one.now}{wanted} · {days_word(one.days)}"
