"""The row and the files of a draft: where they lie, how a step is written, whose work it is."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from vitalfew.journal.actions import change_row
from vitalfew.ledger.actions.checking import clear
from vitalfew.ledger.models import Draft
from vitalfew.ledger.rules.imports import ImportReport, IncomingFile, NoSuchDraft
from vitalfew.ledger.rules.problems import Unreadable
from vitalfew.people.rules import Actor, SystemActor


def batch_of(report: ImportReport) -> dict[str, int | None]:
    """Return the draft's column that names its import: of lines, or of other facts."""
    return {"fact_batch": report.batch} if report.kind else {"batch": report.batch}


def find_draft(token: str) -> Draft:
    """Return the draft with this token."""
    draft = Draft.objects.select_related("batch", "fact_batch", "source").filter(token=token).first()
    if draft is None:
        raise NoSuchDraft(token)
    return draft


def move(draft: Draft, by: Actor, verb: str, **changes: Any) -> Draft:
    """Write the draft's next step, if nobody else has moved it since it was read."""
    return change_row(draft, by=by, verb=verb, version=draft.version, changes=changes)


def room_of(token: str) -> Path:
    """Return where the draft's own files lie."""
    path: Path = settings.HOME / "uploads" / token
    return path


def keep(token: str, named: Sequence[tuple[str, Path]]) -> None:
    """Move the files into the draft's room."""
    room_of(token).mkdir(mode=0o700, parents=True)
    for number, (_name, path) in enumerate(named):
        shutil.move(path, room_of(token) / str(number))


def kept(draft: Draft) -> list[tuple[str, Path]]:
    """Return the draft's files under the names they came with."""
    return [(file["name"], room_of(draft.token) / str(number)) for number, file in enumerate(draft.files)]


def files_of(draft: Draft) -> tuple[IncomingFile, ...]:
    """Return the draft's files as they are known by their bytes."""
    return tuple(IncomingFile(**file) for file in draft.files)


def forget_files(token: str) -> None:
    """Remove the draft's files and what was read from them."""
    shutil.rmtree(room_of(token), ignore_errors=True)
    clear(token)


def refusal_of(refusal: Unreadable) -> dict[str, Any]:
    """Return why the files cannot be read, as a draft keeps it."""
    return {"problem": refusal.problem.value, "place": refusal.place, "found": refusal.found}


def in_the_name_of(draft: Draft, by: Actor) -> Actor:
    """Return the owner where the clock does the work: the history says who imported, not who was asked to."""
    if by.actor_id is not None or draft.owner_id_number is None:
        return by
    return SystemActor(draft.owner_name, by.role, draft.owner_id_number)
