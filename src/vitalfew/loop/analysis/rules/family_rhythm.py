"""Which families an account orders later than its rhythm lets expect, beside the same family elsewhere (S11, S27)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from vitalfew.measures.errors import NotEnoughData
from vitalfew.measures.rhythm import Pool, Rule, back_test, gap_alarm, gap_pool, order_gaps

METHOD = "families-1"
HORIZON = 120  # days
RING = 0.25  # the chance from which a family is named
RHYTHM = 6  # order days below which no rhythm is judged
Ints = npt.NDArray[np.int64]
Words = npt.NDArray[np.str_]
Days = npt.NDArray[np.datetime64]


@dataclass(frozen=True)
class Proof:
    """How such namings did on the firm's own past: shares 0..1, None where none rang."""

    first: date
    last: date
    breaks: int
    precision: float | None  # of the families named, so many were not ordered for 120 days
    warned: float | None  # of those not ordered for so long, so many had been named before the 90th day


@dataclass(frozen=True)
class FamilyPool:
    """What families have in common at the accounts that were looked at; `proof` is None where the past is too short."""

    pool: Pool
    accounts: int
    pairs: int  # of account and family with a rhythm
    proof: Proof | None


@dataclass(frozen=True)
class FamilySilence:
    """The rhythm of one family at one account."""

    family: str
    orders: int  # order days
    usual: int  # median gap, days
    last: date
    silent: int  # days
    quiet: float  # chance that no order comes within the horizon
    is_named: bool


def pool_of(account: Ints, family: Words, day: Days, today: date) -> FamilyPool | None:
    """Return what the rhythms of these accounts' families have in common; None where the books are too thin to tell.

    `account`, `family` and `day` have one shape, a row for each day on which the account ordered of the family.
    """
    pair, family_of = _pairs(account, family)
    if not len(pair):
        return None
    last = np.datetime64(today)
    gaps = order_gaps(pair, day, today=last)
    past = day <= last - HORIZON
    try:
        before = order_gaps(pair[past], day[past], today=last - HORIZON) if past.any() else None
        pool = gap_pool(gaps, horizon=HORIZON, before=before, segment=family_of)
    except NotEnoughData:
        return None
    has_rhythm = gaps.count >= RHYTHM
    return FamilyPool(pool, len(np.unique(account)), int(has_rhythm.sum()), _proof(pair, family, day, today))


def silences(family: Words, day: Days, today: date, known: FamilyPool) -> list[FamilySilence]:
    """Return the families of one account that have a rhythm, the likeliest to be lost first."""
    if not len(day):
        return []
    start = np.datetime64(known.pool.clock.start, "D")
    gaps = order_gaps(family[day >= start], day[day >= start], today=np.datetime64(today), clock=known.pool.clock)
    alarm = gap_alarm(gaps, horizon=HORIZON, segment=gaps.customer, pool=known.pool)
    named = alarm.alerts(RING)
    found = [
        FamilySilence(
            family=str(gaps.customer[at]),
            orders=int(gaps.count[at]),
            usual=round(float(gaps.median[at])),
            last=gaps.last[at].astype(object),
            silent=int(gaps.silent[at]),
            quiet=float(alarm.quiet[at]),
            is_named=bool(named[at]),
        )
        for at in np.flatnonzero(gaps.count >= RHYTHM).tolist()
    ]
    return sorted(found, key=lambda one: (not one.is_named, -one.quiet, one.family))


def named(found: Sequence[FamilySilence]) -> list[FamilySilence]:
    """Return those to look at."""
    return [one for one in found if one.is_named]


def _pairs(account: Ints, family: Words) -> tuple[Ints, Words]:
    """Return a number for each row's pair of account and family, and the family of each number."""
    names, places = np.unique(family, return_inverse=True)
    pairs, numbers = np.unique(account * max(len(names), 1) + places, return_inverse=True)
    return numbers, names[pairs % max(len(names), 1)] if len(names) else names


def _proof(pair: Ints, family: Words, day: Days, today: date) -> Proof | None:
    try:
        found = back_test(pair, day, last=np.datetime64(today), horizon=HORIZON, rule=Rule(quiet=RING), segment=family)
    except NotEnoughData:
        return None
    told = found.alerts
    return Proof(
        first=found.first.astype(object),
        last=found.last.astype(object),
        breaks=told.breaks,
        precision=None if np.isnan(told.precision) else told.precision,
        warned=None if np.isnan(told.warned) else told.warned,
    )
