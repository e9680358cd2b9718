"""What if somebody leaves, and what has changed since a day: the figures and rows of these two pictures."""

from collections.abc import Callable, Collection, Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from vitalfew import words
from vitalfew.relations.labels_map import ATTITUDE_LABELS, POWER_LABELS
from vitalfew.relations.rules.chart import Change, Nearness, Placed, differences, successor, support
from vitalfew.relations.rules.stances import LineKind, Power
from vitalfew.web.charts.map.difference import Ribbon, difference
from vitalfew.web.charts.map.leaver import Loss, Tail, Tile, ours_leaves, theirs_leaves
from vitalfew.web.charts.map.legend import depth_words
from vitalfew.web.charts.map.people import Colleague, Person
from vitalfew.web.charts.map.svg import Drawn
from vitalfew.web.people_map.drawing import CARDS_UP_TO, Drawing
from vitalfew.web.people_map.telling import shown_name

NEARNESS = {
    Nearness.KNOWS_HIM: pgettext_lazy("successor", "in contact already"),
    Nearness.KNOWS_BOSS: pgettext_lazy("successor", "knows the boss"),
    Nearness.KNOWS_REPORT: pgettext_lazy("successor", "knows a report"),
    Nearness.KNOWS_UNIT: pgettext_lazy("successor", "knows the unit"),
}
EFFECTS = {
    "plus": pgettext_lazy("leaving", "loses a voice that is listened to"),
    "minus": pgettext_lazy("leaving", "one voice of doubt less"),
    "conflict": pgettext_lazy("leaving", "the conflict ends, the other side grows"),
    "boss": pgettext_lazy("leaving", "boss open; may succeed"),
    "dotted": pgettext_lazy("leaving", "the dotted line ends"),
}
DEEP = 3


def leaving(drawing: Drawing) -> Drawn | None:
    """Draw what happens if the one asked for leaves; None while nobody is."""
    asked = drawing.reading.asked
    if asked.theirs in drawing.by_key and asked.theirs is not None:
        return _theirs(drawing, asked.theirs)
    gone = next((one for one in drawing.colleagues() if one.key == asked.ours), None)
    return _ours(drawing, gone) if gone else None


def _ours(drawing: Drawing, gone: Colleague) -> Drawn:
    people = drawing.reading.people
    met = [one for one in people if one.alive]
    losses = sorted(
        (Loss(drawing.by_key[one.id], _state(one, gone.key), _remedy(one, gone.key, people)) for one in met),
        key=lambda loss: (loss.state, -_weight(drawing, loss)),
    )
    lost = sum(loss.state == 0 for loss in losses)
    facts = _("%(lost)s lose their only line to us, %(fewer)s lose one of several") % {
        "lost": lost,
        "fewer": sum(loss.state == 1 for loss in losses),
    }
    keys = [one for one in met if one.stance.is_key]

    def left(one: Placed) -> int:
        return sum(pair.user_id != gone.key for pair in one.alive)

    def tile(label: str, was: int, now: int, *, is_worse: bool) -> Tile:
        return Tile(label, str(was), str(now), is_worse)

    lines, rest = sum(len(one.alive) for one in met), sum(map(left, met))
    single, then = sum(len(one.alive) == 1 for one in keys), sum(left(one) == 1 for one in keys)
    reached, reached_then = sum(map(bool, map(left, met))), sum(map(bool, map(left, keys)))
    tiles = (
        tile(_("Contacts reached"), len(met), reached, is_worse=reached < len(met)),
        tile(_("Key players reached"), len(keys), reached_then, is_worse=reached_then < len(keys)),
        tile(_("Lines to us"), lines, rest, is_worse=rest < lines),
        tile(_("Key players on one line"), single, then, is_worse=then > single),
    )
    heading = drawing.heading(_("what if %(name)s leaves") % {"name": gone.name}, facts)
    return ours_leaves(gone, drawing.colleagues(), losses, drawing.knots(), tiles, heading)


def _state(one: Placed, gone: int) -> int:
    left = [pair for pair in one.alive if pair.user_id != gone]
    return 0 if not left else 1 if len(left) < len(one.alive) else 2


def _weight(drawing: Drawing, loss: Loss) -> int:
    return drawing.reading.by_id[loss.person.key].weight


def _remedy(one: Placed, gone: int, people: Sequence[Placed]) -> str:
    if _state(one, gone) != 0:
        return ""
    best = successor(one, gone, people)
    if best is None:
        return _("nobody of us is near")
    return _("→ %(name)s (%(reason)s)") % {"name": best.name, "reason": NEARNESS[best.reason]}


def _theirs(drawing: Drawing, who: int) -> Drawn:
    reading, by_id = drawing.reading, drawing.reading.by_id
    gone, rest = by_id[who], [one for one in reading.people if one.id != who]
    tails = list(_tails(drawing, who))
    users = {one.key: one for one in drawing.colleagues()}
    ours = [(users[one.ours], one) for one in drawing.knots() if one.theirs == who and one.now and one.ours in users]

    def count(rule: Callable[[Placed], bool], people: Iterable[Placed]) -> int:
        return sum(map(rule, people))

    def for_us(one: Placed) -> bool:
        return one.stance.power == Power.INNER and (one.stance.attitude or 0) > 0

    def deep(one: Placed) -> bool:
        return one.stance.is_key and one.depth >= DEEP

    def tile(label: str, was: int, now: int, form: str = "d") -> Tile:
        return Tile(label, _signed(was, form), _signed(now, form), now < was)

    voices = sum(tail.kind in ("plus", "minus", "conflict") for tail in tails)
    tiles = (
        tile(_("Weighted support"), support(reading.people), support(rest), "+d"),
        tile(_("Inner circle, for us"), count(for_us, reading.people), count(for_us, rest)),
        tile(_("Key players in depth"), count(deep, reading.people), count(deep, rest)),
        tile(_("Lines of influence"), voices, 0),
    )
    is_last = for_us(gone) and not count(for_us, rest)
    facts = _("nobody in the inner circle would be for us") if is_last else _("consequences on the map, not a forecast")
    heading = drawing.heading(_("what if %(name)s leaves") % {"name": shown_name(gone)}, facts)
    return theirs_leaves(drawing.by_key[who], tails, ours, tiles, heading)


def _signed(figure: int, form: str) -> str:
    return format(figure, form).replace("-", words.MINUS)


def _tails(drawing: Drawing, who: int) -> Iterable[Tail]:
    for one in drawing.reading.network.lines:
        is_out = one.tail_id == who and one.kind in (LineKind.PLUS, LineKind.MINUS)
        if is_out or (one.kind is LineKind.CONFLICT and who in (one.tail_id, one.head_id)):
            other = drawing.by_key.get(one.head_id if one.tail_id == who else one.tail_id)
        elif one.kind is LineKind.DOTTED and one.head_id == who:
            other = drawing.by_key.get(one.tail_id)
        else:
            continue
        if other:
            kind = one.kind.value
            yield Tail(other, kind, str(EFFECTS[kind]), kind in ("plus", "conflict"))
    for person in drawing.people:
        if person.boss == who:
            yield Tail(person, "boss", str(EFFECTS["boss"]), False)


def changes(drawing: Drawing, past: Drawing) -> Drawn | None:
    """Draw what has changed between the two days; None where nothing has."""
    reading = drawing.reading
    found = differences(reading.before, reading.people)
    if not found:
        return None
    ribbons = {who: _ribbons(one) for who, one in found.items()}
    gone = frozenset(who for who, one in found.items() if one.has_left)
    everybody = [*drawing.people, *(past.by_key[who] for who in gone)]
    former = {who: one.boss[0] for who, one in found.items() if one.boss and one.boss[0] is not None}
    shown = everybody if len(everybody) <= CARDS_UP_TO else _concerned(everybody, found.keys() | former.values())
    kinds = [ribbon.sign for each in ribbons.values() for ribbon in each]
    facts = _("since %(day)s: %(new)s new, %(left)s left, %(up)s better, %(down)s worse, %(moved)s moved") % {
        "day": words.day(reading.asked.since),
        **{sign: kinds.count(sign) for sign in ("new", "left", "up", "down", "moved")},
    }
    if left_out := len(everybody) - len(shown):
        facts = _("%(facts)s · %(count)s who stayed as they were are not drawn") % {"facts": facts, "count": left_out}
    heading = drawing.heading(_("what has changed"), facts)
    return difference(shown, ribbons, former, gone, heading)


def _concerned(everybody: Sequence[Person], who: Collection[int]) -> list[Person]:
    """Return these people and all above them: of a large company those who stayed as they were only hide them."""
    boss = {one.key: one.boss for one in everybody}
    kept: set[int] = set()
    for key in who:
        here: int | None = key
        while here is not None and here not in kept:
            kept.add(here)
            here = boss.get(here)
    return [one for one in everybody if one.key in kept]


def change_lines(drawing: Drawing, past: Drawing) -> list[tuple[str, int, list[str]]]:
    """Say of each person who has changed what has: name, number, the changes in words."""
    found = differences(drawing.reading.before, drawing.reading.people)
    known = past.by_key | drawing.by_key
    told = []
    for who, one in found.items():
        said = [ribbon.words for ribbon in _ribbons(one)]
        if one.boss:
            names = [known[boss].name if boss in known else "—" for boss in one.boss]
            said[-1] = _("%(kind)s: %(name)s") % {"kind": said[-1], "name": " → ".join(names)}
        told.append((known[who].name, who, said))
    return told


def _ribbons(one: Change) -> list[Ribbon]:
    if one.is_new or one.has_left:
        word = pgettext("change", "new") if one.is_new else pgettext("change", "has left")
        return [Ribbon("new" if one.is_new else "left", word)]
    out = []
    if one.attitude:
        was, now = one.attitude
        better = (now or 0) - (was or 0)
        sign = "up" if better > 0 else "down" if better < 0 else "moved"
        out.append(Ribbon(sign, f"{ATTITUDE_LABELS[was]} → {ATTITUDE_LABELS[now]}"))
    if one.power:
        was_power, now_power = (str(POWER_LABELS[Power(each)]) if each else _("Not said") for each in one.power)
        out.append(Ribbon("moved", f"{was_power} → {now_power}"))
    if one.depth:
        before, after = one.depth
        out.append(Ribbon("up" if after > before else "down", f"{depth_words()[before]} → {depth_words()[after]}"))
    if one.boss:
        out.append(Ribbon("moved", pgettext("change", "new boss")))
    return out
