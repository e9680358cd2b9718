"""A disk that is full changes nothing in the books, is said in plain words, and is no reason to start anew."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from faults.test_imports import happens
from faults.trials import SIZES

FULL = "The disk is full. Free some space and try once more; nothing was written."


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of 64 MB."""
    if os.geteuid() or not shutil.which("mount"):
        pytest.skip("no disk of its own: only root may mount one")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk], capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"no disk of its own: {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_full_disk_leaves_the_books_as_they_were(small_disk: Path, database: str, kind: str) -> None:
    seen = happens(kind, small_disk, database, program="filling.py")
    assert len(seen["tries"]) == SIZES
    for one in seen["tries"]:
        assert (one["status"], one["stands"]) in {("refused", "before"), ("committed", "after")}, one
        assert one["status"] == "committed" or one["said"] == FULL, one
        assert (one["again"], one["is_equal"]) == ("committed", True), one
    assert seen["tries"][0]["status"] == "refused"
    assert (seen["undone"], seen["in_step"], seen["left"]) == (True, True, [])
