"""Trust, participation and market position: judged again and again, their course is kept (S26, S30–S32, S34)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.story import make_account
from vitalfew.accounts.models import Account
from vitalfew.accounts.rules.dossier import Confidence
from vitalfew.relations.actions.records import add_record, change_record
from vitalfew.relations.queries.records import get_records
from vitalfew.relations.rules.participation import Cell, cell_of, courses
from vitalfew.relations.rules.records import Complexity, RecordKind, RecordState, RecordWhy, UnfitRecord

DAY = date(2026, 3, 2)
SURE = {"source": "技术会", "confidence": "medium"}
PLACED = {"offering": "HS 高速轴承", "product_complexity": "complex", "process_complexity": "complex", "note": ""}
TRUST = {"rated_by_party": "customer", "trust": 2, "about": "", "evidence": "不回电话"}
MARKET = {"party": "customer", "market": "海上风电", "event": "none", "rank": 4, "share": None, "note": ""}


@pytest.fixture
def account(cast: Any) -> int:
    found: Account = make_account("C1", "奥珂压缩机")
    return found.pk


def record(cast: Any, account: int, kind: str, values: dict[str, Any], **more: Any) -> RecordState:
    told = {"today": DAY} | SURE | more
    return add_record(by=cast.director, account_id=account, kind=kind, values=values, **told)


def test_the_four_cells_are_as_numbered() -> None:
    simple, complicated = Complexity.SIMPLE, Complexity.COMPLEX
    assert cell_of(complicated, complicated) is Cell.BOTH_COMPLEX
    assert cell_of(complicated, simple) is Cell.PRODUCT_COMPLEX
    assert cell_of(simple, complicated) is Cell.PROCESS_COMPLEX
    assert cell_of(simple, simple) is Cell.BOTH_SIMPLE


def placed(number: int, offering: str, ago: int, product: str, process: str) -> RecordState:
    values = {
        "offering": offering,
        "positioned_on": DAY - timedelta(ago),
        "product_complexity": product,
        "process_complexity": process,
        "note": "",
    }
    return RecordState(
        kind=RecordKind.PARTICIPATION, id=number, version=1, account_id=1, account_name="", values=values, source="x",
        confidence=Confidence.LOW, assessed_by_name="", assessed_on=DAY, expires_on=DAY, ended_on=None, end_reason="",
    )  # fmt: skip


complexities = st.sampled_from(["simple", "complex"])


@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b"]), st.integers(0, 900), complexities, complexities),
        unique_by=lambda one: one[:2],
    )
)
def test_an_offering_stands_in_one_cell_at_a_time_and_every_move_is_named(told: list[tuple[Any, ...]]) -> None:
    rows = [placed(number, *one) for number, one in enumerate(told)]
    found = courses(rows)
    assert sum(len(one.places) for one in found) == len(rows)
    assert {one.offering for one in found} == {one[0] for one in told}
    for one in found:
        assert one.now.until is None
        for before, after in zip(one.places, one.places[1:], strict=False):
            assert before.until == after.since
            assert before.since < after.since
        changes = [
            (before, after)
            for before, after in zip(one.places, one.places[1:], strict=False)
            if before.cell != after.cell
        ]
        assert one.moves == changes


@pytest.mark.django_db
def test_the_same_offering_placed_again_has_moved(cast: Any, account: int) -> None:
    record(cast, account, "participation", PLACED | {"positioned_on": DAY - timedelta(300)})
    record(cast, account, "participation", PLACED | {"positioned_on": DAY, "product_complexity": "simple"})
    with pytest.raises(UnfitRecord) as refusal:
        record(cast, account, "participation", PLACED | {"positioned_on": DAY})
    assert refusal.value.why is RecordWhy.TWICE
    (course,) = courses(get_records(account, [RecordKind.PARTICIPATION])[RecordKind.PARTICIPATION])
    assert [(before.cell, after.cell) for before, after in course.moves] == [(Cell.BOTH_COMPLEX, Cell.PROCESS_COMPLEX)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "values", "why"),
    [
        ("participation", PLACED | {"positioned_on": DAY + timedelta(1)}, RecordWhy.DAY_AHEAD),
        ("participation", PLACED | {"positioned_on": DAY, "offering": " "}, RecordWhy.NOTHING_SAID),
        ("trust", TRUST | {"rated_on": DAY + timedelta(1)}, RecordWhy.DAY_AHEAD),
        ("trust", TRUST | {"rated_on": DAY, "evidence": ""}, RecordWhy.NOTHING_SAID),
        ("position", MARKET | {"happened_on": DAY, "rank": None}, RecordWhy.NO_POSITION),
        ("position", MARKET | {"happened_on": DAY, "share": Decimal("1.2")}, RecordWhy.NOT_A_SHARE),
        ("position", MARKET | {"happened_on": DAY + timedelta(1)}, RecordWhy.DAY_AHEAD),
    ],
)
def test_what_does_not_fit_is_refused(
    cast: Any, account: int, kind: str, values: dict[str, Any], why: RecordWhy
) -> None:
    with pytest.raises(UnfitRecord) as refusal:
        record(cast, account, kind, values)
    assert refusal.value.why is why


@pytest.mark.django_db
def test_each_side_rates_once_a_day_and_a_rating_can_be_mended(cast: Any, account: int) -> None:
    first = record(cast, account, "trust", TRUST | {"rated_on": DAY})
    record(cast, account, "trust", TRUST | {"rated_on": DAY, "rated_by_party": "us", "trust": 4})
    with pytest.raises(UnfitRecord):
        record(cast, account, "trust", TRUST | {"rated_on": DAY, "trust": 5})
    told = {"by": cast.director, "kind": "trust", "record_id": first.id, "version": first.version, "today": DAY}
    mended = change_record(values=TRUST | {"rated_on": DAY, "trust": 3}, **told, **SURE)
    assert mended.values["trust"] == 3
