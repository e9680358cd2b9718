"""A visit is kept whole or not at all, and once however often it is sent (S26)."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.making import key_account
from people.story import make_account
from vitalfew.accounts.models import AccountRow, Contact
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.journal.models import Entry
from vitalfew.loop.analysis.queries import get_cycle
from vitalfew.loop.execution import actions as execution
from vitalfew.loop.execution.actions import log_visit
from vitalfew.loop.execution.queries import get_visits_of
from vitalfew.loop.execution.rules import VisitWhy, visit_refused
from vitalfew.loop.plan.queries import get_plan
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import NotAllowed
from vitalfew.relations.models import Interaction
from vitalfew.relations.queries import get_interactions

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
        contact_name=name, note=note, held_on=TODAY + timedelta(days), today=TODAY, next_step=step, next_due_on=due
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
