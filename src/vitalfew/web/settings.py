"""What the figures of the books mean: currency, rates, fiscal year, closed days, the event recorded."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vitalfew.jobs.actions import enqueue
from vitalfew.ledger.actions.settings import change_settings
from vitalfew.ledger.labels_meaning import unfit_sentence
from vitalfew.ledger.queries import BooksSettings, get_edge, get_missing_rates, get_settings
from vitalfew.ledger.rules.currency import RateKind, UnfitMeaning
from vitalfew.people.rules import Actor, Permission
from vitalfew.web.forms.meaning import CURRENCIES, SettingsForm
from vitalfew.web.guards import allowed
from vitalfew.web.visitors import signed_in, typed_in


@require_http_methods(["GET", "POST"])
@allowed(Permission.IMPORT_BOOKS)
def books_settings(request: HttpRequest) -> HttpResponse:
    """Show what the figures mean, and change it."""
    stands = get_settings()
    form = SettingsForm(typed_in(request), initial=_initial(stands))
    if request.method == "POST" and form.is_valid() and _changed(signed_in(request), form):
        enqueue(by=signed_in(request), task="refresh")
        messages.success(request, _("Saved. Figures are computed anew."))
        return redirect("books_settings")
    context = {
        "stop": "books",
        "edge": get_edge(),
        "form": form,
        "settings": stands,
        "missing": get_missing_rates(),
        "currencies": CURRENCIES,
    }
    return render(request, "meaning/settings.html", context)


def _initial(stands: BooksSettings) -> dict[str, object]:
    return {
        "currency": stands.currency,
        "rates": stands.rates.value,
        "fiscal_month": str(stands.fiscal_month),
        "closed_until": stands.closed_until,
        "basis": stands.told_basis,
        "version": stands.version,
    }


def _changed(user: Actor, form: SettingsForm) -> bool:
    typed = form.cleaned_data
    try:
        change_settings(
            by=user,
            version=typed["version"],
            currency=typed["currency"],
            rates=RateKind(typed["rates"]),
            fiscal_month=int(typed["fiscal_month"]),
            closed_until=typed["closed_until"],
            basis=typed["basis"],
        )
    except UnfitMeaning as refusal:
        form.add_error("currency", unfit_sentence(refusal))
        return False
    return True


urlpatterns = [path("books/settings/", books_settings, name="books_settings")]
