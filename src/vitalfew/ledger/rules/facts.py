"""What the ledger knows besides lines: each kind of file as data, and what tells one of its rows from another."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from vitalfew.ledger.rules.columns import normalise


class FactKind(StrEnum):
    CUSTOMERS = "customers"  # 客户档案
    CONTACTS = "contacts"  # 联系人
    PRODUCTS = "products"  # 产品
    RECEIVABLES = "receivables"  # 应收
    PAYMENTS = "payments"  # 回款
    COST_DRIVERS = "cost_drivers"  # 服务成本动因
    COST_RATES = "cost_rates"  # 作业费率
    QUALITY_EVENTS = "quality_events"  # 质量事件
    DELIVERIES = "deliveries"  # 交付
    TARGETS = "targets"  # 目标
    OWNERS = "owners"  # 负责人
    CONTRACTS = "contracts"  # 合同


class FactHolds(StrEnum):
    CODE = "code"
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    PERIOD = "period"  # a year, a quarter or a month
    WORD = "word"  # one of a list; see facts_words
    TAX_ID = "tax_id"
    CURRENCY = "currency"


@dataclass(frozen=True)
class FactField:
    """One thing a column of such a file may mean.

    Names before || tell the kind of file; names after it are understood once the kind is known.
    """

    identifier: str
    holds: FactHolds
    aliases: str

    # Kept once found: every header of a file is compared with all of them.
    @cached_property
    def telling(self) -> tuple[str, ...]:
        return _names(self.aliases.partition("||")[0])

    @cached_property
    def names(self) -> tuple[str, ...]:
        return (normalise(self.identifier), *_names(self.aliases.replace("||", "|")))


@dataclass(frozen=True)
class Shape:
    """A kind of file: its fields, what tells its rows apart, what must be there, what gives it away."""

    kind: FactKind
    fields: Mapping[str, FactField]
    # The first of these whose fields all stand in the row is its key; the last stands in for a row that has none.
    keys: tuple[tuple[str, ...], ...]
    required: tuple[tuple[str, ...], ...]  # of each group one
    tells: tuple[str, ...]  # of these fields one, named by a name that tells, gives the kind away
    # Whether a later file adds to what an earlier one said of the same thing, or tells the row anew, whole.
    adds: bool = False

    @property
    def names_customers(self) -> bool:
        return "customer" in self.fields

    def missing(self, fields: set[str]) -> list[str]:
        """Return what must still be told before rows can be read."""
        return [group[0] for group in self.required if not fields & set(group)]


def _names(text: str) -> tuple[str, ...]:
    return tuple(normalise(name) for name in text.split("|") if name)


_IN_BRACKETS = re.compile(r"[(\[【][^)\]】]*[)\]】]")


def readings(header: str) -> tuple[str, ...]:
    """Return the header as names are compared: whole, and without what stands in brackets."""
    plain = _IN_BRACKETS.sub("", unicodedata.normalize("NFKC", header))
    return normalise(header), normalise(plain)
