"""The watch over every account: each occasion rings once, and is quiet again when it is over (S23, S25, S26, S27)."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from vitalfew.accounts.actions import write_in_rows
from vitalfew.accounts.queries import authorise, get_alarmed, get_key_managers
from vitalfew.journal.actions import change_row, create_row
from vitalfew.journal.rules import StaleVersion
from vitalfew.loop.analysis.queries import Figures, get_figures_of, get_overdue
from vitalfew.loop.control.actions.handling import show_alarm
from vitalfew.loop.control.models import GRAVEST_FIRST, Alert
from vitalfew.loop.control.queries.looking_back import get_alarm
from vitalfew.loop.control.queries.signs import Sign, evidence_of, signs_of_people, signs_of_silence, silence_of
from vitalfew.loop.control.queries.signs_business import signs_of_business
from vitalfew.loop.control.rules import OPEN, AlertState, Rule, still_silent
from vitalfew.people.rules import Actor, Permission, require

OF_PEOPLE = [Rule.PERSON_LEFT, Rule.PROMISE_OVERDUE]
Occasion = tuple[int, str, str]  # account, rule, what it is about


def watch(*, by: Actor, today: date | None = None) -> int:
    """Ring for every account that is overdue by its own rhythm, that people have left, that waits for a promise.

    And for trouble with quality, events of the market, offerings that moved. Return how often it rang anew. What rang
    once rings no second time, handled or not. An alert grows graver in its place, and closes by itself when it is over
    or when the books no longer say so. What somebody is writing meanwhile is left to the next watch.
    """
    require(by, Permission.IMPORT_BOOKS)
    day = today or timezone.localdate()
    managers, alarm = get_key_managers(by), get_alarm().alarm
    overdue = get_overdue(alarm.chance, alarm.backstop)
    signs = signs_of_silence(overdue, set(managers), alarm) + signs_of_people(by, set(managers), day)
    signs += signs_of_business(set(managers), day)
    fired = _ring_all(by, signs, managers, day)
    _follow(by, signs, list(Alert.objects.filter(state__in=OPEN)), day)
    _show(by, overdue)
    return fired


def watch_people_of(*, by: Actor, account_id: int, today: date | None = None) -> int:
    """Look at once at who has left this account and what is promised there; return how often it rang anew (S25)."""
    authorise(by, Permission.EDIT_PEOPLE, account_id)
    day, managers = today or timezone.localdate(), get_key_managers(by)
    signs = signs_of_people(by, {account_id} & set(managers), day)
    fired = _ring_all(by, signs, managers, day)
    standing = Alert.objects.filter(account_id=account_id, state__in=OPEN, rule__in=OF_PEOPLE)
    _follow(by, signs, list(standing), day)
    show_alarm(by, account_id)
    return fired


def _ring_all(by: Actor, signs: Collection[Sign], managers: dict[int, int], day: date) -> int:
    rules = {sign.ring.rule.value for sign in signs}
    known = set(Alert.objects.filter(rule__in=rules).values_list("account_id", "rule", "occasion"))
    fired = [sign for sign in signs if _occasion(sign) not in known]
    for sign in fired:
        _ring(by, sign, managers.get(sign.account_id), day)
    return len(fired)


def _occasion(sign: Sign) -> Occasion:
    return (sign.account_id, sign.ring.rule.value, sign.ring.occasion)


def _ring(by: Actor, sign: Sign, manager: int | None, day: date) -> None:
    ring = sign.ring
    row = Alert(
        account_id=sign.account_id,
        rule=ring.rule.value,
        occasion=ring.occasion,
        post_id=sign.post_id,
        commitment_id=sign.commitment_id,
        fired_on=day,
        severity=ring.severity,
        value=ring.value,
        threshold=ring.threshold,
        evidence=sign.evidence,
        assignee_id=manager,
    )
    try:
        with transaction.atomic():
            create_row(row, by=by, verb="control.alert_fired", account_id=sign.account_id)
    except IntegrityError:
        return  # another watch was first


def _follow(by: Actor, signs: Collection[Sign], standing: Collection[Alert], day: date) -> None:
    """Let standing alerts grow graver, or close where they no longer ought to stand."""
    stand = {_occasion(sign): sign for sign in signs}
    ended = [row for row in standing if (row.account_id, row.rule, row.occasion) not in stand]
    figures = get_figures_of(row.account_id for row in ended)
    for row in ended:
        if _goes_on(row, figures.get(row.account_id)):
            continue
        _change(by, row, "control.alert_ended", _ending(row, figures.get(row.account_id), day))
    for row in standing:
        sign = stand.get((row.account_id, row.rule, row.occasion))
        if sign and sign.ring.severity > row.severity:
            graver = {"severity": sign.ring.severity, "value": sign.ring.value, "evidence": sign.evidence}
            _change(by, row, "control.alert_graver", graver)


def _goes_on(row: Alert, figures: Figures | None) -> bool:
    """Tell whether the silence that rang lasts: an alert does not come and go with its chance."""
    is_silence = row.rule == Rule.OVERDUE_RHYTHM and figures is not None and figures.quiet is not None
    return is_silence and figures is not None and still_silent(silence_of(figures, is_key=False), row.occasion)


def _ending(row: Alert, figures: Figures | None, day: date) -> dict[str, Any]:
    if row.rule != Rule.OVERDUE_RHYTHM:
        return {"state": AlertState.CLOSED.value, "evidence": row.evidence | {"ended_on": day.isoformat()}}
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
    rows = Alert.objects.filter(state__in=OPEN).order_by(*GRAVEST_FIRST).reverse()
    gravest = {row.account_id: (row.severity, _now(row, overdue.get(row.account_id))) for row in rows}
    quiet = {account_id: (0, None) for account_id in get_alarmed(by) if account_id not in gravest}
    values = [(account_id, *alarm) for account_id, alarm in (quiet | gravest).items()]
    write_in_rows(by=by, columns=["alarm", "alarm_reason"], values=values)


def _now(row: Alert, figures: Figures | None) -> dict[str, Any]:
    return evidence_of(figures) if figures and row.rule == Rule.OVERDUE_RHYTHM else dict(row.evidence)
