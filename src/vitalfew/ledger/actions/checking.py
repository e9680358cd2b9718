"""Reading foreign files in a process of their own, behind a fence; whatever becomes of it, the answer is a sentence."""

import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from vitalfew.ledger.files import digest, incoming
from vitalfew.ledger.labels import HEADINGS, ROW_PROBLEMS
from vitalfew.ledger.reading.sniffing import Bounds
from vitalfew.ledger.rules.facts_recognition import fields_of
from vitalfew.ledger.rules.imports import CheckedFiles, Doing, IncomingFile
from vitalfew.ledger.rules.problems import FileProblem, Unreadable, is_disk_full

Answer = dict[str, Any]
Tell = Callable[[int, Doing], None]
MOST_FILES = 12
# Longer silence is asked about: whoever waits may have called the reading off.
SILENCE_SECONDS = 0.5
_SOURCES = str(Path(__file__).resolve().parents[3])
# What a process says that ran into its memory limit before it could tell us.
_OUT_OF_MEMORY = (b"MemoryError", b"memory allocation", b"bad_alloc", b"realloc", b"out of memory", b"malloc")


class Cancelled(Exception):
    """Whoever asked for the reading or the commit has called it off. Nothing was written."""


def incoming_files(named: Sequence[tuple[str, Path]]) -> tuple[IncomingFile, ...]:
    """Return the files by their bytes, or refuse them for their number or size."""
    if len(named) > MOST_FILES:
        raise Unreadable(FileProblem.TOO_MANY_FILES, "", found=len(named), most=MOST_FILES)
    for name, path in named:
        if not path.is_file():
            raise Unreadable(FileProblem.NO_SUCH_FILE, name)
        if (size := path.stat().st_size) > settings.UPLOAD_BYTES:
            raise Unreadable(FileProblem.TOO_MANY_BYTES, name, found=size, most=settings.UPLOAD_BYTES)
    return tuple(IncomingFile(name, path.stat().st_size, digest(path)) for name, path in named)


def check_files(
    named: Sequence[tuple[str, Path]],
    *,
    tag: str,
    columns: Mapping[str, str],
    options: Mapping[str, Any],
    tell: Tell | None = None,
) -> Answer:
    """Read the files and return what was found. Good lines stand under the tag until they are committed or swept."""
    meant = fields_of(str(options.get("kind") or ""))
    if unknown := sorted({field for field in columns.values() if field and field not in meant}):
        raise Unreadable(FileProblem.NO_SUCH_FIELD, "", found=", ".join(unknown), has=", ".join(meant))
    workroom = Path(tempfile.mkdtemp(dir=settings.HOME / "uploads", prefix="reading-"))
    try:
        answer = _ask(_request(named, workroom, tag, columns, options), tell or (lambda rows, doing: None))
        if answer["state"] != "ready":
            # Of what is refused or asked about, only the rows set aside are of use, where they are told.
            clear(tag, with_problems=not answer.get("has_problems_file"))
        return answer
    except Cancelled:
        clear(tag)
        raise
    finally:
        shutil.rmtree(workroom, ignore_errors=True)


def are_waiting(answer: Answer, tag: str) -> bool:
    """Tell whether everything that was read under this tag still waits to be committed."""
    if answer.get("kind"):
        return lines_of(tag).exists()
    names = (*answer["lines_files"], f"{tag}.days.parquet", f"{tag}.accounts.parquet")
    return all((incoming() / name).exists() for name in names)


def lines_of(tag: str) -> Path:
    """Return where checked rows of other facts wait to be committed."""
    return incoming() / f"{tag}.parquet"


def problems_of(tag: str) -> Path:
    """Return where the rows set aside wait to be fetched."""
    return incoming() / f"{tag}.problems.csv"


def clear(tag: str, *, with_problems: bool = True) -> None:
    """Remove what was read under this tag."""
    for path in incoming().glob(f"{tag}.*parquet"):
        path.unlink(missing_ok=True)
    if with_problems:
        problems_of(tag).unlink(missing_ok=True)


def checked_of(
    answer: Answer, files: Sequence[IncomingFile], tag: str, problems: Sequence[dict[str, Any]]
) -> CheckedFiles:
    """Return the checked files as the commit takes them."""
    has_problems = answer["has_problems_file"] and problems_of(tag).exists()
    return CheckedFiles(
        files=tuple(files),
        tag=tag,
        lines_path=lines_of(tag),
        lines_files=tuple(incoming() / name for name in answer.get("lines_files", ())),
        days_path=incoming() / f"{tag}.days.parquet",
        accounts_path=incoming() / f"{tag}.accounts.parquet",
        told=tuple(answer.get("told", ())),
        refused_amount=answer.get("refused_amount"),
        total_row=answer.get("total_row", {}),
        lines_read=answer["lines_read"],
        lines_refused=answer["lines_refused"],
        repeated=answer["repeated"],
        problems=tuple(problems),
        problems_path=problems_of(tag) if has_problems else None,
        mapping=answer["used"],
        tax=answer["tax"],
        basis=answer["basis"],
    )


def _request(
    named: Sequence[tuple[str, Path]],
    workroom: Path,
    tag: str,
    columns: Mapping[str, str],
    options: Mapping[str, Any],
) -> dict[str, Any]:
    bounds = Bounds(
        bytes=settings.UPLOAD_BYTES,
        inflated=settings.INFLATED_BYTES,
        rows=settings.UPLOAD_ROWS,
        seconds=settings.PARSE_SECONDS,
        memory=settings.PARSE_MEMORY,
    )
    sentences = {problem.value: [str(reason), str(cure)] for problem, (reason, cure) in ROW_PROBLEMS.items()}
    return {
        "files": [{"name": name, "path": str(path.absolute())} for name, path in named],
        "columns": dict(columns),
        "options": dict(options),
        "bounds": asdict(bounds),
        "refused_share": settings.REFUSED_SHARE,
        "workroom": str(workroom),
        "tag": tag,
        "folder": str(incoming()),
        "lines": str(lines_of(tag)),
        "problems": str(problems_of(tag)),
        "words": {"headings": [str(word) for word in HEADINGS], "sentences": sentences},
    }


def _ask(request: dict[str, Any], tell: Tell) -> Answer:
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "vitalfew.ledger.reading"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, env=_environment(), text=True,
        )  # fmt: skip
        late = threading.Event()
        timer = threading.Timer(request["bounds"]["seconds"], _stop, (process, late))
        timer.start()
        try:
            answer = _converse(process, request, tell)
        finally:
            timer.cancel()
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()
        return answer or _broke_off(process.returncode, errors, request, is_late=late.is_set())


def _stop(process: "subprocess.Popen[str]", late: threading.Event) -> None:
    late.set()
    process.kill()


def _environment() -> dict[str, str]:
    """Return what the process may know of its surroundings: no address, no key, no password."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": _SOURCES,
        "PYTHONUTF8": "1",
        # The limit counts addresses; other allocators reserve many more than they use.
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "OPENBLAS_NUM_THREADS": "1",
    }


def _converse(process: "subprocess.Popen[str]", request: dict[str, Any], tell: Tell) -> Answer | None:
    if process.stdin is None or process.stdout is None:
        return None
    try:
        with process.stdin as listening:
            json.dump(request, listening)
    except BrokenPipeError:
        return None
    rows, doing = 0, Doing.READING
    for said in _spoken(process.stdout):
        if "answer" in said:
            process.wait()
            answer: Answer = said["answer"]
            return answer
        rows, doing = int(said.get("rows", rows)), Doing(said.get("doing", doing))
        tell(rows, doing)
    process.wait()
    return None


def _spoken(stream: IO[str]) -> Iterator[dict[str, Any]]:
    """Yield what the process says, and an empty word for every while in which it says nothing."""
    heard: queue.SimpleQueue[str] = queue.SimpleQueue()

    def listen() -> None:
        with suppress(ValueError):  # closed under our hands, because nobody listens any more
            for line in stream:
                heard.put(line)
        heard.put("")

    threading.Thread(target=listen, daemon=True).start()
    while True:
        try:
            line = heard.get(timeout=SILENCE_SECONDS)
        except queue.Empty:
            yield {}
            continue
        if not line:
            return
        yield json.loads(line)


def _broke_off(code: int, errors: IO[bytes], request: dict[str, Any], *, is_late: bool) -> Answer:
    errors.seek(0)
    said = errors.read(1 << 20)
    problem = FileProblem.BROKE_OFF
    if is_late or code == -signal.SIGXCPU:
        problem = FileProblem.TIME
    elif is_disk_full(said.decode("utf-8", "replace")):
        problem = FileProblem.NO_SPACE
    elif code == -signal.SIGKILL or any(word in said for word in _OUT_OF_MEMORY):
        problem = FileProblem.MEMORY
    place = ", ".join(file["name"] for file in request["files"])
    found = {"most": request["bounds"]["seconds"]}
    return {"state": "refused", "problem": problem.value, "place": place, "found": found, "columns": []}
