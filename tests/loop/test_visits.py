"""A visit is kept whole or not at all, and once however often it is sent (S26)."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.making import key_account
from people.story import make_account
from vitalfew.accounts.actions import add_contact
from vitalfew.accounts.models import AccountRow, Contact
from vitalfew.accounts.queries import get_contacts
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.journal.models import Entry
from vitalfew.loop.analysis.queries import get_cycle
from vitalfew.loop.execution.actions import log_visit
from vitalfew.loop.execution.actions import visits as execution
from vitalfew.loop.execution.queries import get_visits_of
from vitalfew.loop.execution.rules import VisitWhy, names_in, visit_refused
from vitalfew.loop.plan.queries import get_plan
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import NotAllowed
from vitalfew.relations.models import Interaction
from vitalfew.relations.queries import get_commitments, get_interactions
from vitalfew.relations.rules import Promise, Side, UnfitCommitment

TODAY = date(2026, 3, 2)


@given(
    st.sampled_from(["", " ", "王丽"]),
    st.sampled_from(["", " ", "谈过"]),
    st.integers(-3, 3),
    st.sampled_from(["", "报价"]),
    st.none() | st.just(TODAY),
)
def test_a_visit_says_who_what_and_when(name: str, note: str, days: int, step: str, due: date | None) -> None:
    why = visit_refused(
        met=len(names_in(name)),
        note=note,
        held_on=TODAY + timedelta(days),
        today=TODAY,
        next_step=step,
        next_due_on=due,
    )
    fits = bool(name.strip()) and bool(note.strip()) and days <= 0 and bool(step) == (due is not None)
    assert (why is None) == fits


pytestmark = pytest.mark.django_db


@pytest.fixture
def account_id(cast: Any) -> int:
    found: int = make_account("N", "北辰").pk
    key_account(cast, found)
    return found


def _visit(cast: Any, account_id: int, key: str = "k1", *, by: Any = None, **more: Any) -> Any:
    told = {
        "contact_name": "王丽", "contact_title": "采购经理", "outcome": "advance", "note": "等新机型定型",
        "held_on": TODAY, "today": TODAY,
    }  # fmt: skip
    return log_visit(by=by or cast.owner, account_id=account_id, sent_key=key, **told | more)


def test_one_note_writes_contact_interaction_next_step_and_row(cast: Any, account_id: int) -> None:
    visit = _visit(cast, account_id, next_step="提交报价", next_due_on=TODAY + timedelta(5))
    assert (visit.contacts, visit.by_name, visit.outcome, visit.kind) == (("王丽",), "林晓雯", "advance", "visit")
    plan = get_plan(account_id)
    assert plan
    assert [(one.what, one.owner_name) for one in plan.actions] == [("提交报价", "林晓雯")]
    row = AccountRow.objects.get(pk=account_id)
    assert (row.last_contact_on, row.next_step, row.next_due_on) == (TODAY, "提交报价", TODAY + timedelta(5))
    assert {entry.account_id for entry in Entry.objects.all() if entry.verb.startswith(("relations", "plan"))} == {
        account_id
    }


def test_the_same_note_twice_is_kept_once_and_answered_alike(cast: Any, account_id: int) -> None:
    told = {"next_step": "提交报价", "next_due_on": TODAY}
    first = _visit(cast, account_id, **told)
    lines = Entry.objects.count()
    assert _visit(cast, account_id, **told) == first
    assert (Interaction.objects.count(), Contact.objects.count(), Entry.objects.count()) == (1, 1, lines)


def test_a_second_sending_in_the_same_moment_is_answered_by_the_first(
    cast: Any, account_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _visit(cast, account_id)
    real = execution._sent
    calls: list[int] = []

    def blind_once(*told: Any) -> Any:
        calls.append(1)
        return None if len(calls) == 1 else real(*told)

    monkeypatch.setattr(execution, "_sent", blind_once)
    assert _visit(cast, account_id) == first
    assert len(calls) == 2


def test_a_key_of_another_note_is_refused(cast: Any, account_id: int) -> None:
    _visit(cast, account_id)
    with pytest.raises(Refused) as refusal:
        _visit(cast, account_id, by=cast.director)
    assert refusal.value.why is VisitWhy.KEY_USED


def test_a_visit_that_fails_half_way_leaves_nothing(
    cast: Any, account_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = Entry.objects.count()

    def fail(**_told: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(execution, "write_in_rows", fail)
    with pytest.raises(RuntimeError):
        _visit(cast, account_id, next_step="提交报价", next_due_on=TODAY)
    assert (Interaction.objects.count(), Contact.objects.count()) == (0, 0)
    assert (get_plan(account_id), get_cycle(account_id), Entry.objects.count()) == (None, None, lines)


def test_an_older_visit_written_down_late_does_not_move_the_last_contact(cast: Any, account_id: int) -> None:
    _visit(cast, account_id)
    _visit(cast, account_id, "k2", held_on=TODAY - timedelta(40), contact_name="沈建华")
    assert AccountRow.objects.get(pk=account_id).last_contact_on == TODAY
    assert [one.contacts for one in get_interactions(account_id)] == [("王丽",), ("沈建华",)]


def test_several_people_are_met_by_number_and_by_name(cast: Any, account_id: int) -> None:
    known = add_contact(by=cast.owner, account_id=account_id, name="Smith, John")
    met = _visit(cast, account_id, contact_ids=[known.id], contact_name="王丽、唐哲")
    assert met.contacts == ("Smith, John", "唐哲", "王丽")
    # A position typed for several people is nobody's.
    assert {one.title for one in get_contacts(account_id)} == {""}
    assert _visit(cast, account_id, "k2", contact_name="Smith, John").contacts == ("Smith, John",)
    assert len(get_contacts(account_id)) == 3


def test_nobody_of_another_account_is_met(cast: Any, account_id: int) -> None:
    other = make_account("X", "西岭").pk
    key_account(cast, other)
    stranger = add_contact(by=cast.owner, account_id=other, name="莫凡")
    with pytest.raises(Refused) as refusal:
        _visit(cast, account_id, contact_ids=[stranger.id])
    assert refusal.value.why is VisitWhy.NOT_OF_HERE


def test_promises_of_both_sides_are_noted_with_the_visit_and_once(cast: Any, account_id: int) -> None:
    due = TODAY + timedelta(9)
    told = {"promises": [Promise(Side.US, "交 8D 报告", due), Promise(Side.CUSTOMER, "给装机预测", due)]}
    visit = _visit(cast, account_id, **told)
    _visit(cast, account_id, **told)
    found = [(one.side, one.what, one.contact_name, one.made_on, one.interaction_id) for one in _promises(account_id)]
    assert found == [
        ("us", "交 8D 报告", "王丽", TODAY, visit.id),
        ("customer", "给装机预测", "王丽", TODAY, visit.id),
    ]


def test_a_promise_that_cannot_stand_keeps_the_visit_out_too(cast: Any, account_id: int) -> None:
    with pytest.raises(UnfitCommitment):
        _visit(cast, account_id, promises=[Promise(Side.US, "昨天的事", TODAY - timedelta(1))])
    assert (Interaction.objects.count(), Contact.objects.count()) == (0, 0)


def _promises(account_id: int) -> Any:
    return get_commitments(account_id, TODAY)


def test_a_visit_alone_opens_no_cycle(cast: Any, account_id: int) -> None:
    _visit(cast, account_id)
    assert get_cycle(account_id) is None


def test_who_may_log_and_who_may_read(cast: Any, account_id: int) -> None:
    for nobody, error in [(cast.stranger, NoSuchAccount), (cast.analyst, NotAllowed), (cast.administrator, NotAllowed)]:
        with pytest.raises(error):
            _visit(cast, account_id, by=nobody)
    visit = _visit(cast, account_id)
    assert get_visits_of(cast.owner) == get_visits_of(cast.analyst) == [visit]
    assert get_visits_of(cast.stranger) == []
