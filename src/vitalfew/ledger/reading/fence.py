"""The fence around the reading process: so much memory and time, no network, no other programs, no core dump."""

import ctypes
import os
import resource
import signal
import sys
from typing import Any

from vitalfew.ledger.reading.sniffing import Bounds

_FORBIDDEN = ("socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec",
              "os.posix_spawn", "os.fork", "os.forkpty", "ctypes.dlopen", "urllib.Request")  # fmt: skip
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_DIE_WITH_PARENT = 1
_AFTER_PAGES = 5  # whoever waits for a page goes first


def fence_in(bounds: Bounds) -> None:
    """Bind this process for good: what parses foreign files is trusted with nothing but them."""
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux":
        library.prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        # A network of its own with nothing in it, where the system lets us; the hook below holds everywhere.
        _ = library.unshare(_NEW_NETWORK) and library.unshare(_NEW_USER | _NEW_NETWORK)
    _limit(resource.RLIMIT_AS, bounds.memory)
    _limit(resource.RLIMIT_CPU, bounds.seconds)
    _limit(resource.RLIMIT_CORE, 0)
    os.umask(0o077)
    os.nice(_AFTER_PAGES)
    sys.addaudithook(_refuse)


def _limit(which: int, value: int) -> None:
    hard = resource.getrlimit(which)[1]
    most = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (most, most))


def _refuse(event: str, _arguments: tuple[Any, ...]) -> None:
    if event in _FORBIDDEN:
        raise PermissionError(f"{event} is not for a process that reads foreign files")
