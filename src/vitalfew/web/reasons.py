"""Why something needs somebody, in one sentence: never a dot and a score alone."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def alarm_sentence(evidence: Mapping[str, Any] | None) -> str:
    """Say what rang, from the evidence kept with it (W6): how long the silence is and how long it usually is."""
    if not evidence or evidence.get("silent_days") is None:
        return ""
    days = int(evidence["silent_days"])
    silence = ngettext("%(days)d day without an order", "%(days)d days without an order", days) % {"days": days}
    usual = evidence.get("usual_gap")
    if usual is None:
        return silence
    return _("%(silence)s, usually %(usual)d") % {"silence": silence, "usual": round(float(usual))}
