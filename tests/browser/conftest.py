"""One browser for all the stories of a file, and one home, staffed once and copied for each server."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.served import Serve, Server, chromium, serving
from homes import home_at, once, surroundings

TESTS = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Not for longer: Playwright keeps a loop of its own running, in which Django refuses to ask its database.
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Serve:
    """Give what serves a home of its own, with all of us in it and these lines of a text file in its books."""

    @contextmanager
    def serve(*orders: str, workers: int = 1) -> Iterator[Server]:
        folder = tmp_path_factory.mktemp("served")
        home = shutil.copytree(once("staffed", _staff), folder / "home")
        file = folder / "orders.csv"
        file.write_text("\n".join(orders))
        books = ["--books", str(file)] if orders else []
        with serving(home, "--workers", str(workers), *books) as started:
            yield started

    return serve


def _staff(place: Path) -> None:
    home_at(place)
    program = [sys.executable, str(TESTS / "browser" / "staffing.py")]
    paths = os.pathsep.join([str(TESTS), *sys.path])
    subprocess.run(program, env=surroundings(place) | {"PYTHONPATH": paths}, check=True, timeout=300)
