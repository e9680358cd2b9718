"""Today: the manager's accounts in the order in which they need him, each with the reason and one next step."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET

from vitalfew.accounts.queries import AccountFilter, get_account_page
from vitalfew.accounts.queries.dossier import get_stale
from vitalfew.accounts.queries.grounds import get_grounds_ending
from vitalfew.accounts.rules import View
from vitalfew.loop.analysis.queries import Figures, get_figures_of, get_key_account_sums
from vitalfew.loop.control.queries import get_alerts
from vitalfew.loop.execution.queries import get_planned_visits, get_visits_of
from vitalfew.loop.objectives.queries import get_objectives_of
from vitalfew.loop.plan.queries import get_actions_due
from vitalfew.loop.review.queries import get_reviews_due
from vitalfew.people.rules import Actor
from vitalfew.relations.queries import InteractionState, get_commitments_due
from vitalfew.relations.queries.records import count_stale_records, get_dates_ahead
from vitalfew.relations.rules.records import AHEAD_DAYS
from vitalfew.web.aims import aim_rows, tally, worst_first
from vitalfew.web.attention import THIS_WEEK, Facts, Need, When, needs_of
from vitalfew.web.charts.rhythm import DAYS, RhythmStrip, rhythm_strip
from vitalfew.web.meetings import meetings
from vitalfew.web.visitors import signed_in
from vitalfew.words import age

AHEAD = timedelta(14)
SHOWN = 5
T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Work:
    """An account of the list with the picture of its last 180 days."""

    need: Need
    strip: RhythmStrip | None


@require_GET
@login_required
def today(request: HttpRequest) -> HttpResponse:
    """Show whoever looks after accounts what needs him, in an order that he can follow from top to bottom."""
    user, day = signed_in(request), timezone.localdate()
    rows = get_account_page(user, AccountFilter(view=View.MINE, size=200), today=day).rows
    actions = get_actions_due(user, until=day + AHEAD, today=day)
    aims = get_objectives_of(user)
    facts = Facts(
        alerts=_by(get_alerts(user), lambda alert: alert.account_id),
        actions=_by((one for one in actions if one.due_on <= day + THIS_WEEK), lambda action: action.account_id),
        promises=_by(get_commitments_due(user, day + THIS_WEEK, today=day), lambda promise: promise.account_id),
        visits=_by(get_planned_visits(user, until=day + THIS_WEEK, today=day), lambda visit: visit.account_id),
        reviews={account_id: last for account_id, _name, last in get_reviews_due(user, day)},
        aims={account_id: len(group) for account_id, group in _by(aims, lambda aim: aim.account_id).items()},
    )
    needs = needs_of(rows, facts, day)
    visits = get_visits_of(user, limit=500)
    works = _works(needs, visits, day)
    mine = {row.account_id for row in rows}
    of_aims = [row for row in aim_rows(aims) if row.aim.account_id in mine]
    context = {
        "stop": "home",
        "today": day,
        "all": needs,
        "groups": [
            (word, works[when])
            for when, word in [(When.TODAY, pgettext("work", "Today")), (When.WEEK, pgettext("work", "This week"))]
            if when in works
        ],
        "quiet": [need for need in needs if need.when is When.QUIET],
        "answer": _answer(needs),
        "ahead": [action for action in actions if action.account_id in mine and action.due_on > day + THIS_WEEK],
        "sums": get_key_account_sums(user),
        "aims": worst_first(of_aims)[:SHOWN],
        "aims_said": tally(of_aims),
        "asking": _asking(user, day),
        "visits": meetings(visits[:SHOWN]),
    }
    return render(request, "today/today.html", context)


def _answer(needs: Sequence[Need]) -> str:
    counts = Counter(need.when for need in needs)
    clauses = [
        ngettext("%(n)d account", "%(n)d accounts", len(needs)) % {"n": len(needs)},
        ngettext("%(n)d needs you today", "%(n)d need you today", counts[When.TODAY]) % {"n": counts[When.TODAY]}
        if counts[When.TODAY]
        else "",
        _("%(n)d this week") % {"n": counts[When.WEEK]} if counts[When.WEEK] else "",
        _("%(n)d in order") % {"n": counts[When.QUIET]} if counts[When.QUIET] else "",
    ]
    return _("%(clauses)s.") % {"clauses": pgettext("between clauses", ", ").join(filter(None, clauses))}


def _asking(user: Actor, day: date) -> list[str]:
    """Say how much has grown old, ends soon or may be kept no longer; nothing where all is in order."""
    stale = get_stale(user, day, size=1).total + count_stale_records(user, day)
    ahead, grounds = len(get_dates_ahead(user, day)), len(get_grounds_ending(user, day + timedelta(AHEAD_DAYS)))
    said = [
        ngettext("%(n)d fact is old or has expired", "%(n)d facts are old or have expired", stale) % {"n": stale},
        ngettext("%(n)d contract or price day is near", "%(n)d contract or price days are near", ahead) % {"n": ahead},
        ngettext("the ground for %(n)d person's data ends", "the ground for %(n)d people's data ends", grounds)
        % {"n": grounds},
    ]
    return [sentence for sentence, count in zip(said, (stale, ahead, grounds), strict=True) if count]


def _works(needs: Sequence[Need], visits: Sequence[InteractionState], day: date) -> dict[When, list[Work]]:
    pressing = [need for need in needs if need.when is not When.QUIET]
    figures = get_figures_of(need.row.account_id for need in pressing)
    met = _by(visits, lambda visit: visit.account_id)
    works = [
        Work(need, _strip(need, figures.get(need.row.account_id), met.get(need.row.account_id, []), day))
        for need in pressing
    ]
    return _by(works, lambda work: work.need.when)


def _strip(need: Need, figures: Figures | None, visits: Sequence[InteractionState], day: date) -> RhythmStrip | None:
    if figures is None:
        return None
    state = "" if not figures.is_overdue else "bad" if need.row.alarm > 1 else "watch"
    sentence = _("%(days)d days: last order %(order)s, last contact %(contact)s") % {
        "days": DAYS,
        "order": age(figures.last_order_on, day),
        "contact": age(need.row.last_contact_on, day),
    }
    return rhythm_strip(
        # Orders are known to the books' last day, contacts to today: the head of the column says so.
        figures.recent_order_days,
        [(day - visit.held_on).days for visit in visits],
        silent_days=figures.silent_days,
        state=state,
        sentence=sentence,
    )


def _by(items: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    groups: dict[Any, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return dict(groups)


urlpatterns = [path("today/", today, name="today")]
