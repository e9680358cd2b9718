"""Promises of both sides: late is late whatever is agreed later, and the kept share counts what has ended (S26)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts.making import key_account
from people.story import make_account
from vitalfew.accounts.actions import add_contact
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.journal.actions import change_row
from vitalfew.journal.models import Entry
from vitalfew.journal.rules import StaleVersion
from vitalfew.people.rules import NotAllowed
from vitalfew.relations.actions import (
    break_commitment,
    change_commitment,
    keep_commitment,
    note_commitment,
    reopen_commitment,
)
from vitalfew.relations.models import Commitment
from vitalfew.relations.queries import get_commitments, get_commitments_due, kept_shares
from vitalfew.relations.rules import CommitmentWhy, Keeping, Side, UnfitCommitment
from vitalfew.relations.rules.commitments import keeping_of, kept_share

TODAY = date(2026, 3, 2)
DAYS = st.none() | st.integers(-5, 5).map(lambda days: TODAY + timedelta(days))


@given(st.lists(st.sampled_from(Keeping)))
def test_the_share_kept_is_on_time_of_all_that_ended(keepings: list[Keeping]) -> None:
    kept = kept_share(keepings)
    ended = [one for one in keepings if one is not Keeping.OPEN]
    assert kept.open == len(keepings) - len(ended)
    assert kept.share == (ended.count(Keeping.ON_TIME) / len(ended) if ended else None)


@given(DAYS, DAYS)
def test_what_became_of_it_follows_from_the_days(kept_on: date | None, broken_on: date | None) -> None:
    keeping = keeping_of(TODAY, kept_on, broken_on)
    if broken_on:
        assert keeping is Keeping.BROKEN
    elif kept_on is None:
        assert keeping is Keeping.OPEN
    else:
        assert keeping is (Keeping.ON_TIME if kept_on <= TODAY else Keeping.LATE)


pytestmark = pytest.mark.django_db


@pytest.fixture
def account_id(cast: Any) -> int:
    found: int = make_account("N", "北辰").pk
    key_account(cast, found)
    return found


def _note(cast: Any, account_id: int, *, due: int = 5, **more: Any) -> Any:
    told = {"side": Side.US, "what": "交 8D 报告", "due_on": TODAY + timedelta(due), "today": TODAY}
    return note_commitment(by=cast.owner, account_id=account_id, **told | more)


def _why(refused: Any) -> CommitmentWhy:
    why: CommitmentWhy = refused.value.why
    return why


def test_who_notes_it_answers_for_it_and_the_journal_knows(cast: Any, account_id: int) -> None:
    one = _note(cast, account_id)
    assert (one.owner_name, one.made_on, one.keeping, one.is_overdue) == ("林晓雯", TODAY, Keeping.OPEN, False)
    assert Entry.objects.get(verb="relations.commitment_noted").account_id == account_id


def test_in_time_late_and_broken(cast: Any, account_id: int) -> None:
    in_time, late, broken = (_note(cast, account_id, due=2) for _ in range(3))
    day = TODAY + timedelta(3)
    kept = keep_commitment(by=cast.owner, commitment_id=in_time.id, version=1, kept_on=TODAY, today=day)
    came_late = keep_commitment(by=cast.owner, commitment_id=late.id, version=1, kept_on=day, today=day)
    gone = break_commitment(by=cast.owner, commitment_id=broken.id, version=1, reason="台架坏了", today=day)
    assert [one.keeping for one in (kept, came_late, gone)] == [Keeping.ON_TIME, Keeping.LATE, Keeping.BROKEN]
    ours = kept_shares(get_commitments(account_id, day))[Side.US]
    assert (ours.on_time, ours.late, ours.broken, ours.share) == (1, 1, 1, 1 / 3)
    assert kept_shares(get_commitments(account_id, day))[Side.CUSTOMER].share is None


def test_an_overdue_promise_stays_open_and_its_day_does_not_move(cast: Any, account_id: int) -> None:
    one, day = _note(cast, account_id, due=2), TODAY + timedelta(3)
    assert get_commitments(account_id, day)[0].is_overdue
    told = {"by": cast.owner, "commitment_id": one.id, "version": 1, "owner_id": cast.owner.pk, "today": day}
    with pytest.raises(UnfitCommitment) as refused:
        change_commitment(what="交 8D 报告", due_on=TODAY + timedelta(30), **told)
    assert _why(refused) is CommitmentWhy.DUE_IS_PAST
    # Its words may still be mended.
    assert change_commitment(what="交 8D 报告第二版", due_on=one.due_on, **told).what == "交 8D 报告第二版"


def test_a_day_still_to_come_may_move_but_not_into_the_past(cast: Any, account_id: int) -> None:
    one = _note(cast, account_id)
    told = {"by": cast.owner, "commitment_id": one.id, "what": one.what, "owner_id": cast.owner.pk}
    day = TODAY + timedelta(2)
    moved = change_commitment(version=1, due_on=TODAY + timedelta(9), today=day, **told)
    assert moved.due_on == TODAY + timedelta(9)
    with pytest.raises(UnfitCommitment) as refused:
        change_commitment(version=2, due_on=TODAY + timedelta(1), today=day, **told)
    assert _why(refused) is CommitmentWhy.DUE_IS_PAST


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"what": "  "}, CommitmentWhy.NOTHING_PROMISED),
        ({"due_on": TODAY - timedelta(1)}, CommitmentWhy.DUE_BEFORE_MADE),
        ({"contact_id": -1}, CommitmentWhy.CONTACT_ELSEWHERE),
    ],
)
def test_what_cannot_stand(cast: Any, account_id: int, told: dict[str, Any], why: CommitmentWhy) -> None:
    with pytest.raises(UnfitCommitment) as refused:
        _note(cast, account_id, **told)
    assert (_why(refused), Commitment.objects.count()) == (why, 0)


def test_somebody_of_another_account_promises_nothing_here(cast: Any, account_id: int) -> None:
    other = make_account("X", "西岭").pk
    key_account(cast, other)
    stranger = add_contact(by=cast.owner, account_id=other, name="王丽")
    with pytest.raises(UnfitCommitment):
        _note(cast, account_id, contact_id=stranger.id)


def test_it_ends_once_and_a_slip_is_taken_back(cast: Any, account_id: int) -> None:
    one = _note(cast, account_id)
    told = {"by": cast.owner, "commitment_id": one.id, "today": TODAY}
    keep_commitment(version=1, kept_on=TODAY, **told)
    with pytest.raises(UnfitCommitment) as refused:
        break_commitment(version=2, reason="x", **told)
    assert _why(refused) is CommitmentWhy.PROMISE_ENDED
    assert reopen_commitment(version=2, **told).keeping is Keeping.OPEN
    with pytest.raises(UnfitCommitment) as refused:
        break_commitment(version=3, reason=" ", **told)
    assert _why(refused) is CommitmentWhy.BROKEN_WITHOUT_REASON
    for day, why in [(1, CommitmentWhy.KEPT_IN_FUTURE), (-1, CommitmentWhy.KEPT_BEFORE_MADE)]:
        with pytest.raises(UnfitCommitment) as refused:
            keep_commitment(version=3, kept_on=TODAY + timedelta(day), **told)
        assert _why(refused) is why


def test_of_two_who_end_it_the_second_is_told(cast: Any, account_id: int) -> None:
    one = _note(cast, account_id)
    stale = Commitment.objects.get(pk=one.id)
    keep_commitment(by=cast.owner, commitment_id=one.id, version=1, kept_on=TODAY, today=TODAY)
    with pytest.raises(StaleVersion):
        change_row(stale, by=cast.director, verb="test", version=1, changes={"broken_on": TODAY, "reason": "x"})


@pytest.mark.parametrize(
    "values",
    [
        {"kept_on": TODAY, "broken_on": TODAY, "reason": "x"},
        {"kept_on": TODAY - timedelta(1)},
        {"broken_on": TODAY},
        {"due_on": TODAY - timedelta(1)},
        {"side": "both"},
    ],
)
def test_the_database_holds_it_too(cast: Any, account_id: int, values: dict[str, Any]) -> None:
    one = _note(cast, account_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(pk=one.id).update(**values)


def test_whose_promises_are_whose(cast: Any, account_id: int) -> None:
    one = _note(cast, account_id)
    for user in (cast.owner, cast.director, cast.analyst):
        assert [due.id for due in get_commitments_due(user, today=TODAY)] == [one.id]
    assert get_commitments_due(cast.stranger, today=TODAY) == []
    for user, error in [(cast.stranger, NoSuchAccount), (cast.analyst, NotAllowed)]:
        with pytest.raises(error):
            keep_commitment(by=user, commitment_id=one.id, version=1, kept_on=TODAY, today=TODAY)
