"""The tree on its pages: seen, arranged by hand, and legible however deep (S9)."""

from datetime import date
from typing import Any

import pytest

from accounts.making import adopt, key_account
from doors.loop_pages import LANGUAGES, get, send, went_to
from vitalfew.accounts.actions import create_node, place_account
from vitalfew.accounts.models import Account
from vitalfew.accounts.queries import get_memberships, get_path

pytestmark = pytest.mark.django_db
BEGUN = date(2025, 1, 1)
WORDS = {
    "en": ("Nobody belongs to this account", "Several fit. Choose one.", "No account fits."),
    "zh-hans": ("这家客户没有下属", "有多家符合", "没有符合的客户"),
}


@pytest.fixture
def ids(cast: Any) -> dict[str, int]:
    return adopt("A1", "A2", "B")


def parents(user: Any, account_id: int) -> list[str]:
    return [node.name for node in get_path(user, account_id, date(2026, 1, 1))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_account_is_placed_by_code_by_name_and_by_choice(
    cast: Any, clients: Any, ids: dict[str, int], language: str
) -> None:
    alone, several, nobody = WORDS[language]
    assert alone in get(clients.director, "account_tree", ids["B"], language=language).text
    told = {"do": "place", "valid_from": "2025-01-01"}
    answer = send(clients.director, "account_place", ids["B"], language=language, named="A", **told)
    assert several in answer.text
    answer = send(clients.director, "account_place", ids["B"], language=language, named="nothing", **told)
    assert nobody in answer.text
    assert parents(cast.director, ids["B"]) == []
    answer = send(clients.director, "account_place", ids["B"], named="A", chosen=ids["A2"], **told)
    assert went_to(answer, "account_tree", ids["B"])
    assert parents(cast.director, ids["B"]) == ["A2"]


def test_a_group_is_made_on_the_way_and_the_account_moved_and_taken_out(
    cast: Any, clients: Any, ids: dict[str, int]
) -> None:
    send(clients.analyst, "account_place", ids["B"], do="place", group="新集团", valid_from="2025-01-01")
    assert parents(cast.director, ids["B"]) == ["新集团"]
    answer = send(clients.analyst, "account_place", ids["A1"], do="place", named="新集团", valid_from="2025-01-01")
    assert went_to(answer, "account_tree", ids["A1"])
    told = {"do": "place", "named": "A2", "valid_from": "2025-06-01", "version": 1}
    send(clients.analyst, "account_place", ids["B"], **told)
    assert parents(cast.director, ids["B"]) == ["A2"]
    send(clients.analyst, "account_place", ids["B"], do="leave", left_on="2025-09-01", version=1)
    assert parents(cast.director, ids["B"]) == []
    page = get(clients.analyst, "account_tree", ids["B"], language="zh-hans").text
    assert "2025-06-01 – 2025-09-01" in page
    first = get_memberships(cast.director, ids["B"])[-1]
    send(clients.analyst, "membership_withdraw", first.id, version=first.version)
    assert len(get_memberships(cast.director, ids["B"])) == 1


def test_what_the_tree_refuses_is_said_beside_the_form(cast: Any, clients: Any, ids: dict[str, int]) -> None:
    place_account(by=cast.director, account_id=ids["A1"], parent_id=ids["B"], valid_from=BEGUN)
    told = {"do": "place", "named": "A1", "valid_from": "2025-02-01"}
    answer = send(clients.director, "account_place", ids["B"], language="en", **told)
    assert "It stands below this account already" in answer.text


def test_a_group_or_site_is_made_by_hand(cast: Any, clients: Any, ids: dict[str, int]) -> None:
    told = {"kind": "site", "name": "一号工厂", "named": "B", "valid_from": "2025-01-01"}
    answer = clients.director.post("/accounts/nodes/new/", told)
    made = Account.objects.get(name="一号工厂")
    assert answer["Location"] == f"/accounts/{made.pk}/tree/"
    assert (made.kind, parents(cast.director, made.pk)) == ("site", ["B"])


def test_the_tree_is_seen_as_it_was_on_a_day(cast: Any, clients: Any, ids: dict[str, int]) -> None:
    place_account(by=cast.director, account_id=ids["A1"], parent_id=ids["B"], valid_from=BEGUN)
    address = f"/accounts/{ids['B']}/tree/"
    assert f'/accounts/{ids["A1"]}/tree/?on=2025-02-01"' in clients.director.get(address, {"on": "2025-02-01"}).text
    assert f"/accounts/{ids['A1']}/tree/?on" not in clients.director.get(address, {"on": "2024-12-31"}).text
    assert clients.director.get(address, {"on": "never"}).status_code == 200


def test_fifty_levels_stay_legible_and_the_account_says_where_it_belongs(
    cast: Any, clients: Any, ids: dict[str, int]
) -> None:
    below = ids["B"]
    for level in range(49):
        group = create_node(by=cast.director, kind="group", name=f"第 {level} 级").id
        place_account(by=cast.director, account_id=below, parent_id=group, valid_from=BEGUN)
        below = group
    page = get(clients.director, "account_tree", ids["B"], language="en").text
    assert "46 levels between" in page
    assert page.index("第 48 级") < page.index("46 levels between") < page.index("第 1 级") < page.index("第 0 级")
    top = get(clients.director, "account_tree", below, language="en").text
    assert "in 49 levels" in top
    assert top.count("第 46 级") == 1
    assert "第 45 级" not in top
    assert "第 48 级" in get(clients.director, "account", ids["B"]).text


def test_a_manager_sees_the_members_of_his_group_and_no_group_above_his_account(
    cast: Any, clients: Any, ids: dict[str, int]
) -> None:
    place_account(by=cast.director, account_id=ids["A1"], parent_id=ids["B"], valid_from=BEGUN)
    key_account(cast, ids["A1"])
    key_account(cast, ids["B"], manager_id=cast.stranger.pk)
    assert get(clients.owner, "account_tree", ids["B"]).status_code == 404
    assert f"/accounts/{ids['B']}/" not in get(clients.owner, "account_tree", ids["A1"]).text
    assert get(clients.stranger, "account", ids["A1"]).status_code == 200
    assert "/tree/place/" not in get(clients.stranger, "account_tree", ids["B"]).text
