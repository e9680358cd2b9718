"""Alerts: which rule, how grave, where it stands in its life."""

from enum import StrEnum


class Rule(StrEnum):
    OVERDUE_RHYTHM = "W6"  # silent longer than the account's own rhythm (S23, S27)


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


def handling_refused(now: AlertState, wanted: AlertState, reason: str) -> AlertWhy | None:
    """Return why the alert may not become this, or None where it may; to end it takes a reason."""
    if now not in OPEN:
        return AlertWhy.ALERT_ENDED
    if wanted not in NEXT[now]:
        return AlertWhy.ALERT_PASSED
    return AlertWhy.ALERT_NEEDS_REASON if wanted not in OPEN and not reason.strip() else None
