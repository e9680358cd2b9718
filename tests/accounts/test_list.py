"""The account list: what it finds, how it is sorted and paged, and what it costs."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from accounts.making import adopt, key_account
from vitalfew.accounts import queries
from vitalfew.accounts.actions import write_in_rows
from vitalfew.accounts.models import Account, AccountRow
from vitalfew.accounts.queries import AccountFilter
from vitalfew.accounts.rules import UNRANKED, pages_of
from vitalfew.people.rules import CLOCK

pytestmark = pytest.mark.django_db
TODAY = date(2025, 6, 30)


def found(user: Any = CLOCK, **wanted: Any) -> list[str]:
    page = queries.get_account_page(user, AccountFilter(**{"view": "all", "order": "name"} | wanted), today=TODAY)
    return [row.code for row in page.rows]


def write(columns: list[str], values: list[Any]) -> None:
    write_in_rows(by=CLOCK, columns=columns, values=values)


@pytest.mark.parametrize(
    ("text", "code"),
    [("恒岳", "恒岳重工集团"), ("重工", "恒岳重工集团"), ("NORD", "Nordhavn Wind A/S"),
     ("wind nord", "Nordhavn Wind A/S"),
     ("ＫＥＳＳ", "Kessler 50%"), ("50%", "Kessler 50%"), ("s_l", ""), ("无此客户", "")],
)  # fmt: skip
def test_an_account_is_found_by_any_part_of_its_name(text: str, code: str) -> None:
    adopt("恒岳重工集团", "Nordhavn Wind A/S", "Kessler 50%")
    assert found(text=text) == ([code] if code else [])


def test_views_hold_what_they_say(cast: Any) -> None:
    ids = adopt("KEY", "FALLING", "SPOKEN", "ALARM", "PLAIN")
    for code in ("KEY", "FALLING", "SPOKEN"):
        key_account(cast, ids[code], manager_id=cast.stranger.pk if code == "KEY" else cast.owner.pk)
    write(["change_share"], [(ids["FALLING"], -0.1), (ids["PLAIN"], -0.5), (ids["KEY"], 0.0)])
    write(["alarm"], [(ids["ALARM"], 1)])
    write(["last_contact_on"], [(ids["SPOKEN"], date(2025, 5, 31)), (ids["KEY"], date(2025, 5, 30))])
    assert found(view="key") == ["FALLING", "KEY", "SPOKEN"]
    assert found(view="alarm") == ["ALARM"]
    assert found(view="falling") == ["FALLING"]
    assert found(view="silent") == ["FALLING", "KEY"]
    assert found(cast.owner, view="all") == found(cast.owner, view="mine") == ["FALLING", "SPOKEN"]
    assert found(cast.director, view="mine") == ["FALLING", "KEY", "SPOKEN"]
    counts = queries.get_view_counts(cast.director, today=TODAY)
    assert counts == {"key": 3, "all": 5, "mine": 3, "alarm": 1, "interrupted": 0, "falling": 1, "silent": 2}
    assert queries.get_view_counts(cast.stranger, today=TODAY)["all"] == 1
    assert found(manager_id=cast.stranger.pk) == ["KEY"]
    assert found(tier="strategic") == []


def test_what_is_not_known_comes_last_whichever_way_the_list_is_turned(cast: Any) -> None:
    ids = adopt("A", "B", "C")
    write(
        ["change_share", "revenue", "revenue_rank"], [(ids["A"], 0.2, Decimal(5), 2), (ids["B"], -0.2, Decimal(9), 1)]
    )
    assert found(order="change") == ["B", "A", "C"]
    assert found(order="-change") == ["A", "B", "C"]
    assert found(order="-revenue") == ["B", "A", "C"]
    assert found(order="revenue") == ["A", "B", "C"]
    assert found(order="nonsense") == ["B", "A", "C"]


def test_every_account_stands_on_exactly_one_page(cast: Any) -> None:
    many = [f"C{number:03}" for number in range(130)]
    adopt(*many)
    pages = [found(order="-name", page=page, size=25) for page in range(1, 7)]
    assert [code for page in pages for code in page] == many[::-1]
    last = queries.get_account_page(CLOCK, AccountFilter(view="all", page=99, size=25))
    assert (last.page, last.pages, last.total, len(last.rows)) == (6, 6, 130, 5)
    assert len(found(page=-3, size=10**9)) == AccountFilter.size


def test_the_list_asks_three_things_of_the_database(cast: Any) -> None:
    ids = adopt(*[f"C{number}" for number in range(60)])
    for code in ("C1", "C2"):
        key_account(cast, ids[code])
    with CaptureQueriesContext(connection) as asked:
        found(cast.director, order="-revenue")
    assert len(asked) == 3
    assert not any('accounts_account"' in query["sql"] for query in asked)


def test_sums_are_of_the_readers_own_key_accounts(cast: Any) -> None:
    ids = adopt("A", "B", "C")
    key_account(cast, ids["A"])
    key_account(cast, ids["B"], manager_id=cast.stranger.pk)
    write(
        ["revenue", "alarm"],
        [(ids["A"], Decimal("10.25"), 2), (ids["B"], Decimal("5.5"), 1), (ids["C"], Decimal(9), 2)],
    )
    everything, own = queries.get_key_sums(cast.director), queries.get_key_sums(cast.owner)
    assert (everything.count, everything.revenue, everything.bad, everything.watch) == (2, Decimal("15.75"), 1, 1)
    assert (own.count, own.revenue, own.bad) == (1, Decimal("10.25"), 1)


def test_an_unranked_row_is_behind_every_ranked_one() -> None:
    adopt("A")
    assert AccountRow.objects.get().revenue_rank == UNRANKED > Account.objects.count()


@given(st.integers(0, 10**6), st.sampled_from([25, 50, 100]))
def test_pages_hold_everything_and_none_is_empty(total: int, size: int) -> None:
    pages = pages_of(total, size)
    assert (pages - 1) * size < max(total, 1) <= pages * size
