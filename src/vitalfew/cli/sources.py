"""`vitalfew import --source NAME`: a source looked at now, as the clock would."""

from django.utils.translation import gettext as _

from vitalfew.cli.console import complain, note, say, say_json, working
from vitalfew.cli.refresh import refresh
from vitalfew.ledger.actions import check_draft, commit_draft, run_source
from vitalfew.ledger.labels_sources import HINDRANCES
from vitalfew.ledger.queries import DraftState, find_source, get_source, get_sources
from vitalfew.people.rules import COMMAND_LINE

REFUSED = 2


def bring_from(name: str, *, as_json: bool) -> int:
    """Bring in what is new at the source, say what came of each file, and return the exit code."""
    number = find_source(name)
    if number is None:
        has = ", ".join(one.name for one in get_sources()) or _("none")
        complain(_("There is no source “%(name)s”. There is: %(has)s.") % {"name": name, "has": has})
        return REFUSED
    with working(_("Reading and checking…")):
        drafts = [_finished(draft) for draft in run_source(by=COMMAND_LINE, source_id=number)]
    if any(draft.batch for draft in drafts):
        refresh()
    state = get_source(number)
    problem = state.problem if state else ""
    if as_json:
        say_json({"source": name, "problem": problem, "files": [_as_json(draft) for draft in drafts]})
    else:
        _show(drafts, problem)
    return REFUSED if problem or any(not draft.is_over for draft in drafts) else 0


def _finished(draft: DraftState) -> DraftState:
    draft = check_draft(by=COMMAND_LINE, token=draft.token) if draft.is_under_way else draft
    return commit_draft(by=COMMAND_LINE, token=draft.token) if draft.is_clean else draft


def _as_json(draft: DraftState) -> dict[str, object]:
    waits = [why.value for why in draft.hindrances]
    return {"name": draft.files[0][0], "state": draft.state, "batch": draft.batch, "waits_for": waits}


def _show(drafts: list[DraftState], problem: str) -> None:
    if problem:
        complain(problem)
    elif not drafts:
        say(_("Nothing new there."))
    for draft in drafts:
        name = draft.files[0][0]
        if draft.is_over:
            say(_("%(name)s is in the books.") % {"name": name})
        else:
            why = ", ".join(str(HINDRANCES[one]) for one in draft.hindrances) or draft.message
            note(_("%(name)s waits for you under Books: %(why)s") % {"name": name, "why": why})
