"""Who do we know: the people at the customer, how long ago they were met, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitalfew import words
from vitalfew.accounts.rules import ContactState
from vitalfew.relations.labels_people import gap_sentence
from vitalfew.relations.queries import Touches
from vitalfew.relations.rules import Gap

SHOWN = 4


@dataclass(frozen=True)
class Known:
    """One person and the last contact that was recorded."""

    id: int
    name: str
    title: str
    last_on: date | None


@dataclass(frozen=True)
class People:
    """The answer, the people met last, how many more there are, and the gravest of what is missing."""

    answer: str
    known: list[Known]
    more: int
    gap: str


def people(there: Sequence[ContactState], touches: Touches, gaps: dict[Gap, int], today: date) -> People:
    """Say whom we know of those who are there; whoever was met last stands first."""
    last = touches.last
    known = [Known(one.id, one.name, one.title, last.get(one.id)) for one in there]
    known.sort(key=lambda person: (person.last_on is None, -(person.last_on or today).toordinal(), person.name))
    gap = next((gap_sentence(gap, count) for gap, count in gaps.items()), "")
    return People(_answer(known, today), known[:SHOWN], max(0, len(known) - SHOWN), gap)


def _answer(known: Sequence[Known], today: date) -> str:
    if not known:
        return _("Nobody recorded yet")
    count = ngettext("%(count)s person", "%(count)s people", len(known)) % {"count": len(known)}
    if known[0].last_on is None:
        return _("%(people)s, no contact recorded") % {"people": count}
    return _("%(people)s, last contact %(age)s") % {"people": count, "age": words.age(known[0].last_on, today)}
