"""Who is who at a customer: posts begin, change and end; a person who has left is met no more (S18, S25, INV19)."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.making import adopt, key_account
from vitalfew.accounts import actions
from vitalfew.accounts.models import Contact, Post
from vitalfew.accounts.queries import get_contacts, get_people, get_person, get_posts, get_units
from vitalfew.accounts.rules import NoSuchAccount, PersonStatus, PersonWhy, UnfitPerson, guess_function, guess_level
from vitalfew.journal.queries import get_history
from vitalfew.journal.rules import StaleVersion
from vitalfew.people.rules import NotAllowed

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def accounts(cast: Any) -> tuple[int, int]:
    ids = adopt("C1", "C2")
    for code in ids:
        key_account(cast, ids[code])
    return ids["C1"], ids["C2"]


def add(cast: Any, account_id: int, name: str, **told: Any) -> Any:
    return actions.add_person(by=cast.owner, account_id=account_id, name=name, today=TODAY, **told)


def refused(act: Any, **told: Any) -> PersonWhy:
    with pytest.raises(UnfitPerson) as refusal:
        act(**told)
    return refusal.value.why


def test_a_person_has_a_post_with_unit_level_and_superior(cast: Any, accounts: tuple[int, int]) -> None:
    boss = add(cast, accounts[0], "郭振邦", title="总经理", level="board")
    wang = add(cast, accounts[0], " 王丽 ", title="采购经理", unit="采购部", level="manager", boss_id=boss.id)
    assert (wang.name, wang.post.unit, wang.post.level, wang.post.boss) == ("王丽", "采购部", "manager", "郭振邦")
    # What nobody has told is unknown, and a unit's function is read off its name.
    assert (wang.post.since, boss.post.unit) == (None, "")
    assert [(unit.name, unit.function) for unit in get_units(accounts[0])] == [("采购部", "purchasing")]
    add(cast, accounts[0], "何帆", unit="采购部")
    assert len(get_units(accounts[0])) == 1


def test_a_name_is_known_once_at_an_account(cast: Any, accounts: tuple[int, int]) -> None:
    add(cast, accounts[0], "王丽")
    assert refused(add, cast=cast, account_id=accounts[0], name="王丽") is PersonWhy.NAME_KNOWN
    assert refused(add, cast=cast, account_id=accounts[0], name=" ") is PersonWhy.NO_NAME
    add(cast, accounts[1], "王丽")
    assert Contact.objects.count() == 2


def test_nobody_reports_to_himself_in_a_circle_or_to_a_stranger(cast: Any, accounts: tuple[int, int]) -> None:
    first = add(cast, accounts[0], "甲")
    second = add(cast, accounts[0], "乙", boss_id=first.id)
    third = add(cast, accounts[0], "丙", boss_id=second.id)
    stranger = add(cast, accounts[1], "丁")
    told = {"by": cast.owner, "account_id": accounts[0], "contact_id": first.id, "version": first.post.version}
    told |= {"title": "", "unit": "", "level": "", "since": None}
    for boss, why in [(third, PersonWhy.BOSS_IN_CIRCLE), (first, PersonWhy.BOSS_IN_CIRCLE)]:
        assert refused(actions.change_post, boss_id=boss.id, **told) is why
    assert refused(actions.change_post, boss_id=stranger.id, **told) is PersonWhy.BOSS_ELSEWHERE


def test_a_person_moves_and_both_posts_stay_in_the_history(cast: Any, accounts: tuple[int, int]) -> None:
    here, there = accounts
    wang = add(cast, here, "王丽", title="采购经理", since=date(2020, 1, 1))
    told: dict[str, Any] = {"by": cast.owner, "account_id": here, "contact_id": wang.id, "version": wang.post.version}
    moved = actions.promote(**told, to_account_id=there, on=date(2026, 2, 1), title="采购总监", today=TODAY)
    assert (moved.post.title, moved.post.since, moved.status) == ("采购总监", date(2026, 2, 1), PersonStatus.ACTIVE)
    left = get_person(here, wang.id)
    assert left
    assert (left.status, left.post.title, left.post.until) == (PersonStatus.MOVED, "采购经理", date(2026, 2, 1))
    assert [post.title for post in get_posts(cast.director, wang.id)] == ["采购总监", "采购经理"]
    assert get_contacts(here) == []
    assert Contact.objects.get().account_id == there
    assert refused(actions.end_post, until=date(2026, 2, 3), today=TODAY, **told) is PersonWhy.NOT_THERE


def test_promoted_within_the_account_he_is_listed_once_with_the_new_post(cast: Any, accounts: tuple[int, int]) -> None:
    wang = add(cast, accounts[0], "王丽", title="采购员")
    told = {"by": cast.owner, "account_id": accounts[0], "contact_id": wang.id, "version": wang.post.version}
    actions.promote(**told, to_account_id=accounts[0], on=TODAY, title="采购经理", today=TODAY)
    assert [(one.name, one.post.title, one.status) for one in get_people(accounts[0])] == [
        ("王丽", "采购经理", PersonStatus.ACTIVE)
    ]


def test_one_person_may_work_for_several_accounts(cast: Any, accounts: tuple[int, int]) -> None:
    wang = add(cast, accounts[0], "王丽", title="采购总监")
    told = {"by": cast.owner, "account_id": accounts[0], "contact_id": wang.id}
    actions.add_post(**told, to_account_id=accounts[1], title="董事", today=TODAY)
    assert [get_contacts(one)[0].id for one in accounts] == [wang.id, wang.id]
    assert refused(actions.add_post, to_account_id=accounts[1], **told) is PersonWhy.THERE_ALREADY
    # An account that is not yours does not exist: neither as a place to move to nor in the history.
    with pytest.raises(NoSuchAccount):
        actions.add_post(**told | {"by": cast.stranger}, to_account_id=accounts[1])
    assert get_posts(cast.stranger, wang.id) == []


def test_who_has_left_comes_back_when_it_was_a_mistake(cast: Any, accounts: tuple[int, int]) -> None:
    wang = add(cast, accounts[0], "王丽", since=date(2025, 1, 1))
    told: dict[str, Any] = {"by": cast.owner, "account_id": accounts[0], "contact_id": wang.id}
    for until, why in [
        (date(2024, 1, 1), PersonWhy.ENDS_BEFORE_IT_BEGINS),
        (date(2027, 1, 1), PersonWhy.IN_FUTURE),
    ]:
        assert refused(actions.end_post, version=1, until=until, today=TODAY, **told) is why
    left = actions.end_post(version=1, until=date(2026, 1, 1), today=TODAY, **told)
    assert left.status is PersonStatus.LEFT
    back = actions.reopen_post(version=left.post.version, **told)
    assert (back.status, back.post.until) == (PersonStatus.ACTIVE, None)


def test_two_who_correct_different_things_of_one_person_both_succeed(cast: Any, accounts: tuple[int, int]) -> None:
    wang = add(cast, accounts[0], "王丽", phone="1")
    told: dict[str, Any] = {"account_id": accounts[0], "contact_id": wang.id, "version": wang.version}
    told |= {"name": "王丽", "name_en": "", "email": ""}
    actions.change_person(by=cast.owner, **told, phone="2")
    both = actions.change_person(by=cast.director, **told | {"email": "w@x.example"}, phone="1")
    assert (both.phone, both.email) == ("2", "w@x.example")
    with pytest.raises(StaleVersion):
        actions.change_person(by=cast.director, **told, phone="3")


def test_only_who_works_on_the_account_edits_its_people(cast: Any, accounts: tuple[int, int]) -> None:
    with pytest.raises(NotAllowed):
        actions.add_person(by=cast.analyst, account_id=accounts[0], name="王丽")
    with pytest.raises(NoSuchAccount):
        actions.add_person(by=cast.stranger, account_id=accounts[0], name="王丽")
    assert not Contact.objects.exists()


def test_the_database_keeps_posts_in_order(cast: Any, accounts: tuple[int, int]) -> None:
    wang = add(cast, accounts[0], "王丽")
    for wrong in (
        {"since": date(2026, 1, 2), "until": date(2026, 1, 1)},
        {"title": "再一个"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Post.objects.create(contact_id=wang.id, account_id=accounts[0], **wrong)


def test_the_journal_tells_a_name_only_as_long_as_it_may(cast: Any, accounts: tuple[int, int]) -> None:
    wang = add(cast, accounts[0], "王丽")
    line = get_history("accounts.contact", wang.id)[0]
    assert line.after["name"] == "王丽"
    assert "王丽" not in str(Post.objects.values().get())


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("采购经理", "manager"),
        ("研发主任工程师", "expert"),
        ("质量总监", "director"),
        ("Lead Engineer", "expert"),
        ("门卫", None),
    ],
)
def test_a_level_is_proposed_from_the_title(title: str, level: str | None) -> None:
    assert guess_level(title) == level


@pytest.mark.parametrize(
    ("unit", "function"),
    [("集团采购部", "purchasing"), ("质量管理部", "quality"), ("Strategic Sourcing", "purchasing"), ("三车间", None)],
)
def test_a_function_is_read_off_a_units_name(unit: str, function: str | None) -> None:
    assert guess_function(unit) == function
