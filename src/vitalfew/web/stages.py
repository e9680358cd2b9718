"""The stage of a relationship: claimed with the books' evidence beside it, confirmed by the director (S16)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from vitalfew.accounts.queries import AccountState, authorise, get_account
from vitalfew.loop.analysis import actions
from vitalfew.loop.analysis.labels import (
    CLAIM_LABELS,
    CONTRADICTION_LABELS,
    EVIDENCE_LABELS,
    MOVE_LABELS,
    STAGE_LABELS,
)
from vitalfew.loop.analysis.queries import StageRecordState, StageState, get_stage
from vitalfew.loop.analysis.rules.evidence import Contradiction, EvidenceCode
from vitalfew.loop.analysis.rules.stages import ORDER, ClaimState, Stage, answer_refused
from vitalfew.loop.control.queries.cases import get_open_case
from vitalfew.people.rules import Actor, Permission
from vitalfew.relations.rules.records import RecordKind
from vitalfew.web.dossier_parts.market import share_recorded
from vitalfew.web.forms.stages import AnswerForm, ClaimForm
from vitalfew.web.home.standing import standing
from vitalfew.web.records import kinds_of
from vitalfew.web.refusals import overtaken
from vitalfew.web.shell import edge_of
from vitalfew.web.stage_parts.evidence import proofs_of, steps_of
from vitalfew.web.stage_parts.panels import categories, dependence, pair_table
from vitalfew.web.stage_parts.pictures import shown_picture
from vitalfew.web.stage_parts.prices import price_courses
from vitalfew.web.visitors import Rights, rights_over, signed_in, typed_in
from vitalfew.web.whys import told_beside


@login_required
@require_http_methods(["GET", "POST"])
def stage(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the ladder with its evidence; claim the next step."""
    user = signed_in(request)
    account = get_account(user, account_id)
    if request.method == "POST":
        authorise(user, Permission.PROPOSE_STAGE, account_id)
    if not account.key:
        return redirect("account", account_id)
    state = get_stage(account_id)
    claim = ClaimForm(typed_in(request), stages={step: STAGE_LABELS[step] for step in state.next_stages})
    if request.method == "POST" and claim.is_valid():
        with told_beside(claim):
            actions.propose_stage(by=user, account_id=account_id, **claim.cleaned_data)
            messages.success(request, _("Claimed. The director has to confirm it."))
            return redirect("stage", account_id)
    return _page(request, account, state, claim=claim)


@login_required
@require_POST
def stage_answer(request: HttpRequest, account_id: int) -> HttpResponse:
    """Confirm the waiting claim, or decline it with the reason."""
    user = signed_in(request)
    account = get_account(user, account_id)
    authorise(user, Permission.CONFIRM_STAGE, account_id)
    form, state = AnswerForm(request.POST), get_stage(account_id)
    if _is_answered(request, state):
        return _overtaken(request, state)
    if form.is_valid():
        with told_beside(form):
            _answered(request, user, account_id, form.cleaned_data)
            return redirect("stage", account_id)
    return _page(request, account, state, answer=form)


def _is_answered(request: HttpRequest, state: StageState) -> bool:
    """Tell whether the claim that was read is not the one that waits: none may wait, or another one."""
    waits = str(state.proposal.id) if state.proposal else ""
    return not waits or request.POST.get("row", waits) != waits


def _overtaken(request: HttpRequest, state: StageState) -> HttpResponse:
    """Show how the claim was answered, and by whom, beside the answer that came too late."""
    latest = next(iter(state.history), None)
    read = next((one for one in state.history if str(one.id) == request.POST.get("row")), latest)
    wanted = ClaimState.CONFIRMED if request.POST.get("do") == "confirm" else ClaimState.DECLINED
    stands = f"{STAGE_LABELS[read.stage]} · {CLAIM_LABELS[read.state]} · {read.answered_by_name}" if read else ""
    said = ("answer_reason", read.answer_reason if read else "", request.POST.get("reason", ""))
    return overtaken(request, [("state", stands, str(CLAIM_LABELS[wanted])), said])


def _answered(request: HttpRequest, user: Actor, account_id: int, typed: dict[str, Any]) -> None:
    is_confirmed = typed["do"] == "confirm"
    actions.answer_stage(
        by=user,
        account_id=account_id,
        version=typed["version"],
        is_confirmed=is_confirmed,
        reason=typed["reason"],
    )
    messages.success(request, _("Confirmed.") if is_confirmed else _("Declined. The manager sees your reason."))


def _page(
    request: HttpRequest,
    account: AccountState,
    state: StageState,
    claim: ClaimForm | None = None,
    answer: AnswerForm | None = None,
) -> HttpResponse:
    user, today = signed_in(request), timezone.localdate()
    rights = rights_over(user, account.id)
    context = {
        "stop": "accounts",
        "account": account,
        "state": state,
        "standing": (stands := standing(state, get_open_case(account.id))),
        "rungs": stands.rungs,
        "steps": steps_of(state),
        "picture": shown_picture(state, request.GET.get("picture", ""), today),
        "pairs": pair_table(state.recorded.contacts, state.asked.warm_days),
        "bar": share_recorded(state.recorded),
        "dependence": dependence(state),
        "categories": categories(account.id),
        "prices": price_courses(account.id, edge_of(request)),
        "signs": kinds_of(account.id, (RecordKind.SIGN,), today)[0],
        "warning": bounds(state),
        "claimed": state.proposal and _claimed(state.proposal, state.currency),
        "history": [_past(record) for record in state.history],
        "rights": rights,
        "may_answer": _may_answer(user, account, rights),
        "claim": claim or ClaimForm(stages={step: STAGE_LABELS[step] for step in state.next_stages}),
        "answer": answer or AnswerForm(),
    }
    return render(request, "stages/stage.html", context)


def bounds(state: StageState) -> str:
    """Warn where the way they buy makes the next stage unrealistic (S15)."""
    reached = ORDER.index(state.current.stage) if state.current else -1
    is_said = Contradiction.TRADITIONAL_BUYER in state.contradictions
    if is_said or not state.recorded.is_traditional or reached < ORDER.index(Stage.MID):
        return ""
    return str(CONTRADICTION_LABELS[Contradiction.TRADITIONAL_BUYER])


def _may_answer(user: Actor, account: AccountState, rights: Rights) -> bool:
    keepers = {account.key.manager_id, account.key.deputy_id} if account.key else set()
    return rights.confirm_stage and answer_refused(user.actor_id, keepers, is_confirmed=True, reason="") is None


def _claimed(record: StageRecordState, currency: str) -> dict[str, Any]:
    known = [item for item in record.evidence if item.met is not None]
    unknown = [str(EVIDENCE_LABELS[EvidenceCode(item.code)]) for item in record.evidence if item.met is None]
    return {
        "stage": STAGE_LABELS[record.stage],
        "move": MOVE_LABELS[record.move],
        "who": record.proposed_by_name,
        "on": timezone.localdate(record.proposed_at),
        "reason": record.reason,
        "id": record.id,
        "version": record.version,
        "proofs": proofs_of(known, currency),
        "unrecorded": pgettext("between names", ", ").join(unknown),
    }


def _past(record: StageRecordState) -> dict[str, Any]:
    return {
        "stage": STAGE_LABELS[Stage(record.stage)],
        "move": MOVE_LABELS[record.move],
        "state": CLAIM_LABELS[record.state],
        "is_confirmed": record.valid_from is not None,
        "valid_from": record.valid_from,
        "valid_to": record.valid_to,
        "who": record.proposed_by_name,
        "on": timezone.localdate(record.proposed_at),
        "answerer": record.answered_by_name,
        "answered_on": record.answered_at and timezone.localdate(record.answered_at),
        "reason": record.reason,
        "answer_reason": record.answer_reason,
    }


urlpatterns = [
    path("accounts/<int:account_id>/stage/", stage, name="stage"),
    path("accounts/<int:account_id>/stage/answer/", stage_answer, name="stage_answer"),
]
