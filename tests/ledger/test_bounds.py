"""What is made to do harm is refused with a sentence: bombs, endless rows, files that lie about what they are."""

import os
import struct
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from ledger.files import HEADERS, ROWS, read, text, workbook, write
from vitalfew.ledger.actions import import_files
from vitalfew.ledger.models import Batch
from vitalfew.ledger.rules.imports import ImportStatus
from vitalfew.people.rules import COMMAND_LINE

ONE_SHEET = {"Orders": [HEADERS, *ROWS]}


def refusal(path: Path, language: str = "en", **how: Any) -> str:
    with translation.override(language):
        report = import_files(by=COMMAND_LINE, paths=[path], **how)
    assert (report.status, report.batch) == (ImportStatus.REFUSED, None)
    assert not Batch.objects.exists()
    return report.message


def _bomb(path: Path, megabytes: int, told: int | None = None) -> Path:
    """Make a workbook with a part that inflates to so many megabytes, and says it has `told` bytes."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/x", "w") as part:
        for _ in range(megabytes):
            part.write(bytes(1 << 20))
    if told is not None:
        data = bytearray(path.read_bytes())
        entry = data.rfind(b"PK\x01\x02")
        data[entry + 24 : entry + 28] = struct.pack("<I", told)
        path.write_bytes(data)
    return path


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    answer = read(_bomb(workbook(tmp_path, ONE_SHEET), 64), inflated=32 << 20).answer
    assert answer["problem"] == "inflates"
    assert answer["found"]["found"] > 64 << 20


def test_a_workbook_that_lies_about_its_size_is_found_out(tmp_path: Path) -> None:
    assert (
        read(_bomb(workbook(tmp_path, ONE_SHEET), 64, told=100), inflated=32 << 20).answer["problem"] == "lying_sizes"
    )


def test_an_honest_workbook_is_counted_and_passes(tmp_path: Path) -> None:
    assert read(_bomb(workbook(tmp_path, ONE_SHEET), 8), inflated=32 << 20).answer["state"] == "ready"


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n \n", "empty"),
        (b"%PDF-1.7", "unknown_format"),
        (b"<html><table><tr><td>1</td></tr></table>", "web_page"),
        (b"PK\x03\x04 not at all", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 not at all", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected"),
        (b"PAR1 not at all", "damaged"),
        (b"Invoice No,Customer ID,Date,Amount\n", "no_lines"),
    ],
)
def test_what_is_no_table_is_told_apart(tmp_path: Path, head: bytes, problem: str) -> None:
    path = tmp_path / "orders.xls"
    path.write_bytes(head)
    assert read(path).answer["problem"] == problem


def test_an_archive_of_files_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "orders.xlsx", "w") as archive:
        archive.writestr("orders.csv", text(ROWS))
    assert read(tmp_path / "orders.xlsx").answer["problem"] == "archive"


def test_rows_columns_and_cells_have_bounds(tmp_path: Path) -> None:
    assert read(write(tmp_path, ROWS * 20), rows=50).answer["found"] == {"most": 50}
    assert read(workbook(tmp_path, {"Orders": [HEADERS, *ROWS * 20]}), rows=50).answer["problem"] == "too_many_rows"
    assert read(write(tmp_path, ROWS), columns_at_most=5).answer["found"] == {"found": 7, "most": 5}
    long = [(*row[:4], "x" * (40 << 20), *row[5:]) for row in ROWS[:1]]
    assert read(write(tmp_path, [*ROWS, *long])).answer["problem"] == "endless_cell"


@pytest.mark.django_db
def test_a_file_too_large_is_refused_before_it_is_read_in_both_languages(tmp_path: Path, settings: Any) -> None:
    settings.UPLOAD_BYTES = 100
    path = write(tmp_path, ROWS)
    size = path.stat().st_size
    assert refusal(path) == (
        f"orders.csv has {size}\xa0bytes; at most 100\xa0bytes are taken. Export a shorter period at a time."
    )
    assert refusal(path, "zh-hans").startswith("orders.csv 有 ")


@pytest.mark.django_db
def test_reading_stops_at_its_memory(tmp_path: Path, settings: Any) -> None:
    settings.PARSE_MEMORY = 600 << 20
    rows = ROWS * 100_000
    rows = [(f"{number:06}", *row[1:4], f"{number:0400}", *row[5:]) for number, row in enumerate(rows)]
    message = refusal(write(tmp_path, rows))
    assert message == (
        "orders.csv needs more memory than an import may take. Export a shorter period, or save it as CSV."
    )


@pytest.mark.django_db
def test_reading_stops_at_its_time(tmp_path: Path, settings: Any) -> None:
    settings.PARSE_SECONDS = 0
    started = time.monotonic()
    message = refusal(write(tmp_path, ROWS * 1000), "zh-hans")
    assert message == "读取 orders.csv 超过 0 秒，已停止。请缩短期间，分次导出。"
    assert time.monotonic() - started < 20


INSIDE = """
import os, socket, subprocess, sys
from vitalfew.ledger.reading.fence import fence_in
from vitalfew.ledger.reading.sniffing import Bounds
fence_in(Bounds(memory=1 << 30, seconds=60))
tries = {
    "network": lambda: socket.create_connection(("127.0.0.1", int(sys.argv[1])), 2),
    "names": lambda: socket.getaddrinfo("localhost", 80),
    "program": lambda: subprocess.run(["true"]),
    "shell": lambda: os.system("true"),
    "fork": os.fork,
    "memory": lambda: bytearray(2 << 30),
}
for name, attempt in tries.items():
    try:
        attempt()
        print(name, "went through")
    except (OSError, MemoryError) as refusal:
        print(name, type(refusal).__name__)
"""


def test_behind_the_fence_there_is_no_network_and_no_other_program() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        environment = {"PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(
            [sys.executable, "-c", INSIDE, port], env=environment, capture_output=True, text=True, timeout=60
        )
    assert done.stdout.splitlines() == [
        "network PermissionError", "names PermissionError", "program PermissionError", "shell PermissionError",
        "fork PermissionError", "memory MemoryError",
    ], done.stderr  # fmt: skip


@pytest.mark.django_db
def test_the_reading_process_knows_no_secret(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from vitalfew.ledger.actions import checking

    monkeypatch.setenv("DATABASE_URL", "postgres://someone:secret@db/books")
    assert not {"DATABASE_URL", "VITALFEW_HOME"} & set(checking._environment())


@pytest.mark.django_db
def test_nothing_is_left_of_a_file_that_was_refused(tmp_path: Path, settings: Any) -> None:
    before = sorted((settings.HOME / "ledger" / "incoming").glob("*"))
    path = tmp_path / "orders.xlsx"
    path.write_bytes(b"PK\x03\x04 not at all")
    assert refusal(path) == "orders.xlsx is damaged or cut off. Save it again and choose the new file."
    assert not list((settings.HOME / "uploads").glob("reading-*"))
    assert sorted((settings.HOME / "ledger" / "incoming").glob("*")) == before
