"""The words of alerts."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from vitalfew import words
from vitalfew.loop.control.rules import AlertState, AlertWhy, Rule
from vitalfew.relations.labels_records import CELL_LABELS, EVENT_LABELS, PARTY_LABELS
from vitalfew.relations.rules import Side
from vitalfew.relations.rules.participation import Cell
from vitalfew.relations.rules.records import MarketEvent, Party

RULE_LABELS = {
    Rule.PERSON_LEFT: pgettext_lazy("alert rule", "Somebody we knew has left"),
    Rule.PROMISE_OVERDUE: pgettext_lazy("alert rule", "A promise is overdue"),
    Rule.QUALITY: pgettext_lazy("alert rule", "Trouble with quality"),
    Rule.OVERDUE_RHYTHM: pgettext_lazy("alert rule", "Silent longer than its own rhythm"),
    Rule.OFFERING_MOVED: pgettext_lazy("alert rule", "An offering moved cell"),
    Rule.MARKET_POSITION: pgettext_lazy("alert rule", "A market position changed"),
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
    AlertWhy.UNFIT_ALARM: _("Choose one of the chances offered, and a day from 14 to 120."),
    AlertWhy.ALERT_NEEDS_REASON: _("Write the reason. It tells the next reader what you know, and how well we warn."),
}


CLOSING = {
    Rule.PERSON_LEFT: _(
        "It closes by itself once somebody of the same unit, or as high, has been met and no visit or promise hangs on "
        "who left."
    ),
    Rule.PROMISE_OVERDUE: _("It closes by itself once the promise is kept or given up."),
    Rule.QUALITY: _("A critical event stays open until somebody closes it with the cure; complaints, until they stop."),
    Rule.OVERDUE_RHYTHM: _("The next order closes it by itself."),
    Rule.OFFERING_MOVED: _("It closes by itself after 90 days. Until then: who serves it now, and at what cost?"),
    Rule.MARKET_POSITION: _("It closes by itself after 90 days. Until then: does the plan still hold?"),
}


def alarm_sentence(evidence: Mapping[str, Any] | None) -> str:
    """Say what rang, from the evidence kept with it (W1, W3, W6)."""
    if not evidence:
        return ""
    for name, said in _BUSINESS.items():
        if evidence.get(name):
            return said(evidence)
    if evidence.get("left_on"):
        return _leaving(evidence)
    return _promise(evidence) if evidence.get("due_on") else _silence(evidence)


BANDS = (
    (0.30, pgettext_lazy("silence", "call")),
    (0.20, pgettext_lazy("silence", "ask")),
    (0.10, pgettext_lazy("silence", "watch")),
    (0.0, pgettext_lazy("silence", "as usual")),
)
CERTAIN = 95  # of 100: nobody knows more of a silence
ENOUGH_DAYS, WEAK_DAYS = 6, 8  # order days: below the first no chance is told, up to the second it is weak


def band_of(quiet: float | None) -> str:
    """Return what the chance asks for; "" where none is known."""
    return "" if quiet is None else next(str(word) for least, word in BANDS if quiet >= least)


def chance_sentence(evidence: Mapping[str, Any]) -> str:
    """Say what accounts that looked like this one did afterwards, or why nobody can tell (W6)."""
    quiet, count = evidence.get("quiet"), evidence.get("order_days")
    if "quiet" not in evidence or evidence.get("silent_days") is None:
        return ""
    if quiet is None:
        if count is not None and count < ENOUGH_DAYS:
            return gettext("Too few orders (%(count)d) to judge a rhythm.") % {"count": count}
        times = _times(evidence)
        return gettext("Overdue by %(times)s times its usual gap; the books are too thin for a chance.") % times
    said = {"n": round(100 * quiet), "most": CERTAIN, "days": evidence.get("horizon", 120)}
    if said["n"] > CERTAIN:
        sentence = gettext(
            "Of 100 accounts that looked like this, more than %(most)d placed no order in the next %(days)d days."
        )
    else:
        sentence = gettext(
            "Of 100 accounts that looked like this, about %(n)d placed no order in the next %(days)d days."
        )
    weak = gettext("Weak: only %(count)d days with orders.") % {"count": count} if count and count <= WEAK_DAYS else ""
    return f"{sentence % said} {weak}".strip()


def silence_sentence(evidence: Mapping[str, Any]) -> str:
    """Say how long it is silent beside its usual gap and what half of its gaps lie between."""
    low, high = evidence.get("gap_low"), evidence.get("gap_high")
    if evidence.get("usual_gap") is None or low is None or high is None:
        return ""
    days = int(evidence["silent_days"])
    said = {"days": days, "usual": round(evidence["usual_gap"]), "low": round(low), "high": round(high)}
    return (
        ngettext(
            "Silent %(days)d day; usually orders every %(usual)d (half its gaps lie between %(low)d and %(high)d).",
            "Silent %(days)d days; usually orders every %(usual)d (half its gaps lie between %(low)d and %(high)d).",
            days,
        )
        % said
    )


def _times(evidence: Mapping[str, Any]) -> dict[str, str]:
    usual = evidence.get("usual_gap")
    return {"times": words.number(evidence["silent_days"] / usual, 1) if usual else words.UNKNOWN}


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


def _quality(evidence: Mapping[str, Any]) -> str:
    day = words.day(date.fromisoformat(evidence["quality_on"]))
    if count := evidence.get("complaints"):
        said = ngettext("%(count)d complaint in 90 days", "%(count)d complaints in 90 days", count)
        return gettext("%(complaints)s, the last on %(day)s") % {"complaints": said % {"count": count}, "day": day}
    number = evidence.get("number", "")
    sentence = (
        gettext("Critical quality event %(number)s of %(day)s")
        if number
        else gettext("Critical quality event of %(day)s")
    )
    return sentence % {"number": number, "day": day}


def _market(evidence: Mapping[str, Any]) -> str:
    return gettext("%(party)s: %(event)s, %(day)s") % {
        "party": PARTY_LABELS[Party(evidence["party"])],
        "event": EVENT_LABELS[MarketEvent(evidence["market_event"])],
        "day": words.day(date.fromisoformat(evidence["on"])),
    }


def _moved(evidence: Mapping[str, Any]) -> str:
    return gettext("%(offering)s moved from %(before)s to %(after)s") % {
        "offering": evidence["offering"],
        "before": CELL_LABELS[Cell(evidence["before"])],
        "after": CELL_LABELS[Cell(evidence["after"])],
    }


_BUSINESS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "quality_on": _quality,
    "market_event": _market,
    "moved_on": _moved,
}


def _silence(evidence: Mapping[str, Any]) -> str:
    if evidence.get("silent_days") is None:
        return ""
    days = int(evidence["silent_days"])
    silence = ngettext("No order for %(days)d day", "No order for %(days)d days", days) % {"days": days}
    usual = evidence.get("usual_gap")
    if usual is None:
        return silence
    return gettext("%(silence)s, usually %(usual)d") % {"silence": silence, "usual": round(float(usual))}
