"""The words of alerts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
