"""What the clock does to a draft: read and check it, put it into the books, or say why that cannot be done.

Each step may be asked for again after a crash: it ends where it would have ended.
"""

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils import translation

from vitalfew.journal.rules import StaleVersion
from vitalfew.ledger.actions.checking import Answer, Cancelled, Tell, are_waiting, check_files, checked_of, clear
from vitalfew.ledger.actions.commit import already_imported, commit_checked
from vitalfew.ledger.actions.comparing import compare_checked
from vitalfew.ledger.actions.draft_rows import (
    batch_of,
    files_of,
    find_draft,
    forget_files,
    in_the_name_of,
    kept,
    move,
    refusal_of,
    room_of,
)
from vitalfew.ledger.actions.facts import already_told, commit_facts, foresee_facts
from vitalfew.ledger.actions.foresight import foresee
from vitalfew.ledger.actions.mappings import check_as_saved, note_use
from vitalfew.ledger.models import Batch, Draft
from vitalfew.ledger.queries.books import get_generation
from vitalfew.ledger.queries.drafts import DraftState, draft_state
from vitalfew.ledger.rules.changes import Changes, of_json
from vitalfew.ledger.rules.imports import CheckedFiles, Doing, ImportReport, ImportStatus, NotAtThisStep, ReasonMissing
from vitalfew.ledger.rules.problems import Unreadable
from vitalfew.people.rules import Actor, Permission, require

_State = Draft.State
_TELL_EVERY = 0.5


def check_draft(*, by: Actor, token: str) -> DraftState:
    """Read the files in the reading process and keep what was found; nothing happens to a draft that is not waiting."""
    require(by, Permission.IMPORT_BOOKS)
    draft = find_draft(token)
    if draft.state not in (_State.RECEIVED, _State.CHECKING):
        return draft_state(draft)
    try:
        draft = move(draft, by, "start_check", state=_State.CHECKING, progress=0)
        return draft_state(move(draft, by, "check_draft", **_checked(draft)))
    except (Cancelled, StaleVersion):
        # Thrown away meanwhile.
        clear(token)
        return draft_state(find_draft(token))


def commit_draft(*, by: Actor, token: str) -> DraftState:
    """Put the good lines of a checked draft into the books."""
    require(by, Permission.IMPORT_BOOKS)
    draft = find_draft(token)
    if draft.state == _State.COMMITTED:
        return draft_state(draft)
    if draft.state not in (_State.READY, _State.COMMITTING):
        raise NotAtThisStep(draft.state)
    by = in_the_name_of(draft, by)
    if missing := draft_state(draft).unreasoned:
        raise ReasonMissing(missing)
    try:
        if draft.state == _State.READY:
            report = {name: value for name, value in draft.report.items() if name != "broken"}
            draft = move(draft, by, "start_commit", state=_State.COMMITTING, report=report)
        _commit(draft, by)
    except (Cancelled, StaleVersion):
        # Called off before the lines stood: nothing of it does.
        return draft_state(find_draft(token))
    draft = find_draft(token)
    if draft.batch_id or draft.fact_batch_id:
        forget_files(token)
    return draft_state(draft)


def give_up_draft(*, by: Actor, token: str, error: str) -> DraftState:
    """Say why the work on a draft was given up, and let its owner try again from where it stood."""
    require(by, Permission.IMPORT_BOOKS)
    draft = find_draft(token)
    back = {_State.CHECKING: _State.RECEIVED, _State.COMMITTING: _State.READY}.get(_State(draft.state))
    if back is None:
        return draft_state(draft)
    report = draft.report | {"broken": error[-300:]}
    return draft_state(move(draft, by, "give_up_draft", state=back, report=report, progress=0))


def _checked(draft: Draft) -> dict[str, Any]:
    """Read the draft's files and return what is to be written of it."""
    try:
        # The file of problems speaks the language of whoever brought the file.
        with translation.override(draft.mapping.get("language") or translation.get_language()):
            answer, name = _read(draft)
    except Unreadable as refusal:
        return {"state": _State.REFUSED, "report": {"refusal": refusal_of(refusal)}}
    if not room_of(draft.token).is_dir():
        # Thrown away meanwhile: what was found goes nowhere.
        return {"state": _State.DISCARDED}
    mapping = draft.mapping | ({"name": name} if name else {})
    return {"mapping": mapping} | _outcome(draft, answer)


def _read(draft: Draft) -> tuple[Answer, str]:
    columns, options = draft.mapping.get("columns", {}), draft.mapping.get("options", {})
    if columns:
        return check_files(kept(draft), tag=draft.token, columns=columns, options=options, tell=_teller(draft)), ""
    return check_as_saved(kept(draft), tag=draft.token, options=options, tell=_teller(draft))


def _outcome(draft: Draft, answer: Answer) -> dict[str, Any]:
    if answer["state"] == "mapping":
        return {"state": _State.MAPPING, "report": {"answer": answer}}
    if answer["state"] == "refused":
        refusal = {name: answer[name] for name in ("problem", "place", "found")}
        return {"state": _State.REFUSED, "report": {"answer": answer, "refusal": refusal}}
    checked = checked_of(answer, files_of(draft), draft.token, ())
    compared = {} if answer.get("kind") else _compared(draft, checked)
    report, totals = _foreseen(answer, checked, of_json(compared.get("changes", {})))
    return {
        "state": _State.READY,
        "report": {"answer": answer, "counts": _counts(report), "totals": totals} | compared,
        "progress": report.lines_read,
    }


def _compared(draft: Draft, checked: CheckedFiles) -> dict[str, Any]:
    _teller(draft)(checked.lines_read, Doing.COMPARING)
    return compare_checked(checked)


def _foreseen(answer: Answer, checked: CheckedFiles, changes: Changes) -> tuple[ImportReport, dict[str, str]]:
    if kind := answer.get("kind"):
        return foresee_facts(checked, kind=kind), answer["amounts"]
    return foresee(checked, changes)


def _counts(report: ImportReport) -> dict[str, Any]:
    leave_out = {"status", "batch", "problems", "problems_file"}
    return {name: value for name, value in report.as_json().items() if name not in leave_out}


def _commit(draft: Draft, by: Actor) -> None:
    """Commit the draft's lines; the draft is over in the same moment in which they count."""
    if found := already_imported(files_of(draft)) or already_told(files_of(draft)):
        _told_already(draft, by, found)
        return
    if not are_waiting(draft.report["answer"], draft.token):
        # It waited so long that its lines were swept.
        changes = _checked(draft)
        if changes["state"] != _State.READY:
            move(draft, by, "commit_draft", **changes)
            return
    report = _written(draft, by, draft.report["answer"], draft.mapping.get("options", {}))
    if report.status is ImportStatus.REFUSED:
        refused = {"answer": draft.report["answer"], "clash": report.message}
        move(draft, by, "commit_draft", state=_State.REFUSED, report=refused)
    elif report.status is ImportStatus.ALREADY_IMPORTED:
        _told_already(draft, by, report)


def _written(draft: Draft, by: Actor, answer: Answer, options: Mapping[str, Any]) -> ImportReport:
    checked = checked_of(answer, files_of(draft), draft.token, ())

    def within(report: ImportReport) -> None:
        _over(draft, by, report)

    if kind := answer.get("kind"):
        return commit_facts(checked, by=by, kind=kind, is_whole=bool(options.get("whole")), within=within)
    if draft.reasons.get("basis"):
        # Whoever says why takes the lines for what the books record: they do not make the books mixed.
        checked = replace(checked, basis="")
    return commit_checked(checked, by=by, within=within)


def _over(draft: Draft, by: Actor, report: ImportReport) -> None:
    # Its own row, because the transaction may be tried again and must find the version that it started from.
    row = find_draft(draft.token)
    if row.version != draft.version:
        raise Cancelled
    counts = _counts(report) | {"message": ""}
    move(
        row, by, "commit_draft",
        state=_State.COMMITTED, report=draft.report | {"counts": counts}, **batch_of(report),
    )  # fmt: skip
    note_use(draft.mapping.get("name", ""))
    if draft.report.get("generation") == get_generation() - 1:
        # Nobody else has moved the books since they were compared.
        Batch.objects.filter(pk=report.batch or 0).update(changes=draft.report["changes"])


def _told_already(draft: Draft, by: Actor, report: ImportReport) -> None:
    # What a source brings again is no news to anybody.
    state = _State.DISCARDED if draft.source_id else _State.REFUSED
    move(draft, by, "commit_draft", state=state, report={"is_already": True}, **batch_of(report))


def _teller(draft: Draft) -> Tell:
    told: tuple[float, Doing | None] = (0.0, None)
    mine = Draft.objects.filter(pk=draft.pk, version=draft.version)

    def tell(rows: int, doing: Doing) -> None:
        nonlocal told
        if told[1] == doing and time.monotonic() - told[0] < _TELL_EVERY:
            return
        told = (time.monotonic(), doing)
        # Not a change that anybody made: neither version nor journal. Whoever calls the reading off makes one.
        if not mine.update(progress=rows, doing=doing):
            raise Cancelled

    return tell
