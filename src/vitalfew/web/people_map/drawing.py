"""The rows of the map put into the words and shapes that the pictures draw."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from vitalfew import words
from vitalfew.accounts.labels_people import FUNCTION_LABELS
from vitalfew.accounts.rules import ContactKind, Function, Level
from vitalfew.relations.labels_map import ATTITUDE_LABELS, EVIDENCE_LABELS, LINE_LABELS, POWER_LABELS, ROLE_LABELS
from vitalfew.relations.labels_people import STRENGTH_LABELS
from vitalfew.relations.rules import is_cold
from vitalfew.relations.rules.chart import Pair, Placed
from vitalfew.relations.rules.stances import BuyingRole, Evidence, LineKind, LineState, Power
from vitalfew.web.charts.map.legend import depth_words
from vitalfew.web.charts.map.people import Colleague, Heading, Knot, Line, Person, days_word, nobody_word
from vitalfew.web.people_map.reading import Reading
from vitalfew.web.people_map.telling import hole_word, tally

CARDS_UP_TO = 30  # people; of more, units are folded and only what is asked about is drawn as cards


class Drawing:
    """One reading put into drawn rows; for the customer's eyes nothing judged goes along, nowhere."""

    def __init__(self, reading: Reading, *, is_linked: bool = True, is_bare: bool = False) -> None:
        """Take the reading; without links for a picture that leaves the house."""
        self.reading, self.is_linked, self.is_bare = reading, is_linked, is_bare
        # That we do not know who holds a seat, or that an outsider has a say, is nothing for the customer's eyes.
        shown = [one for one in reading.people if not is_bare or one.seat.kind is ContactKind.PERSON]
        self._bosses = _bosses_among(reading.people, {one.id for one in shown})
        self.people = [self.person(one) for one in shown]
        self.by_key = {one.key: one for one in self.people}

    def person(self, one: Placed) -> Person:
        """Return the person as drawn."""
        seat, stance = one.seat, one.stance
        name = words.name(seat.name, seat.name_en)
        also = (seat.name_en if name == seat.name else seat.name) if seat.name_en else ""
        bare = Person(
            key=one.id,
            name=name,
            href=self._href("map_person", one.id),
            also=also if also != name else "",
            title=seat.title,
            unit=seat.unit,
            level=seat.level,
            function=seat.function,
            boss=self._bosses.get(one.id),
            kind=seat.kind.value,
            owners=tuple(pair.user_name for pair in one.alive),
            version=seat.version,
            is_bare=self.is_bare,
            says=_listed(name, seat.title, seat.unit),
        )
        if self.is_bare:
            return bare
        roles = tuple(str(ROLE_LABELS[BuyingRole(role)]) for role in stance.roles)
        is_open = not roles and stance.is_key and one.is_person
        fields = dict(vars(bare)) | {
            "power": stance.power,
            "attitude": stance.attitude,
            "is_confirmed": stance.is_confirmed,
            "depth": one.depth,
            "days": one.days,
            "is_stale": one.is_stale,
            "roles": roles or ((_("Role?"),) if is_open else ()),
            "is_role_open": is_open,
            "gaps": tuple(hole_word(hole) for hole in one.holes),
            "says": self._says(one, bare),
        }
        return Person(**fields)

    def _says(self, one: Placed, bare: Person) -> str:
        """Say the whole card in a sentence."""
        stance = one.stance
        attitude = str(ATTITUDE_LABELS[stance.attitude])
        if stance.attitude is not None:
            evidence = str(EVIDENCE_LABELS[Evidence(stance.evidence)])
            attitude = _("%(attitude)s (%(evidence)s)") % {"attitude": attitude, "evidence": evidence}
        contact = depth_words()[one.depth] + (f" {days_word(one.days)}" if one.days is not None else "")
        ours = pgettext("between names", ", ").join(bare.owners) or nobody_word()
        parts = [
            bare.says,
            *(str(ROLE_LABELS[BuyingRole(role)]) for role in stance.roles),
            str(POWER_LABELS[Power(stance.power)]) if stance.power else "",
            attitude,
            contact,
            _("ours: %(names)s") % {"names": ours},
        ]
        if one.holes:
            gaps = pgettext("between names", ", ").join(hole_word(hole) for hole in one.holes)
            parts.append(_("missing: %(gaps)s") % {"gaps": gaps})
        return _listed(*parts)

    def lines(self) -> list[Line]:
        """Return the lines that the lens shows; for the customer the second bosses alone."""
        asked = self.reading.asked
        return [
            self._line(one)
            for one in self.reading.network.lines
            if asked.shows(one.kind)
            and (not self.is_bare or one.kind is LineKind.DOTTED)
            and one.tail_id in self.by_key
            and one.head_id in self.by_key
        ]

    def _line(self, one: LineState) -> Line:
        ends = {"tail": self.by_key[one.tail_id].name, "head": self.by_key[one.head_id].name}
        said = _("%(kind)s: %(tail)s → %(head)s") % {"kind": LINE_LABELS[one.kind], **ends}
        if one.note and not self.is_bare:
            said = _("%(line)s. %(note)s") % {"line": said, "note": one.note}
        return Line(one.tail_id, one.head_id, one.kind.value, one.strength, said, self._href("map_person", one.tail_id))

    def colleagues(self) -> list[Colleague]:
        """Return those of us who know anybody there, or are in the team; whoever knows most first."""
        reading = self.reading
        held: dict[int, int] = {}
        for one in reading.people:
            for pair in one.alive:
                held[pair.user_id] = held.get(pair.user_id, 0) + 1
        functions = {one.user_id: one.function for one in reading.team if one.user_id}
        there = {one.user_id for one in reading.team if one.user_id and not one.is_over(reading.asked.on)}
        wanted = {pair.user_id for one in reading.people for pair in one.pairs}
        return [
            self._colleague(user, functions.get(user, ""))
            for user in sorted(held.keys() | there | wanted, key=lambda user: (-held.get(user, 0), reading.names[user]))
        ]

    def _colleague(self, user: int, function: str) -> Colleague:
        key = self.reading.account.key
        duty, level = "", Level.EXPERT
        if key and user in (key.manager_id, key.deputy_id):
            duty, level, function = _("Key account manager"), Level.MANAGER, function or Function.SALES
        elif key and user == key.director_id:
            duty, level, function = _("Key account director"), Level.DIRECTOR, function or Function.SALES
        word = str(FUNCTION_LABELS[Function(function)]) if function else ""
        return Colleague(
            user, self.reading.names[user], duty or word, function, level.value, self._href("map", None, f"ours={user}")
        )

    def knots(self) -> list[Knot]:
        """Return who of us knows whom of them."""
        return [self._knot(one, pair) for one in self.reading.people for pair in one.pairs]

    def _knot(self, one: Placed, pair: Pair) -> Knot:
        day = self.reading.asked.on
        days = None if pair.last_on is None else (day - pair.last_on).days
        now = max(pair.strength or 0, int(pair.last_on is not None))
        wanted = str(STRENGTH_LABELS[pair.wanted]) if pair.wanted else _("not said")
        said = _("%(ours)s and %(theirs)s: now %(now)s, wanted %(wanted)s, last contact %(days)s") % {
            "ours": pair.user_name,
            "theirs": self.by_key[one.id].name,
            "now": STRENGTH_LABELS[now],
            "wanted": wanted,
            "days": days_word(days),
        }
        is_old = pair.last_on is None or is_cold(pair.last_on, day)
        return Knot(pair.user_id, one.id, now, pair.wanted, days, is_old, said, self._href("map_person", one.id))

    def heading(self, title: str, facts: str = "") -> Heading:
        """Return what stands over a picture."""
        language = "zh-CN" if words.is_chinese() else get_language() or "en"
        account = self.reading.account
        name = words.name(account.name, account.name_en)
        day = _("As of %(day)s") % {"day": words.day(self.reading.asked.on)}
        said = day if self.is_bare else " · ".join([day, facts or tally(self.reading.people)])
        return Heading(_("%(account)s: %(title)s") % {"account": name, "title": title}, said, language)

    def _href(self, route: str, contact: int | None, query: str = "") -> str:
        if not self.is_linked:
            return ""
        account = self.reading.account.id
        arguments: Sequence[int] = [account] if contact is None else [account, contact]
        return reverse(route, args=arguments) + (f"?view=leaving&{query}" if query else "")


def _bosses_among(people: Sequence[Placed], shown: set[int]) -> dict[int, int | None]:
    """Return the next boss above each person who is shown."""
    above = {one.id: one.seat.boss_id for one in people}
    found: dict[int, int | None] = {}
    for who in shown:
        seen, boss = {who}, above.get(who)
        while boss is not None and boss not in shown and boss not in seen:
            seen.add(boss)
            boss = above.get(boss)
        found[who] = boss if boss in shown else None
    return found


def _listed(*parts: str) -> str:
    return pgettext("between names", ", ").join(part for part in parts if part)
