"""What every bench says of itself: on what machine, which versions; and a home of its own that leaves with it."""

import os
import platform
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

TURNS = 2_000_000


def describe() -> str:
    """Say on what machine a figure was measured."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in ("django", "duckdb", "ibis-framework", "gunicorn"))
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {_processor()}, Linux {platform.release()}, "
        f"Python {platform.python_version()}, {libraries}; {_pace() * 1000:.0f} ms for a plain loop of {TURNS:,} turns"
    )


def _pace() -> float:
    """Return the processor seconds of a plain loop: the same machine is twice as fast in one hour as in another."""
    started, total = time.process_time(), 0
    for turn in range(TURNS):
        total += turn * turn
    return time.process_time() - started


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


# Files larger than anybody sends: what bounds an upload is not what is measured.
_UNBOUNDED = {f"VITALFEW_{name}": str(1 << 40) for name in ("UPLOAD_BYTES", "UPLOAD_ROWS", "INFLATED_BYTES")} | {
    "VITALFEW_PARSE_SECONDS": "7200"
}


@contextmanager
def home(keep: str = "") -> Iterator[Path]:
    """Give a home of the bench's own; a kept one is used again as it stands."""
    path = Path(keep) if keep else Path(tempfile.mkdtemp(prefix="vitalfew-bench-"))
    path.mkdir(parents=True, exist_ok=True)
    os.environ |= {"VITALFEW_HOME": str(path), "DJANGO_SETTINGS_MODULE": "vitalfew.config.settings"}
    os.environ |= _UNBOUNDED
    try:
        yield path
    finally:
        if not keep:
            shutil.rmtree(path, ignore_errors=True)


@dataclass
class Watch:
    """What the largest child process of the watched time needed, in MiB."""

    peak: float = 0.0

    def look(self) -> None:
        """Ask each child that lives; the system keeps the peak of each itself."""
        for task in Path("/proc/self/task").iterdir():
            for child in (task / "children").read_text().split():
                with suppress(FileNotFoundError, ProcessLookupError):
                    status = Path(f"/proc/{child}/status").read_text()
                    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
                    self.peak = max([self.peak, *(int(kib) / 2**10 for kib in found)])


@contextmanager
def watching_children() -> Iterator[Watch]:
    """Watch the memory of the processes that this one starts meanwhile."""
    watch, stop = Watch(), threading.Event()

    def look() -> None:
        while not stop.wait(0.05):
            watch.look()

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield watch
    finally:
        stop.set()
        thread.join()


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
