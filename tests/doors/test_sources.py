"""Sources and saved readings at the door; and a preview that asks why before it changes what is closed."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from doors.terminal import Inside
from ledger.files import ROWS, text
from ledger.small_books import make_source
from vitalfew.jobs.actions import run_waiting
from vitalfew.journal.models import Entry
from vitalfew.ledger.actions import check_draft, import_files, receive_files, save_mapping, undo_batch
from vitalfew.ledger.models import Batch, Books
from vitalfew.ledger.queries import get_books, get_mappings, get_sources
from vitalfew.people.rules import CLOCK, COMMAND_LINE

pytestmark = pytest.mark.django_db
EN = {"accept-language": "en"}


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    place = tmp_path / "exports"
    place.mkdir()
    settings.SOURCE_FOLDERS = [place]
    path = place / "march.csv"
    path.write_text(text(ROWS), "utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return place


def test_a_source_is_named_looked_at_changed_paused_and_forgotten(clients: Any, folder: Path) -> None:
    client = clients.analyst
    form = {
        "name": "ERP",
        "place": "folder",
        "folder": str(folder),
        "pattern": "*.csv",
        "rhythm": "hourly",
        "version": 0,
    }
    assert client.post("/books/sources/new/", form)["Location"] == "/books/sources/"
    source = get_sources()[0]
    answer = client.post(f"/books/sources/{source.id}/do/", {"do": "run"}, follow=True)
    assert "正在查看“ERP”" in answer.text
    run_waiting(by=CLOCK)
    page = client.get("/books/sources/").text
    assert "1 个新文件" in page
    assert "累计写入 1 个" in page
    assert not get_books().is_empty
    form |= {"name": "ERP 2", "version": source.version}
    client.post(f"/books/sources/{source.id}/", form)
    assert client.post(f"/books/sources/{source.id}/", form).status_code == 409
    source = get_sources()[0]
    client.post(f"/books/sources/{source.id}/do/", {"do": "pause", "version": source.version})
    assert "已暂停" in client.get("/books/sources/").text
    client.post(f"/books/sources/{source.id}/do/", {"do": "remove", "version": get_sources()[0].version})
    assert get_sources() == []
    assert Batch.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"folder": "/etc"}, "Name a folder inside those the administrator allows"),
        ({"pattern": "../*"}, "Write names of files without slashes"),
        ({"name": ""}, "Give the source a name."),
        ({"place": "database", "variable": "DATABASE_URL", "query": "SELECT 1"}, "Write the name of the variable"),
        ({"place": "database", "variable": "VITALFEW_SOURCE_X"}, "Write the question, one SELECT."),
    ],
)
def test_what_cannot_be_a_source_is_said(clients: Any, folder: Path, change: dict[str, str], sentence: str) -> None:
    form = {"name": "ERP", "place": "folder", "folder": str(folder), "pattern": "*.csv", "rhythm": "hourly"}
    answer = clients.analyst.post("/books/sources/new/", form | change, headers=EN)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert get_sources() == []


def test_saved_readings_are_seen_renamed_and_forgotten(clients: Any, cast: Any) -> None:
    one = save_mapping(by=cast.analyst, name="SAP", columns={"Betrag": "amount"}, options={"decimal": ","})
    save_mapping(by=cast.analyst, name="Odoo", columns={"Total": "amount"})
    page = clients.analyst.get("/books/mappings/").text
    assert "Betrag → 金额" in page
    taken = clients.analyst.post(f"/books/mappings/{one.pk}/rename/", {"name": "Odoo", "version": 1}, follow=True)
    assert "已有名为“Odoo”" in taken.text
    clients.analyst.post(f"/books/mappings/{one.pk}/rename/", {"name": "SAP 德国", "version": 1})
    assert [mapping.name for mapping in get_mappings()] == ["Odoo", "SAP 德国"]
    clients.analyst.post(f"/books/mappings/{one.pk}/remove/", {"version": 2})
    assert [mapping.name for mapping in get_mappings()] == ["Odoo"]


def test_a_closed_month_changes_only_with_a_reason_that_the_journal_keeps(
    clients: Any, cast: Any, tmp_path: Path
) -> None:
    Books.objects.update_or_create(id=1, defaults={"closed_until": date(2026, 1, 31)})
    path = tmp_path / "a.csv"
    path.write_text(text(ROWS), "utf-8")
    draft = check_draft(by=CLOCK, token=receive_files(by=cast.analyst, files=[("a.csv", path)]).token)
    place = f"/books/import/{draft.token}/"
    page = clients.analyst.get(place).text
    assert "将改动 1 个已结账月份" in page
    assert "2026-01" in page
    answer = clients.analyst.post(f"{place}commit/", {"closed": " "}, follow=True)
    assert "请填写写入理由" in answer.text
    run_waiting(by=CLOCK)
    assert get_books().is_empty
    clients.analyst.post(f"{place}commit/", {"closed": "财务补开一月发票"})
    run_waiting(by=CLOCK)
    assert not get_books().is_empty
    assert Entry.objects.filter(verb="give_reasons", after__reasons__closed="财务补开一月发票").exists()


def test_what_was_taken_back_is_brought_back_with_one_click(clients: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text(ROWS), "utf-8")
    number = import_files(by=COMMAND_LINE, paths=[path]).batch
    undo_batch(by=COMMAND_LINE, batch_id=number or 0)
    page = f"/books/batches/{number}/"
    assert f'action="{page}redo/"' in clients.analyst.get(page).text
    assert "3 行重新计入" in clients.analyst.post(f"{page}redo/", follow=True).text
    assert get_books().lines == 3


def test_taking_back_what_a_closed_period_holds_asks_for_a_reason_that_the_journal_keeps(
    clients: Any, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text(ROWS), "utf-8")
    page = f"/books/batches/{import_files(by=COMMAND_LINE, paths=[path]).batch}/"
    Books.objects.update(closed_until=date(2026, 1, 31))
    for way, lines in (("undo", 0), ("redo", 3)):
        assert 'name="reason"' in clients.analyst.get(page).text
        assert "已结账期间" in clients.analyst.post(f"{page}{way}/", follow=True).text
        assert get_books().lines == 3 - lines
        clients.analyst.post(f"{page}{way}/", {"reason": "错误的版本"})
        assert get_books().lines == lines
        assert Entry.objects.latest("pk").after["reason"] == "错误的版本"


def test_a_source_is_looked_at_from_the_command_line(
    folder: Path, cast: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Inside(capsys, monkeypatch)
    make_source(cast.analyst, folder=str(folder))
    answer = terminal.vitalfew("import", "--source", "ERP", "--json")
    assert (answer.code, answer.json["problem"]) == (0, "")
    assert [(file["name"], file["state"]) for file in answer.json["files"]] == [("march.csv", "committed")]
    again = terminal.vitalfew("import", "--source", "ERP")
    assert (again.code, again.out.strip()) == (0, "Nothing new there.")
    assert terminal.vitalfew("import", "--source", "nobody").code == 2
    assert terminal.vitalfew("import").code != 0
