"""The five stages of the relationship (S16–S22; Millman & Wilson 1995) and the moves between them."""

from enum import StrEnum


class Stage(StrEnum):
    PRE = "pre"  # 孕育
    EARLY = "early"  # 初级
    MID = "mid"  # 中级
    PARTNERSHIP = "partnership"  # 伙伴式
    SYNERGISTIC = "synergistic"  # 协作式


class Move(StrEnum):
    INITIAL = "initial"  # 初评
    ADVANCE = "advance"  # 升级
    REGRESS = "regress"  # 回退


ORDER = list(Stage)


def move_to(current: Stage | None, wanted: Stage) -> Move | None:
    """Return the kind of move, or None where it is not allowed: up by one step only, down to any (INV6)."""
    if current is None:
        return Move.INITIAL
    step = ORDER.index(wanted) - ORDER.index(current)
    if step == 1:
        return Move.ADVANCE
    return Move.REGRESS if step < 0 else None


def next_stages(current: Stage | None) -> list[Stage]:
    """Return the stages that may be claimed from this one, in the ladder's order."""
    return [stage for stage in ORDER if move_to(current, stage) is not None]
