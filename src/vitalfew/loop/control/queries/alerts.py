"""Alerts, and how they are handled."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, QuerySet, When

from vitalfew.accounts.queries import only_visible
from vitalfew.loop.control.models import GRAVEST_FIRST, Alert
from vitalfew.loop.control.rules import NEXT, OPEN, AlertState, Rule
from vitalfew.people.rules import Actor
from vitalfew.prepared import Prepared

_MANY = Case(When(account__row__tier="", then=1), default=0)  # the few before the many
READ = ("account", "assignee", "post__contact", "commitment")  # what an alert is read with


@dataclass(frozen=True)
class AlertFacts:
    """One warning with the evidence that rang it; `next_states` are what may be done with it."""

    id: int
    version: int
    account_id: int
    account_name: str
    rule: Rule
    occasion: str
    fired_on: date
    severity: int
    value: float
    threshold: float
    evidence: dict[str, Any]  # with the names and words of those it is about, while they are kept
    contact_id: int | None
    commitment_id: int | None
    state: AlertState
    assignee_id: int | None
    assignee_name: str
    reason: str
    next_states: tuple[AlertState, ...]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


def get_alerts(user: Actor, state: str = "open", limit: int | None = None) -> list[AlertFacts]:
    """Return the alerts of every account the user sees: those of key accounts first, then the gravest.

    Of equally grave ones that of the account which brings most stands first.

    `state` is "open", "all", or one state of an alert's life.
    """
    found = only_visible(Alert.objects.all(), user)
    if state != "all":
        found = found.filter(state__in=OPEN if state == "open" else [AlertState(state)])
    weighed = _whole(found).order_by(_MANY, "-severity", "account__row__revenue_rank", "-fired_on", "pk")
    return [alert_facts(row) for row in weighed[:limit]]


def get_alert(user: Actor, alert_id: int) -> AlertFacts | None:
    """Return one alert; None where it is not there or its account is not the user's to see."""
    return next(iter(_facts(only_visible(Alert.objects.filter(pk=alert_id), user))), None)


def get_alerts_of_account(account_id: int, state: str = "open") -> list[AlertFacts]:
    """Return the account's alerts. Who may see the account is the caller's question."""
    if state == "open":
        return [alert_facts(row) for row in _OPEN_OF(account_id=account_id)]
    found = Alert.objects.filter(account_id=account_id)
    return _facts(found if state == "all" else found.filter(state=AlertState(state)))


def alert_facts(row: Alert) -> AlertFacts:
    """Return the row as its readers know it."""
    state = AlertState(row.state)
    return AlertFacts(
        id=row.pk,
        version=row.version,
        account_id=row.account_id,
        account_name=row.account.shown_name,
        rule=Rule(row.rule),
        occasion=row.occasion,
        fired_on=row.fired_on,
        severity=row.severity,
        value=row.value,
        threshold=row.threshold,
        evidence=row.evidence | _named(row),
        contact_id=row.post.contact_id if row.post else None,
        commitment_id=row.commitment_id,
        state=state,
        assignee_id=row.assignee_id,
        assignee_name=row.assignee.actor_name if row.assignee else "",
        reason=row.reason,
        next_states=NEXT[state],
    )


def _named(row: Alert) -> dict[str, str]:
    named = {"name": row.post.contact.name, "title": row.post.title} if row.post else {}
    return named | ({"what": row.commitment.what} if row.commitment else {})


def _facts(found: QuerySet[Alert]) -> list[AlertFacts]:
    return [alert_facts(row) for row in _whole(found)]


def _whole(found: QuerySet[Alert]) -> QuerySet[Alert]:
    return found.select_related(*READ).order_by(*GRAVEST_FIRST)


_OPEN_OF = Prepared(lambda account_id: _whole(Alert.objects.filter(account_id=account_id, state__in=OPEN)))
