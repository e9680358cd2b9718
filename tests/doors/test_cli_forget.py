"""A person erased by command leaves no trace in any file of the home (A38)."""

import subprocess
import sys
from pathlib import Path

from doors.terminal import Terminal

NAME = "欧阳修竹"
MAKE = f"""
import django
django.setup()
from datetime import date
from accounts.making import adopt
from vitalfew.accounts.actions import add_contact, add_person
from vitalfew.people.rules import COMMAND_LINE, Role
from vitalfew.people.actions import create_user
from vitalfew.loop.execution.actions import log_visit
account = adopt("C1")["C1"]
user = create_user(by=COMMAND_LINE, username="chen", name="陈", role=Role.DIRECTOR, password="correct horse battery")
add_person(by=user, account_id=account, name="{NAME}", title="采购经理")
log_visit(by=user, account_id=account, contact_name="{NAME}", outcome="advance", note="{NAME}答应给预测",
          held_on=date(2026, 1, 5), sent_key="k", next_step="给{NAME}回电话", next_due_on=date(2026, 1, 9),
          today=date(2026, 1, 5))
"""


def files_with(home: Path, name: str) -> list[str]:
    return [str(path) for path in home.rglob("*") if path.is_file() and _holds(path.read_bytes(), name)]


def _holds(content: bytes, name: str) -> bool:
    # As it is written in text, and as JSON writes it where it keeps to ASCII.
    return name.encode() in content or name.encode("unicode_escape") in content


def test_nothing_in_the_home_names_the_person_any_more(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    assert terminal.vitalfew("user", "list").code == 0
    surroundings = terminal.surroundings | {"DJANGO_SETTINGS_MODULE": "vitalfew.config.settings"}
    surroundings["PYTHONPATH"] = str(Path(__file__).parent.parent)
    subprocess.run([sys.executable, "-c", MAKE], env=surroundings, check=True, timeout=180)
    assert files_with(tmp_path, NAME)
    nobody = terminal.vitalfew("forget", "C1", "没有此人", "--reason", "x")
    assert nobody.code != 0
    assert "knows nobody of this name" in nobody.err
    done = terminal.vitalfew("forget", "C1", NAME, "--reason", "来信要求")
    assert done.code == 0, done.err
    assert files_with(tmp_path, NAME) == []
    assert terminal.vitalfew("doctor").code in (0, 1)
