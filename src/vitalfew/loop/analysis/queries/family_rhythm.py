"""The rhythm of each product family at an account, beside that of the same family elsewhere (S11, S27)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from vitalfew.accounts.queries import get_codes
from vitalfew.accounts.queries.codes import get_days_of
from vitalfew.ledger.queries import BooksEdge
from vitalfew.ledger.queries.bought import get_families, get_product_days
from vitalfew.ledger.rules.figures import CodeDays
from vitalfew.loop.analysis.models import AccountFigures
from vitalfew.loop.analysis.queries.growth import once
from vitalfew.loop.analysis.rules.family_rhythm import (
    METHOD,
    Days,
    FamilyPool,
    FamilySilence,
    Ints,
    Words,
    pool_of,
    silences,
)
from vitalfew.people.rules import CLOCK

LARGEST = 2_000  # accounts whose families tell what is usual
YEARS = timedelta(3 * 365)


@dataclass(frozen=True)
class FamilyRhythms:
    """The families of one account that have a rhythm, those to look at first, and by what they were judged."""

    families: list[FamilySilence]
    pool: FamilyPool


def get_family_pool(edge: BooksEdge) -> FamilyPool | None:
    """Return what is usual of families, of the largest accounts, kept until the books move; None where too thin."""
    found: tuple[FamilyPool | None] = once(f"families:{METHOD}:{edge.last_day}", lambda: (_pool(edge),))
    return found[0]


def get_family_rhythms(account_id: int, edge: BooksEdge) -> FamilyRhythms | None:
    """Return the rhythms of the account with all who belong to it. Who may see it is the caller's question."""
    pool = get_family_pool(edge)
    if pool is None or edge.last_day is None:
        return None
    asked, last = get_days_of(account_id), edge.last_day
    return FamilyRhythms(once(f"family:{METHOD}:{last}:{asked}", lambda: _silences(asked, last, pool)), pool)


def _silences(asked: Sequence[CodeDays], last: date, pool: FamilyPool) -> list[FamilySilence]:
    _account, family, day = _days(asked, last)
    return silences(family, day, last, pool)


def _pool(edge: BooksEdge) -> FamilyPool | None:
    ids = AccountFigures.objects.filter(revenue_rank__lte=LARGEST).values_list("pk", flat=True)
    codes = sorted(code for code in get_codes(CLOCK, ids).values() if code)
    if edge.last_day is None or not codes:
        return None
    return pool_of(*_days([CodeDays(code, date.min, date.max) for code in codes], edge.last_day), edge.last_day)


def _days(asked: Sequence[CodeDays], last: date) -> tuple[Ints, Words, Days]:
    """Return a number for the account, the family and the day of every order day of a product whose family is known."""
    table = get_product_days(asked, last - YEARS, last)
    of = get_families(table)
    products, accounts = (table[name].combine_chunks().dictionary_encode() for name in ("product", "account"))
    names = np.array([of[product].name for product in products.dictionary.to_pylist()] or [""])
    family = names[products.indices.to_numpy()]
    known = family != ""
    account = accounts.indices.to_numpy().astype(np.int64)
    return account[known], family[known], table["day"].to_numpy().astype("datetime64[D]")[known]
