"""The alarm held against the firm's own past, and its settings (S27, I12)."""

from typing import Any

import numpy as np
from django.utils import timezone

from vitalfew.journal.actions import change_row
from vitalfew.ledger.queries import get_edge, get_order_days
from vitalfew.loop.control.models import AlarmSettings, LookBack
from vitalfew.loop.control.queries.looking_back import AlarmState, get_alarm
from vitalfew.loop.control.rules import CHANCES, AlertWhy
from vitalfew.loop.rules import Refused
from vitalfew.measures.errors import NotEnoughData
from vitalfew.measures.rhythm import ALARM_METHOD, BackTest, Rule, back_test
from vitalfew.people.rules import Actor, Permission, require

BACKSTOPS = (14, 120)  # days: a silence of 120 counts as a break
TOLD = ("breaks", "warned", "precision", "false_alarms", "all_false_alarms", "days_gained")


def look_back(*, by: Actor, force: bool = False) -> bool:
    """Judge every week of the past as it stood then, where books or settings have moved; tell whether it was done."""
    require(by, Permission.IMPORT_BOOKS)
    stands, settings, edge = LookBack.objects.get_or_create(id=1)[0], get_alarm(), get_edge()
    wanted = (edge.generation, ALARM_METHOD, settings.version)
    if not force and stands.computed_at and (stands.generation, stands.method, stands.alarm) == wanted:
        return False
    report = _report(settings)
    LookBack.objects.filter(id=1).update(
        generation=edge.generation,
        as_of=edge.last_day,
        method=ALARM_METHOD,
        alarm=settings.version,
        computed_at=timezone.now(),
        is_thin=not report,
        report=report,
    )
    return True


def change_alarm(*, by: Actor, version: int, chance: float, backstop: int) -> AlarmState:
    """Set the chance from which a silence rings, and the day on which it does at the latest."""
    require(by, Permission.IMPORT_BOOKS)
    if chance not in CHANCES or not BACKSTOPS[0] <= backstop <= BACKSTOPS[1]:
        raise Refused(AlertWhy.UNFIT_ALARM)
    row, is_new = AlarmSettings.objects.get_or_create(id=1)
    seen = row.version if is_new and version == 0 else version
    changes = {"chance": chance, "backstop": backstop}
    change_row(row, by=by, verb="control.alarm_changed", version=seen, changes=changes)
    return get_alarm()


def _report(settings: AlarmState) -> dict[str, Any]:
    edge, days = get_edge(), get_order_days()
    if edge.last_day is None or not days.num_rows:
        return {}
    rule = Rule(settings.alarm.chance, settings.alarm.backstop)
    numbers = days["account"].combine_chunks().dictionary_encode().indices.to_numpy()
    try:
        found = back_test(numbers, days["day"].to_numpy().astype("datetime64[D]"), last=edge.last_day, rule=rule)
    except NotEnoughData:
        return {}
    return _plain(found)


def _plain(found: BackTest) -> dict[str, Any]:
    return {
        "first": str(found.first),
        "last": str(found.last),
        "judged": found.judged,
        "base_rate": found.base_rate,
        "auc": found.auc,
        "bias": found.bias,
        "rule": _told(found.alerts),
        "fixed": [[int(day), _told(one)] for day, one in zip(found.fixed_days, found.fixed, strict=True)],
    }


def _told(alerts: Any) -> dict[str, Any]:
    values = {name: getattr(alerts, name) for name in TOLD}
    return {name: None if np.isnan(value) else value for name, value in values.items()}
