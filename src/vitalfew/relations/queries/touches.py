"""Who of us met whom of them, how often and when last: read from the contacts held, never typed (S18, C18)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vitalfew.prepared import Prepared
from vitalfew.relations.models import Interaction
from vitalfew.relations.rules import Gap, Known, Meeting, gaps


@dataclass(frozen=True)
class Touch:
    """What passed between one of us and one of them."""

    user_id: int
    user_name: str
    contact_id: int
    last_on: date
    times: int


@dataclass(frozen=True)
class Touches:
    """Every pair that has met at an account, the last met first, each meeting, and the days of the contacts held."""

    pairs: list[Touch]
    meetings: list[Meeting]
    days: list[date]
    met: Mapping[int, Sequence[str]]  # the names of those met by the number of each contact held

    @property
    def last(self) -> dict[int, date]:
        """Return the last day on which each person was met by anybody of us."""
        last: dict[int, date] = {}
        for one in self.pairs:
            last.setdefault(one.contact_id, one.last_on)
        return last

    def with_person(self, contact_id: int) -> list[Touch]:
        """Return who of us met this person, the last first."""
        return [one for one in self.pairs if one.contact_id == contact_id]


def get_touches(account_id: int) -> Touches:
    """Return who met whom at the account, in one question. Who may see the account is the caller's question."""
    pairs: dict[tuple[int, int], Touch] = {}
    meetings, days, names = [], dict[int, date](), defaultdict[int, list[str]](list)
    for number, day, user_id, name, username, contact_id, contact_name in _MET(account_id=account_id):
        days[number] = day
        if contact_id is None:  # whoever was met has been forgotten since
            continue
        meetings.append(Meeting(user_id, contact_id, day))
        names[number].append(contact_name)
        before = pairs.get((user_id, contact_id))
        times = before.times + 1 if before else 1
        pairs[user_id, contact_id] = Touch(
            user_id, name or username, contact_id, before.last_on if before else day, times
        )
    return Touches(list(pairs.values()), meetings, list(days.values()), names)


_MET = Prepared(
    lambda account_id: (
        Interaction.objects.filter(account_id=account_id)
        .order_by("-held_on", "-pk")
        .values_list("pk", "held_on", "by_id", "by__name", "by__username", "contacts", "contacts__name")
    )
)


def get_last_touch(account_id: int, contact_id: int) -> date | None:
    """Return the last day on which somebody of us met the person at the account."""
    found = Interaction.objects.filter(account_id=account_id, contacts=contact_id).order_by("-held_on")
    return found.values_list("held_on", flat=True).first()


def gaps_among(levels: Mapping[int, str], touches: Touches, today: date) -> dict[Gap, int]:
    """Return what is missing in whom we know of the people who are there, told with their levels."""
    last = touches.last
    return gaps([Known(one, level, last.get(one)) for one, level in levels.items()], touches.meetings, today)
