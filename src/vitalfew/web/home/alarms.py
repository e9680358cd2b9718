"""What is wrong: the open alerts, the gravest first, each with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vitalfew.loop.control.labels import STATE_LABELS, alarm_sentence
from vitalfew.loop.control.queries import AlertFacts
from vitalfew.loop.control.rules import OPEN
from vitalfew.web.home.rhythm import STATES

SHOWN = 3


@dataclass(frozen=True)
class Alarm:
    """One alert: what rang, who has it."""

    id: int
    state: str
    words: str
    sub: str
    fired_on: date


@dataclass(frozen=True)
class Alarms:
    """The answer, the gravest alerts, and the others, shown when asked for."""

    answer: str
    rows: list[Alarm]
    more: list[Alarm]


def alarms(alerts: Sequence[AlertFacts]) -> Alarms:
    """Say what is wrong."""
    waiting = sorted((one for one in alerts if one.state in OPEN), key=lambda one: (-one.severity, one.fired_on))
    rows = [_alarm(one) for one in waiting]
    if not rows:
        return Alarms(_("No alert is open"), [], [])
    said = ngettext("%(count)s alert", "%(count)s alerts", len(rows)) % {"count": len(rows)}
    urgent = sum(row.state == "bad" for row in rows)
    answer = _("%(alerts)s, %(urgent)s urgent") % {"alerts": said, "urgent": urgent} if urgent else said
    return Alarms(answer, rows[:SHOWN], rows[SHOWN:])


def _alarm(one: AlertFacts) -> Alarm:
    state = str(STATE_LABELS[one.state])
    sub = f"{state} · {one.assignee_name}" if one.assignee_name else _("%(state)s · nobody has it") % {"state": state}
    return Alarm(one.id, STATES.get(one.severity, "watch"), alarm_sentence(one.evidence), sub, one.fired_on)
