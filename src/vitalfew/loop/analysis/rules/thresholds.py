"""From where on something stands for a stage. What we come with; a director may change each (S20, S21, INV7)."""

from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from typing import Any

# The two marks of our share of their business: half is the mark of the mid stage, all of it of partnership. Marks on a
# scale, no gates.
HALF, WHOLE = 0.5, 1.0


class ThresholdWhy(StrEnum):
    """Why a threshold is none."""

    UNFIT_THRESHOLD = "unfit_threshold"


@dataclass(frozen=True)
class Thresholds:
    """What is asked of the evidence of a stage."""

    pre_trade: Decimal = Decimal(0)  # trade in twelve months beyond which an account is past the first stage
    quarters: int = 3  # of the last four, with orders
    months: int = 6  # of the last twelve, with orders
    share_of_ours: Decimal = Decimal("0.01")  # of our revenue: the dependence goes both ways
    levels: int = 2  # of theirs in contact
    otif: Decimal = Decimal("0.95")  # of the deliveries of twelve months, on time and in full
    complaints: int = 2  # grave ones of twelve months, at most
    share: Decimal = Decimal("0.5")  # of their business, above
    pairs: int = 4  # functions matched and warm
    warm_days: int = 180  # within which a contact keeps a pair warm
    thread: Decimal = Decimal("0.6")  # of the contacts held, by one pair of people, below
    information: int = 3  # kinds of information shared
    trust: int = 4  # of 5
    teams: int = 2  # joint teams that meet
    boards: int = 1  # joint board meetings in twelve months
    costs: int = 1  # open to each other


DEFAULTS = Thresholds()
SHARES = ("share_of_ours", "otif", "share", "thread")
MOST: dict[str, int] = {"quarters": 4, "months": 12, "levels": 7, "trust": 5, "warm_days": 730}


def thresholds_refused(told: Thresholds) -> ThresholdWhy | None:
    """Return why these are no thresholds, or None where they are."""
    if any(not 0 <= getattr(told, name) <= 1 for name in SHARES):
        return ThresholdWhy.UNFIT_THRESHOLD
    counts = {one.name: getattr(told, one.name) for one in fields(told) if one.name not in SHARES}
    is_fit = all(0 <= value <= MOST.get(name, 10**15) for name, value in counts.items()) and told.warm_days > 0
    return None if is_fit else ThresholdWhy.UNFIT_THRESHOLD


def as_dict(told: Thresholds) -> dict[str, Any]:
    """Return the thresholds by name."""
    return {one.name: getattr(told, one.name) for one in fields(told)}
