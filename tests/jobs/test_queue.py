"""Work that is asked for is done once, tried again when it fails, and not forgotten when its worker dies."""

import socket
import subprocess
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from ledger.telling import Line, tell
from vitalfew.accounts.models import Account
from vitalfew.jobs import running
from vitalfew.jobs.actions import call_off, enqueue, run_waiting
from vitalfew.jobs.clock import run_forever, tick
from vitalfew.jobs.models import Job, Tick
from vitalfew.jobs.queries import Turn, get_last_tick, get_turn, is_refreshing, is_under_way
from vitalfew.jobs.rules import ATTEMPTS, LANES, STALE, is_due, next_attempt
from vitalfew.jobs.tasks import GIVEN_UP, TASKS
from vitalfew.ledger.actions.commit import commit_checked
from vitalfew.ledger.queries import find_unnoted
from vitalfew.loop.analysis.queries import get_figures
from vitalfew.people.rules import CLOCK, COMMAND_LINE, NotAllowed

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def probe(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the task "probe" do what the test says."""

    def does(work: Callable[..., Any]) -> None:
        monkeypatch.setitem(TASKS, "probe", work)

    return does


def test_what_is_asked_for_is_done_once_with_its_argument(probe: Any) -> None:
    seen: list[str] = []
    probe(lambda *, by, token: seen.append(token) or ())
    first = enqueue(by=CLOCK, task="probe", argument={"token": "a"})
    assert enqueue(by=CLOCK, task="probe", argument={"token": "a"}) == first
    enqueue(by=CLOCK, task="probe", argument={"token": "b"})
    assert is_under_way("probe", {"token": "a"})
    assert run_waiting(by=CLOCK) == 2
    assert seen == ["a", "b"]
    assert not is_under_way("probe", {"token": "a"})
    assert run_waiting(by=CLOCK) == 0


def test_what_is_for_later_waits_until_then(probe: Any) -> None:
    probe(lambda *, by: ())
    enqueue(by=CLOCK, task="probe", run_at=datetime.now(UTC) + timedelta(hours=1))
    assert run_waiting(by=CLOCK) == 0
    assert is_under_way("probe")


def test_a_failure_is_kept_tried_again_and_given_up_in_the_end(probe: Any) -> None:
    def fail(*, by: Any) -> tuple[str, ...]:
        raise ValueError("no space left")

    probe(fail)
    number = enqueue(by=CLOCK, task="probe")
    for attempt in range(1, ATTEMPTS + 1):
        assert run_waiting(by=CLOCK) == 1
        job = Job.objects.get(pk=number)
        assert "no space left" in job.error
        assert job.attempts == attempt
        Job.objects.filter(pk=number).update(run_at=NOW - timedelta(days=400))
    assert job.state == Job.State.FAILED
    assert run_waiting(by=CLOCK) == 0


def test_what_comes_after_is_asked_for_together_with_the_end(probe: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    probe(lambda *, by: order.append("first") or ("after",))
    monkeypatch.setitem(TASKS, "after", lambda *, by: order.append("after") or ())
    enqueue(by=CLOCK, task="probe")
    assert run_waiting(by=CLOCK) == 2
    assert order == ["first", "after"]


def test_the_work_of_a_dead_worker_is_done_by_another_and_the_dead_one_has_no_say(probe: Any) -> None:
    probe(lambda *, by: ())
    number = enqueue(by=CLOCK, task="probe")
    dead = running._claim(datetime.now(UTC))
    assert dead
    assert running.recover(dead.claimed_at + STALE - timedelta(seconds=1)) == 0
    later = dead.claimed_at + STALE + timedelta(seconds=1)
    assert running.recover(later) == 1
    assert running.recover(later) == 0
    other = running._claim(later + timedelta(hours=1))
    assert other
    running._finish(dead, ("probe",))
    assert Job.objects.get(pk=number).state == Job.State.RUNNING
    assert Job.objects.count() == 1
    running._finish(other, ())
    assert Job.objects.get(pk=number).state == Job.State.DONE


@pytest.fixture
def in_a_lane(probe: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let the task "probe" be of the lane of imports; return what was done."""
    monkeypatch.setitem(LANES, "probe", "books")
    done: list[str] = []
    probe(lambda *, by, token: done.append(token) or ())
    return done


def test_one_import_at_a_time_however_many_workers_and_other_work_goes_on(in_a_lane: list[str]) -> None:
    for token in "abc":
        enqueue(by=CLOCK, task="probe", argument={"token": token})
    enqueue(by=CLOCK, task="watch")
    held = running._claim(datetime.now(UTC))
    assert held
    assert held.argument == {"token": "a"}
    other = running._claim(datetime.now(UTC))
    assert other
    assert other.task == "watch"
    assert running._claim(datetime.now(UTC)) is None
    running._finish(held, ())
    assert run_waiting(by=CLOCK) == 2
    assert in_a_lane == ["b", "c"]


def test_the_database_itself_has_room_for_one_in_a_lane(in_a_lane: list[str]) -> None:
    for token in "ab":
        enqueue(by=CLOCK, task="probe", argument={"token": token})
    running._claim(datetime.now(UTC))
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(state=Job.State.WAITING).update(state=Job.State.RUNNING)


def test_who_waits_is_told_whom_for_and_how_many_are_before_him(in_a_lane: list[str]) -> None:
    for token in "abc":
        enqueue(by=CLOCK, task="probe", argument={"token": token})
    assert get_turn("probe", {"token": "a"}) == Turn(0)
    running._claim(datetime.now(UTC))
    assert get_turn("probe", {"token": "a"}) == Turn(0)
    assert get_turn("probe", {"token": "c"}) == Turn(2, {"token": "a"})


def test_work_nobody_has_begun_can_be_called_off_and_begun_work_cannot(in_a_lane: list[str]) -> None:
    for token in "ab":
        enqueue(by=CLOCK, task="probe", argument={"token": token})
    running._claim(datetime.now(UTC))
    assert call_off(by=CLOCK, task="probe", argument={"token": "b"})
    assert not call_off(by=CLOCK, task="probe", argument={"token": "a"})
    assert Job.objects.get().argument == {"token": "a"}


def test_when_work_is_given_up_whoever_waits_for_it_is_told_why_once(
    probe: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*, by: Any, token: str) -> tuple[str, ...]:
        raise OSError("No space left on device")

    told: list[tuple[str, str]] = []
    probe(fail)
    monkeypatch.setitem(GIVEN_UP, "probe", lambda *, by, token, error: told.append((token, error)))
    enqueue(by=CLOCK, task="probe", argument={"token": "a"})
    for _attempt in range(ATTEMPTS):
        assert told == []
        run_waiting(by=CLOCK)
        Job.objects.update(run_at=NOW - timedelta(days=400))
    assert told == [("a", "OSError: No space left on device")]


def test_a_task_may_ask_for_another_with_its_argument(in_a_lane: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TASKS, "first", lambda *, by: (("probe", {"token": "z"}),))
    enqueue(by=CLOCK, task="first")
    assert run_waiting(by=CLOCK) == 2
    assert in_a_lane == ["z"]


def test_what_a_process_held_that_is_gone_is_done_without_waiting_for_a_worker(probe: Any) -> None:
    done: list[int] = []
    probe(lambda *, by: done.append(1) or ())
    gone = subprocess.Popen(["true"])
    gone.wait()
    claimed = f"{socket.gethostname()}:{gone.pid}:1"
    number = enqueue(by=CLOCK, task="probe")
    Job.objects.update(state=Job.State.RUNNING, claimed_at=datetime.now(UTC), claimed_by=claimed, attempts=1)
    run_waiting(by=CLOCK)
    assert Job.objects.get(pk=number).state == Job.State.WAITING
    Job.objects.update(run_at=NOW)
    run_waiting(by=CLOCK)
    assert done == [1]


def test_only_who_may_change_the_books_asks_the_clock(cast: Any) -> None:
    with pytest.raises(NotAllowed):
        enqueue(by=cast.owner, task="refresh")
    with pytest.raises(KeyError):
        enqueue(by=cast.analyst, task="no such task")


def test_after_an_import_the_clock_brings_everything_up_to_the_books() -> None:
    tick(NOW)
    run_waiting(by=CLOCK)
    assert not is_refreshing()
    commit_checked(tell([Line(invoice="1", account="A", amount=Decimal(5))]), by=COMMAND_LINE)
    assert is_refreshing()
    tick(NOW + timedelta(minutes=1))
    tick(NOW + timedelta(minutes=2))
    assert Job.objects.filter(task="refresh").count() == 1
    Job.objects.update(run_at=NOW - timedelta(days=1))
    run_waiting(by=CLOCK)
    figures = get_figures(Account.objects.get().pk)
    assert figures
    assert figures.revenue == 5
    assert not is_refreshing()


def test_what_an_import_changed_is_noted_by_the_clock() -> None:
    commit_checked(tell([Line(invoice="1", account="A", amount=Decimal(5))]), by=COMMAND_LINE)
    number = find_unnoted()
    tick(NOW)
    run_waiting(by=CLOCK)
    assert (len(number), find_unnoted()) == (1, [])


def test_a_refresh_that_cannot_be_done_is_not_asked_for_every_minute() -> None:
    commit_checked(tell([Line(invoice="1", account="A", amount=Decimal(5))]), by=COMMAND_LINE)
    Job.objects.create(task="refresh", state=Job.State.FAILED, run_at=NOW, claimed_at=NOW)
    tick(NOW + timedelta(minutes=14))
    assert not is_under_way("refresh")
    tick(NOW + timedelta(minutes=16))
    assert is_under_way("refresh")


def test_regular_tasks_come_once_in_their_time_however_many_workers_look() -> None:
    counted = []
    for minutes in (0, 0, 30, 59, 60, 61, 24 * 60, 24 * 60 + 1):
        tick(NOW + timedelta(minutes=minutes))
        counted.append((Job.objects.filter(task="sweep").count(), Job.objects.filter(task="watch").count()))
        Job.objects.filter(state=Job.State.WAITING).update(state=Job.State.DONE)
    assert counted == [(1, 1), (1, 1), (1, 1), (1, 1), (2, 1), (2, 1), (3, 2), (3, 2)]
    assert get_last_tick() == NOW + timedelta(minutes=24 * 60 + 1)


def test_work_long_done_is_forgotten() -> None:
    Job.objects.create(task="probe", state=Job.State.DONE, run_at=NOW - timedelta(days=8))
    Job.objects.create(task="probe", state=Job.State.DONE, run_at=NOW - timedelta(days=6))
    tick(NOW)
    assert Job.objects.filter(task="probe").count() == 1


@pytest.mark.django_db(transaction=True)  # the worker closes connections that have grown old
def test_the_worker_works_until_told_to_stop_and_no_stumble_stops_it(
    probe: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop, stumbles = threading.Event(), iter([True, True])

    def stumble(now: datetime) -> None:
        if next(stumbles, False):
            raise OSError("the database is away")
        tick(now)

    monkeypatch.setattr("vitalfew.jobs.clock.tick", stumble)
    monkeypatch.setattr("vitalfew.jobs.clock.PAUSE_SECONDS", 0.01)
    probe(lambda *, by: stop.set() or ())
    enqueue(by=CLOCK, task="probe")
    threading.Timer(20, stop.set).start()  # a worker that never stops fails the test instead of hanging it
    run_forever(stop)
    assert Job.objects.get(task="probe").state == Job.State.DONE
    assert Tick.objects.exists()


def test_attempts_come_later_and_later_and_end() -> None:
    waits = [next_attempt(attempts, NOW) for attempts in range(1, ATTEMPTS)]
    assert waits == sorted(waits, key=str)
    assert next_attempt(ATTEMPTS, NOW) is None


def test_a_task_of_the_day_is_due_on_another_day_of_the_calendar() -> None:
    day = timedelta(days=1)
    assert is_due(None, NOW, day)
    assert not is_due(NOW - timedelta(hours=11), NOW, day)
    assert is_due(NOW - timedelta(hours=13), NOW, day)
