"""A row is written once per reader's version, with one line in the journal, in few questions to the database."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from vitalfew.accounts.models import Account, KeyAccount
from vitalfew.journal.actions import HIDDEN, change_row, create_row, write_entry
from vitalfew.journal.models import Entry, Head
from vitalfew.journal.queries import get_history, get_timeline, verify_chain
from vitalfew.journal.rules import Clash, StaleVersion
from vitalfew.loop.analysis.models import Cycle
from vitalfew.loop.objectives.models import Objective

pytestmark = pytest.mark.django_db


@pytest.fixture
def key_account(cast: Any) -> KeyAccount:
    account = create_row(Account(code="C1", name="北辰风电"), by=cast.director, verb="test.account")
    return create_row(
        KeyAccount(
            account=account, tier="key", manager=cast.owner, director=cast.director, reason="r",
            designated_on="2026-01-05",
        ),
        by=cast.director,
        verb="test.designated",
        account_id=account.pk,
    )  # fmt: skip


@pytest.fixture
def objective(key_account: KeyAccount, cast: Any) -> Objective:
    cycle = create_row(
        Cycle(account=key_account.account, number=1, opened_on=date(2026, 1, 1)), by=cast.owner, verb="test"
    )
    return create_row(
        Objective(
            cycle=cycle, metric="revenue", starts_on=date(2026, 1, 1), due_on=date(2026, 12, 31), target=5,
            owner=cast.owner,
        ),
        by=cast.owner,
        verb="test",
    )  # fmt: skip


def test_a_new_row_stands_in_the_journal_whole(key_account: KeyAccount, cast: Any) -> None:
    (line,) = get_history("accounts.keyaccount", key_account.pk)
    assert line.after == {
        "account": key_account.account.pk, "tier": "key", "manager": cast.owner.pk, "director": cast.director.pk,
        "deputy": None, "sponsor": None, "reason": "r", "designated_on": "2026-01-05", "revoked_on": None,
        "revoke_reason": "",
    }  # fmt: skip
    assert (line.actor_id, line.actor_name) == (cast.director.pk, "陈国栋")
    assert [line.verb for line in get_timeline(key_account.account.pk)] == ["test.designated"]


@pytest.mark.parametrize("spelling", ["manager", "manager_id"])
def test_a_person_may_be_given_whole_or_by_number(key_account: KeyAccount, cast: Any, spelling: str) -> None:
    value = cast.stranger if spelling == "manager" else cast.stranger.pk
    changed = change_row(key_account, by=cast.director, verb="test.changed", version=1, changes={spelling: value})
    assert changed.manager == cast.stranger
    stored = KeyAccount.objects.get()
    assert (stored.manager, stored.version) == (cast.stranger, 2)
    line = get_history("accounts.keyaccount", key_account.pk)[-1]
    assert (line.before, line.after) == ({"manager": cast.owner.pk}, {"manager": cast.stranger.pk})


@pytest.mark.parametrize("same", [5, "5", Decimal("5.00"), Decimal("5.0000")])
def test_the_same_number_in_another_spelling_is_no_change(objective: Objective, cast: Any, same: Any) -> None:
    lines = Entry.objects.count()
    changed = change_row(
        objective, by=cast.owner, verb="test", version=1, changes={"target": same, "due_on": "2026-12-31"}
    )
    assert Entry.objects.count() == lines
    assert (changed.version, Objective.objects.get().version) == (1, 1)


def test_numbers_and_days_are_kept_as_they_are_read_back(objective: Objective, cast: Any) -> None:
    changes = {"target": Decimal("1234567.5"), "due_on": date(2027, 2, 28)}
    changed = change_row(objective, by=cast.owner, verb="test", version=1, changes=changes)
    line = get_history("objectives.objective", objective.pk)[-1]
    assert line.before == {"target": "5.0000", "due_on": "2026-12-31"}
    assert line.after == {"target": "1234567.5000", "due_on": "2027-02-28"}
    assert (changed.target, changed.due_on) == (Decimal("1234567.5000"), date(2027, 2, 28))


def test_of_two_readers_the_second_is_shown_both_values(objective: Objective, cast: Any) -> None:
    mine, yours = Objective.objects.get(), Objective.objects.get()
    change_row(mine, by=cast.owner, verb="test", version=1, changes={"target": 7, "why": "first"})
    with pytest.raises(StaleVersion) as refusal:
        change_row(yours, by=cast.director, verb="test", version=1, changes={"target": "8", "why": "first"})
    assert (refusal.value.subject, refusal.value.version) == ("objectives.objective", 2)
    assert refusal.value.clashes == [Clash("target", "7.0000", "8.0000")]
    assert Objective.objects.get().target == 7
    assert verify_chain() is None


def test_a_row_removed_meanwhile_is_refused_and_nothing_is_lost(objective: Objective, cast: Any) -> None:
    Objective.objects.all().delete()
    with pytest.raises(StaleVersion) as refusal:
        change_row(objective, by=cast.owner, verb="test", version=1, changes={"why": "typed with care"})
    assert refusal.value.version == 0
    assert refusal.value.clashes == [Clash("why", None, "typed with care")]


def test_what_the_page_changed_in_memory_does_not_reach_the_journal(objective: Objective, cast: Any) -> None:
    objective.why = "scribbled over by a form"
    change_row(objective, by=cast.owner, verb="test", version=1, changes={"why": "meant"})
    assert get_history("objectives.objective", objective.pk)[-1].before == {"why": ""}


def test_a_change_that_fails_later_leaves_no_line(objective: Objective, cast: Any) -> None:
    lines = Entry.objects.count()

    def fail_after_changing() -> None:
        with transaction.atomic():
            change_row(objective, by=cast.owner, verb="test", version=1, changes={"why": "x"})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_changing()
    assert (Entry.objects.count(), Objective.objects.get().version) == (lines, 1)
    assert verify_chain() is None


def test_the_journal_never_sees_a_password(cast: Any) -> None:
    change_row(cast.owner, by=cast.owner, verb="test", version=1, changes={"password": "argon2$secret"})
    line = get_history("people.user", cast.owner.pk)[-1]
    assert (line.before, line.after) == ({"password": HIDDEN}, {"password": HIDDEN})
    with pytest.raises(StaleVersion) as refusal:
        change_row(cast.owner, by=cast.owner, verb="test", version=1, changes={"password": "another"})
    assert refusal.value.clashes == [Clash("password", HIDDEN, HIDDEN)]


def test_a_change_takes_few_questions(objective: Objective, cast: Any) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        change_row(objective, by=cast.owner, verb="test", version=1, changes={"target": 9, "owner": cast.stranger})
    statements = [query["sql"].split()[0] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert statements == ["SELECT", "SELECT", "UPDATE", "INSERT", "UPDATE"]
    with CaptureQueriesContext(connection) as asked:
        write_entry(by=cast.owner, verb="test", row=objective)
    assert len(asked) == 3


def test_the_first_line_of_an_emptied_database_makes_the_head(cast: Any, opened_head: None) -> None:
    write_entry(by=cast.owner, verb="test", row=cast.owner)
    assert Head.objects.get().number == 1
    assert verify_chain() is None


@pytest.fixture
def opened_head(cast: Any) -> None:
    from importlib import import_module

    guards = import_module("vitalfew.journal.migrations.0002_append_only")
    with connection.cursor() as cursor:
        for statement in guards.SQLITE_OFF if connection.vendor == "sqlite" else guards.POSTGRESQL_OFF:
            cursor.execute(statement)
    Head.objects.all().delete()
