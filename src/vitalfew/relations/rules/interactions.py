"""What passes between us: the enumerations of contact."""

from enum import StrEnum


class InteractionKind(StrEnum):
    VISIT = "visit"  # 拜访
    CALL = "call"  # 电话
    MEETING = "meeting"  # 会议
    VIDEO = "video"  # 视频
    EMAIL = "email"  # 邮件
    EVENT = "event"  # 活动
    EXEC_MEETING = "exec_meeting"  # 高层会晤
    BOARD_MEETING = "board_meeting"  # 董事会联席


class Outcome(StrEnum):
    """What a contact led to (Rackham): an advance is a concrete step the customer agreed to."""

    ORDER = "order"  # 成交
    ADVANCE = "advance"  # 推进
    CONTINUATION = "continuation"  # 延续
    NO_SALE = "no_sale"  # 无果
