"""The five stages of the relationship (S16–S22; Millman & Wilson 1995), the moves between them, and who answers."""

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


class ClaimState(StrEnum):
    PROPOSED = "proposed"  # 待确认
    CONFIRMED = "confirmed"  # 已确认
    DECLINED = "declined"  # 未确认


class StageWhy(StrEnum):
    """Why a claim or an answer is refused."""

    NOT_A_KEY_ACCOUNT = "not_a_key_account"
    STANDS_THERE = "stands_there"
    TOO_FAR = "too_far"
    CLAIM_WAITS = "claim_waits"
    NO_CLAIM = "no_claim"
    CLAIM_NEEDS_REASON = "claim_needs_reason"
    ANSWER_NEEDS_REASON = "answer_needs_reason"
    OWN_ACCOUNT = "own_account"


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


def claim_refused(current: Stage | None, wanted: Stage, *, reason: str, has_waiting: bool) -> StageWhy | None:
    """Return why the stage may not be claimed, or None where it may."""
    if not reason.strip():
        return StageWhy.CLAIM_NEEDS_REASON
    if has_waiting:
        return StageWhy.CLAIM_WAITS
    if move_to(current, wanted) is None:
        return StageWhy.STANDS_THERE if wanted is current else StageWhy.TOO_FAR
    return None


def answer_refused(
    answerer: int | None, keepers: set[int | None], *, is_confirmed: bool, reason: str
) -> StageWhy | None:
    """Return why this person may not answer so, or None where he may.

    A director answers (the table of permissions says so), even a claim he made himself; but nobody judges the account
    he keeps as manager or deputy. A claim declined needs its reason.
    """
    if answerer is None or answerer in keepers:
        return StageWhy.OWN_ACCOUNT
    return StageWhy.ANSWER_NEEDS_REASON if not is_confirmed and not reason.strip() else None
