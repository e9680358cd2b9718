"""A file's life before it counts: received, checked in a process of its own, looked at, committed or thrown away.

Each step may be asked for again after a crash: it ends where it would have ended.
"""

import secrets
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from vitalfew.journal.actions import change_row, create_row
from vitalfew.journal.rules import StaleVersion
from vitalfew.ledger.actions.checking import Answer, check_files, checked_of, clear, incoming_files, lines_of
from vitalfew.ledger.actions.commit import already_imported, commit_checked
from vitalfew.ledger.actions.foresight import foresee
from vitalfew.ledger.actions.mappings import check_as_saved, save_mapping
from vitalfew.ledger.models import Batch, Draft
from vitalfew.ledger.queries.drafts import DraftState, draft_state
from vitalfew.ledger.rules.imports import ImportReport, ImportStatus, IncomingFile, NoSuchDraft, NotAtThisStep
from vitalfew.ledger.rules.problems import Unreadable
from vitalfew.people.rules import Actor, Permission, SystemActor, require

_State = Draft.State
_TELL_EVERY = 1.0
# Nobody comes back to a preview that has waited so long.
FORGOTTEN_AFTER = timedelta(days=7)
OPTIONS = ("sheet", "delimiter", "encoding", "day_first", "decimal", "currency")


def receive_files(*, by: Actor, files: Sequence[tuple[str, Path]]) -> DraftState:
    """Take the files into the home and return their draft; bytes that are in the books are answered at once."""
    require(by, Permission.IMPORT_BOOKS)
    token = secrets.token_hex(16)
    named = [(Path(name.replace("\\", "/")).name[:200], path) for name, path in files]
    draft = Draft(token=token, owner_id_number=by.actor_id, owner_name=by.actor_name, files=[])
    draft.mapping = {"language": translation.get_language()}
    try:
        received = incoming_files(named)
        draft.files = [asdict(file) for file in received]
        if found := already_imported(received):
            draft.state, draft.batch_id, draft.report = _State.REFUSED, found.batch, {"is_already": True}
        else:
            _keep(token, named)
    except Unreadable as refusal:
        draft.state, draft.report = _State.REFUSED, {"refusal": _refusal(refusal)}
        draft.files = draft.files or [{"name": name, "bytes": _size(path), "sha256": ""} for name, path in named]
    return draft_state(create_row(draft, by=by, verb="receive_files"))


def check_draft(*, by: Actor, token: str) -> DraftState:
    """Read the files in the reading process and keep what was found; nothing happens to a draft that is not waiting."""
    require(by, Permission.IMPORT_BOOKS)
    draft = _draft(token)
    if draft.state not in (_State.RECEIVED, _State.CHECKING):
        return draft_state(draft)
    draft = _move(draft, by, "start_check", state=_State.CHECKING, progress=0)
    changes = _checked(draft)
    try:
        return draft_state(_move(draft, by, "check_draft", **changes))
    except StaleVersion:
        # Thrown away meanwhile.
        clear(token)
        return draft_state(_draft(token))


def choose_columns(
    *,
    by: Actor,
    token: str,
    version: int,
    columns: Mapping[str, str],
    options: Mapping[str, Any] | None = None,
    mapping_name: str = "",
) -> DraftState:
    """Say what each column means and have the files read again; under a name it is saved first, before it is used."""
    require(by, Permission.IMPORT_BOOKS)
    draft = _draft(token)
    if draft.state not in (_State.MAPPING, _State.READY, _State.REFUSED) or not _folder(token).is_dir():
        raise NotAtThisStep(draft.state)
    wanted = {name: value for name, value in (options or {}).items() if name in OPTIONS and value not in (None, "")}
    if mapping_name:
        save_mapping(by=by, name=mapping_name, columns=dict(columns), options=wanted)
    mapping = {"columns": dict(columns), "options": wanted, "name": mapping_name}
    changes = {"mapping": draft.mapping | mapping, "state": _State.RECEIVED, "report": {}, "progress": 0}
    return draft_state(change_row(draft, by=by, verb="choose_columns", version=version, changes=changes))


def commit_draft(*, by: Actor, token: str) -> DraftState:
    """Put the good lines of a checked draft into the books."""
    require(by, Permission.IMPORT_BOOKS)
    draft = _draft(token)
    if draft.state == _State.COMMITTED:
        return draft_state(draft)
    if draft.state not in (_State.READY, _State.COMMITTING):
        raise NotAtThisStep(draft.state)
    by = _in_the_name_of(draft, by)
    if draft.state == _State.READY:
        since = {"since": timezone.now().isoformat()}
        draft = _move(draft, by, "start_commit", state=_State.COMMITTING, report=draft.report | since)
    state = draft_state(_move(draft, by, "commit_draft", **_committed(draft, by)))
    if state.batch:
        _forget(token)
    return state


def discard_draft(*, by: Actor, token: str, version: int) -> DraftState:
    """Throw the draft and its files away. What is in the books stays there."""
    require(by, Permission.IMPORT_BOOKS)
    draft = _draft(token)
    if draft.state in (_State.COMMITTING, _State.COMMITTED):
        raise NotAtThisStep(draft.state)
    changes = {"state": _State.DISCARDED, "report": {}}
    state = draft_state(change_row(draft, by=by, verb="discard_draft", version=version, changes=changes))
    _forget(token)
    return state


def forget_drafts(*, by: Actor) -> int:
    """Throw away the drafts that nobody came back to, and return how many."""
    require(by, Permission.IMPORT_BOOKS)
    over = (_State.COMMITTED, _State.DISCARDED, _State.COMMITTING)
    old = Draft.objects.filter(created_at__lt=timezone.now() - FORGOTTEN_AFTER).exclude(state__in=over)
    for draft in old:
        discard_draft(by=by, token=draft.token, version=draft.version)
    return len(old)


def _draft(token: str) -> Draft:
    draft = Draft.objects.select_related("batch").filter(token=token).first()
    if draft is None:
        raise NoSuchDraft(token)
    return draft


def _move(draft: Draft, by: Actor, verb: str, **changes: Any) -> Draft:
    return change_row(draft, by=by, verb=verb, version=draft.version, changes=changes)


def _folder(token: str) -> Path:
    path: Path = settings.HOME / "uploads" / token
    return path


def _keep(token: str, named: Sequence[tuple[str, Path]]) -> None:
    _folder(token).mkdir(mode=0o700, parents=True)
    for number, (_name, path) in enumerate(named):
        shutil.move(path, _folder(token) / str(number))


def _kept(draft: Draft) -> list[tuple[str, Path]]:
    return [(file["name"], _folder(draft.token) / str(number)) for number, file in enumerate(draft.files)]


def _files(draft: Draft) -> tuple[IncomingFile, ...]:
    return tuple(IncomingFile(**file) for file in draft.files)


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _forget(token: str) -> None:
    shutil.rmtree(_folder(token), ignore_errors=True)
    clear(token)


def _refusal(refusal: Unreadable) -> dict[str, Any]:
    return {"problem": refusal.problem.value, "place": refusal.place, "found": refusal.found}


def _checked(draft: Draft) -> dict[str, Any]:
    """Read the draft's files and return what is to be written of it."""
    try:
        # The file of problems speaks the language of whoever brought the file.
        with translation.override(draft.mapping.get("language") or translation.get_language()):
            answer, name = _read(draft)
    except Unreadable as refusal:
        return {"state": _State.REFUSED, "report": {"refusal": _refusal(refusal)}}
    if not _folder(draft.token).is_dir():
        # Thrown away meanwhile: what was found goes nowhere.
        return {"state": _State.DISCARDED}
    mapping = draft.mapping | ({"name": name} if name else {})
    return {"mapping": mapping} | _outcome(draft, answer)


def _read(draft: Draft) -> tuple[Answer, str]:
    columns, options = draft.mapping.get("columns", {}), draft.mapping.get("options", {})
    if columns:
        return check_files(_kept(draft), tag=draft.token, columns=columns, options=options, tell=_teller(draft)), ""
    return check_as_saved(_kept(draft), tag=draft.token, options=options, tell=_teller(draft))


def _outcome(draft: Draft, answer: Answer) -> dict[str, Any]:
    if answer["state"] == "mapping":
        return {"state": _State.MAPPING, "report": {"answer": answer}}
    if answer["state"] == "refused":
        refusal = {name: answer[name] for name in ("problem", "place", "found")}
        return {"state": _State.REFUSED, "report": {"answer": answer, "refusal": refusal}}
    report, totals = foresee(checked_of(answer, _files(draft), draft.token, ()))
    return {
        "state": _State.READY,
        "report": {"answer": answer, "counts": _counts(report), "totals": totals},
        "progress": report.lines_read,
    }


def _counts(report: ImportReport) -> dict[str, Any]:
    leave_out = {"status", "batch", "problems", "problems_file"}
    return {name: value for name, value in report.as_json().items() if name not in leave_out}


def _committed(draft: Draft, by: Actor) -> dict[str, Any]:
    """Commit the draft's lines and return what is to be written of it."""
    report = already_imported(_files(draft))
    if report is None:
        if not lines_of(draft.token).exists():
            # It waited so long that its lines were swept.
            changes = _checked(draft)
            if changes["state"] != _State.READY:
                return changes
        checked = checked_of(draft.report["answer"], _files(draft), draft.token, ())
        report = commit_checked(checked, by=by, currency=str(draft.mapping.get("options", {}).get("currency") or ""))
    if report.status is ImportStatus.REFUSED:
        return {"state": _State.REFUSED, "report": {"answer": draft.report["answer"], "clash": report.message}}
    if report.status is ImportStatus.ALREADY_IMPORTED and not _is_own(draft, report):
        return {"state": _State.REFUSED, "batch": report.batch, "report": {"is_already": True}}
    counts = _counts(report) | {"message": ""}
    return {"state": _State.COMMITTED, "batch": report.batch, "report": draft.report | {"counts": counts}}


def _is_own(draft: Draft, report: ImportReport) -> bool:
    """Tell whether the batch that is there already is this draft's own, committed just before a crash."""
    since = draft.report.get("since", "")
    batch = Batch.objects.filter(imported_by=draft.owner_name, imported_at__gte=datetime.fromisoformat(since))
    return batch.filter(pk=report.batch or 0).exists()


def _in_the_name_of(draft: Draft, by: Actor) -> Actor:
    """Return the owner where the clock does the work: the history says who imported, not who was asked to."""
    if by.actor_id is not None or draft.owner_id_number is None:
        return by
    return SystemActor(draft.owner_name, by.role, draft.owner_id_number)


def _teller(draft: Draft) -> Callable[[int], None]:
    told = [0.0]

    def tell(rows: int) -> None:
        if time.monotonic() - told[0] > _TELL_EVERY:
            told[0] = time.monotonic()
            # Not a change that anybody made: neither version nor journal.
            Draft.objects.filter(pk=draft.pk).update(progress=rows)

    return tell
