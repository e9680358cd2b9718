"""Files come by themselves: what is clean is written, what is not waits for a person, and nothing comes twice."""

import os
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone, translation

from ledger.files import HEADERS, ROWS, text
from ledger.small_books import make_source
from vitalfew.jobs.actions import run_waiting
from vitalfew.jobs.clock import tick
from vitalfew.journal.models import Entry
from vitalfew.ledger.actions import pause_source, remove_mapping, rename_mapping, save_mapping, save_source
from vitalfew.ledger.models import Batch, Books, Draft, Source
from vitalfew.ledger.queries import get_due_sources, get_mappings, get_open_drafts, get_sources
from vitalfew.ledger.rules.imports import StillUsed
from vitalfew.ledger.rules.sources import is_inside, is_pattern, is_turn
from vitalfew.people.rules import CLOCK, NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english() -> Any:
    with translation.override("en"):
        yield


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """A folder that the administrator allows."""
    place = tmp_path / "exports"
    place.mkdir()
    settings.SOURCE_FOLDERS = [place]
    return place


def _put(folder: Path, name: str, rows: Any = ROWS, headers: Any = HEADERS) -> Path:
    path = folder / name
    path.write_text(text(rows, headers), "utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return path


def _look() -> None:
    Source.objects.update(last_run_at=None)
    tick(timezone.localtime())
    run_waiting(by=CLOCK)


def test_a_clean_file_in_the_folder_is_written_by_itself_once(folder: Path, cast: Any) -> None:
    make_source(cast.analyst, folder=str(folder))
    path = _put(folder, "march.csv")
    _put(folder, "readme.txt")
    _look()
    batch = Batch.objects.get()
    assert (batch.imported_by, batch.files[0]["name"]) == ("何静", "march.csv")
    assert path.exists()
    _look()
    assert Batch.objects.count() == 1
    assert Draft.objects.count() == 1
    state = get_sources()[0]
    assert (state.last_found, state.problem, state.waiting, state.written) == (0, "", 0, 1)


def test_bytes_that_somebody_brought_by_hand_are_no_news(folder: Path, cast: Any) -> None:
    make_source(cast.analyst, folder=str(folder))
    make_source(cast.analyst, "again", folder=str(folder))
    _put(folder, "march.csv")
    _look()
    assert Batch.objects.count() == 1
    assert get_open_drafts(cast.analyst) == []


def test_a_file_with_refused_rows_waits_for_whoever_imports(folder: Path, cast: Any) -> None:
    make_source(cast.analyst, folder=str(folder))
    _put(folder, "march.csv", [*ROWS * 20, ("9", "C1", "x", "soon", "b", 1, "5")])
    _look()
    assert not Batch.objects.exists()
    draft = get_open_drafts(cast.director)[0]
    assert (draft.state, draft.source, [why.value for why in draft.hindrances]) == ("ready", "ERP", ["refused_rows"])


def test_a_new_column_makes_the_file_wait(folder: Path, cast: Any) -> None:
    mapping = save_mapping(by=cast.analyst, name="SAP", columns=dict.fromkeys(HEADERS, "") | {
        "Customer ID": "account", "Date": "day", "Amount": "amount"
    })  # fmt: skip
    make_source(cast.analyst, folder=str(folder), mapping_id=mapping.pk)
    _put(folder, "march.csv")
    _look()
    assert Batch.objects.count() == 1
    assert get_mappings()[0].uses == 1
    _put(folder, "april.csv", [(*row, "new") for row in ROWS], (*HEADERS, "Remark"))
    _look()
    assert Batch.objects.count() == 1
    assert get_open_drafts(cast.analyst)[0].unknown == ("Remark",)


def test_a_file_still_being_written_is_left_alone(folder: Path, cast: Any) -> None:
    make_source(cast.analyst, folder=str(folder))
    (folder / "march.csv").write_text(text(ROWS), "utf-8")
    _look()
    assert not Draft.objects.exists()


def test_no_link_leads_out_of_the_folders_allowed(folder: Path, cast: Any, tmp_path: Path) -> None:
    secret = _put(tmp_path, "secret.csv")
    (folder / "link.csv").symlink_to(secret)
    make_source(cast.analyst, folder=str(folder))
    make_source(cast.analyst, "outside", folder=str(tmp_path))
    make_source(cast.analyst, "gone", folder=str(folder / "gone"))
    _look()
    assert not Draft.objects.exists()
    assert [one.problem for one in get_sources()] == [
        "",
        f"The folder {folder}/gone is not there or cannot be read.",
        f"The folder {tmp_path} is not one the administrator allows. VITALFEW_SOURCE_FOLDERS names those.",
    ]


@pytest.fixture
def erp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database of another system, its address in the environment."""
    path = tmp_path / "erp.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE lines (invoice, customer_id, date, amount)")
        database.executemany(
            "INSERT INTO lines VALUES (?, ?, ?, ?)", [(n, f"C{n % 3}", "2026-01-05", n * 1.5) for n in range(1, 41)]
        )
    monkeypatch.setenv("VITALFEW_SOURCE_ERP", f"sqlite:///{path}")
    return str(path)


def _question(cast: Any, query: str) -> None:
    make_source(cast.analyst, place="database", folder="", pattern="", variable="VITALFEW_SOURCE_ERP", query=query)


def test_a_question_to_a_database_brings_its_answer(erp: str, cast: Any) -> None:
    _question(cast, "SELECT invoice, customer_id, date, amount FROM lines ORDER BY invoice")
    _look()
    batch = Batch.objects.get()
    assert (batch.counts["lines_new"], batch.files[0]["name"]) == (40, "ERP.csv")
    _look()
    assert Batch.objects.count() == 1
    with sqlite3.connect(erp) as database:
        database.execute("INSERT INTO lines VALUES (99, 'C1', '2026-02-01', 7)")
    _look()
    assert [batch.counts["lines_new"] for batch in Batch.objects.all()] == [40, 1]


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM lines",
        "DROP TABLE lines",
        "ATTACH '/tmp/other.db' AS other",
        "SELECT 1; DELETE FROM lines",
        "PRAGMA writable_schema = 1",
        "SELECT nothing FROM nowhere",
    ],
)
def test_a_question_can_only_read(erp: str, cast: Any, query: str) -> None:
    _question(cast, query)
    _look()
    assert get_sources()[0].problem.startswith("The database refused the question: ")
    assert not Draft.objects.exists()
    with sqlite3.connect(erp) as database:
        assert database.execute("SELECT COUNT(*) FROM lines").fetchone() == (40,)


def test_a_question_to_postgresql_can_only_read(cast: Any, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("runs where the tests run on PostgreSQL")
    one = settings.DATABASES["default"]
    name = connection.settings_dict["NAME"]
    monkeypatch.setenv(
        "VITALFEW_SOURCE_ERP",
        f"postgresql://{one['USER']}:{one['PASSWORD']}@{one['HOST']}:{one['PORT'] or 5432}/{name}",
    )
    _question(cast, "SELECT 1 AS customer_id, DATE '2026-01-05' AS date, 5.25 AS amount;")
    _look()
    assert Batch.objects.get().counts["lines_new"] == 1
    Source.objects.update(query="CREATE TABLE x (y int)")
    _look()
    assert get_sources()[0].problem.startswith("The database refused the question: ")


def test_an_address_that_is_not_set_is_named_and_no_password_ever_shows(cast: Any) -> None:
    _question(cast, "SELECT 1")
    _look()
    assert get_sources()[0].problem == (
        "The server has no environment variable VITALFEW_SOURCE_ERP. The administrator sets it."
    )


def test_a_file_that_would_change_a_closed_month_waits(folder: Path, cast: Any) -> None:
    Books.objects.update_or_create(id=1, defaults={"closed_until": "2026-01-31"})
    make_source(cast.analyst, folder=str(folder))
    _put(folder, "march.csv")
    _look()
    assert not Batch.objects.exists()
    assert [why.value for why in get_open_drafts(cast.analyst)[0].hindrances] == ["closed"]


def test_sources_are_due_by_their_rhythm() -> None:
    shanghai = ZoneInfo("Asia/Shanghai")

    def at(day: int, hour: int, minute: int = 0) -> datetime:
        return datetime(2026, 3, day, hour, minute, tzinfo=shanghai)

    assert is_turn(None, at(1, 3), is_daily=False, hour=6)
    assert not is_turn(at(1, 3, 5), at(1, 3, 59), is_daily=False, hour=6)
    assert is_turn(at(1, 3, 5), at(1, 4), is_daily=False, hour=6)
    assert not is_turn(None, at(1, 5, 59), is_daily=True, hour=6)
    assert is_turn(None, at(1, 6), is_daily=True, hour=6)
    assert not is_turn(at(1, 6, 1), at(1, 23), is_daily=True, hour=6)
    assert not is_turn(at(1, 6, 1), at(2, 5), is_daily=True, hour=6)
    assert is_turn(at(1, 6, 1), at(2, 6), is_daily=True, hour=6)


def test_a_paused_source_is_passed_by(folder: Path, cast: Any) -> None:
    source = make_source(cast.analyst, folder=str(folder))
    assert get_due_sources(timezone.localtime()) == [source.id]
    pause_source(by=cast.analyst, source_id=source.id, version=source.version, is_paused=True)
    assert get_due_sources(timezone.localtime()) == []


def test_names_of_files_lead_nowhere_else(tmp_path: Path) -> None:
    assert [is_pattern(one) for one in ("*.csv", "../*.csv", "a/b", "", "..", "a\\b")] == [True] + [False] * 5
    assert is_inside(tmp_path / "a", [tmp_path])
    assert not is_inside(tmp_path / ".." / "a", [tmp_path])


def test_a_saved_reading_is_renamed_and_one_in_use_is_not_forgotten(folder: Path, cast: Any) -> None:
    mapping = save_mapping(by=cast.analyst, name="SAP", columns={"Betrag": "amount"})
    source = make_source(cast.analyst, folder=str(folder), mapping_id=mapping.pk)
    rename_mapping(by=cast.analyst, mapping_id=mapping.pk, name="SAP neu", version=1)
    assert [(one.name, one.sources) for one in get_mappings()] == [("SAP neu", ("ERP",))]
    with pytest.raises(StillUsed):
        remove_mapping(by=cast.analyst, mapping_id=mapping.pk, version=2)
    values = {"mapping_id": None}
    save_source(by=cast.analyst, values=values, source_id=source.id, version=source.version)
    remove_mapping(by=cast.analyst, mapping_id=mapping.pk, version=2)
    assert get_mappings() == []
    assert Entry.objects.filter(verb="remove_mapping", before__name="SAP neu").exists()


def test_only_those_who_import_name_sources(cast: Any) -> None:
    with pytest.raises(NotAllowed):
        make_source(cast.owner)
