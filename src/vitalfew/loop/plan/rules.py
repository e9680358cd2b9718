"""The plan's own words."""

from enum import StrEnum


class ActionState(StrEnum):
    TODO = "todo"  # 待办
    DONE = "done"  # 完成
    CANCELLED = "cancelled"  # 取消
