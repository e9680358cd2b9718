"""Who answers for a key account on which day, the team round it, and who is away (S14, S25, INV3)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.making import BEGUN, adopt, key_account
from vitalfew.accounts import actions
from vitalfew.accounts.models import OwnerPeriod, TeamMember
from vitalfew.accounts.queries import get_absences, get_handover, get_owner_periods, get_team
from vitalfew.accounts.rules import (
    RevokedTooEarly,
    Side,
    StillResponsible,
    TeamWhy,
    UnfitSponsor,
    UnfitTeam,
)
from vitalfew.people.rules import COMMAND_LINE, NobodySigned, NotAllowed, Role

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def account(cast: Any) -> int:
    return adopt("C1")["C1"]


def change(cast: Any, account: int, version: int, day: date = TODAY, **told: Any) -> Any:
    terms = {"tier": "key", "manager_id": cast.owner.pk, "deputy_id": None, "reason": "x"} | told
    return actions.change_designation(by=cast.director, account_id=account, version=version, today=day, **terms)


def held(account: int, duty: str) -> list[tuple[str, date, date | None]]:
    found = [one for one in get_owner_periods(account) if one.duty == duty]
    return [(one.user_name, one.from_on, one.until) for one in found]


def test_each_duty_is_held_from_a_day_and_until_a_day(cast: Any, account: int) -> None:
    key = key_account(cast, account, deputy_id=cast.stranger.pk, sponsor_id=cast.administrator.pk)
    assert held(account, "manager") == [("林晓雯", BEGUN, None)]
    assert held(account, "deputy") == [("周启明", BEGUN, None)]
    assert (key.sponsor_name, held(account, "sponsor")) == ("孙浩", [("孙浩", BEGUN, None)])
    changed = change(cast, account, key.version, manager_id=cast.stranger.pk)
    assert held(account, "manager") == [("周启明", TODAY, None), ("林晓雯", BEGUN, TODAY)]
    assert held(account, "deputy") == [("周启明", BEGUN, TODAY)]
    assert held(account, "director") == [("陈国栋", BEGUN, None)]
    told = {"by": cast.director, "account_id": account, "version": changed.version, "reason": "x"}
    with pytest.raises(RevokedTooEarly):
        actions.revoke_designation(**told, revoked_on=TODAY - timedelta(1))
    actions.revoke_designation(**told, revoked_on=TODAY + timedelta(5))
    assert held(account, "manager")[0] == ("周启明", TODAY, TODAY + timedelta(5))
    assert all(one.until for one in get_owner_periods(account))


def test_who_was_named_for_less_than_a_day_never_held_the_duty(cast: Any, account: int) -> None:
    key = key_account(cast, account)
    first = change(cast, account, key.version, manager_id=cast.stranger.pk, deputy_id=cast.owner.pk)
    change(cast, account, first.version, manager_id=cast.owner.pk)
    assert [(user, start) for user, start, _end in held(account, "manager")] == [("林晓雯", TODAY), ("林晓雯", BEGUN)]
    assert held(account, "deputy") == []


def test_a_change_of_manager_is_told_for_a_quarter(cast: Any, account: int) -> None:
    key = key_account(cast, account)
    assert get_handover(account, TODAY) is None
    change(cast, account, key.version, manager_id=cast.stranger.pk)
    told = get_handover(account, TODAY + timedelta(90))
    assert told
    assert (told.before, told.after, told.on) == ("林晓雯", "周启明", TODAY)
    assert get_handover(account, TODAY + timedelta(91)) is None


def test_a_sponsor_is_somebody_else_than_the_manager(cast: Any, account: int) -> None:
    with pytest.raises(UnfitSponsor):
        key_account(cast, account, sponsor_id=cast.owner.pk)


def test_the_database_lets_one_hold_a_duty_at_a_time(cast: Any, account: int) -> None:
    key = key_account(cast, account)
    for wrong in ({"from_on": TODAY}, {"from_on": TODAY, "until": TODAY}, {"from_on": BEGUN, "until": TODAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OwnerPeriod.objects.create(key_account_id=key.id, duty="manager", user=cast.stranger, **wrong)


def test_a_login_closes_once_its_key_accounts_are_in_other_hands(cast: Any, account: int) -> None:
    key = key_account(cast, account)
    for act in (
        lambda: actions.close_login(by=cast.administrator, user=cast.owner, version=1),
        lambda: actions.change_login_role(by=cast.administrator, user=cast.owner, role=Role.ANALYST, version=1),
        lambda: actions.close_login(by=cast.administrator, user=cast.director, version=1),
    ):
        with pytest.raises(StillResponsible) as refusal:
            act()
        assert refusal.value.accounts == ["C1"]
    change(cast, account, key.version, manager_id=cast.stranger.pk)
    assert not actions.close_login(by=cast.administrator, user=cast.owner, version=1).is_active


def test_a_team_is_made_of_ours_theirs_and_partners(cast: Any, account: int) -> None:
    key_account(cast, account)
    person = actions.add_person(by=cast.owner, account_id=account, name="叶知秋")
    told: dict[str, Any] = {"by": cast.owner, "account_id": account, "from_on": TODAY}
    actions.add_member(**told, partner_name="何立", partner_company="迅达物流", ring="surround", function="logistics")
    actions.add_member(**told, contact_id=person.id, promise="每月给装机预测")
    actions.add_member(**told, user_id=cast.analyst.pk, until=TODAY + timedelta(30))
    team = get_team(account)
    assert [(one.side, one.name, one.ring.value) for one in team] == [
        (Side.CUSTOMER, "叶知秋", "core"),
        (Side.OURS, "何静", "core"),
        (Side.PARTNER, "何立", "surround"),
    ]
    assert [one.is_over(TODAY + timedelta(30)) for one in team] == [False, True, False]
    for wrong, why in [
        ({}, TeamWhy.NOBODY_NAMED),
        ({"user_id": cast.owner.pk, "partner_name": "何立"}, TeamWhy.TWO_NAMED),
        ({"contact_id": person.id}, TeamWhy.MEMBER_ALREADY),
        ({"contact_id": 9999}, TeamWhy.NOT_OF_ACCOUNT),
        ({"partner_name": "甲", "until": TODAY - timedelta(1)}, TeamWhy.ENDS_TOO_EARLY),
    ]:
        with pytest.raises(UnfitTeam) as refusal:
            actions.add_member(**told, **wrong)
        assert refusal.value.why is why
    with pytest.raises(NotAllowed):
        actions.add_member(**told | {"by": cast.analyst}, partner_name="乙")
    with pytest.raises(IntegrityError), transaction.atomic():
        TeamMember.objects.create(account_id=account, user=cast.owner, partner_name="丙", from_on=TODAY)


def test_days_away_are_noted_once_by_oneself(cast: Any) -> None:
    actions.note_absence(by=cast.owner, from_on=TODAY, until=TODAY + timedelta(7), note="有急事找吴敏")
    with pytest.raises(UnfitTeam):
        actions.note_absence(by=cast.owner, from_on=TODAY + timedelta(6), until=TODAY + timedelta(9))
    with pytest.raises(UnfitTeam):
        actions.note_absence(by=cast.owner, from_on=TODAY + timedelta(20), until=TODAY + timedelta(20))
    actions.note_absence(by=cast.owner, from_on=TODAY + timedelta(7), until=TODAY + timedelta(9))
    with pytest.raises(NobodySigned):
        actions.note_absence(by=COMMAND_LINE, from_on=TODAY, until=TODAY + timedelta(1))
    away = get_absences({cast.owner.pk, cast.stranger.pk}, TODAY + timedelta(7))
    assert [(one.user_name, one.until) for one in away] == [("林晓雯", TODAY + timedelta(9))]
