"""The inbox of alerts: a line an account, the gravest first; what stands further down is folded, never left out."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from vitalfew import words
from vitalfew.loop.control.labels import STATE_LABELS, alarm_sentence, chance_sentence, silence_sentence
from vitalfew.loop.control.queries import AlertFacts
from vitalfew.loop.control.rules import Rule
from vitalfew.web.home.rhythm import STATES
from vitalfew.web.looking_back import at_stake
from vitalfew.web.proofs import Fact, facts_of

SHOWN = 10  # accounts of a group: what somebody can begin with on one day


@dataclass(frozen=True)
class AlertRow:
    """One alert in words."""

    alert: AlertFacts
    mark: str
    sentence: str
    silence: str  # in full: the usual gap, and what half of the gaps lie between
    chance: str  # what such accounts did afterwards
    state: str
    revenue: words.Written | None  # of twelve months, as it was when it rang
    facts: list[Fact]


@dataclass(frozen=True)
class Line:
    """An account with its gravest alert, and the others it has."""

    first: AlertRow
    more: list[AlertRow]

    @property
    def stake(self) -> float:
        return max(at_stake(row.alert.evidence) for row in (self.first, *self.more))


@dataclass(frozen=True)
class Group:
    """The accounts of one kind: those to begin with, and the rest."""

    title: str
    lines: list[Line]
    rest: list[Line]
    is_key: bool

    @property
    def count(self) -> int:
        return len(self.lines) + len(self.rest)

    @property
    def first_share(self) -> float | None:
        """Which part of what is at stake the first hold; None where nothing is folded or no chance is known."""
        first, whole = (sum(line.stake for line in lines) for lines in (self.lines, self.lines + self.rest))
        return first / whole if self.rest and whole else None


@dataclass(frozen=True)
class Inbox:
    """All alerts of one state, in the order in which somebody would take them up."""

    groups: list[Group]

    @property
    def is_one_kind(self) -> bool:
        return len(self.groups) == 1

    @property
    def answer(self) -> str:
        """Say how many accounts there are, and how many of them are key accounts."""
        counts = {group.is_key: group.count for group in self.groups}
        return who_calls(counts.get(True, 0), counts.get(False, 0))


def who_calls(key: int, others: int) -> str:
    """Say how many key accounts have an alert, and how many others."""
    if not key:
        return _none_of_them(others)
    said = ngettext("%(n)s key account with an alert", "%(n)s key accounts with an alert", key) % {"n": key}
    if not others:
        return said
    besides = ngettext("%(n)s other account", "%(n)s other accounts", others) % {"n": others}
    return _("%(key)s, and %(others)s") % {"key": said, "others": besides}


def inbox(alerts: Iterable[AlertFacts], keys: Container[int], currency: str) -> Inbox:
    """Return the key accounts first, of each kind the gravest, of these the one at which most is at stake."""
    rows: dict[int, list[AlertRow]] = defaultdict(list)
    for alert in alerts:
        rows[alert.account_id].append(alert_row(alert, currency))
    lines = [_line(own) for own in rows.values()]
    ordered = sorted(lines, key=lambda line: (-line.first.alert.severity, -line.stake))
    kinds = ((True, pgettext("alerts", "Key accounts")), (False, pgettext("alerts", "Not key accounts yet")))
    groups = [
        _group(title, [line for line in ordered if (line.first.alert.account_id in keys) is is_key], is_key=is_key)
        for is_key, title in kinds
    ]
    return Inbox([group for group in groups if group.lines])


def alert_row(alert: AlertFacts, currency: str) -> AlertRow:
    """Write one alert in words."""
    evidence, is_silence = alert.evidence, alert.rule is Rule.OVERDUE_RHYTHM
    return AlertRow(
        alert=alert,
        mark=STATES.get(alert.severity, "watch") if alert.is_open else "none",
        sentence=alarm_sentence(evidence),
        silence=silence_sentence(evidence) if is_silence else "",
        chance=chance_sentence(evidence) if is_silence else "",
        state=str(STATE_LABELS[alert.state]),
        revenue=_revenue(evidence, currency),
        facts=facts_of(evidence, alert.account_id, currency),
    )


def _revenue(evidence: dict[str, Any], currency: str) -> words.Written | None:
    told = evidence.get("revenue")
    return words.money(Decimal(told), str(evidence.get("currency") or currency)) if told else None


def _line(rows: Sequence[AlertRow]) -> Line:
    first, *more = sorted(rows, key=lambda row: (-row.alert.severity, -at_stake(row.alert.evidence)))
    return Line(first, more)


def _group(title: str, lines: list[Line], *, is_key: bool) -> Group:
    return Group(title, lines[:SHOWN], lines[SHOWN:], is_key)


def _none_of_them(count: int) -> str:
    said = ngettext(
        "%(n)s account with an alert, not a key account",
        "%(n)s accounts with an alert, none of them a key account",
        count,
    )
    return said % {"n": count}
