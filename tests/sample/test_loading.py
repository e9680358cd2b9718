"""The sample company in somebody's home: loaded whole, alive, never mixed with his own books, removed whole."""

from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from doors.terminal import Inside
from sample.figures import TODAY
from vitalfew.accounts.queries import get_account_by_code, get_account_page, get_contacts, get_view_counts
from vitalfew.accounts.rules import AccountFilter
from vitalfew.journal.queries import verify_chain
from vitalfew.ledger.actions import import_files
from vitalfew.ledger.files import folder, sweep
from vitalfew.ledger.queries import get_edge
from vitalfew.loop.analysis.queries import get_concentration, get_cycle, get_stage
from vitalfew.loop.analysis.queries.board import get_open_claims, get_stage_counts
from vitalfew.loop.control.queries import get_alerts, get_alerts_of_account
from vitalfew.loop.execution.queries import get_visits_of
from vitalfew.loop.objectives.queries import get_objectives_of
from vitalfew.loop.plan.queries import get_actions_due, get_plan
from vitalfew.loop.review.queries import get_reviews
from vitalfew.people.queries import get_user
from vitalfew.people.rules import COMMAND_LINE, NotAllowed, Permission
from vitalfew.sample import actions, breaks
from vitalfew.sample.actions import load_sample, remove_sample
from vitalfew.sample.books import COMPANY, make_books
from vitalfew.sample.named import NAMED
from vitalfew.sample.people import CAST
from vitalfew.sample.rules import SampleRefused
from vitalfew.sample.story import STORY

OWN = "Invoice No,Date,Customer code,Amount\n1,2025-01-05,MINE,100\n2,2025-02-05,C0001,50\n"
# What goes on whether the sample comes or goes: the journal, the queue, how far the books have moved.
LIVES_ON = {"journal.entry", "journal.head", "jobs.job", "jobs.tick", "analysis.refresh", "ledger.books"} | {
    "analysis.valuation", "control.lookback",
}  # fmt: skip


@pytest.fixture
def own_books(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(OWN)
    return path


@pytest.fixture
def _without_story(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the story out where it is not the question: telling it takes a while."""
    monkeypatch.setattr(actions, "tell_story", lambda **_: 0)


def _everything() -> dict[str, list[Any]]:
    """Return every row of every table but those that live on."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label_lower
        if label not in LIVES_ON and not label.startswith(("sessions.", "account.")):
            found[label] = sorted(map(str, model._default_manager.values_list()))
    return found


def _user(username: str) -> Any:
    user = get_user(username)
    assert user is not None
    return user


def test_the_sample_is_alive_and_leaves_nothing(db: None) -> None:
    before, files = _everything(), sorted(path.name for path in folder().glob("*.parquet"))
    report = load_sample(by=COMMAND_LINE, today=TODAY)
    assert (report.status, report.accounts, report.key_accounts) == ("loaded", 414, 21)
    assert [one.username for one in report.sign_ins] == [one.username for one in CAST]
    _the_books_are_in()
    _the_loop_has_been_gone_round()
    _every_page_has_something_to_show()
    assert verify_chain() is None
    removed = remove_sample(by=COMMAND_LINE)
    assert (removed.status, removed.batches, removed.accounts, removed.users) == ("removed", 1, 414, len(CAST))
    assert _everything() == before
    assert get_edge().is_empty
    assert get_edge().company == ""
    sweep({*files}, older_than=-1)
    assert sorted(path.name for path in folder().glob("*.parquet")) == files
    assert remove_sample(by=COMMAND_LINE).status == "not_loaded"
    assert verify_chain() is None


def _the_books_are_in() -> None:
    edge, made = get_edge(), make_books(today=TODAY)
    assert (edge.company, edge.currency, edge.has_sample) == (COMPANY, "CNY", True)
    assert (edge.first_day, edge.last_day) == (made.first_day, TODAY - timedelta(1))
    found = get_concentration(COMMAND_LINE)
    assert float(found.total) == pytest.approx(
        sum(o.invoice.amount for o in made.invoices if o.invoice.account and o.invoice.kind == "销售")
    )
    account = get_account_by_code(COMMAND_LINE, NAMED[0].code)
    assert (account.name, account.name_en, account.is_sample) == (NAMED[0].zh, NAMED[0].en, True)


def _the_loop_has_been_gone_round() -> None:
    director = _user("chenguodong")
    stages = get_stage_counts(director)
    assert all(stages.get(stage) for stage in ("pre", "early", "mid", "partnership", "synergistic")), stages
    assert [one.account_id for one in get_open_claims(director)] == [_id("C0011")]
    declined = get_stage(_id(breaks.MIX)).history[0]
    assert declined.state == "declined"
    assert declined.answer_reason
    reviewed = [code for story in STORY.values() for code in [one.code for one in story] if get_reviews(_id(code))]
    assert reviewed == ["C0008"]
    cycle = get_cycle(_id("C0008"))
    assert cycle is not None
    assert cycle.number == 2
    assert cycle.lesson == get_reviews(_id("C0008"))[0].lesson
    assert all(one.actual is not None for one in get_reviews(_id("C0008"))[0].objectives)
    standings = Counter(str(one.state) for one in get_objectives_of(director))
    assert len(standings) >= 3, standings
    waiting = get_stage(_id("C0011"))
    assert waiting.proposal is not None
    mid = next(found.items for found in waiting.evidence if found.stage == "mid")
    assert [(one.code, one.met) for one in waiting.proposal.evidence] == [(one.code, one.met) for one in mid]
    for row in get_account_page(director, AccountFilter(view="alarm"), today=TODAY).rows:
        first = get_alerts_of_account(row.account_id)[0]
        assert first.evidence == first.evidence | (row.alarm_reason or {"missing": row.account_id})
    silent = get_alerts(director)[0]
    assert silent.account_id == _id(breaks.SILENCE)
    assert silent.assignee_name == "林晓雯"


def _every_page_has_something_to_show() -> None:
    for username, stories in STORY.items():
        manager = _user(username)
        page = get_account_page(manager, AccountFilter(view="mine"), today=TODAY)
        assert page.total == len(stories)
        assert all(row.stage and row.tier for row in page.rows)
        assert get_visits_of(manager)
        assert get_objectives_of(manager)
        due = get_actions_due(manager, TODAY + timedelta(40), today=TODAY)
        assert {True, False} == {one.is_late for one in due}
        for story in stories:
            plan = get_plan(_id(story.code), TODAY)
            assert plan is None or plan.strategy or plan.actions
            assert {one.name for one in get_contacts(_id(story.code))} >= {visit.who for visit in story.visits}
    counts = get_view_counts(_user("hejing"), today=TODAY)
    assert all(counts[view] for view in ("key", "all", "alarm", "falling", "silent")), counts


def _id(code: str) -> int:
    return get_account_by_code(COMMAND_LINE, code).id


@pytest.mark.usefixtures("_without_story")
def test_loaded_twice_it_stands_once_and_draws_new_passwords(db: None) -> None:
    first = load_sample(by=COMMAND_LINE, today=TODAY)
    again = load_sample(by=COMMAND_LINE, today=TODAY)
    assert again.status == "already_loaded"
    assert (again.lines, again.accounts) == (first.lines, first.accounts)
    assert not {one.password for one in first.sign_ins} & {one.password for one in again.sign_ins}
    assert _user("linxiaowen").check_password(again.sign_ins[1].password)


@pytest.mark.usefixtures("_without_story")
def test_own_books_beside_the_sample_stay_when_it_goes(db: None, own_books: Path, cast: Any) -> None:
    load_sample(by=COMMAND_LINE, today=TODAY)
    import_files(by=COMMAND_LINE, paths=[own_books])
    report = remove_sample(by=cast.director)
    assert (report.accounts, report.users) == (413, len(CAST))
    page = get_account_page(cast.director, AccountFilter(view="all", order="name"), today=TODAY)
    # C0001 stands in the user's own books too: it is his.
    assert [(row.code, row.revenue) for row in page.rows] == [("C0001", 50), ("MINE", 100)]
    assert not get_account_by_code(cast.director, "C0001").is_sample
    assert get_user(cast.director.username) == cast.director
    assert not get_edge().has_sample


def test_the_sample_is_refused_where_own_books_are(db: None, own_books: Path) -> None:
    import_files(by=COMMAND_LINE, paths=[own_books])
    before = _everything()
    with pytest.raises(SampleRefused, match=r"books of your own|自家账本"):
        load_sample(by=COMMAND_LINE, today=TODAY)
    assert _everything() == before


def test_the_sample_is_refused_where_somebody_has_a_character_s_name(
    db: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Inside(capsys, monkeypatch)
    terminal.vitalfew("user", "add", "wumin", "--role", "administrator", "--random")
    before = _everything()
    answer = terminal.vitalfew("sample")
    assert answer.code == 1
    assert "wumin is taken" in answer.err
    assert _everything() == before


def test_who_may_not_load_may_not_remove_either(cast: Any) -> None:
    for act in (load_sample, remove_sample):
        with pytest.raises(NotAllowed) as refusal:
            act(by=cast.owner)
        assert refusal.value.permission is Permission.LOAD_SAMPLE


def test_a_failure_on_the_way_leaves_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _everything()

    def stumble(**_: object) -> int:
        raise RuntimeError("no more story")

    monkeypatch.setattr(actions, "tell_story", stumble)
    with pytest.raises(RuntimeError, match="no more story"):
        load_sample(by=COMMAND_LINE, today=TODAY)
    assert _everything() == before


@pytest.mark.usefixtures("_without_story")
def test_the_sample_makes_way_for_own_books_on_the_command_line(
    db: None, own_books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Inside(capsys, monkeypatch)
    loaded = terminal.vitalfew("sample", "--json").json
    assert [set(one) for one in loaded["sign_ins"]] == [{"name", "role", "username", "password"}] * len(CAST)
    # What would be refused anyway does not cost the sample.
    (tmp_path / "bad.csv").write_text("Foo,Bar\nx,y\n")
    assert terminal.vitalfew("import", tmp_path / "bad.csv", "--yes", "--json").code == 2
    assert get_edge().has_sample
    answer = terminal.vitalfew("import", own_books, "--yes", "--json", "--currency", "EUR")
    assert answer.json["status"] == "committed", answer.out
    assert "never mixed" in answer.err
    assert (get_edge().has_sample, get_edge().currency) == (False, "EUR")
    assert get_user("linxiaowen") is None
    assert terminal.vitalfew("sample", "--remove", "--json").json["status"] == "not_loaded"
