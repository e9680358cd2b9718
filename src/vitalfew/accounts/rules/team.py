"""Who of us, of them and of outside looks after an account, and from when to when (S14, S25, INV3)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Duty(StrEnum):
    """What somebody answers for at a key account."""

    MANAGER = "manager"  # 大客户经理
    DEPUTY = "deputy"  # 代理人
    DIRECTOR = "director"  # 总监
    SPONSOR = "sponsor"  # 高层发起人


class Ring(StrEnum):
    CORE = "core"  # 核心
    SURROUND = "surround"  # 外围


class Side(StrEnum):
    """Where a member of the team comes from."""

    OURS = "ours"  # 我方
    CUSTOMER = "customer"  # 客户方
    PARTNER = "partner"  # 外部伙伴


@dataclass(frozen=True)
class OwnerPeriodState:
    """Who held a duty at a key account, from a day on and until the first day without it."""

    duty: Duty
    user_id: int
    user_name: str
    from_on: date
    until: date | None


@dataclass(frozen=True)
class MemberState:
    """A member of an account's team."""

    id: int
    version: int
    side: Side
    name: str
    company: str  # of an outside partner
    user_id: int | None
    contact_id: int | None
    function: str
    ring: Ring
    promise: str
    from_on: date
    until: date | None

    def is_over(self, today: date) -> bool:
        """Tell whether the membership has ended by this day."""
        return self.until is not None and self.until <= today


class TeamWhy(StrEnum):
    """Why a team is not written so."""

    NOBODY_NAMED = "nobody_named"
    TWO_NAMED = "two_named"
    MEMBER_ALREADY = "member_already"
    NOT_OF_ACCOUNT = "not_of_account"
    ENDS_TOO_EARLY = "ends_too_early"
    AWAY_OVERLAPS = "away_overlaps"


class UnfitTeam(ValueError):
    """The team cannot be written so. Nothing was written."""

    def __init__(self, why: TeamWhy) -> None:
        super().__init__(why.value)
        self.why = why


class StillResponsible(Exception):
    """Refused: the user still manages key accounts, which would be without a manager (INV3). Nothing was written."""

    def __init__(self, accounts: list[str]) -> None:
        super().__init__(", ".join(accounts))
        self.accounts = accounts
