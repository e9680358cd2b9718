"""An account still orders, but one family of products not as usual: its own gaps say so, and those of its peers."""

import html
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.making import import_lines, key_account
from doors.loop_pages import get
from ledger.telling import Line
from vitalfew.loop.analysis.actions import refresh_figures
from vitalfew.loop.analysis.actions.white_space import refresh_peers
from vitalfew.loop.analysis.rules.family_rhythm import FamilyPool, named, pool_of, silences
from vitalfew.people.rules import COMMAND_LINE

TODAY = date(2025, 12, 31)
PACE = {"RB": 30, "SL": 90}  # days between orders
DAYS = 1000
ACCOUNTS = 60


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


def ordered(family: str, seed: int, *, silent: int = 5, pace: int = 0, orders: int = 10**6) -> list[date]:
    """Return the order days of one family at one account, the last so many days before today."""
    chance, days, at = np.random.default_rng((seed, PACE.get(family, 1))), [], silent
    while at < DAYS and len(days) < orders:
        days.append(TODAY - timedelta(at))
        at += max(1, round((pace or PACE[family]) * chance.lognormal(0, 0.15)))
    return days


def firm() -> FamilyPool:
    rows = [
        (account, family, day)
        for account in range(ACCOUNTS)
        for family in PACE
        for day in ordered(family, account, silent=1 + account % 25)
    ]
    account, family, day = zip(*rows, strict=True)
    found = pool_of(np.array(account), np.array(family), np.array(day, "datetime64[D]"), TODAY)
    assert found is not None
    return found


def told(pool: FamilyPool, **days: list[date]) -> Any:
    family = [name for name, own in days.items() for _day in own]
    return silences(
        np.array(family), np.array([day for own in days.values() for day in own], "datetime64[D]"), TODAY, pool
    )


def test_the_family_that_is_late_is_named_and_the_others_are_not() -> None:
    found = told(firm(), RB=ordered("RB", 999, silent=80), SL=ordered("SL", 999, silent=80))
    assert [one.family for one in named(found)] == ["RB"]
    late, usual = found
    assert (late.silent, usual.silent) == (80, 80)
    assert late.last == TODAY - timedelta(80)
    assert 25 <= late.usual <= 35
    assert late.quiet > 0.25 > usual.quiet


def test_few_gaps_lean_on_the_same_family_elsewhere() -> None:
    """Two families with the very same days of an account that is new to both: the quicker one is the likelier lost."""
    few = ordered("RB", 7, silent=100, pace=50, orders=6)
    quick, slow = sorted(told(firm(), RB=few, SL=few), key=lambda one: one.family)
    assert quick.usual == slow.usual
    assert quick.quiet > slow.quiet


def test_five_order_days_are_no_rhythm_and_a_thin_firm_tells_nothing() -> None:
    assert told(firm(), RB=ordered("RB", 7, orders=5)) == []
    few = np.array(ordered("RB", 1), "datetime64[D]")
    assert pool_of(np.zeros(len(few), np.int64), np.full(len(few), "RB"), few, TODAY) is None
    nothing = np.array([], np.int64)
    assert pool_of(nothing, nothing.astype(str), nothing.astype("datetime64[D]"), TODAY) is None


def test_the_look_back_says_how_often_such_words_were_right() -> None:
    """A third of the accounts ceased a family for good: most are told of in time, and hardly anybody else."""
    rows = [
        (account, family, day)
        for account in range(150)
        for family in PACE
        for day in ordered(family, account, silent=300 + account if family == "RB" and account % 3 == 0 else 2)
    ]
    account, family, day = zip(*rows, strict=True)
    found = pool_of(np.array(account), np.array(family), np.array(day, "datetime64[D]"), TODAY)
    assert found is not None
    assert found.proof is not None
    assert found.proof.breaks >= 20
    assert (found.proof.precision or 0) > 0.8
    assert (found.proof.warned or 0) > 0.6


@pytest.fixture
def ids() -> dict[str, int]:
    lines = [
        Line(f"{account}{family}{day}", f"K{account}", Decimal(100), day, product=f"{family}-1", quantity=Decimal(1))
        for account in range(ACCOUNTS)
        for family in PACE
        for day in ordered(family, account, silent=80 if account == 0 and family == "RB" else account % 3)
    ]
    found = import_lines(lines, currency="CNY")
    refresh_figures(by=COMMAND_LINE)
    refresh_peers(by=COMMAND_LINE)
    return found


@pytest.mark.django_db
def test_the_page_of_growth_names_the_family_with_its_chance_and_its_proof(
    ids: dict[str, int], cast: Any, clients: Any
) -> None:
    key_account(cast, ids["K0"])
    for language, words in {
        "en": ["1 of 2 families is late: RB", "80 days", "Chance of no order in 120 days", "at the largest customers"],
        "zh-hans": ["2 个大类中有 1 个晚于往常：RB", "80 天", "120 天内不再下单的可能", "最大的客户中同一大类"],
    }.items():
        text = html.unescape(get(clients.owner, "account_growth", ids["K0"], language=language).content.decode())
        for word in words:
            assert word in text, word
    calm = html.unescape(get(clients.director, "account_growth", ids["K1"], language="en").content.decode())
    assert "All 2 families with a rhythm are ordered as usual" in calm

    def asked(account: str) -> int:
        get(clients.director, "account_growth", ids[account])
        with CaptureQueriesContext(connection) as found:
            get(clients.director, "account_growth", ids[account])
        return len(found)

    assert asked("K0") == asked("K1")
