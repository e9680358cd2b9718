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
