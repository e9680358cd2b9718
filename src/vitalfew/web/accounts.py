"""The list of accounts: ready-made views, filters and order, all of it in the address."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from vitalfew.accounts.labels import TIER_LABELS, VIEW_LABELS
from vitalfew.accounts.queries import (
    AccountFilter,
    AccountPage,
    get_account_page,
    get_view_counts,
    sees_all,
)
from vitalfew.accounts.rules import ORDERS, Tier, View
from vitalfew.loop.analysis.labels import STAGE_LABELS
from vitalfew.loop.analysis.rules.stages import Stage
from vitalfew.people.queries import get_users
from vitalfew.people.rules import Permission, Role, may
from vitalfew.web.account_lines import account_lines, unit_of
from vitalfew.web.shell import edge_of, waiting_of
from vitalfew.web.visitors import signed_in

# What a column sorts by, its word, how it is set; "" sorts by nothing. A figure's first click sorts it downwards.
COLUMNS = [
    ("name", pgettext_lazy("column", "Account"), ""),
    ("tier", pgettext_lazy("column", "Tier"), "opt"),
    ("stage", pgettext_lazy("column", "Stage"), ""),
    ("revenue", pgettext_lazy("column", "Net revenue"), "num"),
    ("change", pgettext_lazy("column", "YoY"), "num"),
    ("", pgettext_lazy("column", "12 months"), "opt"),
    ("margin", pgettext_lazy("column", "Margin"), "num opt opt-mid"),
    ("last_order", pgettext_lazy("column", "Last order"), "num opt opt-mid opt-en-wide"),
    ("last_contact", pgettext_lazy("column", "Contact"), "num"),
    ("alarm", pgettext_lazy("column", "Alert"), ""),
    ("", pgettext_lazy("column", "Next step"), ""),
    ("next_due", pgettext_lazy("column", "Due"), "num"),
    ("manager", pgettext_lazy("column", "Manager"), "opt-en opt-en-wide"),
]
UPWARDS_FIRST = {"name", "manager", "next_due", "last_contact", "last_order"}


@dataclass(frozen=True)
class Tab:
    """A ready-made view with the number of accounts in it."""

    view: str
    word: Any
    count: int
    is_here: bool


@dataclass(frozen=True)
class Column:
    """A head of the table: what a click on it sorts by next."""

    word: Any
    css: str
    order: str
    sorted: str  # "ascending" | "descending" | "" while it is not the one sorted by


@dataclass(frozen=True)
class Chip:
    """A filter in force, and the name under which it stands in the address."""

    name: str
    word: Any
    value: Any


@require_GET
@login_required
def accounts(request: HttpRequest) -> HttpResponse:
    """Show the accounts that the user may see, as the address asks."""
    user, today = signed_in(request), timezone.localdate()
    counts = get_view_counts(user, today=today)
    wanted = asked_for(request.GET.dict(), counts)
    page = get_account_page(user, wanted, today=today)
    unknown, unit = _unknown(page), unit_of(page, edge_of(request).currency)
    managers = {person.pk: person.actor_name for person in get_users(Role.MANAGER)}
    context = {
        "stop": "accounts",
        "wanted": wanted,
        "page": page,
        "lines": account_lines(page, unit, today),
        "tabs": list(_tabs(counts, wanted, all_of_them=sees_all(user))),
        "columns": [_column(*column, wanted.order) for column in COLUMNS if column[0] not in unknown],
        "has_margin": "margin" not in unknown,
        "has_change": "change" not in unknown,
        "chips": list(_chips(wanted, managers)),
        "waiting": waiting_of(request),
        "unit": unit,
        "may_designate": may(Role(user.role), Permission.DESIGNATE),
        "may_add_prospect": may(Role(user.role), Permission.ADD_PROSPECT),
        "may_import": may(Role(user.role), Permission.IMPORT_BOOKS),
        "tiers": TIER_LABELS.items(),
        "stages": STAGE_LABELS.items(),
        "managers": managers.items() if sees_all(user) else [],
    }
    return render(request, "accounts/list.html", context)


def asked_for(asked: dict[str, str], counts: dict[str, int]) -> AccountFilter:
    """Read the address; what makes no sense in it is as if it were not there."""
    first = View.KEY if counts[View.KEY] else View.ALL
    manager = asked.get("manager", "")
    order = asked.get("order", "")
    return AccountFilter(
        text=asked.get("text", "").strip()[:100],
        view=asked["view"] if asked.get("view") in set(View) else first,
        tier=asked["tier"] if asked.get("tier") in set(Tier) else "",
        stage=asked["stage"] if asked.get("stage") in set(Stage) else "",
        manager_id=_number(manager),
        order=order if order.removeprefix("-") in ORDERS else AccountFilter.order,
        page=_number(asked.get("page", "")) or 1,
        size=_number(asked.get("size", "")) or AccountFilter.size,
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _tabs(counts: dict[str, int], wanted: AccountFilter, *, all_of_them: bool) -> Iterator[Tab]:
    for view, word in VIEW_LABELS.items():
        # Whoever sees only his own sees the same accounts in these three.
        same = view in {View.ALL, View.MINE} and not all_of_them
        is_needed = counts[view] or view not in {View.MINE, View.INTERRUPTED}
        if view == wanted.view or (is_needed and not same):
            yield Tab(view, word, counts[view], view == wanted.view)


def _column(name: str, word: Any, css: str, order: str) -> Column:
    if order.removeprefix("-") != name:
        return Column(word, css, name if name in UPWARDS_FIRST or not name else f"-{name}", "")
    downwards = order.startswith("-")
    return Column(word, css, name if downwards else f"-{name}", "descending" if downwards else "ascending")


def _chips(wanted: AccountFilter, managers: dict[int, str]) -> Iterator[Chip]:
    if wanted.text:
        yield Chip("text", _("Contains"), wanted.text)
    if wanted.tier:
        yield Chip("tier", pgettext_lazy("column", "Tier"), TIER_LABELS[Tier(wanted.tier)])
    if wanted.stage:
        yield Chip("stage", pgettext_lazy("column", "Stage"), STAGE_LABELS[Stage(wanted.stage)])
    if wanted.manager_id is not None:
        yield Chip("manager", pgettext_lazy("column", "Manager"), managers.get(wanted.manager_id, wanted.manager_id))


def _unknown(page: AccountPage) -> set[str]:
    """Return the columns that nothing is known of on this page; they are left out."""
    known = {
        "margin": any(row.margin is not None for row in page.rows),
        "change": any(row.change_share is not None for row in page.rows),
    }
    return {name for name, is_known in known.items() if not is_known}


urlpatterns = [path("accounts/", accounts, name="accounts")]
