"""Whom of them we know, and what is missing in it (S4, S18, C18)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from vitalfew.accounts.rules import SENIOR

COLD_AFTER = 90  # days without contact, from which on a person counts as cold
LOOKED_BACK = 180  # days of contacts that count for who carries the relationship
MOST_OF_ONE = 0.6  # share of the contacts in one pair of people, from which on all hangs on a single thread


class Gap(StrEnum):
    """What is missing in whom we know."""

    NO_SENIOR = "no_senior"  # nobody of the board or a director has been met lately
    SINGLE_THREAD = "single_thread"  # most contacts run between the same two people
    ONE_OF_US = "one_of_us"  # only one of us has met anybody
    COLD = "cold"  # so many have not been met for long
    NEVER_MET = "never_met"  # so many are known by name only
    UNPLACED = "unplaced"  # of so many nobody knows how high they stand


@dataclass(frozen=True)
class Known:
    """One person at the customer, in what coverage asks of him."""

    contact_id: int
    level: str
    last_on: date | None


@dataclass(frozen=True)
class Meeting:
    """One contact held between one of us and one of them."""

    user_id: int
    contact_id: int
    held_on: date


def gaps(known: Sequence[Known], meetings: Sequence[Meeting], today: date) -> dict[Gap, int]:
    """Return what is missing, the gravest first, with how many people it is about."""
    if not known:
        return {}
    lately = [one for one in meetings if one.held_on >= today - timedelta(LOOKED_BACK)]
    met = {one.contact_id for one in lately}
    counted = {
        Gap.NO_SENIOR: not any(one.level in SENIOR and one.contact_id in met for one in known),
        Gap.SINGLE_THREAD: _has_single_thread(lately),
        Gap.ONE_OF_US: len(lately) > 1 and len({one.user_id for one in lately}) == 1,
        Gap.COLD: sum(is_cold(one.last_on, today) for one in known),
        Gap.NEVER_MET: sum(one.last_on is None for one in known),
        Gap.UNPLACED: sum(not one.level for one in known),
    }
    return {gap: int(count) for gap, count in counted.items() if count}


def is_cold(last_on: date | None, today: date) -> bool:
    """Tell whether a person who was met once has not been met for long."""
    return last_on is not None and (today - last_on).days > COLD_AFTER


def _has_single_thread(lately: Sequence[Meeting]) -> bool:
    pairs = [(one.user_id, one.contact_id) for one in lately]
    # Three contacts are the fewest of which a share says anything.
    return len(pairs) > 2 and max(pairs.count(pair) for pair in set(pairs)) >= MOST_OF_ONE * len(pairs)
