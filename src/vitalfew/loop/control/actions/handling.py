"""Alerts handled: read, taken in hand, ended with the reason. An alert handled brings the cycle to control."""

from typing import Any

from django.db import transaction

from vitalfew.accounts.actions import write_in_rows
from vitalfew.accounts.queries import authorise
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.journal.actions import change_row
from vitalfew.loop.analysis.actions import reach_phase
from vitalfew.loop.analysis.queries import get_cycle
from vitalfew.loop.analysis.rules.cycles import Phase
from vitalfew.loop.control.models import GRAVEST_FIRST, Alert
from vitalfew.loop.control.queries import READ, AlertFacts, alert_facts
from vitalfew.loop.control.rules import OPEN, AlertState, handling_refused
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import Actor, Permission


def acknowledge_alert(*, by: Actor, alert_id: int, version: int) -> AlertFacts:
    """Say that the alert has been read; whoever reads an alert of nobody takes it."""
    return _handle(by, alert_id, version, AlertState.ACKNOWLEDGED, "control.alert_acknowledged")


def act_on_alert(*, by: Actor, alert_id: int, version: int) -> AlertFacts:
    """Say that something is being done about it."""
    return _handle(by, alert_id, version, AlertState.ACTING, "control.alert_in_hand")


def close_alert(*, by: Actor, alert_id: int, version: int, reason: str) -> AlertFacts:
    """End an alert that was right, with what came of it."""
    return _handle(by, alert_id, version, AlertState.CLOSED, "control.alert_closed", reason)


def dismiss_alert(*, by: Actor, alert_id: int, version: int, reason: str) -> AlertFacts:
    """End an alert that was none, with the reason; the same silence does not ring again."""
    return _handle(by, alert_id, version, AlertState.DISMISSED, "control.alert_dismissed", reason)


def show_alarm(by: Actor, account_id: int) -> None:
    """Show the gravest open alert beside the account in the list."""
    gravest = Alert.objects.filter(account_id=account_id, state__in=OPEN).order_by(*GRAVEST_FIRST).first()
    alarm = (gravest.severity, gravest.evidence) if gravest else (0, None)
    write_in_rows(by=by, columns=["alarm", "alarm_reason"], values=[(account_id, *alarm)])


def _handle(by: Actor, alert_id: int, version: int, wanted: AlertState, verb: str, reason: str = "") -> AlertFacts:
    row = Alert.objects.select_related("account", "assignee").filter(pk=alert_id).first()
    if row is None:
        raise NoSuchAccount(alert_id)
    authorise(by, Permission.HANDLE_ALERT, row.account_id)
    if why := handling_refused(AlertState(row.state), wanted, reason):
        raise Refused(why)
    changes: dict[str, Any] = {"state": wanted.value} | ({"reason": reason.strip()} if reason else {})
    if row.assignee_id is None:
        changes["assignee_id"] = by.actor_id
    with transaction.atomic():
        change_row(row, by=by, verb=verb, version=version, changes=changes, account_id=row.account_id)
        show_alarm(by, row.account_id)
        if cycle := get_cycle(row.account_id):
            reach_phase(by=by, cycle_id=cycle.id, phase=Phase.CONTROL)
    return alert_facts(Alert.objects.select_related(*READ).get(pk=alert_id))
