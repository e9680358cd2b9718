"""What needs somebody, account by account: the reasons in words, the gravest first, and one next step."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from vitalfew.accounts.rules import SILENT_DAYS, AccountRowState
from vitalfew.documents.phrases import people
from vitalfew.loop.control.labels import alarm_sentence
from vitalfew.loop.control.queries import AlertFacts
from vitalfew.loop.control.rules import Rule
from vitalfew.loop.execution.queries import PlannedVisitState
from vitalfew.loop.plan.queries import ActionFacts
from vitalfew.relations.queries import CommitmentState
from vitalfew.relations.rules import Side
from vitalfew.web.plannings import log_href, when_words
from vitalfew.words import short_day

THIS_WEEK = timedelta(7)


# What is done at each address.
STEPS = {
    "alert": pgettext_lazy("next step", "Handle alert"),
    "action": pgettext_lazy("next step", "Open action"),
    "planned_visit": pgettext_lazy("next step", "Call sheet"),
    "visit_change": pgettext_lazy("next step", "Change the visit"),
    "promise": pgettext_lazy("next step", "Open promise"),
    "review": pgettext_lazy("next step", "Hold review"),
    "visit_new": pgettext_lazy("next step", "Log a visit"),
    "stage": pgettext_lazy("next step", "Claim stage"),
    "objective_new": pgettext_lazy("next step", "Set an objective"),
}


class When(IntEnum):
    """How soon somebody has to act."""

    TODAY = 0
    WEEK = 1
    QUIET = 2


@dataclass(frozen=True)
class Reason:
    """One thing that needs somebody: when, how grave, why in words, and where to do it."""

    when: When
    state: str
    why: str
    href: str
    verb: Any


@dataclass(frozen=True)
class Facts:
    """What is known of the accounts besides their rows, by account."""

    alerts: Mapping[int, Sequence[AlertFacts]] = field(default_factory=dict)
    actions: Mapping[int, Sequence[ActionFacts]] = field(default_factory=dict)
    promises: Mapping[int, Sequence[CommitmentState]] = field(default_factory=dict)
    visits: Mapping[int, Sequence[PlannedVisitState]] = field(default_factory=dict)  # to come, or not logged yet
    reviews: Mapping[int, date] = field(default_factory=dict)  # the last day of objectives that are all over
    aims: Mapping[int, int] = field(default_factory=dict)  # how many objectives run


@dataclass(frozen=True)
class Need:
    """An account with everything that needs somebody; without a reason it needs nobody."""

    row: AccountRowState
    reasons: tuple[Reason, ...]

    @property
    def first(self) -> Reason | None:
        return self.reasons[0] if self.reasons else None

    @property
    def when(self) -> When:
        return self.reasons[0].when if self.reasons else When.QUIET

    @property
    def more(self) -> tuple[Reason, ...]:
        return self.reasons[1:3]


def needs_of(rows: Iterable[AccountRowState], facts: Facts, today: date) -> list[Need]:
    """Return the accounts in the order in which they need somebody: how soon, how grave, how much they bring."""
    needs = [Need(row, tuple(sorted(_reasons(row, facts, today), key=_grave))) for row in rows]
    return sorted(needs, key=lambda need: (_soon(need), -(need.row.revenue or 0)))


GRAVITY = {"bad": 0, "watch": 1, "none": 2, "good": 3}


def _grave(reason: Reason) -> tuple[int, int]:
    return (reason.when, GRAVITY[reason.state])


def _soon(need: Need) -> tuple[int, int]:
    return _grave(need.first) if need.first else (When.QUIET, len(GRAVITY))


def _reasons(row: AccountRowState, facts: Facts, today: date) -> Iterator[Reason]:
    # A promise that is overdue stands here itself.
    rung = (one for one in facts.alerts.get(row.account_id, ()) if one.rule is not Rule.PROMISE_OVERDUE)
    yield from (_of_alert(alert) for alert in rung)
    yield from (_of_action(action, today) for action in facts.actions.get(row.account_id, ()))
    yield from (_of_promise(promise, today) for promise in facts.promises.get(row.account_id, ()))
    yield from (_of_visit(visit, today) for visit in facts.visits.get(row.account_id, ()))
    if over := facts.reviews.get(row.account_id):
        why = _("The objectives ended on %(day)s; their review is due") % {"day": short_day(over)}
        yield Reason(When.TODAY, "watch", why, *_step("review", row.account_id))
    if (silence := _silence(row, today)) is not None:
        yield silence
    if not row.stage:
        yield Reason(When.WEEK, "none", _("No stage claimed yet"), *_step("stage", row.account_id))
    if not facts.aims.get(row.account_id):
        yield Reason(When.WEEK, "none", _("No objective yet"), *_step("objective_new", row.account_id))


def _of_alert(alert: AlertFacts) -> Reason:
    when, state = (When.TODAY, "bad") if alert.severity > 1 else (When.WEEK, "watch")
    return Reason(when, state, alarm_sentence(alert.evidence), *_step("alert", alert.id))


def _of_action(action: ActionFacts, today: date) -> Reason:
    days = (today - action.due_on).days
    step = _step("action", action.id)
    if days > 0:
        late = ngettext("%(days)d day late", "%(days)d days late", days) % {"days": days}
        return Reason(When.TODAY, "bad", _("%(what)s: %(late)s") % {"what": action.what, "late": late}, *step)
    if days == 0:
        return Reason(When.TODAY, "watch", _("Due today: %(what)s") % {"what": action.what}, *step)
    due = {"what": action.what, "day": short_day(action.due_on)}
    return Reason(When.WEEK, "watch", _("Due on %(day)s: %(what)s") % due, *step)


def _of_promise(promise: CommitmentState, today: date) -> Reason:
    days, is_ours = (today - promise.due_on).days, promise.side is Side.US
    step, said = _step("promise", promise.id), {"what": promise.what, "day": short_day(promise.due_on)}
    if days > 0:
        said["late"] = ngettext("%(days)d day late", "%(days)d days late", days) % {"days": days}
        if is_ours:
            return Reason(When.TODAY, "bad", _("We promised: %(what)s, %(late)s") % said, *step)
        return Reason(When.TODAY, "watch", _("They promised: %(what)s, %(late)s") % said, *step)
    when = When.TODAY if days == 0 and is_ours else When.WEEK
    if is_ours:
        return Reason(when, "watch", _("We promised by %(day)s: %(what)s") % said, *step)
    return Reason(when, "none", _("They promised by %(day)s: %(what)s") % said, *step)


def _of_visit(visit: PlannedVisitState, today: date) -> Reason:
    said = {"day": when_words(visit), "purpose": visit.purpose}
    if visit.is_missed:
        why = _("The visit of %(day)s is not logged yet: %(purpose)s") % said
        return Reason(When.TODAY, "watch", why, log_href(visit), STEPS["visit_new"])
    when = When.TODAY if visit.visit_on == today else When.WEEK
    if visit.gone:
        why = _("%(who)s has left before the visit on %(day)s: %(purpose)s") % (said | {"who": people(visit.gone)})
        return Reason(when, "watch", why, reverse("visit_change", args=[visit.id]), STEPS["visit_change"])
    return Reason(when, "none", _("Visit on %(day)s: %(purpose)s") % said, *_step("planned_visit", visit.id))


def _silence(row: AccountRowState, today: date) -> Reason | None:
    step = _step("visit_new", row.account_id)
    if row.last_contact_on is None:
        return Reason(When.WEEK, "watch", _("No contact recorded yet"), *step)
    days = (today - row.last_contact_on).days
    if days <= SILENT_DAYS:
        return None
    why = ngettext("%(days)d day without contact", "%(days)d days without contact", days) % {"days": days}
    return Reason(When.WEEK, "watch", why, *step)


def _step(route: str, number: int) -> tuple[str, Any]:
    return reverse(route, args=[number]), STEPS[route]
