"""Why revenue changed: parts that come to the change to the cent, lines begun and ceased, lives of products."""

from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from django.core.cache import cache
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.making import import_lines
from ledger.telling import Line
from vitalfew.journal.queries import get_history
from vitalfew.journal.rules import StaleVersion
from vitalfew.ledger.actions import import_files
from vitalfew.ledger.actions.rates import set_rate
from vitalfew.ledger.actions.settings import change_settings
from vitalfew.ledger.queries import get_edge
from vitalfew.ledger.queries.bought import BOUGHT
from vitalfew.ledger.queries.settings import get_settings
from vitalfew.ledger.rules.currency import RateKind
from vitalfew.ledger.rules.families import Family, family_of
from vitalfew.ledger.rules.parts import parts_of, to_cents
from vitalfew.loop.analysis.actions.growth import judge_product_stage
from vitalfew.loop.analysis.models import ProductStage
from vitalfew.loop.analysis.queries.growth import get_growth, get_growth_of, get_life_cycles
from vitalfew.loop.analysis.rules.growth import Growth, bridge
from vitalfew.loop.analysis.rules.growth_periods import compared
from vitalfew.loop.analysis.rules.levels import level_changes
from vitalfew.loop.analysis.rules.life_cycle import LifeStage, shares
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import COMMAND_LINE, NotAllowed

pytestmark = pytest.mark.django_db
THEN, NOW = date(2024, 3, 1), date(2025, 3, 1)


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


def sold(account: str | None, product: str, quantity: int, amount: Any, day: date, **more: Any) -> Line:
    return Line(
        f"{account}{product}{day}{more}", account, Decimal(amount), day, product=product,
        quantity=Decimal(quantity), **more,
    )  # fmt: skip


def grown() -> Growth:
    found = get_growth(COMMAND_LINE, NOW - timedelta(30), NOW + timedelta(30))
    assert found is not None
    return found.growth


def cents(growth: Growth) -> dict[str, Decimal]:
    return {part.name: getattr(growth.parts, part.name) for part in fields(growth.parts)}


def test_the_same_goods_at_another_price_are_price_and_more_of_them_quantity() -> None:
    import_lines([sold("A", "GP-1", 10, 100, THEN), sold("A", "GP-1", 12, 132, NOW)])
    found = grown()
    assert (found.before, found.after, found.change) == (100, 132, 32)
    # 12 pieces at 11 in place of 10 at 10: 12 · 1 of price, 2 · 10 of quantity.
    assert cents(found) == {
        "price": 12, "quantity": 20, "mix": 0, "new": 0, "lost": 0, "exchange": 0, "other": 0,
    }  # fmt: skip


def test_dearer_products_among_as_many_are_mix_within_the_family() -> None:
    import_lines([sold("A", "GP-1", 10, 100, THEN), sold("A", "GP-2", 10, 300, THEN),
                  sold("A", "GP-1", 5, 50, NOW), sold("A", "GP-2", 15, 450, NOW)])  # fmt: skip
    found = grown()
    assert found.change == 100
    assert (found.parts.price, found.parts.quantity, found.parts.mix) == (0, 0, 100)
    assert [(one.family, one.before, one.after) for one in found.families] == [(Family("GP", True), 400, 500)]


def test_a_product_that_an_account_begins_or_ceases_to_buy_is_named_with_its_amount() -> None:
    ids = import_lines(
        [
            sold("A", "GP-1", 1, 100, THEN), sold("A", "GP-2", 1, 70, NOW), sold("B", "GP-1", 1, 40, NOW),
            sold("A", "GP-9", 1, 5, THEN), sold("A", "GP-9", 1, 5, NOW),
        ]
    )  # fmt: skip
    found = get_growth(COMMAND_LINE, NOW, NOW + timedelta(5))
    assert found is not None
    growth = found.growth
    assert [(one.code, one.product, one.amount) for one in growth.new] == [("A", "GP-2", 70), ("B", "GP-1", 40)]
    assert [(one.code, one.product, one.amount, one.last_on) for one in growth.lost] == [("A", "GP-1", 100, THEN)]
    assert (growth.parts.new, growth.parts.lost) == (110, -100)
    assert {code: one.account_id for code, one in found.accounts.items()} == {"A": ids["A"], "B": ids["B"]}
    inside = get_growth_of(COMMAND_LINE, ids["B"], NOW, NOW + timedelta(5))
    assert inside is not None
    assert (inside.growth.before, inside.growth.after) == (0, 40)


def test_what_the_rates_of_exchange_did_stands_apart_from_the_price(cast: Any) -> None:
    dollars = [sold("A", "GP-1", 10, 100, day, currency="USD") for day in (THEN, NOW)]
    import_lines([*dollars, sold("B", "GP-2", 1, 1, NOW, currency="CNY")])
    change_settings(by=COMMAND_LINE, version=get_settings().version, currency="CNY")
    for day, rate in ((THEN, "7"), (NOW, "8")):
        set_rate(by=cast.analyst, currency="USD", kind=RateKind.DATED, day=day, rate=Decimal(rate))
    found = grown()
    assert (found.before, found.after) == (700, 801)
    assert (found.parts.price, found.parts.quantity, found.parts.exchange, found.parts.new) == (0, 0, 100, 1)


def test_a_line_without_a_rate_is_in_no_figure_and_counted() -> None:
    import_lines([sold("A", "GP-1", 1, 100, THEN, currency="CNY"), sold("A", "GP-1", 1, 90, NOW, currency="JPY")])
    change_settings(by=COMMAND_LINE, version=get_settings().version, currency="CNY")
    assert grown().unrated == 1


ROW = st.tuples(
    st.sampled_from(["A", "B", ""]),
    st.sampled_from(["GP-1", "GP-2", "RB-7", "x"]),
    st.sampled_from(["pc", "kg", ""]),
    st.sampled_from(["CNY", "USD"]),
)
SUM = st.tuples(
    st.integers(0, 3), st.integers(-3, 9), st.decimals(-9000, 90000, places=4), st.decimals(-9000, 90000, places=4)
)


def bought(rows: dict[Any, Any]) -> pa.Table:
    """Return the rows as the ledger tells them: nothing of a period that has no lines."""
    told = []
    for (account, product, unit, currency), sums in rows.items():
        one: dict[str, Any] = {"account": account, "product": product, "unit": unit, "currency": currency}
        one |= {"name": None, "family": None, "first_on": THEN, "last_on": NOW, "unrated": 0}
        for when, (lines, quantity, own, amount) in zip(("before", "after"), sums, strict=True):
            known = (lines, Decimal(quantity), own, amount) if lines else (0, Decimal(0), Decimal(0), Decimal(0))
            one |= dict(zip((f"lines_{when}", f"quantity_{when}", f"own_{when}", when), known, strict=True))
        told.append(one)
    return pa.Table.from_pylist(told, schema=pa.schema(BOUGHT.items()))


@settings(deadline=None)
@given(rows=st.dictionaries(ROW, st.tuples(SUM, SUM), max_size=20))
def test_the_parts_come_to_the_change_to_the_cent_whatever_was_sold(rows: dict[Any, Any]) -> None:
    table = bought(rows)
    found = bridge(table, {product: family_of(product) for product in table["product"].unique().to_pylist()})
    sums = [sum(table[when].to_pylist(), Decimal(0)) for when in ("before", "after")]
    assert [found.before, found.after] == [to_cents(one) for one in sums]
    assert found.parts.total == found.change == found.after - found.before
    for one in found.families:
        assert one.parts.total == one.after - one.before
    assert sum((one.after for one in found.families), Decimal(0)) == found.after


@given(parts=st.lists(st.decimals(-1000, 1000, places=6), min_size=1, max_size=9))
def test_parts_written_to_the_cent_still_make_their_total(parts: list[Decimal]) -> None:
    total = sum(parts, Decimal(0)).quantize(Decimal("0.01"))
    written = parts_of(total, parts)
    assert sum(written, Decimal(0)) == total
    assert all(one == one.quantize(Decimal("0.01")) for one in written)


@pytest.mark.books
def test_the_superstores_bridge_comes_to_its_published_revenue(books: Path) -> None:
    import_files(by=COMMAND_LINE, paths=[next((books / "chinese_superstore").glob("*.xls"))], currency="CNY")
    last = get_edge().last_day
    assert last is not None
    found = get_growth(COMMAND_LINE, date(last.year, 1, 1), last)
    assert found is not None
    whole = Decimal("16117548.237")  # of all four years, as published
    four = range(last.year - 3, last.year + 1)
    years = [get_growth(COMMAND_LINE, date(year, 1, 1), date(year, 12, 31)) for year in four]
    assert abs(sum((one.growth.after for one in years if one), Decimal(0)) - whole) < Decimal("0.05")
    assert found.growth.parts.total == found.growth.change != 0
    assert {one.family.name for one in found.growth.families} >= {"办公用品"} or len(found.growth.families) > 3


def test_a_period_is_held_against_the_same_days_a_year_before() -> None:
    asked = compared(date(2023, 1, 1), date(2026, 11, 20), date(2026, 1, 1), date(2026, 3, 31))
    assert (asked.before_start, asked.before_end, asked.is_held) == (date(2025, 1, 1), date(2025, 3, 31), True)
    usual = compared(date(2025, 6, 1), date(2026, 11, 20), None, None)
    assert (usual.start, usual.before_start) == (date(2025, 11, 21), date(2024, 11, 21))
    assert not usual.is_held


def years_of(product: str, *amounts: int) -> list[Line]:
    """Return one line a year, the last in 2025."""
    return [
        Line(f"{product}{year}", "A", Decimal(amount), date(year, 12, 30), product=product)
        for year, amount in zip(range(2026 - len(amounts), 2026), amounts, strict=True)
        if amount
    ]


def test_each_product_has_its_stage_of_life_and_the_share_in_decline_is_told() -> None:
    market = years_of("RB-1", 10000, 10000, 10000, 10000, 10000)
    import_lines(
        [*market, *years_of("RB-2", 500, 400, 300, 200, 100), *years_of("RB-3", 0, 0, 0, 100, 150),
         *years_of("RB-4", 100, 150, 250, 400, 600), Line("last", "A", Decimal(0), date(2025, 12, 31), product="RB-1"),
         Line("first", "A", Decimal(0), date(2021, 1, 2), product="RB-1")]
    )  # fmt: skip
    found = get_life_cycles()
    assert found is not None
    assert (len(found.years), found.span) == (5, 3)
    stages = {one.product: one.stage for one in found.products}
    assert stages == {
        "RB-1": LifeStage.MATURITY, "RB-2": LifeStage.DECLINE, "RB-3": LifeStage.INTRODUCTION, "RB-4": LifeStage.GROWTH,
    }  # fmt: skip
    assert shares({"RB-1": Decimal(75), "RB-2": Decimal(25)}, stages)[LifeStage.DECLINE] == 0.25
    assert found.held_out is not None
    assert (found.held_out.called, found.held_out.right) == (2, 2)


def test_books_of_two_years_do_not_say_where_a_product_stands() -> None:
    import_lines([*years_of("RB-1", 100, 200), Line("last", "A", Decimal(0), date(2025, 12, 31))])
    found = get_life_cycles()
    assert found is not None
    assert {one.stage for one in found.products} == {None}


def test_what_a_person_says_of_a_product_counts_and_is_remembered(cast: Any) -> None:
    import_lines([*years_of("RB-1", 1, 1, 1, 1), Line("last", "A", Decimal(0), date(2025, 12, 31))])
    told: dict[str, Any] = {"product": "RB-1", "today": date(2026, 1, 5)}
    judge_product_stage(by=cast.analyst, stage="decline", reason="下一代已经定型", version=0, **told)
    found = get_life_cycles()
    assert found is not None
    life = next(one for one in found.products if one.product == "RB-1")
    assert (life.computed, life.stage) == (LifeStage.MATURITY, LifeStage.DECLINE)
    assert life.judged is not None
    assert (life.judged.by_name, life.judged.on, life.judged.reason) == ("何静", date(2026, 1, 5), "下一代已经定型")
    with pytest.raises(StaleVersion):
        judge_product_stage(by=cast.director, stage="growth", reason="x", version=0, **told)
    judge_product_stage(by=cast.director, stage="", reason="订单回来了", version=1, **told)
    after = get_life_cycles()
    assert after is not None
    assert all(one.judged is None for one in after.products)
    row = ProductStage.objects.get()
    assert [line.verb for line in get_history(row._meta.label_lower, row.pk)] == ["analysis.product_stage_judged"] * 2


def test_nobody_overrules_the_figures_without_a_reason_or_without_the_right(cast: Any) -> None:
    with pytest.raises(Refused):
        judge_product_stage(by=cast.analyst, product="x", stage="decline", reason=" ", version=0)
    with pytest.raises(NotAllowed):
        judge_product_stage(by=cast.owner, product="x", stage="decline", reason="x", version=0)
    with pytest.raises(NotAllowed):
        get_growth(cast.owner)


def test_the_day_on_which_an_accounts_level_changed_is_named() -> None:
    months = [Decimal(100)] * 18 + [Decimal(40)] * 6
    found = level_changes(months, date(2026, 6, 30))
    assert found is not None
    assert [(one.on, one.before, one.after) for one in found] == [(date(2026, 1, 1), 0, -60)]
    assert level_changes([Decimal(100)] * 24, date(2026, 6, 30)) == ()
    assert level_changes([None, *months[1:]], date(2026, 6, 30)) is None
    # The last month is not over: the half of it that is known is no lower level.
    assert level_changes([*[Decimal(100)] * 23, Decimal(1)], date(2026, 6, 10)) == ()


def test_codes_that_begin_with_letters_are_families_and_others_are_not() -> None:
    assert family_of("MB-2400") == Family("MB", True)
    assert family_of("MB-2400", None, "主轴") == Family("主轴")
    assert family_of("85123A") == Family("")
