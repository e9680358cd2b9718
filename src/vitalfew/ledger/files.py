"""The ledger's folder: immutable Parquet files that appear whole or not at all."""

import fcntl
import hashlib
import os
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

TEMPORARY = ".tmp"
# Longer than any import may run, and than any page that still reads files which an undo has replaced.
SWEEP_AFTER_SECONDS = 24 * 3600


def folder() -> Path:
    """Return the ledger folder in the home, private to its owner."""
    path: Path = settings.HOME / "ledger"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def incoming() -> Path:
    """Return the folder of files on their way in: inside the ledger's, because the engine reads nothing else."""
    path = folder() / "incoming"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def fingerprint(digests: Iterable[str]) -> str:
    """Return one SHA-256 for an import of these files, whatever their order."""
    found = sorted(digests)
    return found[0] if len(found) == 1 else hashlib.sha256("".join(found).encode()).hexdigest()


def digest(path: Path) -> str:
    """Return the SHA-256 of the file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def new_tag(of: str) -> str:
    """Return a name no other batch has: the start of its fingerprint and a random part."""
    return f"{of[:12]}-{secrets.token_hex(4)}"


@contextmanager
def appearing(name: str) -> Iterator[Path]:
    """Give a temporary path to write to; afterwards the file stands under its name, safe on disk, or not at all."""
    temporary = folder() / f"{name}.{os.getpid()}-{secrets.token_hex(4)}{TEMPORARY}"
    try:
        yield temporary
        _sync(temporary)
        temporary.rename(folder() / name)
        _sync(folder())
    finally:
        temporary.unlink(missing_ok=True)


def take_in(path: Path) -> None:
    """Let a file that waits among the incoming stand among the books, safe on disk; it goes on waiting there too."""
    _sync(path)
    os.utime(path)  # it may have waited for days: young again, it is safe from the sweeper until it counts
    target = folder() / path.name
    target.unlink(missing_ok=True)
    try:
        os.link(path, target)
    except OSError:
        # Not every file system knows two names for one file.
        with appearing(path.name) as temporary:
            shutil.copyfile(path, temporary)
    _sync(folder())


def keep_problems(path: Path | None, tag: str) -> str:
    """Keep the rows that an import set aside under its tag and return the file's name; "" where it set none aside."""
    if path is None:
        return ""
    name = f"{tag}.problems{path.suffix}"
    with appearing(name) as kept:
        kept.write_bytes(path.read_bytes())
    return name


def path_of(name: str) -> str | None:
    """Return where a file of the ledger lies, None where there is none."""
    return str(folder() / name) if name else None


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the lock of the books: imports and undos of all processes wait for one another, readers never."""
    with (folder() / "books.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def sweep(known: set[str], *, older_than: float = SWEEP_AFTER_SECONDS) -> list[str]:
    """Delete files that no batch names and that nobody can still be writing or reading; return their names."""
    limit = time.time() - older_than
    candidates = [path for pattern in ("*.parquet", f"*{TEMPORARY}", "*.problems.*") for path in folder().glob(pattern)]
    orphans = {path for path in candidates if path.name not in known and path.stat().st_mtime < limit}
    orphans |= {path for path in incoming().iterdir() if path.is_file() and path.stat().st_mtime < limit}
    for path in orphans:
        path.unlink(missing_ok=True)
    return sorted(path.name for path in orphans)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
