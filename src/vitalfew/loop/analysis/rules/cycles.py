"""The six steps of the loop and how a cycle goes through them (S35, INV12).

A cycle opens at analysis. Work on a step *touches* it: an objective touches objectives; a strategy or an action touches
plan; an action done or a visit touches execution; an alert handled, or the last due day passing, touches control. The
cycle stands at the furthest step to which every step before has been touched, so it never skips one and never goes
back: a visit paid before there is a plan is kept, and counts once the plan stands. The review ends the cycle from
wherever it stands, and nothing else does; only then the next one opens, with the lesson.
"""

from collections.abc import Iterable
from enum import StrEnum


class Phase(StrEnum):
    ANALYSIS = "analysis"  # 分析
    OBJECTIVES = "objectives"  # 目标
    PLAN = "plan"  # 计划
    EXECUTION = "execution"  # 执行
    CONTROL = "control"  # 评估与控制
    REVIEW = "review"  # 总结


class CycleWhy(StrEnum):
    """Why a cycle refuses."""

    CYCLE_CLOSED = "cycle_closed"


ORDER = list(Phase)


def phase_of(touched: Iterable[str]) -> Phase:
    """Return the step at which a cycle stands whose steps so touched have been worked on."""
    known = {*touched, Phase.ANALYSIS}
    phase = Phase.ANALYSIS
    for step in ORDER:
        if step not in known:
            break
        phase = step
    return phase


def steps_before(phase: Phase) -> tuple[Phase, ...]:
    """Return the steps that come before this one."""
    return tuple(ORDER[: ORDER.index(phase)])
