"""What each person at the customer wants, for the firm and for the own work, from the board down (I14)."""

from dataclasses import dataclass

from vitalfew.accounts.labels_people import LEVEL_LABELS
from vitalfew.accounts.queries import get_chart
from vitalfew.accounts.rules import LEVELS, Level, Seated
from vitalfew.relations.queries import get_stances
from vitalfew.relations.rules.stances import StanceState


@dataclass(frozen=True)
class Wish:
    """What one person wants, and who says so since when."""

    person: Seated
    level: str
    stance: StanceState


def wishes(account_id: int) -> list[Wish]:
    """Return whoever of those in post something is known to want, the highest level first, in three questions."""
    said = get_stances(account_id)
    found = [
        Wish(one, str(LEVEL_LABELS[Level(one.level)]) if one.level else "", said[one.contact_id])
        for one in get_chart(account_id)
        if one.contact_id in said and said[one.contact_id].wishes
    ]
    return sorted(found, key=lambda wish: (_rank(wish.person.level), wish.person.name))


def _rank(level: str) -> int:
    return LEVELS.index(Level(level)) if level else len(LEVELS)
