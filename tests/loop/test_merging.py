"""Two accounts that are one customer: counted as one, shown as one, and two again when it is taken back."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from accounts.making import import_lines, key_account
from doors.loop_pages import get, send, went_to
from ledger.telling import Line
from vitalfew.accounts import queries
from vitalfew.accounts.actions import adopt_codes, merge_account, place_account, unmerge_account
from vitalfew.accounts.models import Account
from vitalfew.accounts.queries.codes import get_codes_of, get_days_of
from vitalfew.accounts.queries.matches import get_matches
from vitalfew.accounts.rules import MergeWhy, UnfitMerge
from vitalfew.journal.queries import verify_chain
from vitalfew.journal.rules import StaleVersion
from vitalfew.ledger.queries import get_lines, get_total
from vitalfew.loop.analysis.actions import refresh_figures
from vitalfew.loop.analysis.queries import get_concentration, get_figures, get_refresh
from vitalfew.people.rules import COMMAND_LINE, NotAllowed

pytestmark = pytest.mark.django_db
END = date(2025, 12, 31)


@pytest.fixture
def ids(cast: Any) -> dict[str, int]:
    lines = [Line(f"{code}{month}", code, Decimal(amount), date(2025, month, 1), cost=Decimal(1))
             for code, amount in (("A", 100), ("B", 40), ("C", 7)) for month in (3, 6, 12)]  # fmt: skip
    found = import_lines(lines, currency="CNY")
    refresh_figures(by=COMMAND_LINE)
    return found


def merge(by: Any, account_id: int, into: int) -> None:
    version = queries.get_account(by, account_id).version
    merge_account(by=by, account_id=account_id, into_id=into, version=version)


def listed(user: Any) -> set[str]:
    return {row.name for row in queries.get_account_page(user, queries.AccountFilter(view="all")).rows}


def test_merged_they_count_as_one_everywhere_and_two_again_when_taken_back(cast: Any, ids: dict[str, int]) -> None:
    merge(cast.director, ids["B"], ids["A"])
    adopt_codes(by=COMMAND_LINE)
    refresh_figures(by=COMMAND_LINE)
    one = get_figures(ids["A"])
    assert one
    assert (one.revenue, one.margin, one.order_days, one.lines) == (420, 414, 3, 6)
    assert get_figures(ids["B"]) is None
    assert (get_refresh().accounts, get_refresh().revenue) == (2, 441)
    assert listed(cast.director) == {"A", "C"}
    assert [(top.code, top.amount) for top in get_concentration(cast.director).top] == [("A", 420), ("C", 21)]
    assert get_codes_of(ids["A"]) == ["A", "B"]
    assert get_lines(get_days_of(ids["A"])).total_amount == 420 == get_total("A").net
    assert queries.get_ids_by_code(cast.director, ["B"]) == {"B": ids["A"]}
    version = queries.get_account(cast.director, ids["B"]).version
    with pytest.raises(StaleVersion):
        unmerge_account(by=cast.director, account_id=ids["B"], version=version - 1)
    assert unmerge_account(by=cast.director, account_id=ids["B"], version=version) == ids["A"]
    refresh_figures(by=COMMAND_LINE)
    assert [get_figures(ids[code]).revenue for code in "ABC"] == [300, 120, 21]  # type: ignore[union-attr]
    assert listed(cast.director) == {"A", "B", "C"}
    assert verify_chain() is None


def test_merged_one_after_the_other_all_count_where_it_ends(cast: Any, ids: dict[str, int]) -> None:
    merge(cast.director, ids["C"], ids["B"])
    merge(cast.director, ids["B"], ids["A"])
    refresh_figures(by=COMMAND_LINE)
    assert get_figures(ids["A"]).revenue == 441  # type: ignore[union-attr]
    assert sorted(get_codes_of(ids["A"])) == ["A", "B", "C"]


def test_a_merged_member_counts_in_the_group_of_the_one_that_stands(cast: Any, ids: dict[str, int]) -> None:
    place_account(by=cast.director, account_id=ids["A"], group="G", valid_from=date(2020, 1, 1))
    merge(cast.director, ids["B"], ids["A"])
    refresh_figures(by=COMMAND_LINE)
    group = queries.get_path(cast.director, ids["A"], END)[0].id
    assert get_figures(group).revenue == 420  # type: ignore[union-attr]


def test_what_cannot_be_merged_is_refused_without_a_trace(cast: Any, ids: dict[str, int]) -> None:
    merge(cast.director, ids["C"], ids["B"])
    place_account(by=cast.director, account_id=ids["A"], group="G", valid_from=date(2020, 1, 1))
    group = queries.get_path(cast.director, ids["A"], END)[0].id
    for account, into, why in (
        (ids["B"], ids["B"], MergeWhy.SAME),
        (ids["C"], ids["A"], MergeWhy.MERGED),
        (ids["B"], ids["C"], MergeWhy.MERGED),
        (ids["A"], ids["B"], MergeWhy.IN_TREE),
        (ids["B"], group, MergeWhy.IS_GROUP),
    ):
        with pytest.raises(UnfitMerge) as refusal:
            merge(cast.director, account, into)
        assert refusal.value.why is why
    key_account(cast, ids["B"])
    with pytest.raises(UnfitMerge) as refusal:
        merge(cast.director, ids["B"], ids["A"])
    assert refusal.value.why is MergeWhy.IS_KEY
    with pytest.raises(NotAllowed):
        merge(cast.owner, ids["B"], ids["B"])


def test_the_pages_merge_lead_on_and_take_back(cast: Any, clients: Any, ids: dict[str, int]) -> None:
    key_account(cast, ids["A"])
    version = queries.get_account(cast.director, ids["B"]).version
    answer = send(clients.analyst, "account_merge", ids["B"], named="A", version=version)
    assert went_to(answer, "account_tree", ids["A"])
    assert went_to(get(clients.owner, "account", ids["B"]), "account", ids["A"])
    page = get(clients.analyst, "account_tree", ids["A"], language="en").text
    assert "Merged into this one" in page
    assert "This account has been merged into" in get(clients.analyst, "account_tree", ids["B"], language="en").text
    answer = send(clients.analyst, "account_merge", ids["C"], language="en", named="C", version=1)
    assert "No account fits." in answer.text
    answer = send(clients.analyst, "account_unmerge", ids["B"], version=version + 1)
    assert went_to(answer, "account_tree", ids["B"])
    assert get(clients.analyst, "account", ids["B"]).status_code == 200


def test_pairs_are_proposed_with_their_reason_and_never_asked_again(cast: Any, clients: Any) -> None:
    names = {
        "1": "恒岱重工集团有限公司",
        "2": "恒岱重工",
        "3": "Nordvang Vind A/S",
        "4": "Nordvang Vindkraft",
        "5": "西岳矿山",
    }
    ids = import_lines([Line(code, code, Decimal(1), name=name) for code, name in names.items()])
    found = [(one.first.code, one.second.code, str(one.reason)) for one in get_matches(cast.director)]
    assert found == [("1", "2", "name")]
    page = get(clients.analyst, "matches", language="en").text
    assert "the same name" in page
    send(clients.analyst, "matches", do="not_same", first=ids["1"], second=ids["2"])
    assert get_matches(cast.director) == []


def test_like_names_and_tax_numbers_are_proposed_and_merged_from_the_page(cast: Any, clients: Any) -> None:
    names = {"1": "Bronnacker Maschinenbau GmbH", "2": "Bronnaker Maschinenbau", "3": "Castelgrigio Pompe S.p.A."}
    ids = import_lines([Line(code, code, Decimal(1), name=name) for code, name in names.items()])
    tax_id = "91110108MA01ABCD1X"
    Account.objects.filter(pk__in=[ids["1"], ids["3"]]).update(tax_id=tax_id)
    found = [(one.first.code, one.second.code, str(one.reason)) for one in get_matches(cast.director)]
    assert found == [("1", "3", "tax_id"), ("1", "2", "like")]
    send(clients.director, "matches", do="first", first=ids["1"], second=ids["2"])
    assert queries.get_account(cast.director, ids["2"]).merged_into_id == ids["1"]
    assert [str(one.reason) for one in get_matches(cast.director)] == ["tax_id"]
