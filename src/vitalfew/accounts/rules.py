"""Who the customers are: accounts, key accounts, and what a list of them may be asked."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Tier(StrEnum):
    STRATEGIC = "strategic"  # 战略型
    KEY = "key"  # 重点型
    POTENTIAL = "potential"  # 潜力型


class AccountKind(StrEnum):
    GROUP = "group"  # 客户集团
    ENTITY = "entity"  # 法人
    SITE = "site"  # 地点


class View(StrEnum):
    """The ready-made questions of the account list."""

    KEY = "key"  # standing key accounts
    ALL = "all"
    MINE = "mine"  # key accounts that the reader manages, deputises or directs
    ALARM = "alarm"  # with an open alert
    FALLING = "falling"  # key accounts that bring less than the year before
    SILENT = "silent"  # key accounts that nobody has spoken with for SILENT_DAYS


SILENT_DAYS = 30
UNRANKED = 2_147_483_647
# What the list may be sorted by; "-" before it turns it round.
ORDERS = (
    "revenue", "name", "change", "margin", "last_order", "last_contact", "next_due", "stage", "alarm", "tier",
    "manager",
)  # fmt: skip
PAGE_SIZES = (25, 50, 100, 200)
WORDS = 5  # of a text filter; further ones are not looked at


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


@dataclass(frozen=True)
class AccountState:
    """An account as its pages know it; `key` while it is a key account."""

    id: int
    code: str
    name: str
    name_en: str
    kind: str
    country: str
    version: int
    is_sample: bool
    key: KeyAccountState | None
    tax_id: str = ""
    source: str = ""  # where a prospect was heard of
    in_books: bool = True  # a line that counts names it
    was_in_books: bool = True

    @property
    def is_prospect(self) -> bool:
        """Tell whether it was noted by hand and no line has ever named it."""
        return not self.was_in_books


@dataclass(frozen=True)
class ContactState:
    """A person met at the customer."""

    id: int
    version: int
    name: str
    title: str


@dataclass(frozen=True)
class AccountFilter:
    """What a list of accounts is asked; everything in it can stand in an address."""

    text: str = ""
    view: str = View.KEY
    tier: str = ""
    stage: str = ""
    manager_id: int | None = None
    order: str = "-revenue"
    page: int = 1
    size: int = 25


@dataclass(frozen=True)
class AccountRowState:
    """One line of the list. What is not known is None."""

    account_id: int
    code: str
    name: str
    name_en: str
    tier: str
    manager_id: int | None
    manager_name: str
    revenue: Decimal | None
    change_share: float | None
    margin: Decimal | None
    spark: list[int | None]  # twelve heights 0..100; None for a month before the books begin
    last_order_on: date | None
    stage: str
    last_contact_on: date | None
    next_step: str
    next_due_on: date | None
    alarm: int
    alarm_reason: dict[str, Any] | None
    is_prospect: bool = False


@dataclass(frozen=True)
class AccountPage:
    """A page of the list; `page` is the one shown, which is the last where more was asked."""

    rows: list[AccountRowState]
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class KeySums:
    """What the reader's key accounts come to."""

    count: int
    revenue: Decimal
    bad: int
    watch: int


class NoSuchAccount(Exception):
    """There is no such account for this user: not there, or not his."""


class NeedsReason(Exception):
    """A judgement without its reason. Nothing was written."""


class AlreadyDesignated(Exception):
    """The account is a key account already. Nothing was written."""


class NotDesignated(Exception):
    """The account is no key account. Nothing was written."""


class UnfitManager(ValueError):
    """Manager and deputy are two active key account managers (INV3). Nothing was written."""


class ProspectWhy(StrEnum):
    """Why a prospect is not noted, or not joined with an account."""

    CODE_TAKEN = "code_taken"
    TAX_ID_TAKEN = "tax_id_taken"
    WRONG_TAX_ID = "wrong_tax_id"
    NO_PROSPECT = "no_prospect"
    BOTH_WORKED_ON = "both_worked_on"


class UnfitProspect(ValueError):
    """The prospect cannot be noted or joined. Nothing was written."""

    def __init__(self, why: ProspectWhy) -> None:
        super().__init__(why.value)
        self.why = why


class RevokedTooEarly(ValueError):
    """A designation cannot end before it began. Nothing was written."""


def folded(*texts: str) -> str:
    """Return the texts as the filter compares them: one width, one case."""
    return unicodedata.normalize("NFKC", "\n".join(texts)).casefold()


def words_of(text: str) -> list[str]:
    """Return the words of a text filter; an account is found when it contains each."""
    return folded(text).split()[:WORDS]


def pages_of(total: int, size: int) -> int:
    """Return how many pages a list has, at least one."""
    return max(1, -(-total // size))
