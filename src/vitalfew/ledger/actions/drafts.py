"""What people do with a file before it counts: bring it, name its columns, call it off, throw it away."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone, translation

from vitalfew.journal.actions import change_row, create_row
from vitalfew.journal.rules import StaleVersion
from vitalfew.ledger.actions.checking import incoming_files
from vitalfew.ledger.actions.commit import already_imported
from vitalfew.ledger.actions.draft_rows import find_draft, forget_files, keep, move, refusal_of, room_of
from vitalfew.ledger.actions.facts import already_told
from vitalfew.ledger.actions.mappings import save_mapping
from vitalfew.ledger.models import Draft, Source
from vitalfew.ledger.queries.drafts import DraftState, draft_state
from vitalfew.ledger.rules.imports import NotAtThisStep
from vitalfew.ledger.rules.problems import Unreadable
from vitalfew.people.rules import Actor, Permission, require

_State = Draft.State
# Nobody comes back to a preview that has waited so long.
FORGOTTEN_AFTER = timedelta(days=7)
OPTIONS = (
    "sheet", "delimiter", "encoding", "day_first", "decimal", "currency", "tax_rate", "turns_signs", "kind", "scale",
    "whole",
)  # fmt: skip
_REASONS = ("closed", "basis")


def receive_files(*, by: Actor, files: Sequence[tuple[str, Path]], source: Source | None = None) -> DraftState:
    """Take the files into the home and return their draft; bytes that are in the books are answered at once."""
    require(by, Permission.IMPORT_BOOKS)
    token = secrets.token_hex(16)
    named = [(Path(name.replace("\\", "/")).name[:200], path) for name, path in files]
    draft = Draft(token=token, owner_id_number=by.actor_id, owner_name=by.actor_name, files=[], source=source)
    draft.mapping = {"language": translation.get_language()}
    try:
        draft.mapping |= _read_as(source)
        received = incoming_files(named)
        draft.files = [asdict(file) for file in received]
        if found := already_imported(received) or already_told(received):
            draft.state, draft.report = _State.REFUSED, {"is_already": True}
            draft.batch_id, draft.fact_batch_id = (None, found.batch) if found.kind else (found.batch, None)
        else:
            keep(token, named)
    except Unreadable as refusal:
        draft.state, draft.report = _State.REFUSED, {"refusal": refusal_of(refusal)}
        draft.files = draft.files or [{"name": name, "bytes": _size(path), "sha256": ""} for name, path in named]
    return draft_state(create_row(draft, by=by, verb="receive_files"))


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
    draft = _readable(token)
    wanted = {name: value for name, value in (options or {}).items() if name in OPTIONS and value not in (None, "")}
    if mapping_name:
        save_mapping(by=by, name=mapping_name, columns=dict(columns), options=wanted)
    mapping = {"columns": dict(columns), "options": wanted, "name": mapping_name}
    changes = {"mapping": draft.mapping | mapping, "state": _State.RECEIVED, "report": {}, "progress": 0}
    return draft_state(change_row(draft, by=by, verb="choose_columns", version=version, changes=changes))


def apply_cure(*, by: Actor, token: str, version: int, options: Mapping[str, Any]) -> DraftState:
    """Have the files read again with these options beside those said before, the columns as they are."""
    require(by, Permission.IMPORT_BOOKS)
    draft = _readable(token)
    told = draft.mapping.get("options", {}) | {name: options[name] for name in OPTIONS if name in options}
    changes = {"mapping": draft.mapping | {"options": told}, "state": _State.RECEIVED, "report": {}, "progress": 0}
    return draft_state(change_row(draft, by=by, verb="apply_cure", version=version, changes=changes))


def give_reasons(*, by: Actor, token: str, version: int, reasons: Mapping[str, str]) -> DraftState:
    """Say why lines may be written that change a closed period, or books of another basis; the journal keeps it."""
    require(by, Permission.IMPORT_BOOKS)
    draft = find_draft(token)
    if draft.state != _State.READY:
        raise NotAtThisStep(draft.state)
    given = {name: reasons[name].strip() for name in _REASONS if reasons.get(name, "").strip()}
    changes = {"reasons": draft.reasons | given}
    return draft_state(change_row(draft, by=by, verb="give_reasons", version=version, changes=changes))


def cancel_draft(*, by: Actor, token: str) -> DraftState:
    """Call off what is being done to the file: a reading leaves nothing, a writing leaves the preview.

    Whoever is too late, because the lines stand in the books or the preview stands already, is shown where it is.
    """
    require(by, Permission.IMPORT_BOOKS)
    while True:
        draft = find_draft(token)
        try:
            if draft.state in (_State.RECEIVED, _State.CHECKING):
                return _thrown_away(draft, by, "cancel_draft", draft.version)
            if draft.state == _State.COMMITTING:
                return draft_state(move(draft, by, "cancel_commit", state=_State.READY))
            return draft_state(draft)
        except StaleVersion:
            continue


def discard_draft(*, by: Actor, token: str, version: int) -> DraftState:
    """Throw the draft and its files away. What is in the books stays there."""
    require(by, Permission.IMPORT_BOOKS)
    draft = find_draft(token)
    if draft.state in (_State.COMMITTING, _State.COMMITTED):
        raise NotAtThisStep(draft.state)
    return _thrown_away(draft, by, "discard_draft", version)


def forget_drafts(*, by: Actor) -> int:
    """Throw away the drafts that nobody came back to, and return how many."""
    require(by, Permission.IMPORT_BOOKS)
    over = (_State.COMMITTED, _State.DISCARDED, _State.COMMITTING)
    # What a source brought waits as long as it takes: it would not be brought again.
    old = Draft.objects.filter(created_at__lt=timezone.now() - FORGOTTEN_AFTER, source=None).exclude(state__in=over)
    for draft in old:
        discard_draft(by=by, token=draft.token, version=draft.version)
    return len(old)


def _read_as(source: Source | None) -> dict[str, Any]:
    if source is None or source.mapping is None:
        return {}
    saved = source.mapping
    return {"columns": saved.columns, "options": saved.options, "name": saved.name}


def _readable(token: str) -> Draft:
    draft = find_draft(token)
    if draft.state not in (_State.MAPPING, _State.READY, _State.REFUSED) or not room_of(token).is_dir():
        raise NotAtThisStep(draft.state)
    return draft


def _thrown_away(draft: Draft, by: Actor, verb: str, version: int) -> DraftState:
    changes = {"state": _State.DISCARDED, "report": {}}
    state = draft_state(change_row(draft, by=by, verb=verb, version=version, changes=changes))
    forget_files(draft.token)
    return state


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
