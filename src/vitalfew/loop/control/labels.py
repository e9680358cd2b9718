"""The words of alerts."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from vitalfew.loop.control.rules import AlertState, AlertWhy, Rule

RULE_LABELS = {
    Rule.OVERDUE_RHYTHM: pgettext_lazy("alert rule", "Silent longer than its own rhythm"),
}
STATE_LABELS = {
    AlertState.NEW: pgettext_lazy("alert", "New"),
    AlertState.ACKNOWLEDGED: pgettext_lazy("alert", "Acknowledged"),
    AlertState.ACTING: pgettext_lazy("alert", "In hand"),
    AlertState.CLOSED: pgettext_lazy("alert", "Closed"),
    AlertState.DISMISSED: pgettext_lazy("alert", "Dismissed"),
}
SEVERITY_LABELS = {
    1: pgettext_lazy("severity", "Watch"),
    2: pgettext_lazy("severity", "Bad"),
}
WHY_LABELS = {
    AlertWhy.ALERT_ENDED: _("This alert has ended. The next silence raises a new one."),
    AlertWhy.ALERT_PASSED: _("Somebody has taken this alert further meanwhile."),
    AlertWhy.ALERT_NEEDS_REASON: _("Write the reason. It tells the next reader what you know, and how well we warn."),
}


def alarm_sentence(evidence: Mapping[str, Any] | None) -> str:
    """Say what rang, from the evidence kept with it (W6): how long the silence is and how long it usually is."""
    if not evidence or evidence.get("silent_days") is None:
        return ""
    days = int(evidence["silent_days"])
    silence = ngettext("No order for %(days)d day", "No order for %(days)d days", days) % {"days": days}
    usual = evidence.get("usual_gap")
    if usual is None:
        return silence
    return gettext("%(silence)s, usually %(usual)d") % {"silence": silence, "usual": round(float(usual))}
