"""The words of alerts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from vitalfew import words
from vitalfew.loop.control.rules import AlertState, AlertWhy, Rule
from vitalfew.relations.rules import Side

RULE_LABELS = {
    Rule.PERSON_LEFT: pgettext_lazy("alert rule", "Somebody we knew has left"),
    Rule.PROMISE_OVERDUE: pgettext_lazy("alert rule", "A promise is overdue"),
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
    AlertWhy.ALERT_ENDED: _("This alert has ended. What happens next raises a new one."),
    AlertWhy.ALERT_PASSED: _("Somebody has taken this alert further meanwhile."),
    AlertWhy.ALERT_NEEDS_REASON: _("Write the reason. It tells the next reader what you know, and how well we warn."),
}


CLOSING = {
    Rule.PERSON_LEFT: _(
        "It closes by itself once somebody of the same unit, or as high, has been met and no visit or promise hangs on "
        "who left."
    ),
    Rule.PROMISE_OVERDUE: _("It closes by itself once the promise is kept or given up."),
    Rule.OVERDUE_RHYTHM: _("The next order closes it by itself."),
}


def alarm_sentence(evidence: Mapping[str, Any] | None) -> str:
    """Say what rang, from the evidence kept with it (W1, W3, W6)."""
    if not evidence:
        return ""
    if evidence.get("left_on"):
        return _leaving(evidence)
    return _promise(evidence) if evidence.get("due_on") else _silence(evidence)


def _leaving(evidence: Mapping[str, Any]) -> str:
    said = {"day": words.day(date.fromisoformat(evidence["left_on"]))}
    if not evidence.get("name"):
        return gettext("Somebody we knew has left, %(day)s") % said
    who = f"{evidence['name']} · {evidence['title']}" if evidence.get("title") else evidence["name"]
    return gettext("%(who)s has left, %(day)s") % (said | {"who": who})


def _promise(evidence: Mapping[str, Any]) -> str:
    said = {"day": words.day(date.fromisoformat(evidence["due_on"])), "what": evidence.get("what", "")}
    if evidence.get("side") == Side.US:
        sentence = gettext("We promised: %(what)s, due %(day)s")
        return (sentence if said["what"] else gettext("We owe what was promised for %(day)s")) % said
    sentence = gettext("They promised: %(what)s, due %(day)s")
    return (sentence if said["what"] else gettext("They owe what was promised for %(day)s")) % said


def _silence(evidence: Mapping[str, Any]) -> str:
    if evidence.get("silent_days") is None:
        return ""
    days = int(evidence["silent_days"])
    silence = ngettext("No order for %(days)d day", "No order for %(days)d days", days) % {"days": days}
    usual = evidence.get("usual_gap")
    if usual is None:
        return silence
    return gettext("%(silence)s, usually %(usual)d") % {"silence": silence, "usual": round(float(usual))}
