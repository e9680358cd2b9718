"""The touch calendar: what reaches an account from any of us, month by month, and where two of us collide (S14)."""

import calendar as months
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from vitalfew import words
from vitalfew.accounts.queries import get_account
from vitalfew.accounts.queries.team import get_functions
from vitalfew.documents.call_sheet_words import clock
from vitalfew.documents.phrases import has_left, people
from vitalfew.loop.execution.labels import TOUCH_LABELS
from vitalfew.loop.execution.queries import get_touches
from vitalfew.loop.execution.rules import Collision, Touch, TouchKind, collisions
from vitalfew.loop.execution.rules.touches import CLOSE, OF_RECORDS, PROMISED
from vitalfew.people.rules import Actor
from vitalfew.relations.labels import KIND_LABELS
from vitalfew.relations.rules.records import RecordKind
from vitalfew.web.people_shown import function_word
from vitalfew.web.visitors import may_work, rights_over, signed_in

SHOWN = 4  # of one day in the month; the list has them all
LISTED = 500
MARKS = {TouchKind.HELD: "good", TouchKind.GROUND_ENDS: "watch", **dict.fromkeys(OF_RECORDS, "watch")}


@dataclass(frozen=True)
class TouchRow:
    """One touch in words."""

    touch: Touch
    mark: str
    label: str
    who: str
    hour: str
    href: str
    collides: bool


@dataclass(frozen=True)
class Day:
    """One day of the month."""

    on: date
    in_month: bool
    is_today: bool
    rows: list[TouchRow]
    more: int


@dataclass(frozen=True)
class Clash:
    """Two of us who come too close, in a sentence."""

    said: str
    href: str


@require_GET
@login_required
def calendar(request: HttpRequest) -> HttpResponse:
    """Show the month over every account the user sees."""
    user = signed_in(request)
    context = _context(request, user, None) | {"may_work": may_work(user)}
    return render(request, "calendars/all.html", context)


@require_GET
@login_required
def account_calendar(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the month of one account."""
    user = signed_in(request)
    account = get_account(user, account_id)
    context = _context(request, user, account_id) | {"account": account, "rights": rights_over(user, account_id)}
    return render(request, "calendars/account.html", context)


def _context(request: HttpRequest, user: Actor, account_id: int | None) -> dict[str, Any]:
    today = timezone.localdate()
    first = _month(request.GET.get("month", ""), today)
    last = (first + timedelta(31)).replace(day=1) - timedelta(1)
    weeks = months.Calendar().monthdatescalendar(first.year, first.month)
    # A few days more at both ends, so that a collision over the month's edge shows as well.
    around = get_touches(
        user, weeks[0][0] - timedelta(CLOSE), weeks[-1][-1] + timedelta(CLOSE), account_id=account_id, today=today
    )
    clashing = collisions(around)
    rows = _rows(around, clashing)
    of_month = [row for row in rows if first <= row.touch.on <= last]
    shown = [one for one in clashing if one.second.on >= first and one.first.on <= last]
    return {
        "stop": "execution",
        "month": first,
        "before": f"{first - timedelta(1):%Y-%m}",
        "after": f"{last + timedelta(1):%Y-%m}",
        "is_list": request.GET.get("view") == "list",
        "is_company": account_id is None,
        "weekdays": weeks[0],
        "days": _days(weeks, first, rows, today),
        "rows": of_month[:LISTED],
        "more": max(0, len(of_month) - LISTED),
        "clashes": [_clash(one) for one in shown],
        "answer": _answer(of_month, shown),
    }


def _month(asked: str, today: date) -> date:
    try:
        found = date.fromisoformat(f"{asked}-01")
    except ValueError:
        return today.replace(day=1)
    # Beyond these years the calendar has no neighbouring months.
    return found if 1900 <= found.year <= 2200 else today.replace(day=1)


def _rows(touches: Sequence[Touch], clashing: Iterable[Collision]) -> list[TouchRow]:
    close = {id(one) for clash in clashing for one in (clash.first, clash.second)}
    functions = get_functions({one.account_id for one in touches})
    return [_row(one, functions, collides=id(one) in close) for one in touches]


def _ours(one: Touch, functions: Mapping[tuple[int, int], str]) -> str:
    """Name who of us it is, each with the function in the account's team."""
    told = [
        " ".join(filter(None, (name, function_word(functions.get((one.account_id, number), "")))))
        for number, name in zip(one.who_ids, one.who, strict=False)
    ]
    return people(tuple(told))


def _row(one: Touch, functions: Mapping[tuple[int, int], str], *, collides: bool) -> TouchRow:
    mark = MARKS.get(one.kind, "none")
    if one.gone:
        mark = "watch"
    if one.is_late:
        mark = "bad" if one.kind is TouchKind.OURS_DUE else "watch"
    label = str(TOUCH_LABELS[one.kind])
    if one.contact is not None:
        label = f"{KIND_LABELS[one.contact]} · {label}"
    if one.gone:
        label = f"{label} · {has_left(one.gone)}"
    who = " → ".join(filter(None, (_ours(one, functions), people(one.guests))))
    return TouchRow(one, mark, label, who, clock(one.at), href_of(one), collides)


def href_of(one: Touch) -> str:
    """Return where the touch is read."""
    match one.kind:
        case TouchKind.PLANNED:
            return reverse("planned_visit", args=[one.subject_id])
        case TouchKind.JOINT_MEETING:
            return reverse("joint_meeting", args=[one.account_id, one.subject_id])
        case TouchKind.HELD:
            return reverse("account", args=[one.account_id])
        case TouchKind.PRICE_ENDS | TouchKind.CONTRACT_ENDS | TouchKind.NOTICE_BY:
            kind = RecordKind.PRICE if one.kind is TouchKind.PRICE_ENDS else RecordKind.CONTRACT
            return reverse("record", args=[kind, one.subject_id])
        case TouchKind.GROUND_ENDS:
            return reverse("person", args=[one.account_id, one.subject_id])
        case _:
            return reverse("promise", args=[one.subject_id])


def _days(weeks: Sequence[Sequence[date]], first: date, rows: Iterable[TouchRow], today: date) -> list[Day]:
    by_day: dict[date, list[TouchRow]] = defaultdict(list)
    for row in rows:
        by_day[row.touch.on].append(row)
    return [
        Day(on, on.month == first.month, on == today, by_day[on][:SHOWN], max(0, len(by_day[on]) - SHOWN))
        for week in weeks
        for on in week
    ]


def _clash(one: Collision) -> Clash:
    first, second = one.first, one.second
    said = _("%(account)s: %(who)s on %(day)s, %(other)s on %(other_day)s") % {
        "account": first.account_name,
        "who": people(first.who),
        "day": words.short_day(first.on),
        "other": people(second.who),
        "other_day": words.short_day(second.on),
    }
    return Clash(said, href_of(second if second.kind is TouchKind.PLANNED else first))


def _answer(rows: Sequence[TouchRow], clashing: Sequence[Collision]) -> str:
    if not rows:
        return _("Nothing stands in this month")
    held = sum(row.touch.kind is TouchKind.HELD for row in rows)
    planned = sum(row.touch.kind is TouchKind.PLANNED for row in rows)
    joint = sum(row.touch.kind is TouchKind.JOINT_MEETING for row in rows)
    due = sum(row.touch.kind in PROMISED for row in rows)
    ends = len(rows) - held - planned - joint - due
    said = [
        ngettext("%(n)d contact held", "%(n)d contacts held", held) % {"n": held},
        ngettext("%(n)d planned", "%(n)d planned", planned) % {"n": planned},
        ngettext("%(n)d joint meeting", "%(n)d joint meetings", joint) % {"n": joint} if joint else "",
        ngettext("%(n)d promise due", "%(n)d promises due", due) % {"n": due} if due else "",
        ngettext("%(n)d day that ends something", "%(n)d days that end something", ends) % {"n": ends} if ends else "",
        ngettext("%(n)d collision", "%(n)d collisions", len(clashing)) % {"n": len(clashing)} if clashing else "",
    ]
    return ("，" if words.is_chinese() else ", ").join(filter(None, said))


urlpatterns = [
    path("execution/calendar/", calendar, name="calendar"),
    path("accounts/<int:account_id>/calendar/", account_calendar, name="account_calendar"),
]
