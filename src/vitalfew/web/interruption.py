"""One interruption: what shows it, why it broke, what is done, whether it recovers, how it ended (S23, S24)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vitalfew.accounts.queries import authorise, get_account
from vitalfew.loop.analysis.labels import STAGE_LABELS
from vitalfew.loop.analysis.queries import get_stage
from vitalfew.loop.analysis.rules.stages import ORDER
from vitalfew.loop.control import actions
from vitalfew.loop.control.actions import Break, Shows
from vitalfew.loop.control.labels_cases import CASE_STATE_LABELS
from vitalfew.loop.control.queries.cases import CaseFacts, get_case
from vitalfew.loop.control.queries.causes import get_causes, get_plays
from vitalfew.loop.control.rules.cases import CLOSES_FROM, CaseOutcome, CaseState
from vitalfew.loop.control.rules.causes import Causes, Play
from vitalfew.people.rules import Actor, Permission
from vitalfew.web.cases.candidates import Candidates, candidates
from vitalfew.web.cases.shown import choosable, shown_case, shown_evidence, shown_remedies, told
from vitalfew.web.forms.cases import (
    ChangeBreakForm,
    CloseForm,
    DiagnoseForm,
    EvidenceForm,
    RemedyForm,
    ResultForm,
    WatchForm,
)
from vitalfew.web.forms.plans import VersionForm
from vitalfew.web.refusals import overtaken
from vitalfew.web.trusted import sides_of
from vitalfew.web.visitors import Rights, rights_in, signed_in
from vitalfew.web.whys import told_beside

REMEDY_DAYS, WATCH_DAYS = 14, 60
# At which steps a doing is asked for, where not at every one of an open case; and the step it leads to.
_ASKED_IN = {
    "diagnose": {CaseState.OPEN},
    "begin": {CaseState.DIAGNOSED, CaseState.MONITORING},
    "watch": {CaseState.REMEDYING},
}
_SAID = ("diagnosis", "watch_for", "lesson")  # on the way from step to step
_LEADS_TO = {
    "diagnose": CaseState.DIAGNOSED,
    "begin": CaseState.REMEDYING,
    "watch": CaseState.MONITORING,
    "close": CaseState.CLOSED,
}


@dataclass(frozen=True)
class Desk:
    """What the forms of a case are made of."""

    case: CaseFacts
    causes: Causes
    plays: list[Play]
    shows: Candidates
    lower: dict[str, Any]
    outcomes: list[CaseOutcome]
    today: date


@login_required
@require_http_methods(["GET", "POST"])
def interruption(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show a case; carry it one step further."""
    user, today = signed_in(request), timezone.localdate()
    case = get_case(user, case_id)
    if case is None:
        raise Http404
    if request.method == "POST":
        authorise(user, Permission.HANDLE_ALERT, case.account_id)
    account = get_account(user, case.account_id)
    rights = rights_in(user, account)
    do = request.POST.get("do", "")
    if do in _DO and not _is_asked(do, case):
        return _overtaken(request, case, do)
    desk = _desk(case, rights, today)
    forms = _forms(desk, do, request.POST)
    if do in forms and (form := forms[do]).is_valid():
        with told_beside(form):
            _DO[do](user, desk, form.cleaned_data, request.POST.get("row", ""))
            messages.success(request, _said(do))
            return redirect("interruption", case_id)
    context = {
        "stop": "control",
        "account": account,
        "rights": rights,
        "row": shown_case(case, desk.causes, today),
        "evidence": shown_evidence(case),
        "remedies": shown_remedies(case, {one.code: one for one in desk.plays}, today),
        "left": sum(not (one.done_on or one.is_dropped) for one in case.remedies),
        "plays": [one for one in desk.plays if one.cause in _named(case) and not one.is_retired],
        "sides": sides_of(case.account_id),
        "forms": forms,
        "wrong": next((one for one in forms.values() if one.is_bound and one.errors), None),
        "do": do,
    }
    return render(request, "interruptions/case.html", context)


def _is_asked(do: str, case: CaseFacts) -> bool:
    """Tell whether the page still asks for this: of two who work on a case one may have carried it further."""
    return case.is_open and (do not in _ASKED_IN or case.state in _ASKED_IN[do])


def _overtaken(request: HttpRequest, case: CaseFacts, do: str) -> HttpResponse:
    """Show the step the case has reached and what the other said on the way, beside what was to be said."""
    wanted = _LEADS_TO.get(do)
    state = ("state", str(CASE_STATE_LABELS[case.state]), str(CASE_STATE_LABELS[wanted]) if wanted else "")
    said = [(name, getattr(case, name), request.POST[name]) for name in _SAID if request.POST.get(name)]
    return overtaken(request, [state, *said])


def _desk(case: CaseFacts, rights: Rights, today: date) -> Desk:
    current = get_stage(case.account_id).current if case.is_open else None
    here = ORDER.index(current.stage) if current else 0
    lower = {stage.value: STAGE_LABELS[stage] for stage in ORDER[:here]}
    outcomes = [
        one
        for one, states in CLOSES_FROM.items()
        if case.state in states
        and (one is not CaseOutcome.EXITED or rights.designate)
        and (one is not CaseOutcome.DOWNGRADED or lower)
    ]
    shows = candidates(case, today) if case.is_open else {}
    return Desk(case, get_causes(), get_plays(), shows, lower, outcomes, today)


def _named(case: CaseFacts) -> set[str]:
    return {case.primary_cause, *case.secondary_causes}


def _forms(desk: Desk, do: str, sent: QueryDict) -> dict[str, Form]:
    """Return every form of the page by what it does; the one that was sent has what was typed."""
    case = desk.case
    if not case.is_open:
        return {}
    version = {"version": case.version}
    causes = choosable(desk.causes, _named(case))
    named = {"primary_cause": case.primary_cause, "secondary_causes": list(case.secondary_causes)}
    stands = {"what": case.what, "severity": str(case.severity), "owner": case.owner_id}
    remedy = {"owner": case.owner_id, "due_on": desk.today + timedelta(REMEDY_DAYS)}
    watch = {"watch_for": case.watch_for, "watch_until": case.watch_until or desk.today + timedelta(WATCH_DAYS)}

    def at(name: str) -> dict[str, Any]:
        # Ids of their own: all stand on one page.
        return {"data": sent if do == name else None, "auto_id": f"{name}_%s"}

    return {
        "change": ChangeBreakForm(**at("change"), causes=causes, initial=stands | named | version),
        "evidence": EvidenceForm(**at("evidence"), shows={key: one[0] for key, one in desk.shows.items()}),
        "remove": VersionForm(**at("remove")),
        "diagnose": DiagnoseForm(
            **at("diagnose"), causes=causes, initial=named | version | {"diagnosis": case.diagnosis}
        ),
        "remedy": RemedyForm(**at("remedy"), plays=_offered(desk), initial=remedy),
        "done": ResultForm(**at("done")),
        "drop": VersionForm(**at("drop")),
        "begin": VersionForm(**at("begin"), initial=version),
        "watch": WatchForm(**at("watch"), initial=watch | version),
        "close": CloseForm(**at("close"), outcomes=desk.outcomes, lower=desk.lower, initial=version),
    }


def _offered(desk: Desk) -> dict[str, Any]:
    """Return the playbook, what fits the case's causes first."""
    plays = [one for one in desk.plays if not one.is_retired]
    ranked = sorted(plays, key=lambda one: one.cause not in _named(desk.case))
    return {"": _("Something else")} | {one.code: f"{one.word} · {desk.causes.word(one.cause)}" for one in ranked}


def _said(do: str) -> str:
    match do:
        case "diagnose":
            return _("Diagnosed. Now choose what is done about it.")
        case "begin":
            return _("The remedies run.")
        case "watch":
            return _("Watched from now on. Close it when the sign is there.")
        case "close":
            return _("Closed, with the lesson.")
        case _:
            return _("Saved.")


Do = Callable[[Actor, Desk, dict[str, Any], str], Any]


def _number(row: str) -> int:
    return int(row) if row.isdecimal() and len(row) < 19 else 0


def _change(user: Actor, desk: Desk, typed: dict[str, Any], _row: str) -> Any:
    said = Break(**told(typed))
    return actions.change_case(by=user, case_id=desk.case.id, version=typed["version"], told=said)


def _evidence(user: Actor, desk: Desk, typed: dict[str, Any], _row: str) -> Any:
    known = desk.shows[typed["shows"]][1]
    said = {"said": known.said or typed["said"], "source": known.source or typed["source"]}
    return actions.add_evidence(by=user, case_id=desk.case.id, shows=Shows(known.kind, known.row_id, **said))


def _remove(user: Actor, desk: Desk, typed: dict[str, Any], row: str) -> Any:
    _require_part(row, [one.id for one in desk.case.evidence])
    return actions.remove_evidence(by=user, evidence_id=_number(row), version=typed["version"])


def _diagnose(user: Actor, desk: Desk, typed: dict[str, Any], _row: str) -> Any:
    return actions.diagnose_case(by=user, case_id=desk.case.id, **typed)


def _remedy(user: Actor, desk: Desk, typed: dict[str, Any], _row: str) -> Any:
    owner = typed.pop("owner")
    return actions.add_remedy(by=user, case_id=desk.case.id, owner_id=owner, **typed)


def _done(user: Actor, desk: Desk, typed: dict[str, Any], row: str) -> Any:
    _require_part(row, [one.id for one in desk.case.remedies])
    return actions.finish_remedy(by=user, remedy_id=_number(row), **typed)


def _drop(user: Actor, desk: Desk, typed: dict[str, Any], row: str) -> Any:
    _require_part(row, [one.id for one in desk.case.remedies])
    return actions.drop_remedy(by=user, remedy_id=_number(row), version=typed["version"])


def _begin(user: Actor, desk: Desk, typed: dict[str, Any], _row: str) -> Any:
    return actions.begin_remedy(by=user, case_id=desk.case.id, version=typed["version"])


def _watch(user: Actor, desk: Desk, typed: dict[str, Any], _row: str) -> Any:
    return actions.watch_case(by=user, case_id=desk.case.id, **typed)


def _close(user: Actor, desk: Desk, typed: dict[str, Any], _row: str) -> Any:
    lower = typed.pop("lower", "") or None
    return actions.close_case(by=user, case_id=desk.case.id, lower=lower, **typed)


def _require_part(row: str, parts: list[int]) -> None:
    """Raise 404 where the part is of another case, which does not exist here."""
    if _number(row) not in parts:
        raise Http404


_DO: dict[str, Do] = {
    "change": _change,
    "evidence": _evidence,
    "remove": _remove,
    "diagnose": _diagnose,
    "remedy": _remedy,
    "done": _done,
    "drop": _drop,
    "begin": _begin,
    "watch": _watch,
    "close": _close,
}

urlpatterns = [path("interruptions/<int:case_id>/", interruption, name="interruption")]
