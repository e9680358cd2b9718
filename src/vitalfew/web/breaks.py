"""The interruptions of all accounts: the open ones by state, the causes over the years, the lessons (S24)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from vitalfew import words
from vitalfew.loop.control.labels_cases import CASE_STATE_LABELS
from vitalfew.loop.control.queries.cases import get_case_times, get_closed_cases, get_open_cases
from vitalfew.loop.control.queries.causes import get_causes
from vitalfew.loop.control.rules.cases import CaseState, CaseTime, pareto, time_to_recover
from vitalfew.loop.control.rules.causes import Causes
from vitalfew.people.rules import Permission, Role, may
from vitalfew.web.cases.shown import ShownCase, cause_words, shown_case
from vitalfew.web.charts.bars import CumulativeBar, cumulative_bar
from vitalfew.web.visitors import signed_in

YEARS = 5  # shown, the latest last
LONGEST = 100  # letters of a search


@dataclass(frozen=True)
class Lane:
    """The open cases in one state."""

    word: Any
    rows: list[ShownCase]


@dataclass(frozen=True)
class CauseRow:
    """One cause: its share behind those above, how many, in which years."""

    word: str
    bar: CumulativeBar
    count: int
    cumulative: str
    years: list[int]


@login_required
@require_GET
def breaks(request: HttpRequest) -> HttpResponse:
    """Show what is interrupted, why it was over the years, how long it took to recover, and what was learnt."""
    user, today = signed_in(request), timezone.localdate()
    text = request.GET.get("text", "").strip()[:LONGEST]
    causes, times = get_causes(), get_case_times(user)
    standing = [shown_case(one, causes, today) for one in get_open_cases(user)]
    years = sorted({one.opened_on.year for one in times})[-YEARS:]
    context = {
        "stop": "control",
        "lanes": _lanes(standing),
        "count": len(standing),
        "causes": _causes(times, causes, years),
        "years": years,
        "total": len(times),
        "recovered": _recovered(times),
        "lessons": [shown_case(one, causes, today) for one in get_closed_cases(user, text)],
        "text": text,
        "may_write": may(Role(user.role), Permission.DESIGNATE),
    }
    return render(request, "interruptions/board.html", context)


def _lanes(rows: Sequence[ShownCase]) -> list[Lane]:
    return [
        Lane(CASE_STATE_LABELS[state], [row for row in rows if row.case.state is state])
        for state in CaseState
        if state is not CaseState.CLOSED
    ]


def _causes(times: Sequence[CaseTime], causes: Causes, years: Sequence[int]) -> list[CauseRow]:
    return [
        CauseRow(
            word=cause_words(causes, one.cause),
            bar=cumulative_bar(one.count / len(times), one.cumulative, 1),
            count=one.count,
            cumulative=words.share(one.cumulative, 0),
            years=[one.by_year.get(year, 0) for year in years],
        )
        for one in pareto(times)
    ]


def _recovered(times: Sequence[CaseTime]) -> str:
    days, count = time_to_recover(times)
    if days is None:
        return _("None has recovered yet, so nobody knows how long it takes.")
    said = {"days": words.number(days), "count": count}
    return (
        ngettext(
            "Time to recover: %(days)s days, from %(count)d case.",
            "Time to recover: half took at most %(days)s days, from %(count)d cases.",
            count,
        )
        % said
    )


urlpatterns = [path("control/interruptions/", breaks, name="breaks")]
