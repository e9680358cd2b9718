"""A reading process that has loaded everything already and forks: three hundred files are read in the time of ten.

Each file is still read in a process of its own, behind the same fence; only the start is shared. As a program
(`warm.py SOCKET`) it is the one that forks.
"""

import array
import contextlib
import io
import os
import signal
import socket
import subprocess
import sys
import traceback
from typing import IO, Any

import numpy.ma  # noqa: F401 - Arrow asks for it when the first file is read

from vitalfew.ledger.reading import child


class Warm:
    """The process that forks, from its start to its end."""

    def __init__(self) -> None:
        self.ours, theirs = socket.socketpair()
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        environment |= {"ARROW_DEFAULT_MEMORY_POOL": "system", "OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1"}
        self.process = subprocess.Popen(
            [sys.executable, __file__, str(theirs.fileno())], pass_fds=[theirs.fileno()], env=environment
        )
        theirs.close()

    def popen(self, _command: Any, *, stderr: IO[bytes], **_how: Any) -> "Reading":
        """Take the place of subprocess.Popen in the code that reads files."""
        return Reading(self.ours, stderr)

    def close(self) -> None:
        self.ours.close()
        self.process.wait(10)


class Reading:
    """One forked reading process, with what the code that reads files uses of a process."""

    def __init__(self, asking: socket.socket, errors: IO[bytes]) -> None:
        (to_read, to_write), (from_read, from_write), (said, saying) = os.pipe(), os.pipe(), os.pipe()
        theirs = [to_read, from_write, errors.fileno(), saying]
        asking.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", theirs))])
        for descriptor in (to_read, from_write, saying):
            os.close(descriptor)
        self.stdin = io.TextIOWrapper(os.fdopen(to_write, "wb"), "utf-8")
        self.stdout = io.TextIOWrapper(os.fdopen(from_read, "rb"), "utf-8")
        self.told = os.fdopen(said, "r")
        self.pid = int(self.told.readline())
        self.returncode: int | None = None

    def kill(self) -> None:
        if self.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def poll(self) -> int | None:
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        if self.returncode is None:
            with self.told:
                self.returncode = int(self.told.readline() or -signal.SIGKILL)
        return self.returncode


def serve(asked: socket.socket) -> None:
    """Fork once for each request until nobody asks any more."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        _message, control, _flags, _from = asked.recvmsg(1, socket.CMSG_SPACE(16))
        if not control:
            return
        descriptors = array.array("i")
        descriptors.frombytes(control[0][2])
        if not os.fork():
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _watch(*descriptors)
        for descriptor in descriptors:
            os.close(descriptor)


def _watch(listening: int, speaking: int, complaining: int, telling: int) -> None:
    """Fork the reader, and say who it is and how it ended."""
    reader = os.fork()
    if not reader:
        os.close(telling)
        _read(listening, speaking, complaining)
    for descriptor in (listening, speaking):
        os.close(descriptor)
    os.write(telling, f"{reader}\n".encode())
    _process, status = os.waitpid(reader, 0)
    os.write(telling, f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _read(listening: int, speaking: int, complaining: int) -> None:
    for place, descriptor in enumerate((listening, speaking, complaining)):
        os.dup2(descriptor, place)
    sys.stdin, sys.stdout = open(0, encoding="utf-8"), open(1, "w", encoding="utf-8")  # noqa: SIM115
    # Tests wait for it, and nobody waits for pages.
    os.nice = lambda _steps: 0  # type: ignore[assignment]
    try:
        child.main()
        sys.stdout.flush()
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
