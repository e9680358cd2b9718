"""Alerts: which rule, how grave, where it stands in its life."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Rule(StrEnum):
    PERSON_LEFT = "W1"  # somebody we knew, or who decides, has left a key account (S25)
    PROMISE_OVERDUE = "W3"  # a promise of either side is overdue (S26)
    QUALITY = "W5"  # a critical quality event, or complaints that recur (S29)
    OVERDUE_RHYTHM = "W6"  # silent longer than the account's own rhythm (S23, S27)
    OFFERING_MOVED = "W7"  # an offering moved cell of the participation matrix (S31)
    MARKET_POSITION = "W12"  # something happened to a market position (S30)


class AlertState(StrEnum):
    NEW = "new"  # 新
    ACKNOWLEDGED = "acknowledged"  # 已确认
    ACTING = "acting"  # 处理中
    CLOSED = "closed"  # 关闭
    DISMISSED = "dismissed"  # 忽略


OPEN = (AlertState.NEW, AlertState.ACKNOWLEDGED, AlertState.ACTING)

# An alert is read, taken on, and ended with its reason; ended stays ended (the next silence rings anew).
NEXT: dict[AlertState, tuple[AlertState, ...]] = {
    AlertState.NEW: (AlertState.ACKNOWLEDGED, AlertState.ACTING, AlertState.CLOSED, AlertState.DISMISSED),
    AlertState.ACKNOWLEDGED: (AlertState.ACTING, AlertState.CLOSED, AlertState.DISMISSED),
    AlertState.ACTING: (AlertState.CLOSED, AlertState.DISMISSED),
    AlertState.CLOSED: (),
    AlertState.DISMISSED: (),
}


class AlertWhy(StrEnum):
    """Why an alert is not handled so."""

    ALERT_ENDED = "alert_ended"
    ALERT_PASSED = "alert_passed"
    ALERT_NEEDS_REASON = "alert_needs_reason"
    UNFIT_ALARM = "unfit_alarm"


def handling_refused(now: AlertState, wanted: AlertState, reason: str) -> AlertWhy | None:
    """Return why the alert may not become this, or None where it may; to end it takes a reason."""
    if now not in OPEN:
        return AlertWhy.ALERT_ENDED
    if wanted not in NEXT[now]:
        return AlertWhy.ALERT_PASSED
    return AlertWhy.ALERT_NEEDS_REASON if wanted not in OPEN and not reason.strip() else None


CHANCES = (0.20, 0.25, 0.30)  # that no order comes, from which on it may ring
CALL = 0.30  # from which on a silence is grave
BACKSTOP = 90  # days of silence on which it rings at the latest, where overdue
FAR_BEYOND = 2.0  # times its limit, from which any silence is bad
WATCHED_CLASS = (
    "A"  # the fewest accounts that make the first 80 % of revenue; key accounts are watched whatever they buy
)


@dataclass(frozen=True)
class Silence:
    """What the books say of an account's rhythm; what they cannot say is None."""

    last_order_on: date | None
    silent_days: int | None
    gap_limit: float | None  # None with too few orders for a rhythm
    revenue_class: str
    is_key: bool
    usual_gap: float | None = None  # median
    quiet: float | None = None  # chance that no order comes in 120 days; None where the books cannot tell


@dataclass(frozen=True)
class Alarm:
    """When a silence rings: overdue by the account's own median gap, and a chance as high as this or on that day."""

    chance: float = 0.25
    backstop: int = BACKSTOP


@dataclass(frozen=True)
class Ring:
    """An alert that ought to stand: which rule, about what, how grave."""

    rule: Rule
    occasion: str  # the last order's day, the post left, the promise: each rings once
    severity: int  # 1 watch, 2 bad
    value: float
    threshold: float


def alerts_for(silence: Silence, alarm: Alarm | None = None) -> list[Ring]:
    """Return the alerts that ought to stand for an account: it is silent for longer than its own rhythm allows (W6)."""
    if silence.last_order_on is None or silence.silent_days is None:
        return []
    limit = _limit(silence, alarm or Alarm())
    is_watched = silence.is_key or silence.revenue_class == WATCHED_CLASS
    if limit is None or not is_watched or silence.silent_days <= limit:
        return []
    occasion = silence.last_order_on.isoformat()
    severity = 2 if silence.is_key or _is_grave(silence, limit) else 1
    return [Ring(Rule.OVERDUE_RHYTHM, occasion, severity, float(silence.silent_days), limit)]


def still_silent(silence: Silence, occasion: str) -> bool:
    """Tell whether the silence an alert rang for goes on, whatever its chance has become since."""
    is_same = silence.last_order_on is not None and silence.last_order_on.isoformat() == occasion
    days, usual = silence.silent_days, silence.usual_gap
    return is_same and days is not None and usual is not None and days > usual


def _limit(silence: Silence, alarm: Alarm) -> float | None:
    """Return the days of silence beyond which it rings; None where it does not."""
    if silence.quiet is None:
        return silence.gap_limit
    is_due = silence.quiet >= alarm.chance or (silence.silent_days or 0) >= alarm.backstop
    return silence.usual_gap if is_due else None


def _is_grave(silence: Silence, limit: float) -> bool:
    return (silence.silent_days or 0) > FAR_BEYOND * limit if silence.quiet is None else silence.quiet >= CALL
