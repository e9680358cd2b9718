"""Accounts as their pages know them."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from vitalfew.accounts.rules.keys import KeyAccountState


class AccountKind(StrEnum):
    GROUP = "group"  # 客户集团
    ENTITY = "entity"  # 法人
    SITE = "site"  # 地点


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
    merged_into_id: int | None = None  # the account that it turned out to be

    @property
    def is_prospect(self) -> bool:
        """Tell whether it was noted by hand and no line has ever named it; a group or a site needs no line."""
        return not self.was_in_books and self.kind == AccountKind.ENTITY


class NoSuchAccount(Exception):
    """There is no such account for this user: not there, or not his."""


def folded(*texts: str) -> str:
    """Return the texts as the filter compares them: one width, one case."""
    return unicodedata.normalize("NFKC", "\n".join(texts)).casefold()
