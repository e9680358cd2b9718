"""Two accounts that are one customer: what stands against saying so, and which pairs may be one."""

import re
from dataclasses import dataclass
from enum import StrEnum

from vitalfew.accounts.rules.accounts import folded


class MergeWhy(StrEnum):
    """Why one account is not merged into another."""

    SAME = "same"
    MERGED = "merged"
    IS_KEY = "is_key"
    IN_TREE = "in_tree"
    IS_GROUP = "is_group"
    NO_CODE = "no_code"
    NOT_MERGED = "not_merged"


class UnfitMerge(ValueError):
    """The two are not merged. Nothing was written."""

    def __init__(self, why: MergeWhy) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class MergedState:
    """An account that has been merged into another."""

    id: int
    version: int
    code: str
    name: str


class Reason(StrEnum):
    """Why two accounts may be one, the surest first."""

    TAX_ID = "tax_id"
    NAME = "name"
    LIKE = "like"


# What says how a firm is constituted and not which one it is.
_FORMS = re.compile(
    r"(股份)?有限(责任)?公司|集团|公司|厂|\b(co|ltd|inc|llc|gmbh|ag|kg|corp|corporation|company|limited|group|holding|sa|srl|spa|bv|ab|as|kft|oy|pvt)\b"
)


def core(name: str) -> str:
    """Return the name as it is compared: one width and case, without marks, spaces and the form of the firm."""
    text = re.sub(r"[^\w\s]", " ", folded(name))
    return re.sub(r"\s+", "", _FORMS.sub(" ", text)) or re.sub(r"\s+", "", text)
