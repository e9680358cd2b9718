"""How far each side trusts the other now, in words (S26)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from vitalfew import words
from vitalfew.relations.labels_records import PARTY_LABELS
from vitalfew.relations.queries.records import get_records
from vitalfew.relations.rules.records import Party, RecordKind, RecordState


@dataclass(frozen=True)
class Side:
    """How far one side trusts the other now, and how that changed."""

    label: Any
    now: str
    change: str


def sides_of(account_id: int) -> list[Side]:
    """Return both sides of an account, where at least one has rated."""
    stands = get_records(account_id, [RecordKind.TRUST])[RecordKind.TRUST]
    ratings = sorted(stands, key=lambda one: (one.values["rated_on"], one.id))
    return [side(party, rows) for party, rows in by_side(ratings).items()] if ratings else []


def by_side(ratings: Sequence[RecordState]) -> dict[Party, list[RecordState]]:
    """Return the ratings of each side, in their order."""
    return {party: [one for one in ratings if one.values["rated_by_party"] == party] for party in Party}


def side(party: Party, rows: Sequence[RecordState]) -> Side:
    """Put what one side rated last, and how it moved, into words."""
    if not rows:
        return Side(PARTY_LABELS[party], words.UNKNOWN, _("not rated"))
    last = rows[-1].values
    said = {"on": words.day(last["rated_on"])}
    if len(rows) == 1:
        return Side(PARTY_LABELS[party], f"{last['trust']}/5", _("rated on %(on)s") % said)
    step = last["trust"] - rows[-2].values["trust"]
    moved = (
        _("unchanged") if not step else _("%(step)s on the rating before") % {"step": f"{step:+d}".replace("-", "−")}
    )
    return Side(PARTY_LABELS[party], f"{last['trust']}/5", f"{words.day(last['rated_on'])} · {moved}")
