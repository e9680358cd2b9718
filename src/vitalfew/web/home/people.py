"""Who do we know: the people met there, and how long ago."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitalfew import words
from vitalfew.accounts.queries import ContactState
from vitalfew.relations.queries import InteractionState

SHOWN = 4


@dataclass(frozen=True)
class Known:
    """One person and the last contact that was recorded."""

    name: str
    title: str
    last_on: date | None


@dataclass(frozen=True)
class People:
    """The answer, the people met last, and how many more there are."""

    answer: str
    known: list[Known]
    more: int


def people(contacts: Sequence[ContactState], interactions: Sequence[InteractionState], today: date) -> People:
    """Say whom we know; whoever was met last stands first."""
    last: dict[str, date] = {}
    for one in interactions:
        for name in one.contacts:
            last[name] = max(one.held_on, last.get(name, one.held_on))
    known = [Known(contact.name, contact.title, last.get(contact.name)) for contact in contacts]
    known.sort(key=lambda person: (person.last_on is None, -(person.last_on or today).toordinal(), person.name))
    return People(_answer(known, today), known[:SHOWN], max(0, len(known) - SHOWN))


def _answer(known: Sequence[Known], today: date) -> str:
    if not known:
        return _("Nobody recorded yet")
    count = ngettext("%(count)s person", "%(count)s people", len(known)) % {"count": len(known)}
    if known[0].last_on is None:
        return _("%(people)s, no contact recorded") % {"people": count}
    return _("%(people)s, last contact %(age)s") % {"people": count, "age": words.age(known[0].last_on, today)}
