"""How is it going: the silence against the account's own usual gap, and what else is known of its health."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from vitalfew import words
from vitalfew.ledger.queries.facts import Fact
from vitalfew.ledger.queries.facts_accounts import AccountPaper
from vitalfew.ledger.rules.facts_money import Age, Aging
from vitalfew.ledger.rules.facts_words import Severity
from vitalfew.loop.analysis.queries import Figures
from vitalfew.loop.control.labels import alarm_sentence
from vitalfew.loop.control.queries import AlertFacts
from vitalfew.loop.control.rules import Rule
from vitalfew.loop.control.rules.business import WITHIN
from vitalfew.web.charts.rhythm import RhythmStrip, rhythm_strip

STATES = {1: "watch", 2: "bad"}


@dataclass(frozen=True)
class Sign:
    """One thing that tells how it is going: a state, its name, what is known of it."""

    state: str
    name: str
    words: str


@dataclass(frozen=True)
class Health:
    """The answer, the picture of the last half year, and the signs; one nobody records is unknown."""

    state: str
    word: str
    answer: str
    strip: RhythmStrip
    signs: list[Sign]
    flag: str = ""  # what is bad whatever else is known (INV9)


def health(
    figures: Figures,
    alerts: Sequence[AlertFacts],
    contact_days: Sequence[date],
    last_contact_on: date | None,
    paper: AccountPaper | None = None,
    *,
    is_critical: bool = False,
    is_interrupted: bool = False,
) -> Health:
    """Say how it is going.

    Nothing is called good while a critical quality event is open, or the relationship is interrupted (INV9).
    """
    state, answer = _silence(figures, alerts)
    if state == "good" and (is_critical or is_interrupted):
        state = ""
    back = [(figures.as_of - day).days for day in contact_days]
    return Health(
        state=state,
        word=_("overdue") if state in {"watch", "bad"} else _("in rhythm"),
        answer=answer,
        strip=rhythm_strip(
            figures.recent_order_days,
            back,
            silent_days=figures.silent_days,
            state=state if state in {"watch", "bad"} else "",
            sentence=_("The last 180 days, orders above and contacts below: %(answer)s") % {"answer": answer},
        ),
        signs=[
            Sign(state, _("Orders"), _usual(figures)),
            Sign("", _("Revenue"), _change(figures)),
            Sign("", _("Gross margin"), _margin(figures)),
            _contact(last_contact_on, figures.as_of),
            _payment(paper.aging if paper else None),
            _quality(paper.quality if paper else None),
        ],
        flag=_("a critical quality event is open") if is_critical else "",
    )


def is_critical_open(alerts: Sequence[AlertFacts], paper: AccountPaper, today: date, *, is_key: bool) -> bool:
    """Tell whether a critical quality event is open: nobody has closed its alert; where none rings, it is of lately."""
    if is_key:
        return any(one.rule is Rule.QUALITY and one.severity > 1 and one.is_open for one in alerts)
    lately = [one for one in paper.quality or () if one["day"] and (today - one["day"]).days <= WITHIN]
    return any(one["severity"] == Severity.CRITICAL for one in lately)


def _silence(figures: Figures, alerts: Sequence[AlertFacts]) -> tuple[str, str]:
    if figures.silent_days is None:
        return "none", _("No order yet")
    said = alarm_sentence({"silent_days": figures.silent_days, "usual_gap": figures.usual_gap})
    # An alert rings by the chance that no order comes, which may be high before the longest usual gap is over.
    if rung := [alert.severity for alert in alerts if alert.rule is Rule.OVERDUE_RHYTHM and alert.is_open]:
        return STATES[max(rung)], said
    if figures.gap_limit is None:
        return "none", _("%(silence)s; too few orders for a rhythm") % {"silence": said}
    return "watch" if figures.is_overdue else "good", said


def _usual(figures: Figures) -> str:
    if figures.last_order_on is None:
        return _("none in the books")
    last = words.day(figures.last_order_on)
    if figures.gap_low is None or figures.gap_high is None:
        return _("last %(day)s, %(count)s order days in all") % {"day": last, "count": figures.order_days}
    said = {"day": last, "low": round(figures.gap_low), "high": round(figures.gap_high)}
    return _("last %(day)s; half of the gaps are %(low)s–%(high)s days") % said


def _change(figures: Figures) -> str:
    if figures.change_share is None:
        return _("nothing in the year before to compare with")
    return _("%(change)s on the twelve months before") % {"change": words.change(figures.change_share)}


def _margin(figures: Figures) -> str:
    if figures.margin is None:
        return _("unknown: a line has no cost")
    if figures.margin_share is None:
        return _("%(amount)s without revenue") % {"amount": words.money(figures.margin, figures.currency)}
    if figures.margin_share_before is None:
        return words.share(figures.margin_share)
    points = words.points(figures.margin_share - figures.margin_share_before)
    return _("%(share)s, %(points)s in a year") % {"share": words.share(figures.margin_share), "points": points}


def _contact(last: date | None, as_of: date) -> Sign:
    if last is None:
        return Sign("none", _("Contact"), _("unknown: nobody recorded one"))
    return Sign("", _("Contact"), _("last on %(day)s") % {"day": words.day(last)})


def _payment(agings: Sequence[Aging] | None) -> Sign:
    name = pgettext("sign", "Payment")
    if agings is None:
        return Sign("none", name, _("unknown: no file of receivables has come in"))
    late = [one for one in agings if one.overdue > 0]
    if late:
        state = "bad" if any(one.by_age[Age.OVER_90] > 0 for one in late) else "watch"
        oldest = min(one.oldest_due for one in late if one.oldest_due)
        said = {"amount": _together([(one.overdue, one.currency) for one in late]), "day": words.day(oldest)}
        return Sign(state, name, _("%(amount)s overdue, the oldest since %(day)s") % said)
    if any(one.by_age[Age.UNKNOWN] for one in agings):
        return Sign("none", name, _("unknown: the file does not say when some of it is due"))
    owed = [(one.open, one.currency) for one in agings if one.open]
    return Sign(
        "good", name, _("%(amount)s open, nothing overdue") % {"amount": _together(owed)} if owed else _("nothing open")
    )


def _together(amounts: Sequence[tuple[Decimal, str]]) -> str:
    return " + ".join(str(words.money(amount, currency)) for amount, currency in amounts)


def _quality(events: Sequence[Fact] | None) -> Sign:
    name = pgettext("sign", "Quality")
    if events is None:
        return Sign("none", name, _("unknown: no file of quality events has come in"))
    if not events:
        return Sign("good", name, _("no event in twelve months"))
    said = ngettext("%(count)s event in twelve months", "%(count)s events in twelve months", len(events))
    said = said % {"count": len(events)}
    critical = sum(event["severity"] == Severity.CRITICAL for event in events)
    if critical:
        return Sign("bad", name, _("%(events)s, %(count)s critical") % {"events": said, "count": critical})
    return Sign("watch", name, said)
