"""How a customer buys, from traditional (0) to modern (4): the eight rows of S15, and what books and log hint at."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Practice(StrEnum):
    """The eight rows, in their order."""

    SUPPLIERS = "suppliers"  # S15a 供应商数目
    RELATIONSHIP = "relationship"  # S15b 供应商关系
    COMMUNICATION = "communication"  # S15c 与供应商沟通
    INFORMATION = "information"  # S15d 信息交流
    PRICE = "price"  # S15e 价格谈判
    SELECTION = "selection"  # S15f 供应商选择
    SUPPORT_TO_THEM = "support_to_them"  # S15g 供应商对企业的支持
    SUPPORT_TO_US = "support_to_us"  # S15h 企业对供应商的支持


MOST = 4
TRADITIONAL = 0.25  # an index up to this is a wholly traditional buyer: the relationship hardly goes beyond mid
ENOUGH_ROWS = 4  # before so many rows are judged the index says nothing about the stage
LONG_YEARS, STEADY_MONTHS = 3, 9  # of trade; of the last twelve, with orders
PEOPLE_STEPS = (2, 3, 5, 8)  # people of theirs in contact within half a year: from these on 1, 2, 3, 4


@dataclass(frozen=True)
class Known:
    """What books, log and records say; None is not known."""

    tenure_days: int | None = None
    active_months: int | None = None  # of the last twelve
    contract_days: int | None = None  # that the longest running contract still runs
    people_met: int | None = None  # of theirs, in half a year
    people_ours: int | None = None
    offers: int | None = None  # standing tailored offers
    share: float | None = None  # our share of their business


@dataclass(frozen=True)
class Hint:
    """What is known about one row, and the step it suggests; None where figures suggest none."""

    practice: Practice
    known: Mapping[str, int | float]
    suggests: int | None


def hints(known: Known) -> dict[Practice, Hint]:
    """Return what figures say about the rows they can say something about. The judgement stays with people."""
    found = [_relationship(known), _communication(known), _support(known), _suppliers(known)]
    return {hint.practice: hint for hint in found if hint.known}


def index(scores: Mapping[Practice, int]) -> float | None:
    """Return the buyer's readiness 0..1 over the rows that are judged; unknown while none is."""
    return sum(scores.values()) / (MOST * len(scores)) if scores else None


def bounds_stage(scores: Mapping[Practice, int]) -> bool:
    """Tell whether so traditional a buyer makes a stage beyond mid unrealistic: a warning, never a block."""
    ready = index(scores)
    return ready is not None and len(scores) >= ENOUGH_ROWS and ready <= TRADITIONAL


def _relationship(known: Known) -> Hint:
    said: dict[str, int | float] = {
        name: value
        for name, value in (
            ("tenure_days", known.tenure_days),
            ("active_months", known.active_months),
            ("contract_days", known.contract_days),
        )
        if value is not None
    }
    if known.tenure_days is None or known.active_months is None:
        return Hint(Practice.RELATIONSHIP, said, None)
    signs = (
        known.tenure_days >= LONG_YEARS * 365,
        known.active_months >= STEADY_MONTHS,
        (known.contract_days or 0) > 0,
        (known.contract_days or 0) > 365,
    )
    return Hint(Practice.RELATIONSHIP, said, sum(signs))


def _communication(known: Known) -> Hint:
    if known.people_met is None:
        return Hint(Practice.COMMUNICATION, {}, None)
    said: dict[str, int | float] = {"people_met": known.people_met, "people_ours": known.people_ours or 0}
    return Hint(Practice.COMMUNICATION, said, sum(known.people_met >= step for step in PEOPLE_STEPS))


def _support(known: Known) -> Hint:
    said: dict[str, int | float] = {} if known.offers is None else {"offers": known.offers}
    return Hint(Practice.SUPPORT_TO_THEM, said, None if known.offers is None else min(known.offers, MOST))


def _suppliers(known: Known) -> Hint:
    # A large share says that few others supply, not how many: no step is suggested.
    return Hint(Practice.SUPPLIERS, {} if known.share is None else {"share": known.share}, None)
