"""Who belongs to whom on which day; who sees a group sees its members."""

from datetime import date
from typing import Any

import pytest

from accounts.making import adopt, key_account
from vitalfew.accounts import queries
from vitalfew.accounts.actions import (
    cover_all,
    create_node,
    place_account,
    revoke_designation,
    take_out,
    withdraw_membership,
)
from vitalfew.accounts.models import Coverage, Membership
from vitalfew.accounts.queries.tree import get_branches
from vitalfew.accounts.rules import NoSuchAccount, TreeWhy, UnfitTree
from vitalfew.journal.queries import get_timeline, verify_chain
from vitalfew.journal.rules import StaleVersion
from vitalfew.ledger.queries import get_generation
from vitalfew.people.rules import CLOCK, NotAllowed, Permission

pytestmark = pytest.mark.django_db
BEGUN, LATER, LATEST = date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1)


@pytest.fixture
def ids(cast: Any) -> dict[str, int]:
    found = adopt("A", "B", "C", "D")
    return found | {"G": create_node(by=cast.director, kind="group", name="集团").id}


def place(by: Any, child: int, parent: int, start: date = BEGUN, end: date | None = None, **more: Any) -> Any:
    return place_account(by=by, account_id=child, parent_id=parent, valid_from=start, valid_to=end, **more)


def refused(why: TreeWhy, *arguments: Any, **more: Any) -> None:
    before = Membership.objects.count()
    with pytest.raises(UnfitTree) as refusal:
        place(*arguments, **more)
    assert refusal.value.why is why
    assert Membership.objects.count() == before


def path(user: Any, account_id: int, on: date = LATEST) -> list[str]:
    return [node.name for node in queries.get_path(user, account_id, on)]


def seen_by(user: Any) -> set[str]:
    return set(queries.accounts_visible_to(user).values_list("name", flat=True))


def test_a_group_is_made_by_hand_and_is_no_prospect(cast: Any, ids: dict[str, int]) -> None:
    group = queries.get_account(cast.director, ids["G"])
    assert (group.kind, group.is_prospect, group.code) == ("group", False, "")
    rows = queries.get_account_page(cast.director, queries.AccountFilter(view="all", text="集团")).rows
    assert [(row.name, row.is_prospect) for row in rows] == [("集团", False)]
    adopt("A")
    assert queries.get_account_page(cast.director, queries.AccountFilter(view="all", text="集团")).total == 1


def test_an_account_belongs_to_one_from_a_day_until_another(cast: Any, ids: dict[str, int]) -> None:
    place(cast.analyst, ids["A"], ids["G"], LATER, LATEST)
    assert path(cast.director, ids["A"], date(2025, 12, 31)) == ["集团"]
    assert path(cast.director, ids["A"], date(2024, 12, 31)) == path(cast.director, ids["A"], LATEST) == []
    assert get_timeline(ids["A"])[0].verb == "accounts.placed"


def test_days_do_not_cross_and_no_day_has_a_circle(cast: Any, ids: dict[str, int]) -> None:
    by = cast.director
    place(by, ids["A"], ids["B"], LATER)
    refused(TreeWhy.OVERLAPS, by, ids["A"], ids["C"], LATEST)
    refused(TreeWhy.OVERLAPS, by, ids["A"], ids["C"], BEGUN)
    refused(TreeWhy.CIRCLE, by, ids["A"], ids["A"])
    refused(TreeWhy.WRONG_DAYS, by, ids["C"], ids["B"], LATER, LATER)
    place(by, ids["B"], ids["C"], LATER)
    refused(TreeWhy.CIRCLE, by, ids["C"], ids["A"], LATEST)
    # Before the others began there is no circle.
    place(by, ids["C"], ids["A"], BEGUN, LATER)
    refused(TreeWhy.CIRCLE, by, ids["C"], ids["A"], LATER)
    assert path(by, ids["A"], LATER) == ["C", "B"]
    assert path(by, ids["C"], BEGUN) == ["A"]


def test_moved_it_leaves_on_the_same_day(cast: Any, ids: dict[str, int]) -> None:
    first = place(cast.director, ids["A"], ids["B"])
    place(cast.director, ids["A"], ids["C"], LATER, version=first.version)
    assert path(cast.director, ids["A"], date(2024, 12, 31)) == ["B"]
    assert path(cast.director, ids["A"], LATER) == ["C"]
    with pytest.raises(StaleVersion):
        place(cast.director, ids["A"], ids["D"], LATEST, version=first.version + 5)
    assert path(cast.director, ids["A"]) == ["C"]
    stands = queries.get_membership(cast.director, ids["A"])
    assert stands
    refused(TreeWhy.WRONG_DAYS, cast.director, ids["A"], ids["D"], LATER, version=stands.version)
    place(cast.director, ids["A"], ids["D"], date(2023, 1, 1), BEGUN, version=stands.version)
    assert path(cast.director, ids["A"], date(2023, 6, 1)) == ["D"]


def test_taken_out_it_belongs_to_nobody_and_what_never_was_is_withdrawn(cast: Any, ids: dict[str, int]) -> None:
    told: dict[str, Any] = {"by": cast.director, "account_id": ids["A"]}
    with pytest.raises(UnfitTree):
        take_out(version=1, left_on=LATER, **told)
    stands = place(cast.director, ids["A"], ids["B"])
    with pytest.raises(UnfitTree):
        take_out(version=stands.version, left_on=BEGUN, **told)
    left = take_out(version=stands.version, left_on=LATER, **told)
    assert path(cast.director, ids["A"], LATER) == []
    with pytest.raises(StaleVersion):
        withdraw_membership(by=cast.director, membership_id=left.id, version=left.version + 1)
    assert withdraw_membership(by=cast.director, membership_id=left.id, version=left.version) == ids["A"]
    assert path(cast.director, ids["A"], BEGUN) == []
    assert verify_chain() is None


def test_a_new_group_is_made_on_the_way(cast: Any, ids: dict[str, int]) -> None:
    place_account(by=cast.director, account_id=ids["A"], group="新集团", valid_from=BEGUN)
    assert path(cast.director, ids["A"]) == ["新集团"]
    with pytest.raises(UnfitTree):
        place_account(by=cast.director, account_id=ids["B"], group=" ", valid_from=BEGUN)


def test_only_who_may_arrange_does(cast: Any, ids: dict[str, int]) -> None:
    key_account(cast, ids["A"])
    key_account(cast, ids["B"])
    with pytest.raises(NotAllowed):
        place(cast.owner, ids["A"], ids["B"])
    with pytest.raises(NotAllowed):
        create_node(by=cast.owner, kind="group", name="x")
    with pytest.raises(NoSuchAccount):
        place(cast.stranger, ids["A"], ids["B"])


def test_the_manager_of_a_group_sees_all_of_it_from_the_day_on(cast: Any, ids: dict[str, int]) -> None:
    key_account(cast, ids["G"])
    stands = place(cast.director, ids["A"], ids["G"])
    place(cast.director, ids["B"], ids["A"])
    place(cast.director, ids["C"], ids["G"], date(2999, 1, 1))
    assert seen_by(cast.owner) == {"集团", "A", "B"}
    queries.authorise(cast.owner, Permission.LOG_VISIT, ids["B"])
    assert seen_by(cast.stranger) == set()
    take_out(by=cast.director, account_id=ids["A"], version=stands.version, left_on=LATER)
    assert seen_by(cast.owner) == {"集团"}
    cover_all(by=CLOCK, today=date(2999, 1, 2))
    assert seen_by(cast.owner) == {"集团", "C"}


def test_the_nearest_key_account_covers_and_those_above_see(cast: Any, ids: dict[str, int]) -> None:
    place(cast.director, ids["A"], ids["G"])
    place(cast.director, ids["B"], ids["A"])
    group = key_account(cast, ids["G"])
    own = key_account(cast, ids["A"], manager_id=cast.stranger.pk)
    nearest = dict(Coverage.objects.filter(is_nearest=True).values_list("account__name", "key_account_id"))
    assert nearest == {"集团": group.id, "A": own.id, "B": own.id}
    assert (seen_by(cast.owner), seen_by(cast.stranger)) == ({"集团", "A", "B"}, {"A", "B"})
    told = {"account_id": ids["A"], "version": own.version, "reason": "并入集团", "revoked_on": LATEST}
    revoke_designation(by=cast.director, **told)
    assert seen_by(cast.stranger) == set()
    assert set(Coverage.objects.values_list("key_account_id", "is_nearest")) == {(group.id, True)}


def test_every_change_of_the_tree_moves_figures_on(cast: Any, ids: dict[str, int]) -> None:
    before = get_generation()
    place(cast.director, ids["A"], ids["G"])
    assert get_generation() == before + 1


def test_who_sees_part_of_a_tree_is_told_of_no_more(cast: Any, ids: dict[str, int]) -> None:
    place(cast.director, ids["A"], ids["G"])
    place(cast.director, ids["B"], ids["A"])
    key_account(cast, ids["A"])
    assert path(cast.owner, ids["B"]) == ["A"]
    assert path(cast.director, ids["B"]) == ["集团", "A"]
    found = get_branches(cast.director, ids["G"], LATEST)
    assert {(one.node.name, one.depth, one.below, one.levels) for one in found} == {("A", 1, 1, 1), ("B", 2, 0, 0)}
    assert [one.parent_name for one in queries.get_memberships(cast.owner, ids["A"])] == ["A"]
