"""Who the customers are: the enumerations of accounts and key accounts."""

from enum import StrEnum


class Tier(StrEnum):
    STRATEGIC = "strategic"  # 战略型
    KEY = "key"  # 重点型
    POTENTIAL = "potential"  # 潜力型


class AccountKind(StrEnum):
    GROUP = "group"  # 客户集团
    ENTITY = "entity"  # 法人
    SITE = "site"  # 地点


class NeedsReason(Exception):
    """A judgement without its reason."""


class AlreadyDesignated(Exception):
    """The account is a key account already."""
