"""Growth inside one account: its bridge, what it began and ceased to buy, the day its level changed (S7, S11)."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from vitalfew.accounts.queries import get_account
from vitalfew.loop.analysis.queries import get_figures
from vitalfew.loop.analysis.queries.family_rhythm import get_family_rhythms
from vitalfew.loop.analysis.queries.growth import get_growth_of, get_life_cycles
from vitalfew.loop.analysis.rules.levels import level_changes
from vitalfew.web.families_shown import families
from vitalfew.web.forms.growth import PeriodForm
from vitalfew.web.growth import periods
from vitalfew.web.growth_shown import bridge, life_strip, stage_shares
from vitalfew.web.shell import edge_of
from vitalfew.web.visitors import signed_in


@login_required
@require_GET
def account_growth(request: HttpRequest, account_id: int) -> HttpResponse:
    """Say why what the account brings has changed."""
    user, edge, form = signed_in(request), edge_of(request), PeriodForm(request.GET)
    account = get_account(user, account_id)
    context = {"stop": "accounts", "account": account, "form": form}
    found = get_growth_of(user, account_id, *form.days())
    if found is not None:
        lives, figures = get_life_cycles(), get_figures(account_id, edge.generation)
        shares = stage_shares(lives, found.growth.by_product) if lives else []
        context |= {
            "periods": periods(edge, found.periods.start, found.periods.end),
            "bridge": bridge(found, edge.currency),
            "shares": shares if any(one.share for one in shares) else [],
            "strip": life_strip(shares),
            "families": families(get_family_rhythms(account_id, edge)),
            "levels": level_changes(figures.months, figures.as_of) if figures else None,
        }
    return render(request, "growth/account.html", context)


urlpatterns = [path("accounts/<int:account_id>/growth/", account_growth, name="account_growth")]
