"""Where files come from by themselves, when each was looked at, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Q

from vitalfew.ledger.labels_sources import problem_sentence
from vitalfew.ledger.models import Draft, Source
from vitalfew.ledger.rules.sources import is_turn


@dataclass(frozen=True)
class SourceState:
    """A source as it stands."""

    id: int
    version: int
    name: str
    place: str
    folder: str
    pattern: str
    variable: str
    query: str
    mapping_id: int | None
    mapping: str
    rhythm: str
    hour: int
    is_paused: bool
    owner_name: str
    last_run_at: datetime | None
    last_found: int
    problem: str  # a sentence, "" where there was none
    waiting: int  # drafts of it that somebody must look at
    written: int  # drafts of it that are in the books


def get_sources() -> list[SourceState]:
    """Return every source, by name."""
    return [_state(row) for row in _counted().order_by("name")]


def get_source(source_id: int) -> SourceState | None:
    """Return one source."""
    row = _counted().filter(pk=source_id).first()
    return _state(row) if row else None


def get_due_sources(now: datetime) -> list[int]:
    """Return the sources that are to be looked at now."""
    rows = Source.objects.filter(is_paused=False).only("last_run_at", "rhythm", "hour").order_by("pk")
    return [
        row.pk
        for row in rows
        if is_turn(row.last_run_at, now, is_daily=row.rhythm == Source.Rhythm.DAILY, hour=row.hour)
    ]


def get_source_folders() -> list[str]:
    """Return the folders that the administrator allows sources to lie in."""
    return [str(folder) for folder in settings.SOURCE_FOLDERS]


def find_source(name: str) -> int | None:
    """Return the number of the source of this name."""
    return Source.objects.filter(name=name).values_list("pk", flat=True).first()


def _counted() -> Any:
    over = (Draft.State.COMMITTED, Draft.State.DISCARDED)
    return Source.objects.select_related("mapping").annotate(
        waiting=Count("draft", filter=~Q(draft__state__in=over)),
        written=Count("draft", filter=Q(draft__state=Draft.State.COMMITTED)),
    )


def _state(row: Any) -> SourceState:
    named = {"mapping", "problem"}
    return SourceState(
        mapping=row.mapping.name if row.mapping else "",
        problem=problem_sentence(**row.last_problem) if row.last_problem else "",
        **{name: getattr(row, name) for name in SourceState.__dataclass_fields__ if name not in named},
    )
