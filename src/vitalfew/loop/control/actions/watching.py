"""The watch over every account: rings once per silence, and is quiet again when an order ends it (W6; S23, S27)."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from vitalfew.accounts.actions import write_in_rows
from vitalfew.accounts.queries import get_alarmed, get_key_managers
from vitalfew.journal.actions import change_row, create_row
from vitalfew.journal.rules import StaleVersion
from vitalfew.loop.analysis.queries import Figures, get_figures_of, get_overdue
from vitalfew.loop.control.models import Alert
from vitalfew.loop.control.rules import OPEN, AlertState, Ring, Silence, alerts_for
from vitalfew.people.rules import Actor, Permission, require

Occasion = tuple[int, str, str]  # account, rule, what it is about


def watch(*, by: Actor, today: date | None = None) -> int:
    """Ring for every account that is overdue by its own rhythm, and return for how many it rang anew.

    A silence rings once: handled or not, the same last order rings no second time. An alert grows graver in its place,
    and closes by itself when an order has ended the silence or when the books no longer say so. What somebody is
    writing meanwhile is left to the next watch.
    """
    require(by, Permission.IMPORT_BOOKS)
    day = today or timezone.localdate()
    managers = get_key_managers(by)
    overdue = get_overdue()
    rings = _rings(overdue, set(managers))
    known = set(Alert.objects.values_list("account_id", "rule", "occasion"))
    fired = [occasion for occasion in rings if occasion not in known]
    for occasion in fired:
        account_id = occasion[0]
        _ring(by, account_id, rings[occasion], overdue[account_id], managers.get(account_id), day)
    _follow(by, rings, overdue)
    _show(by, overdue)
    return len(fired)


def _rings(overdue: dict[int, Figures], keys: set[int]) -> dict[Occasion, Ring]:
    return {
        (account_id, ring.rule.value, ring.occasion): ring
        for account_id, figures in overdue.items()
        for ring in alerts_for(_silence(figures, account_id in keys))
    }


def _silence(figures: Figures, is_key: bool) -> Silence:
    return Silence(figures.last_order_on, figures.silent_days, figures.gap_limit, figures.revenue_class, is_key)


def _ring(by: Actor, account_id: int, ring: Ring, figures: Figures, manager: int | None, day: date) -> None:
    row = Alert(
        account_id=account_id,
        rule=ring.rule.value,
        occasion=ring.occasion,
        fired_on=day,
        severity=ring.severity,
        value=ring.value,
        threshold=ring.threshold,
        evidence=evidence_of(figures),
        assignee_id=manager,
    )
    try:
        with transaction.atomic():
            create_row(row, by=by, verb="control.alert_fired", account_id=account_id)
    except IntegrityError:
        return  # another watch was first


def _follow(by: Actor, rings: dict[Occasion, Ring], overdue: dict[int, Figures]) -> None:
    """Let standing alerts grow graver, or close where they no longer ought to stand."""
    standing = list(Alert.objects.filter(state__in=OPEN))
    ended = [row for row in standing if (row.account_id, row.rule, row.occasion) not in rings]
    figures = get_figures_of(row.account_id for row in ended)
    for row in ended:
        _change(by, row, "control.alert_ended", _ending(row, figures.get(row.account_id)))
    for row in standing:
        ring = rings.get((row.account_id, row.rule, row.occasion))
        if ring and ring.severity > row.severity:
            graver = {"severity": ring.severity, "value": ring.value, "evidence": evidence_of(overdue[row.account_id])}
            _change(by, row, "control.alert_graver", graver)


def _ending(row: Alert, figures: Figures | None) -> dict[str, Any]:
    last = figures.last_order_on if figures else None
    is_order = last is not None and last.isoformat() > row.occasion
    ended = {"ended_on": last.isoformat()} if is_order and last else {"withdrawn": True}
    return {"state": AlertState.CLOSED.value, "evidence": row.evidence | ended}


def _change(by: Actor, row: Alert, verb: str, changes: dict[str, Any]) -> None:
    try:
        change_row(row, by=by, verb=verb, version=row.version, changes=changes, account_id=row.account_id)
    except StaleVersion:
        return  # somebody is handling it: the next time


def _show(by: Actor, overdue: dict[int, Figures]) -> None:
    """Show in the list the gravest alert that stands, with the silence as it is now."""
    rows = Alert.objects.filter(state__in=OPEN).order_by("severity", "fired_on")
    gravest = {row.account_id: (row.severity, _now(row, overdue.get(row.account_id))) for row in rows}
    quiet = {account_id: (0, None) for account_id in get_alarmed(by) if account_id not in gravest}
    values = [(account_id, *alarm) for account_id, alarm in (quiet | gravest).items()]
    write_in_rows(by=by, columns=["alarm", "alarm_reason"], values=values)


def _now(row: Alert, figures: Figures | None) -> dict[str, Any]:
    return evidence_of(figures) if figures else dict(row.evidence)


def evidence_of(figures: Figures) -> dict[str, Any]:
    """Return what an alert of silence stands on, as it is kept with it; its words are made when it is shown."""
    last = figures.last_order_on
    return {
        "silent_days": figures.silent_days,
        "usual_gap": figures.usual_gap,
        "gap_low": figures.gap_low,
        "gap_high": figures.gap_high,
        "limit": figures.gap_limit,
        "order_days": figures.order_days,
        "last_order_on": last.isoformat() if last else None,
        "as_of": figures.as_of.isoformat(),
        "revenue": None if figures.revenue is None else str(figures.revenue),
        "currency": figures.currency,
        "method": figures.method,
    }
