"""What a customer does not buy though its peers do: who the peers are, a range with its reason, what a person says."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from accounts.making import import_lines, key_account
from ledger.telling import Line
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.journal.rules import StaleVersion
from vitalfew.loop.analysis.actions.white_space import judge_space
from vitalfew.loop.analysis.queries.white_space import get_grid_of, get_judged, get_key_grid
from vitalfew.loop.analysis.rules.white_space import CellState, cell, peers_of, segment_of
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import NotAllowed

pytestmark = pytest.mark.django_db
DAY = date(2025, 12, 30)


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


def spent(**amounts: int) -> dict[str, Decimal]:
    return {family: Decimal(amount) for family, amount in amounts.items()}


SIX = {f"p{number}": spent(RB=1000, SL=100 + 10 * number) for number in range(6)}


def test_peers_are_those_who_buy_mostly_the_same_and_the_range_is_theirs_at_this_size() -> None:
    peers = peers_of(SIX | {"me": spent(RB=2000)})
    assert segment_of(spent(RB=2000, SL=3)) == "RB"
    found = cell("SL", spent(RB=4000), peers)
    assert found.state is CellState.GAP
    assert found.peers is not None
    assert (found.peers.buyers, found.peers.customers) == (6, 7)
    # The middle half of 10 % … 15 % of all else, times 4,000, to two digits.
    assert (found.low, found.high) == (450, 550)


def test_of_too_few_peers_nothing_is_said() -> None:
    few = dict(list(SIX.items())[:4])
    assert cell("SL", spent(RB=2000), peers_of(few | {"me": spent(RB=2000)})).state is CellState.NONE


def test_what_was_bought_once_is_no_gap_but_ceased() -> None:
    days = (date(2023, 1, 1), date(2024, 6, 1))
    assert cell("SL", spent(RB=2000), peers_of(SIX), days).state is CellState.CEASED
    assert cell("SL", spent(RB=2000, SL=5), peers_of(SIX), days).state is CellState.BOUGHT


def test_gaps_of_a_year_ago_are_held_against_what_came() -> None:
    before = SIX | {"a": spent(RB=900), "b": spent(RB=800)}
    now = SIX | {"a": spent(RB=900, SL=80), "b": spent(RB=800)}
    held = peers_of(now, before).held_out
    assert held is not None
    assert (held.gaps, held.begun) == (2, 1)


AMOUNTS = st.dictionaries(st.sampled_from(["RB", "SL", "GP"]), st.decimals(-500, 90000, places=2), max_size=3)


@given(told=st.dictionaries(st.text("abcdefghij", min_size=1, max_size=1), AMOUNTS), mine=AMOUNTS)
def test_a_range_is_never_below_zero_nor_upside_down(told: Any, mine: Any) -> None:
    peers = peers_of(told)
    for family in peers.families:
        found = cell(family, mine, peers)
        assert 0 <= found.low <= found.high
        assert (found.state is CellState.BOUGHT) == (mine.get(family, 0) > 0)


def books() -> dict[str, int]:
    """Tell six customers who buy bearings and seals, and one who buys bearings only."""
    told = []
    for code in ("p1", "p2", "p3", "p4", "p5", "p6", "me"):
        told.append(Line(f"{code}1", code, Decimal(1000), DAY, product="RB-1"))
        if code != "me":
            told.append(Line(f"{code}2", code, Decimal(100), DAY, product="SL-1"))
    return import_lines(told)


def test_the_manager_sees_the_grid_of_his_own_accounts(cast: Any) -> None:
    ids = books()
    key_account(cast, ids["me"])
    grid = get_key_grid(cast.owner)
    assert grid is not None
    assert [row.name for row in grid.rows] == ["me"]
    assert {cell.family: cell.state for cell, _said in grid.rows[0].cells} == {"RB": "bought", "SL": "gap"}
    other = get_key_grid(cast.stranger)
    assert other is not None
    assert not other.rows
    inside = get_grid_of(cast.owner, ids["me"], DAY)
    assert inside is not None
    assert (inside.rows[0].cells[1][0].low, inside.rows[0].cells[1][0].high) == (100, 100)


def test_the_managers_own_figure_stands_with_his_name_and_may_become_no_need(cast: Any) -> None:
    ids = books()
    key_account(cast, ids["me"])
    told: dict[str, Any] = {"account_id": ids["me"], "family": "SL", "today": DAY}
    judge_space(by=cast.owner, no_need=False, amount=Decimal(300), reason="新产线", version=0, **told)
    said = get_judged([ids["me"]])[ids["me"], "SL"]
    assert (said.amount, said.by_name, said.on, said.reason) == (300, "林晓雯", DAY, "新产线")
    judge_space(by=cast.director, no_need=True, amount=Decimal(5), reason="自产密封件", version=1, **told)
    said = get_judged([ids["me"]])[ids["me"], "SL"]
    assert (said.no_need, said.amount) == (True, None)
    with pytest.raises(StaleVersion):
        judge_space(by=cast.owner, no_need=False, amount=None, reason="x", version=1, **told)
    with pytest.raises(Refused):
        judge_space(by=cast.owner, no_need=True, amount=None, reason=" ", version=2, **told)
    with pytest.raises(NoSuchAccount):
        judge_space(by=cast.stranger, no_need=True, amount=None, reason="x", version=2, **told)
    with pytest.raises(NotAllowed):
        judge_space(by=cast.administrator, no_need=True, amount=None, reason="x", version=2, **told)
