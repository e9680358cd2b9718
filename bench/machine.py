"""What every bench says of itself: on what machine, which versions; and a home of its own that leaves with it."""

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path


def describe() -> str:
    """Say on what machine a figure was measured."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in ("django", "duckdb", "ibis-framework", "gunicorn"))
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {_processor()}, Linux {platform.release()}, "
        f"Python {platform.python_version()}, {libraries}"
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


@contextmanager
def home(keep: str = "") -> Iterator[Path]:
    """Give a home of the bench's own; a kept one is used again as it stands."""
    path = Path(keep) if keep else Path(tempfile.mkdtemp(prefix="vitalfew-bench-"))
    path.mkdir(parents=True, exist_ok=True)
    os.environ |= {"VITALFEW_HOME": str(path), "DJANGO_SETTINGS_MODULE": "vitalfew.config.settings"}
    try:
        yield path
    finally:
        if not keep:
            shutil.rmtree(path, ignore_errors=True)


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
