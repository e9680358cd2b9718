"""Somebody who has left is met no more, and nobody leaves before he was met (INV19)."""

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.making import adopt, key_account
from vitalfew.accounts.actions import add_person, add_post
from vitalfew.accounts.queries import get_person
from vitalfew.accounts.rules import PersonWhy, UnfitPerson
from vitalfew.loop.execution.actions import log_visit
from vitalfew.relations.actions import note_leaving, note_move
from vitalfew.relations.models import Interaction
from vitalfew.relations.queries import get_touches

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def account(cast: Any) -> int:
    ids = adopt("C1", "C2")
    for code in ids:
        key_account(cast, ids[code])
    return ids["C1"]


def visit(cast: Any, account: int, name: str, day: date) -> None:
    told: dict[str, Any] = {"outcome": "advance", "note": "谈过", "sent_key": f"{name} {day} {account}"}
    log_visit(by=cast.owner, account_id=account, contact_name=name, held_on=day, today=TODAY, **told)


def leave(cast: Any, account: int, person: Any, until: date) -> None:
    version = get_person(account, person.id).post.version  # type: ignore[union-attr]
    note_leaving(
        by=cast.owner, account_id=account, contact_id=person.id, version=version, until=until, today=TODAY
    )  # fmt: skip


def test_who_has_left_is_met_no_more_but_was_met_before(cast: Any, account: int) -> None:
    wang = add_person(by=cast.owner, account_id=account, name="王丽")
    leave(cast, account, wang, date(2026, 2, 1))
    visit(cast, account, "王丽", date(2026, 1, 31))
    for day in (date(2026, 2, 1), TODAY):
        with pytest.raises(UnfitPerson) as refusal:
            visit(cast, account, "王丽", day)
        assert refusal.value.why is PersonWhy.HAS_LEFT
    assert Interaction.objects.count() == 1


def test_nobody_leaves_before_he_was_met(cast: Any, account: int) -> None:
    wang = add_person(by=cast.owner, account_id=account, name="王丽")
    visit(cast, account, "王丽", date(2026, 2, 10))
    with pytest.raises(UnfitPerson) as refusal:
        leave(cast, account, wang, date(2026, 2, 10))
    assert refusal.value.why is PersonWhy.MET_SINCE
    leave(cast, account, wang, date(2026, 2, 11))


def test_who_moved_is_met_where_he_is_now(cast: Any, account: int) -> None:
    wang = add_person(by=cast.owner, account_id=account, name="王丽")
    other = adopt("C1", "C2")["C2"]
    told = {"by": cast.owner, "account_id": account, "contact_id": wang.id, "version": wang.post.version}
    note_move(**told, to_account_id=other, on=date(2026, 2, 1), today=TODAY)
    visit(cast, other, "王丽", TODAY)
    with pytest.raises(UnfitPerson):
        visit(cast, account, "王丽", TODAY)


def test_a_person_of_two_accounts_is_met_at_both(cast: Any, account: int) -> None:
    wang = add_person(by=cast.owner, account_id=account, name="王丽")
    other = adopt("C1", "C2")["C2"]
    add_post(by=cast.owner, account_id=account, contact_id=wang.id, to_account_id=other)
    visit(cast, account, "王丽", TODAY)
    visit(cast, other, "王丽", TODAY - timedelta(1))
    assert [(one.user_name, one.times, one.last_on) for one in get_touches(other).pairs] == [
        ("林晓雯", 1, TODAY - timedelta(1))
    ]
