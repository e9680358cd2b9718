"""A file waits as a draft: checked, looked at, its columns named, then committed or thrown away."""

import os
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from ledger.files import HEADERS, ROWS, write
from vitalfew.journal.models import Entry
from vitalfew.journal.rules import StaleVersion
from vitalfew.ledger import queries
from vitalfew.ledger.actions import (
    cancel_draft,
    check_draft,
    choose_columns,
    commit_draft,
    discard_draft,
    forget_drafts,
    give_up_draft,
    import_files,
    receive_files,
    save_mapping,
    undo_batch,
)
from vitalfew.ledger.actions.sweeping import sweep_files
from vitalfew.ledger.models import Batch, Draft
from vitalfew.ledger.rules.imports import Doing, ImportStatus, NotAtThisStep
from vitalfew.people.rules import CLOCK, COMMAND_LINE, NotAllowed

pytestmark = pytest.mark.django_db
GERMAN = ("Beleg", "Kunde", "Firma", "Wann", "Ware", "Stück", "Betrag")
TOLD = {"Beleg": "invoice", "Kunde": "account", "Firma": "account_name", "Wann": "day", "Betrag": "amount"}


@pytest.fixture(autouse=True)
def _english() -> Any:
    with translation.override("en"):
        yield


def _uploads(settings: Any, token: str) -> list[Path]:
    folder = settings.HOME / "uploads" / token
    waiting = (settings.HOME / "ledger" / "incoming").glob(f"{token}*")
    return [*(folder.iterdir() if folder.is_dir() else ()), *waiting]


def test_a_draft_from_upload_to_the_books(tmp_path: Path, cast: Any, settings: Any) -> None:
    bad = [list(row) for row in ROWS]
    bad[1][3] = "soon"
    path = write(tmp_path, [*ROWS * 10, *bad])
    draft = receive_files(by=cast.analyst, files=[("../../三月 订单.csv", path)])
    assert (draft.state, draft.files[0][0], draft.owner_name) == ("received", "三月 订单.csv", "何静")
    assert not path.exists()
    draft = check_draft(by=CLOCK, token=draft.token)
    assert (draft.state, draft.report and draft.report.status) == ("ready", ImportStatus.READY)
    assert draft.report
    assert (draft.report.lines_read, draft.report.lines_refused, draft.report.lines_new) == (33, 1, 32)
    assert draft.progress == 33
    problem = draft.report.problems[0]
    assert (problem["row"], problem["column"], problem["value"]) == (33, "Date", "soon")
    assert (problem["reason"], draft.columns[0].field) == ("This is not a date.", "invoice")
    assert not Batch.objects.exists()
    assert [one.token for one in queries.get_open_drafts(cast.analyst)] == [draft.token]
    assert queries.get_open_drafts(cast.director) == []
    with translation.override("zh-hans"):
        again = queries.get_draft(draft.token)
        assert again
        assert again.report
        assert (again.report.problems[0]["reason"], again.report.problems[0]["cure"]) == (
            "这不是日期。", "请写真实存在的日期，例如 2026-01-05 或 2026年1月5日。",
        )  # fmt: skip
    draft = commit_draft(by=CLOCK, token=draft.token)
    assert (draft.state, draft.report and draft.report.status) == ("committed", ImportStatus.COMMITTED)
    batch = queries.get_batches()[0]
    assert (draft.batch, batch.imported_by, batch.files) == (batch.id, "何静", ("三月 订单.csv",))
    assert draft.report
    assert draft.report.problems_file
    assert "soon" in Path(draft.report.problems_file).read_text("utf-8")
    assert _uploads(settings, draft.token) == []
    assert queries.get_open_drafts(cast.analyst) == []
    assert commit_draft(by=CLOCK, token=draft.token).batch == batch.id
    assert Batch.objects.count() == 1


def test_bytes_that_are_in_the_books_are_answered_before_they_are_read(
    tmp_path: Path, cast: Any, settings: Any
) -> None:
    path = write(tmp_path, ROWS)
    done = import_files(by=cast.analyst, paths=[path])
    draft = receive_files(by=cast.director, files=[("other name.csv", path)])
    assert (draft.state, draft.batch) == ("refused", done.batch)
    assert draft.report
    assert draft.report.status is ImportStatus.ALREADY_IMPORTED
    assert draft.message.startswith("Already imported by 何静 on ")
    assert _uploads(settings, draft.token) == []


def test_what_the_command_line_imported_is_said_in_the_readers_language(tmp_path: Path, cast: Any) -> None:
    path = write(tmp_path, ROWS)
    import_files(by=COMMAND_LINE, paths=[path])
    with translation.override("zh-hans"):
        assert "命令行 已于" in receive_files(by=cast.director, files=[("again.csv", path)]).message
    again = receive_files(by=cast.analyst, files=[("again.csv", path)])
    assert "by the command line on" in again.message


def test_of_two_drafts_with_the_same_bytes_one_is_committed(tmp_path: Path, cast: Any) -> None:
    drafts = [receive_files(by=cast.analyst, files=[("a.csv", write(tmp_path, ROWS))]) for _ in range(2)]
    for draft in drafts:
        check_draft(by=CLOCK, token=draft.token)
    first, second = (commit_draft(by=CLOCK, token=draft.token) for draft in drafts)
    assert (first.state, second.state, Batch.objects.count()) == ("committed", "refused", 1)
    assert second.report
    assert second.report.status is ImportStatus.ALREADY_IMPORTED


def test_the_draft_is_over_in_the_moment_in_which_its_lines_count(
    tmp_path: Path, cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vitalfew.ledger.actions import draft_work

    draft = receive_files(by=cast.analyst, files=[("a.csv", write(tmp_path, ROWS))])
    check_draft(by=CLOCK, token=draft.token)

    def killed(token: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(draft_work, "forget_files", killed)
    with pytest.raises(KeyboardInterrupt):
        commit_draft(by=CLOCK, token=draft.token)
    again = commit_draft(by=CLOCK, token=draft.token)
    assert (again.state, again.batch, Batch.objects.count()) == ("committed", Batch.objects.get().pk, 1)


def test_a_reading_that_is_called_off_stops_at_once_and_leaves_nothing(
    tmp_path: Path, cast: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vitalfew.ledger.actions import draft_work

    draft = receive_files(by=cast.analyst, files=[("a.csv", write(tmp_path, ROWS * 1000))])
    teller = draft_work._teller

    def and_called_off(row: Draft) -> Any:
        tell = teller(row)
        cancel_draft(by=cast.analyst, token=draft.token)
        return tell

    monkeypatch.setattr(draft_work, "_teller", and_called_off)
    assert check_draft(by=CLOCK, token=draft.token).state == "discarded"
    assert _uploads(settings, draft.token) == []
    assert not list((settings.HOME / "uploads").glob("reading-*"))


def test_a_silent_reading_is_called_off_before_it_speaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from vitalfew.ledger.actions import checking

    monkeypatch.setattr(checking, "_SOURCES", str(tmp_path))
    room = tmp_path / "vitalfew" / "ledger" / "reading"
    room.mkdir(parents=True)
    for package in (room, room.parent, room.parent.parent):
        (package / "__init__.py").touch()
    (room / "__main__.py").write_text("import time; time.sleep(60)")
    began, asked = time.monotonic(), []

    def tell(rows: int, _doing: Doing) -> None:
        asked.append(rows)
        raise checking.Cancelled

    with pytest.raises(checking.Cancelled):
        checking.check_files([("a.csv", write(tmp_path, ROWS))], tag="t", columns={}, options={}, tell=tell)
    assert asked == [0]
    assert time.monotonic() - began < 20, "it waited for the reading to speak"


def test_a_writing_that_is_called_off_before_its_end_leaves_the_preview_and_no_line(
    tmp_path: Path, cast: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vitalfew.ledger.actions import commit

    draft = receive_files(by=cast.analyst, files=[("a.csv", write(tmp_path, ROWS))])
    check_draft(by=CLOCK, token=draft.token)
    save = Batch.save

    def meanwhile(batch: Batch, **how: Any) -> None:
        cancel_draft(by=cast.analyst, token=draft.token)
        save(batch, **how)

    monkeypatch.setattr(commit.Batch, "save", meanwhile)
    before = {path.name for path in (settings.HOME / "ledger").glob("*.parquet")}
    draft = commit_draft(by=CLOCK, token=draft.token)
    assert not Batch.objects.exists()
    assert {path.name for path in (settings.HOME / "ledger").glob("*.parquet")} == before
    monkeypatch.undo()
    # The call took place in the transaction that it called off, so here its own trace went with it.
    assert draft.state in ("ready", "committing")
    assert commit_draft(by=CLOCK, token=draft.token).state == "committed"


def test_who_calls_off_too_late_is_shown_where_it_stands(tmp_path: Path, cast: Any) -> None:
    draft = receive_files(by=cast.analyst, files=[("a.csv", write(tmp_path, ROWS))])
    check_draft(by=CLOCK, token=draft.token)
    assert cancel_draft(by=cast.analyst, token=draft.token).state == "ready"
    commit_draft(by=CLOCK, token=draft.token)
    assert cancel_draft(by=cast.analyst, token=draft.token).state == "committed"


def test_work_given_up_says_why_and_can_be_tried_again(tmp_path: Path, cast: Any) -> None:
    draft = receive_files(by=cast.analyst, files=[("a.csv", write(tmp_path, ROWS))])
    check_draft(by=CLOCK, token=draft.token)
    Draft.objects.update(state="committing")
    draft = give_up_draft(by=CLOCK, token=draft.token, error="OSError: [Errno 28] No space left on device")
    assert draft.state == "ready"
    assert draft.broken == "The disk is full. Free some space and try once more; nothing was written."
    draft = commit_draft(by=CLOCK, token=draft.token)
    assert (draft.state, draft.broken) == ("committed", "")


def test_lines_that_were_swept_while_the_draft_waited_are_read_again(tmp_path: Path, cast: Any, settings: Any) -> None:
    draft = receive_files(by=cast.analyst, files=[("a.csv", write(tmp_path, ROWS))])
    check_draft(by=CLOCK, token=draft.token)
    (settings.HOME / "ledger" / "incoming" / f"{draft.token}.lines-0.parquet").unlink()
    assert commit_draft(by=CLOCK, token=draft.token).state == "committed"


def test_columns_are_asked_about_once_and_read_by_themselves_the_next_time(tmp_path: Path, cast: Any) -> None:
    draft = receive_files(by=cast.analyst, files=[("a.csv", write(tmp_path, ROWS, GERMAN))])
    draft = check_draft(by=CLOCK, token=draft.token)
    assert (draft.state, draft.missing) == ("mapping", ("day", "account", "amount"))
    assert draft.message == (
        "a.csv: no column could be told to be Date, Customer code, Amount. "
        "It has: Beleg, Kunde, Firma, Wann, Ware, Stück, Betrag. Say which column is which."
    )
    draft = choose_columns(
        by=cast.analyst, token=draft.token, version=draft.version, columns=TOLD, options={}, mapping_name="SAP"
    )
    assert draft.state == "received"
    draft = check_draft(by=CLOCK, token=draft.token)
    assert (draft.state, draft.mapping_name) == ("ready", "SAP")
    assert {column.header: column.why for column in draft.columns}["Betrag"] == "chosen"
    assert [(one.name, one.columns) for one in queries.get_mappings()] == [("SAP", TOLD)]
    later = receive_files(by=cast.analyst, files=[("b.csv", write(tmp_path, ROWS[:2], GERMAN))])
    later = check_draft(by=CLOCK, token=later.token)
    assert (later.state, later.mapping_name) == ("ready", "SAP")


def test_the_command_line_uses_a_saved_mapping_by_its_name(tmp_path: Path) -> None:
    path = write(tmp_path, ROWS, GERMAN)
    save_mapping(by=COMMAND_LINE, name="SAP", columns=TOLD, options={"currency": "EUR"})
    report = import_files(by=COMMAND_LINE, paths=[path], mapping="SAP")
    assert (report.status, report.currency) == (ImportStatus.COMMITTED, "EUR")
    refused = import_files(by=COMMAND_LINE, paths=[write(tmp_path, ROWS[:1])], mapping="Oracle")
    assert refused.message == "No mapping is saved under the name “Oracle”."


def test_two_who_name_columns_at_once_do_not_overwrite_each_other(tmp_path: Path, cast: Any) -> None:
    draft = receive_files(by=cast.analyst, files=[("a.csv", write(tmp_path, ROWS, GERMAN))])
    draft = check_draft(by=CLOCK, token=draft.token)
    choose_columns(by=cast.analyst, token=draft.token, version=draft.version, columns=TOLD)
    with pytest.raises((StaleVersion, NotAtThisStep)):
        choose_columns(by=cast.director, token=draft.token, version=draft.version, columns={})


def test_a_date_that_reads_both_ways_is_a_question(tmp_path: Path, cast: Any) -> None:
    rows = [(*row[:3], "03/04/2026", *row[4:]) for row in ROWS]
    draft = receive_files(by=cast.analyst, files=[("a.csv", write(tmp_path, rows))])
    draft = check_draft(by=CLOCK, token=draft.token)
    assert [(one.option, one.header) for one in draft.questions] == [("day_first", "Date")]
    assert draft.message.startswith("a.csv, Date: 03/04/2026. ")
    choose_columns(by=cast.analyst, token=draft.token, version=draft.version, columns={}, options={"day_first": False})
    draft = check_draft(by=CLOCK, token=draft.token)
    assert draft.report
    assert (draft.state, str(draft.report.first_day)) == ("ready", "2026-03-04")


def test_a_draft_that_is_thrown_away_leaves_nothing(tmp_path: Path, cast: Any, settings: Any) -> None:
    draft = receive_files(by=cast.analyst, files=[("a.csv", write(tmp_path, ROWS))])
    draft = check_draft(by=CLOCK, token=draft.token)
    assert _uploads(settings, draft.token)
    assert discard_draft(by=cast.analyst, token=draft.token, version=draft.version).state == "discarded"
    assert _uploads(settings, draft.token) == []
    assert check_draft(by=CLOCK, token=draft.token).state == "discarded"
    with pytest.raises(NotAtThisStep):
        commit_draft(by=CLOCK, token=draft.token)
    assert not Batch.objects.exists()


def test_a_draft_thrown_away_while_it_is_read_stays_away(
    tmp_path: Path, cast: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vitalfew.ledger.actions import draft_work as drafts

    draft = receive_files(by=cast.analyst, files=[("a.csv", write(tmp_path, ROWS))])
    check_as_saved = drafts.check_as_saved

    def and_meanwhile(*args: Any, **how: Any) -> Any:
        found = check_as_saved(*args, **how)
        discard_draft(by=cast.analyst, token=draft.token, version=2)
        return found

    monkeypatch.setattr(drafts, "check_as_saved", and_meanwhile)
    assert check_draft(by=CLOCK, token=draft.token).state == "discarded"
    assert _uploads(settings, draft.token) == []


def test_forgotten_drafts_are_cleared_away(tmp_path: Path, cast: Any, settings: Any) -> None:
    old, new = (receive_files(by=cast.analyst, files=[("a.csv", write(tmp_path, ROWS))]) for _ in range(2))
    Draft.objects.filter(token=old.token).update(created_at="2020-01-01T00:00:00+00:00")
    assert forget_drafts(by=CLOCK) == 1
    assert (_uploads(settings, old.token), len(_uploads(settings, new.token))) == ([], 1)


def test_a_file_in_another_currency_than_the_books_is_taken(tmp_path: Path, cast: Any) -> None:
    import_files(by=COMMAND_LINE, paths=[write(tmp_path, ROWS)], currency="CNY")
    path = write(tmp_path, [(*row, "EUR") for row in ROWS], (*HEADERS, "Currency"), "b.csv")
    draft = receive_files(by=cast.analyst, files=[("b.csv", path)])
    check_draft(by=CLOCK, token=draft.token)
    assert commit_draft(by=CLOCK, token=draft.token).state == "committed"
    assert [batch.currency for batch in queries.get_batches()] == ["EUR", "CNY"]


def test_what_was_taken_back_can_come_again(tmp_path: Path) -> None:
    path = write(tmp_path, ROWS)
    first = import_files(by=COMMAND_LINE, paths=[path])
    assert first.batch
    undo_batch(by=COMMAND_LINE, batch_id=first.batch)
    assert import_files(by=COMMAND_LINE, paths=[path]).status is ImportStatus.COMMITTED


def test_looking_only_writes_nothing(tmp_path: Path) -> None:
    report = import_files(by=COMMAND_LINE, paths=[write(tmp_path, ROWS)], is_final=False)
    assert (report.status, report.lines_new, report.sales, report.batch) == (ImportStatus.READY, 3, 3, None)
    assert not Batch.objects.exists()


def test_only_those_who_import_may_touch_a_draft(tmp_path: Path, cast: Any) -> None:
    draft = receive_files(by=cast.analyst, files=[("a.csv", write(tmp_path, ROWS))])
    attempts = [
        lambda: receive_files(by=cast.owner, files=[]),
        lambda: check_draft(by=cast.owner, token=draft.token),
        lambda: choose_columns(by=cast.owner, token=draft.token, version=1, columns={}),
        lambda: commit_draft(by=cast.owner, token=draft.token),
        lambda: discard_draft(by=cast.owner, token=draft.token, version=1),
        lambda: import_files(by=cast.owner, paths=[]),
        lambda: forget_drafts(by=cast.owner),
    ]
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()


def test_the_journal_keeps_no_rows_of_the_file(tmp_path: Path, cast: Any) -> None:
    draft = receive_files(
        by=cast.analyst, files=[("a.csv", write(tmp_path, [*ROWS * 20, ("x", "C9", "Secret Co", "?", "", "", "1")]))]
    )
    check_draft(by=CLOCK, token=draft.token)
    commit_draft(by=CLOCK, token=draft.token)
    assert not [entry for entry in Entry.objects.all() if "Secret Co" in str(entry.after) + str(entry.before)]


def test_progress_is_told_while_the_file_is_read_and_after(
    tmp_path: Path, cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vitalfew.ledger.actions import draft_work as drafts

    monkeypatch.setattr(drafts, "_TELL_EVERY", 0.0)
    draft = receive_files(by=cast.analyst, files=[("a.csv", write(tmp_path, ROWS * 100))])
    seen: list[tuple[str, int]] = []
    teller = drafts._teller

    def listening(row: Draft) -> Any:
        tell = teller(row)

        def both(rows: int, doing: Doing) -> None:
            tell(rows, doing)
            kept = Draft.objects.get(pk=row.pk)
            seen.append((kept.doing, kept.progress))

        return both

    monkeypatch.setattr(drafts, "_teller", listening)
    check_draft(by=CLOCK, token=draft.token)
    assert ("reading", 300) in seen
    # What follows counts no rows any more: it is said what is done instead.
    assert seen[-2:] == [("summing", 300), ("comparing", 300)]
    assert threading.active_count() < 10


def test_what_a_crash_left_among_the_uploads_is_swept_and_what_waits_is_not(
    tmp_path: Path, cast: Any, settings: Any
) -> None:
    draft = receive_files(by=cast.analyst, files=[("a.csv", write(tmp_path, ROWS))])
    uploads = settings.HOME / "uploads"
    (uploads / "reading-old" / "0").mkdir(parents=True)
    (uploads / "reading-new").mkdir()
    (uploads / "broken.upload").write_bytes(b"half")
    for name in ("reading-old", "broken.upload", draft.token):
        os.utime(uploads / name, (0, 0))
    sweep_files(by=CLOCK)
    assert {path.name for path in uploads.iterdir()} >= {"reading-new", draft.token}
    assert not {path.name for path in uploads.iterdir()} & {"reading-old", "broken.upload"}
