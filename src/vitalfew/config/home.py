"""The one folder that holds everything Vitalfew keeps: database, books, keys, uploads, cache."""

import os
import secrets
from pathlib import Path


def home() -> Path:
    """Return the home folder (VITALFEW_HOME), made private to its owner on first use."""
    path = Path(os.environ.get("VITALFEW_HOME") or Path.home() / ".vitalfew").expanduser().absolute()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def key(name: str) -> str:
    """Return the secret kept under this name in the home, drawn at the first start and readable by its owner only."""
    path = home() / f"{name}.key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _wait_for(path)
    with os.fdopen(descriptor, "w") as file:
        secret = secrets.token_urlsafe(48)
        file.write(secret)
    return secret


def _wait_for(path: Path) -> str:
    # Two processes may start at once: the one that lost the race waits until the other has written.
    for _ in range(1000):
        if secret := path.read_text():
            return secret
    raise RuntimeError(f"{path} is empty: delete it and start again.")
