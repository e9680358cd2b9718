"""Visits to come: planned with their questions, taken along as one sheet, changed and called off (S4)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vitalfew.accounts.queries import authorise, get_account, get_contacts
from vitalfew.documents.call_sheet import CallSheet, gather_day, gather_sheet
from vitalfew.documents.call_sheet_pdf import write_sheets
from vitalfew.documents.call_sheet_words import SCREEN, call_sheet_words
from vitalfew.documents.fonts import CURES, NoChineseFont
from vitalfew.loop.execution import actions
from vitalfew.loop.execution.labels import STATE_LABELS, questions_by_kind
from vitalfew.loop.execution.queries import PlannedVisitState, get_planned_visit, get_suggestions
from vitalfew.people.rules import Permission
from vitalfew.relations.rules import InteractionKind
from vitalfew.web.forms.planning import CancelVisitForm, ChangeVisitForm, PlanVisitForm
from vitalfew.web.visitors import rights_over, signed_in, typed_in
from vitalfew.web.whys import told_beside

LANGUAGES = {code for code, _name in settings.LANGUAGES}


@login_required
@require_http_methods(["GET", "POST"])
def visit_plan(request: HttpRequest, account_id: int) -> HttpResponse:
    """Plan a visit; the questions that what is missing asks for stand there already."""
    user = signed_in(request)
    account = get_account(user, account_id)
    authorise(user, Permission.LOG_VISIT, account_id)
    guesses = {
        "visit_on": _day(request.GET.get("day", "")) or timezone.localdate() + timedelta(1),
        "owner": user.actor_id,
        "kind": InteractionKind.VISIT.value,
        **questions_by_kind(get_suggestions(account_id)),
    }
    form = PlanVisitForm(typed_in(request), contacts=get_contacts(account_id), initial=guesses)
    if form.is_bound and form.is_valid():
        with told_beside(form):
            names = form.cleaned_data["new_names"]
            made = actions.plan_visit(by=user, account_id=account_id, plan=form.planned(), new_names=names)
            messages.success(request, _("Planned. The call sheet is ready."))
            return redirect("planned_visit", made.id)
    return render(request, "planning/new.html", {"stop": "execution", "account": account, "form": form})


@login_required
@require_GET
def planned_visit(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Show the call sheet of a visit."""
    user, today = signed_in(request), timezone.localdate()
    sheet = gather_sheet(user, visit_id, today=today)
    context = {
        "stop": "execution",
        "account": sheet.account,
        "visit": sheet.visit,
        "sheet": call_sheet_words(sheet, SCREEN),
        "state": STATE_LABELS[sheet.visit.state],
        "is_due": sheet.visit.visit_on <= today,
        "rights": rights_over(user, sheet.account.id),
    }
    return render(request, "planning/sheet.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def visit_change(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Change a planned visit, or call it off."""
    user = signed_in(request)
    stands = get_planned_visit(user, visit_id)
    if stands is None:
        raise Http404
    account = get_account(user, stands.account_id)
    authorise(user, Permission.LOG_VISIT, account.id)
    if not stands.is_planned:
        return redirect("planned_visit", visit_id)
    do = request.POST.get("do")
    typed = request.POST if do == "change" else None
    form = ChangeVisitForm(typed, contacts=get_contacts(account.id), initial=_stands(stands))
    if form.is_bound and form.is_valid():
        with told_beside(form):
            said = {"version": form.cleaned_data["version"], "new_names": form.cleaned_data["new_names"]}
            actions.change_visit(by=user, visit_id=visit_id, plan=form.planned(), **said)
            messages.success(request, _("Saved."))
            return redirect("planned_visit", visit_id)
    cancel = CancelVisitForm(request.POST if do == "cancel" else None)
    if cancel.is_bound and cancel.is_valid():
        with told_beside(cancel):
            actions.cancel_visit(by=user, visit_id=visit_id, **cancel.cleaned_data)
            messages.success(request, _("Cancelled. The journal keeps it."))
            return redirect("planned_visit", visit_id)
    context = {"stop": "execution", "account": account, "form": form, "cancel": cancel, "visit": stands}
    return render(request, "planning/change.html", context)


@login_required
@require_GET
def visit_sheet(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Answer with the call sheet of one visit as a PDF."""
    sheet = gather_sheet(signed_in(request), visit_id, today=timezone.localdate())
    return _pdf(request, [sheet], f"{sheet.account.name} {sheet.visit.visit_on:%Y-%m-%d}.pdf")


@login_required
@require_GET
def day_sheets(request: HttpRequest) -> HttpResponse:
    """Answer with the call sheets of one's own visits of a day, tomorrow's if none is named, each on its page."""
    user, today = signed_in(request), timezone.localdate()
    day = _day(request.GET.get("day", "")) or today + timedelta(1)
    sheets = gather_day(user, day, today=today)
    if not sheets:
        return render(request, "planning/none.html", {"stop": "execution", "day": day})
    return _pdf(request, sheets, f"{day:%Y-%m-%d}.pdf")


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        return None


def _pdf(request: HttpRequest, sheets: Sequence[CallSheet], name: str) -> HttpResponse:
    language = request.GET.get("language", "")
    try:
        content = write_sheets(sheets, language if language in LANGUAGES else get_language() or settings.LANGUAGE_CODE)
    except NoChineseFont:
        context = {"account": sheets[0].account, "cures": CURES, "stop": "execution"}
        return render(request, "plan_files/no_font.html", context, status=503)
    headers = {"Content-Disposition": f"inline; filename=\"visit.pdf\"; filename*=UTF-8''{quote(name)}"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _stands(stands: PlannedVisitState) -> dict[str, Any]:
    names = [name for name in PlanVisitForm.base_fields if hasattr(stands, name)]
    people = {"owner": stands.owner_id, "guests": stands.contact_ids, "colleagues": stands.colleague_ids}
    return {name: getattr(stands, name) for name in [*names, "version"]} | people


urlpatterns = [
    path("accounts/<int:account_id>/visits/plan/", visit_plan, name="visit_plan"),
    path("visits/<int:visit_id>/", planned_visit, name="planned_visit"),
    path("visits/<int:visit_id>/change/", visit_change, name="visit_change"),
    path("visits/<int:visit_id>/sheet.pdf", visit_sheet, name="visit_sheet"),
    path("execution/sheets.pdf", day_sheets, name="day_sheets"),
]
