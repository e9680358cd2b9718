"""What a list of accounts may be asked."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from vitalfew.accounts.rules.accounts import folded


class View(StrEnum):
    """The ready-made questions of the account list."""

    KEY = "key"  # standing key accounts
    ALL = "all"
    MINE = "mine"  # key accounts that the reader manages, deputises or directs
    ALARM = "alarm"  # with an open alert
    INTERRUPTED = "interrupted"  # key accounts under an open case of interruption
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
    interruption: int = 0  # severity of the open case
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


def words_of(text: str) -> list[str]:
    """Return the words of a text filter; an account is found when it contains each."""
    return folded(text).split()[:WORDS]


def pages_of(total: int, size: int) -> int:
    """Return how many pages a list has, at least one."""
    return max(1, -(-total // size))
