"""The whole dossier on paper: what is known with its source and age, what is recorded, and what is still missing."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET

from vitalfew.accounts.queries import get_account
from vitalfew.accounts.rules.dossier import Freshness
from vitalfew.loop.analysis.queries import get_figures
from vitalfew.relations.queries.attachments import get_attachments
from vitalfew.web.dossier import page_of
from vitalfew.web.dossier_parts.market import market_page
from vitalfew.web.records import BUYING, MARKET, NEEDS, kinds_of
from vitalfew.web.visitors import signed_in


@login_required
@require_GET
def dossier_print(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show everything the dossier holds on one page that prints."""
    user, today = signed_in(request), timezone.localdate()
    account = get_account(user, account_id)
    page = page_of(account, today)
    market = kinds_of(account_id, MARKET, today)
    fields = [field for part in page.sections for field in part.fields]
    context = {
        "stop": "accounts",
        "account": account,
        "page": page,
        "known": [field for field in fields if field.how is not Freshness.MISSING],
        "missing": [field.label for field in fields if field.how is Freshness.MISSING],
        "kinds": [*kinds_of(account_id, NEEDS, today), *kinds_of(account_id, BUYING, today), *market],
        "market": market_page(get_figures(account_id), [row.stands for row in market[0].rows], today),
        "files": get_attachments(account_id),
        "today": today,
        "printed_by": user.actor_name,
    }
    return render(request, "dossier/print.html", context)


urlpatterns = [path("accounts/<int:account_id>/dossier/print/", dossier_print, name="dossier_print")]
