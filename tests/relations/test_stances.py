"""What is said of people at a customer: dated, with its source, never lost, and gone with the person (S18, S21, I9)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.making import adopt, key_account
from vitalfew.accounts import actions as account_actions
from vitalfew.accounts.models import Contact, Post
from vitalfew.accounts.queries import get_chart, get_contacts, get_people, get_person
from vitalfew.accounts.rules import ContactKind, NoSuchAccount, UnfitPerson
from vitalfew.journal.models import Personal
from vitalfew.journal.queries import verify_chain
from vitalfew.journal.rules import StaleVersion
from vitalfew.people.rules import NotAllowed
from vitalfew.relations import actions
from vitalfew.relations.queries import get_lines_of, get_network, get_past_stances, get_stance, get_ties
from vitalfew.relations.rules.stances import LineKind, StanceWhy, UnfitStance

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
BEFORE = TODAY - timedelta(90)


@pytest.fixture
def account(cast: Any) -> int:
    ids = adopt("C1", "C2")
    for code in ids:
        key_account(cast, ids[code])
    return ids["C1"]


def person(cast: Any, account: int, name: str, **told: Any) -> int:
    return account_actions.add_person(by=cast.owner, account_id=account, name=name, **told).id


def judge(cast: Any, account: int, who: int, version: int, today: date = TODAY, **told: Any) -> Any:
    told.setdefault("source", "王丽电话里说")
    return actions.judge_person(by=cast.owner, account_id=account, contact_id=who, version=version, today=today, **told)


def test_what_is_said_keeps_who_when_and_from_where(cast: Any, account: int) -> None:
    wang = person(cast, account, "王丽")
    assert get_stance(account, wang).attitude is None  # nobody has said anything: unknown, not neutral
    said = judge(cast, account, wang, 0, power="inner", roles=["decider", "user"], attitude=-2, influence=5)
    assert (said.power, said.roles, said.attitude, said.is_confirmed) == ("inner", ("user", "decider"), -2, False)
    assert (said.judged_by, said.judged_on, said.source) == (cast.owner.actor_name, TODAY, "王丽电话里说")


def test_every_change_is_a_day_of_its_own_and_the_past_shows(cast: Any, account: int) -> None:
    wang = person(cast, account, "王丽")
    first = judge(cast, account, wang, 0, BEFORE, attitude=-2, power="structure")
    judge(cast, account, wang, first.version, attitude=1)
    assert [(one.judged_on, one.attitude) for one in get_past_stances(account, wang)] == [(TODAY, 1), (BEFORE, -2)]
    assert get_network(account, BEFORE).of(wang).attitude == -2
    assert get_network(account, BEFORE - timedelta(1)).of(wang).attitude is None
    now = get_network(account).of(wang)
    assert (now.attitude, now.power) == (1, "structure")


def test_two_at_once_lose_nothing_and_the_second_sees_both(cast: Any, account: int) -> None:
    wang = person(cast, account, "王丽")
    seen = judge(cast, account, wang, 0, attitude=0, power="inner").version
    judge(cast, account, wang, seen, attitude=2)
    # Another field: both stand. The same field: the second is told what stands.
    assert judge(cast, account, wang, seen, drive="technical").attitude == 2
    with pytest.raises(StaleVersion) as refusal:
        judge(cast, account, wang, seen, attitude=-1)
    assert [(one.field, one.stands, one.wanted) for one in refusal.value.clashes] == [("attitude", 2, -1)]
    with pytest.raises(StaleVersion):
        judge(cast, account, wang, 0, attitude=3)


@pytest.mark.parametrize("told", [{"attitude": 4}, {"influence": 0}, {"power": "king"}, {"roles": ["friend"]}])
def test_only_what_the_lists_know_is_said(cast: Any, account: int, told: dict[str, Any]) -> None:
    wang = person(cast, account, "王丽")
    with pytest.raises(UnfitStance) as refusal:
        judge(cast, account, wang, 0, **told)
    assert refusal.value.why is StanceWhy.OUT_OF_RANGE
    with pytest.raises(UnfitStance) as refusal:
        judge(cast, account, wang, 0, attitude=1, source=" ")
    assert refusal.value.why is StanceWhy.NO_SOURCE


def test_only_who_works_on_the_account_says_anything(cast: Any, account: int) -> None:
    wang = person(cast, account, "王丽")
    told: dict[str, Any] = {"account_id": account, "contact_id": wang, "version": 0, "source": "x", "attitude": 1}
    with pytest.raises(NoSuchAccount):
        actions.judge_person(by=cast.stranger, **told)
    with pytest.raises(NotAllowed):
        actions.judge_person(by=cast.analyst, **told)


def test_lines_between_people_are_dated_and_end(cast: Any, account: int) -> None:
    wang, li = person(cast, account, "王丽"), person(cast, account, "李刚")
    told: dict[str, Any] = {"by": cast.owner, "account_id": account, "note": "两人公开争论"}
    line = actions.draw_line(**told, tail_id=li, head_id=wang, kind="conflict", since=BEFORE, strength=2)
    assert (line.tail_id, line.head_id) == (min(wang, li), max(wang, li))  # a conflict runs both ways: drawn once
    for pair, why in (((wang, li), StanceWhy.DRAWN_ALREADY), ((wang, wang), StanceWhy.SAME_PERSON)):
        with pytest.raises(UnfitStance) as refusal:
            actions.draw_line(**told, tail_id=pair[0], head_id=pair[1], kind=LineKind.CONFLICT)
        assert refusal.value.why is why
    actions.end_line(by=cast.owner, account_id=account, line_id=line.id, version=line.version)
    assert not get_network(account).lines
    assert [one.id for one in get_network(account, TODAY - timedelta(1)).lines] == [line.id]
    with pytest.raises(UnfitStance):
        actions.end_line(by=cast.owner, account_id=account, line_id=line.id, version=line.version + 1)


def test_a_seat_nobody_knows_stands_on_the_map_and_is_nobody_elsewhere(cast: Any, account: int) -> None:
    head = person(cast, account, "郭振邦", level="board")
    person(cast, account, "质量总监", level="director", boss_id=head, kind="placeholder")
    assert {one.kind for one in get_chart(account)} == {ContactKind.PERSON, ContactKind.PLACEHOLDER}
    assert [one.name for one in get_people(account)] == [one.name for one in get_contacts(account)] == ["郭振邦"]


def test_whom_somebody_reported_to_on_a_day_is_kept(cast: Any, account: int) -> None:
    head, other = person(cast, account, "郭振邦"), person(cast, account, "陈经理")
    wang = person(cast, account, "王丽", boss_id=head)
    post = Post.objects.get(contact_id=wang)
    told: dict[str, Any] = {"by": cast.owner, "account_id": account, "contact_id": wang}
    moved = account_actions.change_post(**told, version=post.version, boss_id=other)
    assert {one.contact_id: one.boss_id for one in get_chart(account)}[wang] == other
    assert {one.contact_id: one.boss_id for one in get_chart(account, TODAY - timedelta(1))}[wang] == head
    # Taking it back is a day of its own as well.
    account_actions.change_post(**told, version=moved.post.version, boss_id=head)
    assert {one.contact_id: one.boss_id for one in get_chart(account)}[wang] == head
    assert Post.objects.get(contact_id=wang).boss_days.count() == 3


def test_how_well_they_ought_to_know_each_other_is_judged_too(cast: Any, account: int) -> None:
    wang = person(cast, account, "王丽")
    actions.judge_tie(
        by=cast.owner, account_id=account, contact_id=wang, user_id=cast.owner.pk, strength=2, wanted=4, version=0
    )
    assert [(one.strength, one.wanted) for one in get_ties([wang])] == [(2, 4)]


def test_what_is_said_of_a_person_is_forgotten_with_him(cast: Any, account: int) -> None:
    wang, li = person(cast, account, "王丽"), person(cast, account, "李刚")
    judge(cast, account, wang, 0, attitude=-3, source="在会上反对")
    actions.draw_line(by=cast.owner, account_id=account, tail_id=li, head_id=wang, kind="minus", note="她压着李刚")
    subjects = {"relations.stance", "relations.personline"}
    assert set(Personal.objects.filter(subject__in=subjects).values_list("subject", flat=True)) == subjects
    account_actions.forget_person(by=cast.director, account_id=account, contact_id=wang, reason="本人要求")
    assert not Personal.objects.filter(subject__in=subjects).exists()
    assert (get_person(account, wang), get_past_stances(account, wang), get_lines_of(account, li)) == (None, [], [])
    assert verify_chain() is None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(0, 5), st.none() | st.integers(0, 5)), max_size=12))
def test_however_people_are_moved_nobody_reports_to_himself(
    cast: Any, account: int, moves: list[tuple[int, int | None]]
) -> None:
    Post.objects.filter(account_id=account).delete()
    # The people of the examples before stay, and no two of an account share a name.
    names = [f"人{number}-{Contact.objects.count()}" for number in range(6)]
    people = [person(cast, account, name) for name in names]
    for who, boss in moves:
        version = Post.objects.get(contact_id=people[who]).version
        told: dict[str, Any] = {"by": cast.owner, "account_id": account, "contact_id": people[who]}
        try:
            account_actions.change_post(**told, version=version, boss_id=None if boss is None else people[boss])
        except UnfitPerson:
            continue
    bosses = {one.contact_id: one.boss_id for one in get_chart(account)}
    for who in people:
        seen: list[int | None] = [who]
        while (above := bosses[seen[-1]] if seen[-1] is not None else None) is not None:
            assert above not in seen
            seen.append(above)
