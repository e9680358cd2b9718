"""`vitalfew doctor`: does everything stand as it should, and what to do where it does not."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated

import typer
from django.db.utils import DatabaseError
from django.utils.translation import gettext as _

from vitalfew.cli import checks
from vitalfew.cli.checks import Finding
from vitalfew.cli.console import complain, note, say, say_json

CHECKS: tuple[Callable[[], Finding], ...] = (
    checks.home_rights, checks.free_space, checks.clock, checks.keys, checks.secrets, checks.tables, checks.journal,
    checks.engine, checks.fonts, checks.sign_ins, checks.worker, checks.backups,
)  # fmt: skip
MARKS = {"good": "●", "watch": "▲", "bad": "◆"}


def add_to(application: typer.Typer, name: str, purpose: str) -> None:
    """Add the command."""
    application.command(name, help=purpose)(doctor)


def doctor(
    as_json: Annotated[
        bool, typer.Option("--json", help=_("Write one JSON object to stdout, and nothing else."))
    ] = False,
) -> None:
    found = [_looked(check) for check in CHECKS]
    if as_json:
        say_json({"healthy": not _is_bad(found), "findings": [asdict(one) for one in found]})
    else:
        _show(found)
    raise typer.Exit(1 if _is_bad(found) else 0)


def _looked(check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except (DatabaseError, OSError) as fault:
        return Finding(check.__name__, "bad", str(fault).strip(), _("Mend this first, then look again."))


def _is_bad(found: list[Finding]) -> bool:
    return any(one.state == "bad" for one in found)


def _show(found: list[Finding]) -> None:
    for one in found:
        (complain if one.state == "bad" else say)(f"{MARKS[one.state]} {one.sentence}")
        if one.remedy:
            note(f"    → {one.remedy}")
