"""What the map tells in words: the tally, what is missing, whom to meet next and through whom, how the contact runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from vitalfew import words
from vitalfew.measures.network import ContactStructure, contact_structure
from vitalfew.relations.rules.chart import Hole, NextMeeting, Placed, Way, next_meetings
from vitalfew.web.people_map.reading import Reading

HOLES = {
    Hole.WHO: pgettext_lazy("hole", "we do not know who"),
    Hole.NOBODY: pgettext_lazy("hole", "counts, and nobody of us meets them"),
    Hole.AGAINST: pgettext_lazy("hole", "in the inner circle, not for us, hardly met"),
    Hole.ROLE: pgettext_lazy("hole", "role when buying unclear"),
    Hole.STALE: pgettext_lazy("hole", "silent longer than agreed"),
    Hole.ONE_LINE: pgettext_lazy("hole", "one line only"),
    Hole.OLD: pgettext_lazy("hole", "judged long ago"),
}


def hole_word(hole: Hole) -> str:
    """Say what is missing."""
    return str(HOLES[hole])


def tally(people: Sequence[Placed]) -> str:
    """Say in a line how many count, whom we meet, how they stand."""
    real = [one for one in people if one.is_person]
    keys = [one for one in real if one.stance.is_key]
    attitudes = [one.stance.attitude for one in real if one.stance.attitude is not None]
    parts = [
        ngettext("%(count)s person", "%(count)s people", len(real)) % {"count": len(real)},
        _("%(keys)s key players, %(met)s met in a year")
        % {"keys": len(keys), "met": sum(bool(one.depth) for one in keys)},
        _("%(good)s for us, %(neutral)s neutral, %(bad)s not for us")
        % {
            "good": sum(one > 0 for one in attitudes),
            "neutral": attitudes.count(0),
            "bad": sum(one < 0 for one in attitudes),
        },
    ]
    assumed = sum(one.stance.attitude is not None and not one.stance.is_confirmed for one in real)
    if assumed:
        parts.append(
            ngettext("%(count)s attitude assumed", "%(count)s attitudes assumed", assumed) % {"count": assumed}
        )
    return " · ".join(parts)


@dataclass(frozen=True)
class Told:
    """One line of the read-out: a mark, a sentence, whom it is about."""

    mark: str
    words: str
    contact_id: int | None = None
    name: str = ""


def answer(people: Sequence[Placed]) -> str:
    """Answer in a sentence how we stand with those who count."""
    keys = [one for one in people if one.stance.is_key and one.is_person]
    if not keys:
        return _("Nobody has said yet who counts here")
    blind = sum(not one.depth for one in keys)
    if blind:
        return ngettext(
            "%(blind)s of %(keys)s key players is not met by any of us",
            "%(blind)s of %(keys)s key players are not met by any of us",
            blind,
        ) % {"blind": blind, "keys": len(keys)}
    against = sum((one.stance.attitude or 0) < 0 for one in keys)
    if against:
        return ngettext(
            "All key players are met; %(count)s of %(keys)s is not for us",
            "All key players are met; %(count)s of %(keys)s are not for us",
            against,
        ) % {"count": against, "keys": len(keys)}
    return _("All %(keys)s key players are met, and none is against us") % {"keys": len(keys)}


def next_lines(reading: Reading) -> list[Told]:
    """Say whom to meet next, why, and through whom."""
    by_id = reading.by_id
    return [_next(one, by_id) for one in next_meetings(reading.people, reading.network)]


def _next(one: NextMeeting, by_id: Mapping[int, Placed]) -> Told:
    said = hole_word(one.hole)
    name = shown_name(by_id[one.contact_id])
    way = way_words(one.way, by_id)
    return Told("watch", f"{said}{pgettext('between sentences', '; ')}{way}" if way else said, one.contact_id, name)


def way_words(way: Way | None, by_id: Mapping[int, Placed]) -> str:
    """Say through whom somebody is reached."""
    if way is None:
        return ""
    between = [shown_name(by_id[one]) for one in way.through if one in by_id]
    if not between:
        return _("%(name)s knows them") % {"name": way.user_name}
    return _("through %(names)s") % {"names": " → ".join([way.user_name, *between])}


def shown_name(one: Placed) -> str:
    """Return what the person is called in the language spoken."""
    return words.name(one.seat.name, one.seat.name_en)


def old_lines(reading: Reading) -> list[Told]:
    """Name those of whom something was judged so long ago that it asks to be confirmed."""
    day, after = reading.asked.on, reading.asked.old_after
    old = [one for one in reading.people if one.stance.is_older(after, day)]
    old.sort(key=lambda one: one.stance.judged_on or day)
    return [
        Told("none", _("judged %(day)s") % {"day": words.day(one.stance.judged_on)}, one.id, shown_name(one))
        for one in old
    ]


def structure_of(reading: Reading) -> ContactStructure | None:
    """Measure how the contact runs; None where nobody knows anybody."""
    functions = {one.user_id: one.function for one in reading.team if one.user_id}
    pairs = [(one, pair) for one in reading.people for pair in one.alive]
    if not pairs:
        return None
    return contact_structure(
        [(pair.user_id, one.id) for one, pair in pairs],
        touches=[pair.times for _one, pair in pairs],
        functions=[(functions.get(pair.user_id, ""), one.seat.function) for one, pair in pairs],
        levels=[one.seat.level for one, _pair in pairs],
        scope=sorted({one.seat.function for one in reading.people if one.seat.function}),
    )


def structure_lines(reading: Reading) -> list[Told]:
    """Say how broad the contact is and whether all hangs on one thread."""
    found = structure_of(reading)
    if found is None:
        return [Told("watch", _("Nobody of us is noted to know anybody here."))]
    lines = [
        Told(
            "none",
            _("%(sellers)s of us know %(buyers)s of them, on %(levels)s levels")
            % {"sellers": found.sellers, "buyers": found.buyers, "levels": len(found.levels)},
        )
    ]
    share = found.single_thread_share
    if share == share:  # not unknown
        lines.append(
            Told(
                "watch" if share >= 0.6 else "good",
                _("The busiest pair carries %(share)s of all contacts") % {"share": words.share(share, 0)},
            )
        )
    if found.functions_paired:
        lines.append(
            Told(
                "none",
                _("%(paired)s functions are met by the same function of ours (%(share)s)")
                % {"paired": len(found.functions_paired), "share": words.share(found.coverage, 0)},
            )
        )
    return lines
