"""Key accounts: tiers, designations and why one is refused."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Tier(StrEnum):
    STRATEGIC = "strategic"  # 战略型
    KEY = "key"  # 重点型
    POTENTIAL = "potential"  # 潜力型


@dataclass(frozen=True)
class KeyAccountState:
    """A standing or past designation (S5)."""

    id: int
    version: int
    tier: str
    manager_id: int
    manager_name: str
    director_id: int
    director_name: str
    deputy_id: int | None
    deputy_name: str
    reason: str
    designated_on: date
    revoked_on: date | None
    revoke_reason: str = ""
    sponsor_id: int | None = None  # a senior colleague who stands for the account (S25)
    sponsor_name: str = ""


class NeedsReason(Exception):
    """A judgement without its reason. Nothing was written."""


class AlreadyDesignated(Exception):
    """The account is a key account already. Nothing was written."""


class NotDesignated(Exception):
    """The account is no key account. Nothing was written."""


class UnfitManager(ValueError):
    """Manager and deputy are two active key account managers (INV3). Nothing was written."""


class UnfitSponsor(ValueError):
    """The sponsor is an active colleague other than manager and deputy. Nothing was written."""


class RevokedTooEarly(ValueError):
    """A designation cannot end before it began or last changed hands. Nothing was written."""
