"""White space: what key accounts do not buy though their peers do, and what to do about it (S7, C26)."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET, require_http_methods

from vitalfew import words
from vitalfew.accounts.queries import authorise, get_account
from vitalfew.loop.analysis.actions.white_space import judge_space
from vitalfew.loop.analysis.queries.white_space import Grid, GridRow, JudgedSpace, get_grid_of, get_key_grid
from vitalfew.loop.analysis.rules.white_space import Cell, CellState
from vitalfew.loop.objectives.rules import Metric
from vitalfew.people.rules import Permission
from vitalfew.web.forms.inputs import typed_amount
from vitalfew.web.forms.white_space import SpaceForm
from vitalfew.web.visitors import rights_over, signed_in
from vitalfew.web.whys import told_beside


@dataclass(frozen=True)
class ShownCell:
    """A cell as the grid writes it."""

    look: str  # a class of the style sheet
    text: str
    title: str
    href: str
    own: str  # what the manager says


@login_required
@require_GET
def white_space(request: HttpRequest) -> HttpResponse:
    """Show the grid of the key accounts that the reader sees."""
    grid = get_key_grid(signed_in(request))
    return render(request, "white_space/page.html", {"stop": "analysis"} | _shown(grid))


@login_required
@require_GET
def account_white_space(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the grid of one account and its members."""
    user = signed_in(request)
    account = get_account(user, account_id)
    grid = get_grid_of(user, account_id, timezone.localdate())
    return render(request, "white_space/account.html", {"stop": "accounts", "account": account} | _shown(grid))


@login_required
@require_http_methods(["GET", "POST"])
def space_cell(request: HttpRequest, account_id: int) -> HttpResponse:
    """Say what one gap is worth, or that there is no need; make an objective, an action or a need of it."""
    user, family = signed_in(request), request.GET.get("family", "")
    account = get_account(user, account_id)
    if request.method == "POST":
        authorise(user, Permission.EDIT_DOSSIER, account_id)
    grid = get_grid_of(user, account_id, timezone.localdate())
    row = next((one for one in grid.rows if one.account_id == account_id), None) if grid else None
    found = next((pair for pair in row.cells if pair[0].family == family), None) if row else None
    if grid is None or row is None or found is None:
        raise Http404
    cell, judged = found
    form = SpaceForm(request.POST if request.method == "POST" else None, initial=_stands(judged))
    if form.is_bound and form.is_valid():
        with told_beside(form):
            judge_space(by=user, account_id=account_id, family=family, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("account_white_space", account_id)
    what = _("Offer %(family)s") % {"family": family}
    context = {
        "stop": "accounts",
        "account": account,
        "rights": rights_over(user, account_id),
        "cell": cell,
        "judged": judged,
        "form": form,
        "currency": grid.currency,
        "sentence": sentence(cell, row, grid.currency),
        "objective": _to("objective_new", account_id, metric=Metric.NET_REVENUE.value, why=what),
        "action": _to("action_new", account_id, what=what),
        "need": f"{reverse('record_new', args=[account_id, 'need'])}?{urlencode({'what': what})}",
    }
    return render(request, "white_space/cell.html", context)


def sentence(cell: Cell, row: GridRow, currency: str) -> str:
    """Say what the cell rests on."""
    if cell.state is CellState.BOUGHT:
        said = {"amount": words.money(cell.amount, currency), "day": words.day(cell.since)}
        return pgettext("white space", "Bought for %(amount)s in twelve months, since %(day)s") % said
    parts = []
    if cell.state is CellState.CEASED:
        parts.append(pgettext("white space", "Last bought on %(day)s") % {"day": words.day(cell.until)})
    if cell.peers is None:
        parts.append(pgettext("white space", "too few peers buy it to say what it may be worth"))
    else:
        said = {
            "n": words.number(cell.peers.customers),
            "segment": row.segment,
            "share": words.share(cell.peers.share, 0),
            "low": words.money(cell.low, currency),
            "high": words.money(cell.high, currency),
        }
        text = pgettext(
            "white space",
            "%(share)s of the %(n)s customers who buy mostly %(segment)s buy it too; at this size that is %(low)s to "
            "%(high)s a year",
        )
        parts.append(text % said)
    return ("，" if words.is_chinese() else "; ").join(parts)


def _shown(grid: Grid | None) -> dict[str, Any]:
    if grid is None:
        return {"grid": None}
    rows = [(row, [_cell(cell, said, row, grid.currency) for cell, said in row.cells]) for row in grid.rows]
    gaps = [
        cell for row in grid.rows for cell, said in row.cells
        if cell.state is CellState.GAP and not (said and said.no_need)
    ]  # fmt: skip
    return {"grid": grid, "rows": rows, "answer": _answer(gaps, grid) if rows else ""}


def _answer(gaps: list[Cell], grid: Grid) -> str:
    if not gaps:
        return pgettext("white space", "No gap beside what peers buy")
    said = {
        "n": words.number(len(gaps)),
        "low": words.money(sum(cell.low for cell in gaps), grid.currency),
        "high": words.money(sum(cell.high for cell in gaps), grid.currency),
    }
    text = ngettext(
        "%(n)s gap beside what peers buy: %(low)s to %(high)s a year",
        "%(n)s gaps beside what peers buy: %(low)s to %(high)s a year",
        len(gaps),
    )
    return text % said


def _cell(cell: Cell, said: JudgedSpace | None, row: GridRow, currency: str) -> ShownCell:
    href = f"{reverse('space_cell', args=[row.account_id])}?{urlencode({'family': cell.family})}"
    own = "" if said is None or said.amount is None else str(words.money(said.amount, currency))
    if said is not None and said.no_need:
        return ShownCell("no", pgettext("white space", "no need"), said.reason, href, "")
    text = {
        CellState.BOUGHT: str(words.money(cell.amount, currency)),
        CellState.CEASED: pgettext("white space", "until %(day)s") % {"day": words.month(cell.until)},
        CellState.GAP: f"{words.money(cell.low, currency)}–{words.money(cell.high, currency)}",
        CellState.NONE: "·",
    }[cell.state]
    return ShownCell(cell.state.value, text, sentence(cell, row, currency), href, own)


def _stands(judged: JudgedSpace | None) -> dict[str, Any]:
    if judged is None:
        return {"version": 0}
    amount = {} if judged.amount is None else {"amount": typed_amount(judged.amount)}
    return {"version": judged.version, "no_need": judged.no_need, "reason": judged.reason} | amount


def _to(route: str, account_id: int, **told: str) -> str:
    return f"{reverse(route, args=[account_id])}?{urlencode(told)}"


urlpatterns = [
    path("analysis/white-space/", white_space, name="white_space"),
    path("accounts/<int:account_id>/white-space/", account_white_space, name="account_white_space"),
    path("accounts/<int:account_id>/white-space/cell/", space_cell, name="space_cell"),
]
