"""The records of an account's dossier: needs and terms, how it buys, what it spends; each added, changed, ended."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vitalfew.accounts.queries import AccountState, authorise, get_account
from vitalfew.accounts.queries.codes import get_codes_of
from vitalfew.ledger.queries import get_edge
from vitalfew.ledger.queries.facts_accounts import get_account_known
from vitalfew.loop.analysis.queries import get_figures
from vitalfew.people.rules import Permission
from vitalfew.relations.actions import records as actions
from vitalfew.relations.labels_records import ONE_LABELS
from vitalfew.relations.queries.records import get_record, get_records
from vitalfew.relations.rules.records import RecordKind
from vitalfew.web.dossier_parts.buying import buying_page
from vitalfew.web.dossier_parts.gains import wishes
from vitalfew.web.dossier_parts.market import market_page
from vitalfew.web.dossier_parts.records import ShownKind, shown_kind, shown_record
from vitalfew.web.facts_shown import terms
from vitalfew.web.forms.records import EndForm, RecordForm, guessed, standing
from vitalfew.web.visitors import rights_in, signed_in, typed_in
from vitalfew.web.whys import told_beside

NEEDS = (RecordKind.NEED, RecordKind.OFFER, RecordKind.GAIN, RecordKind.CONTRACT, RecordKind.PRICE)
BUYING = (RecordKind.PRACTICE, RecordKind.CHAIN, RecordKind.BUYER_VIEW, RecordKind.CULTURE)
MARKET = (RecordKind.WALLET, RecordKind.COMPETITOR)
# On which page a kind stands.
PAGES = {
    **dict.fromkeys(NEEDS, "dossier_needs"),
    **dict.fromkeys(BUYING, "dossier_buying"),
    **dict.fromkeys(MARKET, "dossier_market"),
    RecordKind.TRUST: "trust",
    RecordKind.PARTICIPATION: "participation",
    RecordKind.POSITION: "market_timeline",
    RecordKind.SIGN: "stage",
}


@login_required
@require_GET
def dossier_needs(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show what the customer needs, what is made for him, what both sides gain, and on which terms (S12–S15, I14)."""
    account, today = get_account(signed_in(request), account_id), timezone.localdate()
    known = get_account_known(get_codes_of(account_id), today)
    context = _context(request, account, "needs") | {
        "kinds": kinds_of(account_id, NEEDS, today),
        "told": terms(known.contracts, today),
        "wishes": wishes(account_id),
        "today": today,
    }
    return render(request, "dossier/needs.html", context)


@login_required
@require_GET
def dossier_buying(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show how the customer buys and sees us, with what books and log hint at (S15, S28, S34)."""
    account, today = get_account(signed_in(request), account_id), timezone.localdate()
    kinds = kinds_of(account_id, BUYING, today)
    context = _context(request, account, "buying") | {
        "kinds": [one for one in kinds if one.kind is not RecordKind.PRACTICE],
        "page": buying_page(account, kinds[0], kinds[1], today),
    }
    return render(request, "dossier/buying.html", context)


@login_required
@require_GET
def dossier_market(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show what the customer spends, by several sources side by side, our share of it, and who else supplies."""
    account, today = get_account(signed_in(request), account_id), timezone.localdate()
    kinds = kinds_of(account_id, MARKET, today)
    context = _context(request, account, "market") | {
        "kinds": kinds,
        "page": market_page(get_figures(account_id), [row.stands for row in kinds[0].rows], today),
    }
    return render(request, "dossier/market.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def record_new(request: HttpRequest, account_id: int, kind: str) -> HttpResponse:
    """Add a record of one kind."""
    user, today = signed_in(request), timezone.localdate()
    of = _kind(kind)
    account = get_account(user, account_id)
    authorise(user, Permission.EDIT_DOSSIER, account_id)
    initial = guessed(of, get_edge().currency, today) | request.GET.dict()
    form = RecordForm(typed_in(request), kind=of, initial=initial)
    if form.is_bound and form.is_valid():
        with told_beside(form):
            actions.add_record(by=user, account_id=account_id, kind=of, today=today, **form.told())
            messages.success(request, _("Added."))
            return _back(account_id, of)
    context = _context(request, account, "") | {"form": form, "kind": of, "one": ONE_LABELS[of], "back": PAGES[of]}
    return render(request, "dossier/record_new.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, kind: str, record_id: int) -> HttpResponse:
    """Show a record; change it, confirm it, or say that it no longer stands."""
    user, today = signed_in(request), timezone.localdate()
    of = _kind(kind)
    stands = get_record(user, of, record_id)
    if stands is None:
        raise Http404
    if request.method == "POST":
        authorise(user, Permission.EDIT_DOSSIER, stands.account_id)
    do = request.POST.get("do")
    form = RecordForm(request.POST if do == "change" else None, kind=of, initial=standing(stands))
    end = EndForm(request.POST if do in {"end", "confirm"} else None)
    if do == "confirm":
        end.fields["reason"].required = False
    if _is_done(request, do, of, record_id, form, end, today):
        return redirect("stale_facts") if request.POST.get("next") == "stale" else _back(stands.account_id, of)
    account = get_account(user, stands.account_id)
    context = _context(request, account, "") | {
        "form": form,
        "end": end,
        "kind": of,
        "one": ONE_LABELS[of],
        "back": PAGES[of],
        "shown": shown_record(stands, today),
    }
    return render(request, "dossier/record.html", context)


def kinds_of(account_id: int, kinds: tuple[RecordKind, ...], today: date) -> list[ShownKind]:
    """Return what stands and what has ended of these kinds, in words."""
    stands, ended = get_records(account_id, kinds), get_records(account_id, kinds, ended=True)
    return [shown_kind(kind, stands[kind], ended[kind], today) for kind in kinds]


def _is_done(
    request: HttpRequest,
    do: str | None,
    kind: RecordKind,
    record_id: int,
    form: RecordForm,
    end: EndForm,
    today: date,
) -> bool:
    which: dict[str, Any] = {"by": signed_in(request), "kind": kind, "record_id": record_id, "today": today}
    asked = form if do == "change" else end
    if not (asked.is_bound and asked.is_valid()):
        return False
    with told_beside(asked):
        version = asked.cleaned_data["version"]
        match do:
            case "change":
                actions.change_record(version=version, **which, **form.told())
            case "confirm":
                actions.confirm_record(version=version, **which)
            case _:
                actions.end_record(version=version, reason=end.cleaned_data["reason"], **which)
        messages.success(request, _("Saved."))
        return True
    return False


def _kind(kind: str) -> RecordKind:
    try:
        return RecordKind(kind)
    except ValueError:
        raise Http404 from None


def _back(account_id: int, kind: RecordKind) -> HttpResponse:
    return redirect(f"{reverse(PAGES[kind], args=[account_id])}#{kind}")


def _context(request: HttpRequest, account: AccountState, here: str) -> dict[str, Any]:
    return {
        "stop": "accounts",
        "account": account,
        "rights": rights_in(signed_in(request), account),
        "here": here,
    }


urlpatterns = [
    path("accounts/<int:account_id>/dossier/needs/", dossier_needs, name="dossier_needs"),
    path("accounts/<int:account_id>/dossier/buying/", dossier_buying, name="dossier_buying"),
    path("accounts/<int:account_id>/dossier/market/", dossier_market, name="dossier_market"),
    path("accounts/<int:account_id>/dossier/records/<slug:kind>/new/", record_new, name="record_new"),
    path("dossier/records/<slug:kind>/<int:record_id>/", record, name="record"),
]
