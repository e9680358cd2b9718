"""A visit or call as a line of the timeline: its words, and who was met."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import pgettext

from vitalfew.relations.labels import KIND_LABELS, OUTCOME_LABELS
from vitalfew.relations.queries import InteractionState


@dataclass(frozen=True)
class Meeting:
    """One contact in words."""

    visit: InteractionState
    kind: str
    outcome: str
    met: str


def meetings(visits: Iterable[InteractionState]) -> list[Meeting]:
    """Return the contacts in words."""
    between = pgettext("between names", ", ")
    return [
        Meeting(visit, str(KIND_LABELS[visit.kind]), str(OUTCOME_LABELS[visit.outcome]), between.join(visit.contacts))
        for visit in visits
    ]
