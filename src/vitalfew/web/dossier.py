"""The customer dossier 客户档案: what is known of an account, how old it is, what to ask next (S3)."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitalfew.accounts import actions
from vitalfew.accounts.labels_dossier import QUESTION_LABELS
from vitalfew.accounts.queries import AccountState, authorise, get_account
from vitalfew.accounts.queries.codes import get_codes_of
from vitalfew.accounts.queries.dossier import get_dossier, get_value
from vitalfew.accounts.rules.dossier import FIELDS, DossierField, DossierValueState
from vitalfew.journal.queries import get_history
from vitalfew.journal.rules import StaleVersion
from vitalfew.ledger.queries import get_edge
from vitalfew.ledger.queries.facts_accounts import get_account_known, get_account_money
from vitalfew.ledger.queries.products_bought import get_products_bought
from vitalfew.loop.analysis.queries import Figures, get_figures
from vitalfew.people.rules import Permission
from vitalfew.web.dossier_parts.beside import beside
from vitalfew.web.dossier_parts.fields import DossierPage, dossier_page, past, shown_field, typed_value
from vitalfew.web.forms.dossier import DossierValueForm, first_guess
from vitalfew.web.forms.inputs import Version
from vitalfew.web.visitors import rights_in, signed_in, typed_in
from vitalfew.web.whys import told_beside, told_on_top


@login_required
@require_GET
def dossier(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the fields of the dossier, each with who, when, source, confidence and age, and what to ask next."""
    user, today = signed_in(request), timezone.localdate()
    account = get_account(user, account_id)
    figures = get_figures(account_id)
    context = {
        "stop": "accounts",
        "account": account,
        "rights": rights_in(user, account),
        "page": page_of(account, today),
        "figures": figures,
        "bought": _bought(account, figures),
        "here": "fields",
    }
    return render(request, "dossier/page.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def dossier_field(request: HttpRequest, account_id: int, field: str) -> HttpResponse:
    """Show one field with its history; write it, against the version its reader saw."""
    user, today = signed_in(request), timezone.localdate()
    account = get_account(user, account_id)
    of = FIELDS.get(field)
    if of is None:
        raise Http404
    if request.method == "POST":
        authorise(user, Permission.EDIT_DOSSIER, account_id)
    if "shown" in request.GET:
        return _shown(request, account, of, today)
    stands = get_value(account_id, field)
    form = DossierValueForm(typed_in(request), field=of, initial=_initial(stands))
    if form.is_bound and form.is_valid():
        try:
            with told_beside(form):
                _assess(request, account_id, of, form, today)
                if request.headers.get("HX-Request"):
                    return _shown(request, account, of, today)
                messages.success(request, _("Saved."))
                return redirect(f"{reverse('dossier', args=[account_id])}#{field}")
        except StaleVersion as stale:
            return _field_page(request, account, of, _against(request, of, stale), today, status=409)
    return _field_page(request, account, of, form, today)


@login_required
@require_POST
def dossier_confirm(request: HttpRequest, account_id: int, field: str) -> HttpResponse:
    """Say that what stands is still true."""
    user, today = signed_in(request), timezone.localdate()
    authorise(user, Permission.EDIT_DOSSIER, account_id)
    with told_on_top(request):
        version = Version().clean(request.POST.get("version"))
        actions.confirm_value(by=user, account_id=account_id, field=field, version=version, today=today)
        messages.success(request, _("Confirmed: good for as long as such a fact lasts."))
    if request.POST.get("next") == "stale":
        return redirect("stale_facts")
    return redirect(f"{reverse('dossier', args=[account_id])}#{field if field in FIELDS else ''}")


def page_of(account: AccountState, today: date) -> DossierPage:
    """Return the account's dossier in words, with what the books and files say beside it."""
    codes = get_codes_of(account.id)
    known, money = get_account_known(codes, today), get_account_money(codes, today)
    return dossier_page(get_dossier(account.id), beside(account.id, known, money, today), today)


def _bought(account: AccountState, figures: Figures | None) -> list[Any]:
    if figures is None:
        return []
    return get_products_bought(get_codes_of(account.id), figures.period_start, figures.as_of)


def _initial(stands: DossierValueState | None) -> dict[str, Any]:
    if stands is None:
        return first_guess()
    # Who writes anew writes from where: the old source is offered, the old end is not.
    return {
        "value": typed_value(stands),
        "source": stands.source,
        "confidence": stands.confidence,
        "version": stands.version,
    }


def _assess(request: HttpRequest, account_id: int, of: DossierField, form: DossierValueForm, today: date) -> None:
    typed = dict(form.cleaned_data)
    value = typed.pop("value")
    actions.assess_value(
        by=signed_in(request),
        account_id=account_id,
        field=of.code,
        value=value.isoformat() if isinstance(value, date) else value or "",
        today=today,
        currency=get_edge().currency,
        **typed,
    )


def _shown(request: HttpRequest, account: AccountState, of: DossierField, today: date) -> HttpResponse:
    """Show the field as the dossier lists it, where its form stood."""
    if not request.headers.get("HX-Request"):
        return redirect(f"{reverse('dossier', args=[account.id])}#{of.code}")
    fields = [field for part in page_of(account, today).sections for field in part.fields]
    context = {
        "account": account,
        "rights": rights_in(signed_in(request), account),
        "field": next(field for field in fields if field.code == of.code),
        "focus": True,
    }
    return render(request, "dossier/field_line.html", context)


def _against(request: HttpRequest, of: DossierField, stale: StaleVersion) -> DossierValueForm:
    """Return the form as it was typed, against what stands now."""
    typed = request.POST.copy()
    typed["version"] = str(stale.version)
    return DossierValueForm(typed, field=of)


def _field_page(
    request: HttpRequest,
    account: AccountState,
    of: DossierField,
    form: DossierValueForm,
    today: date,
    status: int = 200,
) -> HttpResponse:
    stands = get_value(account.id, of.code)
    context: dict[str, Any] = {
        "stop": "accounts",
        "account": account,
        "rights": rights_in(signed_in(request), account),
        "field": shown_field(of, stands, (), today),
        "question": QUESTION_LABELS.get(of.code, ""),
        "form": form,
        "is_clash": status == 409,
        "history": past(of.code, get_history("accounts.dossiervalue", stands.id)) if stands else [],
    }
    part = context["part"] = bool(request.headers.get("HX-Request"))
    if part:
        # What was asked for by keyboard is written by keyboard.
        form.fields["value"].widget.attrs["autofocus"] = True
    return render(request, "dossier/field_row.html" if part else "dossier/field.html", context, status=status)


urlpatterns = [
    path("accounts/<int:account_id>/dossier/", dossier, name="dossier"),
    path("accounts/<int:account_id>/dossier/fields/<slug:field>/", dossier_field, name="dossier_field"),
    path("accounts/<int:account_id>/dossier/fields/<slug:field>/confirm/", dossier_confirm, name="dossier_confirm"),
]
