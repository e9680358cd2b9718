"""Sources: said by people, looked at by the clock; what is new there becomes a draft like any other file."""

import os
import secrets
import shutil
import time
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from vitalfew.journal.actions import change_row, create_row, write_entry
from vitalfew.journal.rules import StaleVersion
from vitalfew.ledger.actions.drafts import discard_draft, receive_files
from vitalfew.ledger.files import digest
from vitalfew.ledger.models import Source
from vitalfew.ledger.queries.drafts import DraftState
from vitalfew.ledger.reading.databases import fetch
from vitalfew.ledger.rules.sources import QUIET_SECONDS, SourceProblem, SourceUnread, is_inside
from vitalfew.people.rules import Actor, Permission, SystemActor, require

_REMEMBERED = 1000


def save_source(*, by: Actor, values: dict[str, Any], source_id: int | None = None, version: int = 0) -> int:
    """Save where files come from and when it is looked at; return its number."""
    require(by, Permission.IMPORT_BOOKS)
    if source_id is None:
        row = Source(**values, owner_id_number=by.actor_id, owner_name=by.actor_name)
        return create_row(row, by=by, verb="save_source").pk
    change_row(Source.objects.get(pk=source_id), by=by, verb="save_source", version=version, changes=values)
    return source_id


def pause_source(*, by: Actor, source_id: int, version: int, is_paused: bool) -> None:
    """Let the clock pass the source by, or look at it again."""
    require(by, Permission.IMPORT_BOOKS)
    verb = "pause_source" if is_paused else "resume_source"
    change_row(
        Source.objects.get(pk=source_id), by=by, verb=verb, version=version, changes={"is_paused": is_paused}
    )  # fmt: skip


def remove_source(*, by: Actor, source_id: int, version: int) -> None:
    """Forget the source; what it brought stays."""
    require(by, Permission.IMPORT_BOOKS)
    row = Source.objects.get(pk=source_id)
    with transaction.atomic():
        write_entry(by=by, verb="remove_source", row=row, before={"name": row.name})
        if row.version != version or not Source.objects.filter(pk=source_id, version=version).delete()[0]:
            raise StaleVersion("ledger.source", row.version, [])


def run_source(*, by: Actor, source_id: int) -> list[DraftState]:
    """Look at the source and return a draft for every file that is new there; nothing new is no news."""
    require(by, Permission.IMPORT_BOOKS)
    source = Source.objects.select_related("mapping").filter(pk=source_id).first()
    if source is None:
        return []
    noted = Source.objects.filter(pk=source_id)
    noted.update(last_run_at=timezone.now())
    drafts: list[DraftState] = []
    try:
        for name, path in _files(source):
            drafts += _received(source, name, path, by)
    except SourceUnread as why:
        noted.update(last_problem={"problem": why.problem.value, "found": why.found}, last_found=len(drafts))
        return drafts
    except OSError as fault:
        problem = SourceProblem.NO_SPACE if fault.errno == 28 else SourceProblem.NO_FOLDER
        noted.update(last_problem={"problem": problem.value, "found": source.folder or source.name})
        return drafts
    noted.update(last_problem={}, last_found=len(drafts))
    return drafts


def _received(source: Source, name: str, path: Path, by: Actor) -> list[DraftState]:
    """Bring the file in if its bytes have not been seen; the history says for whom the clock acts."""
    mark = digest(path)
    if mark in source.seen:
        path.unlink()
        return []
    by = SystemActor(source.owner_name, by.role, source.owner_id_number) if by.actor_id is None else by
    draft = receive_files(by=by, files=[(name, path)], source=source)
    path.unlink(missing_ok=True)
    source.seen = [*source.seen, mark][-_REMEMBERED:]
    Source.objects.filter(pk=source.pk).update(seen=source.seen)
    if draft.is_in_the_books:
        discard_draft(by=by, token=draft.token, version=draft.version)
        return []
    return [draft]


def _files(source: Source) -> Iterator[tuple[str, Path]]:
    """Yield name and a copy of our own of each file that the source has now."""
    if source.place == Source.Place.DATABASE:
        yield f"{source.name}.csv", _asked(source)
        return
    folder = Path(source.folder)
    if not is_inside(folder, settings.SOURCE_FOLDERS):
        raise SourceUnread(SourceProblem.NOT_ALLOWED, source.folder)
    if not folder.is_dir():
        raise SourceUnread(SourceProblem.NO_FOLDER, source.folder)
    for path in sorted(folder.iterdir(), key=lambda one: (one.stat().st_mtime, one.name)):
        if _is_wanted(path, source.pattern):
            copy = _place()
            shutil.copyfile(path, copy)
            yield path.name, copy


def _is_wanted(path: Path, pattern: str) -> bool:
    is_ours = path.is_file() and fnmatchcase(path.name.lower(), pattern.strip().lower())
    return is_ours and is_inside(path, settings.SOURCE_FOLDERS) and path.stat().st_mtime < time.time() - QUIET_SECONDS


def _asked(source: Source) -> Path:
    address = os.environ.get(source.variable, "")
    if not address:
        raise SourceUnread(SourceProblem.NO_VARIABLE, source.variable)
    target = _place()
    try:
        fetch(address, source.query, target, most_rows=settings.UPLOAD_ROWS, seconds=settings.PARSE_SECONDS)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return target


def _place() -> Path:
    path: Path = settings.HOME / "uploads" / f"source-{secrets.token_hex(8)}.upload"
    return path
