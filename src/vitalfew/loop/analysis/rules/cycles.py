"""The six steps of the loop, in order (S35)."""

from enum import StrEnum


class Phase(StrEnum):
    ANALYSIS = "analysis"  # 分析
    OBJECTIVES = "objectives"  # 目标
    PLAN = "plan"  # 计划
    EXECUTION = "execution"  # 执行
    CONTROL = "control"  # 评估与控制
    REVIEW = "review"  # 总结


ORDER = list(Phase)
