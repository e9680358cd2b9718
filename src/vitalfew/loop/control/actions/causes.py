"""The tree of causes and the playbook, written by the director; what cases name never vanishes (S24)."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction

from vitalfew.journal.actions import change_row, create_row
from vitalfew.journal.rules import Clash, StaleVersion
from vitalfew.loop.control.models import CauseName, PlayText
from vitalfew.loop.control.queries.causes import get_causes, get_plays, get_used_causes
from vitalfew.loop.control.rules.causes import CauseWhy, place_refused
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import Actor, Permission, require

OWN = "own-"  # what the codes of the company's own causes and plays begin with


def write_cause(
    *,
    by: Actor,
    name: str,
    name_en: str,
    parent: str,
    code: str = "",
    version: int = 0,
    is_retired: bool = False,
) -> str:
    """Add a cause of the company's own, or name, place or retire one; return its code.

    A retired cause is no longer offered; cases that name it keep it. Version 0 where nobody has changed it yet.
    """
    require(by, Permission.DESIGNATE)
    causes = get_causes()
    if code and code not in causes.by_code:
        raise Refused(CauseWhy.NO_SUCH_CAUSE)
    if not name.strip() or not name_en.strip():
        raise Refused(CauseWhy.NO_NAME)
    is_moved = not code or causes.by_code[code].parent != parent
    if is_moved and (why := place_refused(causes, code, parent, get_used_causes())):
        raise Refused(why)
    if is_retired and any(not part.is_retired for part in causes.parts(code)):
        raise Refused(CauseWhy.CAUSE_HAS_PARTS)
    values = {"parent_code": parent, "name": name.strip(), "name_en": name_en.strip(), "is_retired": is_retired}
    return _write(by, CauseName, "control.cause", code or _next([*causes.by_code]), version, values)


def write_play(
    *,
    by: Actor,
    cause: str,
    name: str,
    name_en: str,
    steps: str,
    steps_en: str,
    code: str = "",
    version: int = 0,
    is_retired: bool = False,
) -> str:
    """Add a play for a cause, or change one; return its code. Version 0 where nobody has changed it yet."""
    require(by, Permission.DESIGNATE)
    plays = {one.code for one in get_plays()}
    if code and code not in plays:
        raise Refused(CauseWhy.NO_SUCH_PLAY)
    if cause not in get_causes().by_code:
        raise Refused(CauseWhy.NO_SUCH_CAUSE)
    if not name.strip() or not name_en.strip():
        raise Refused(CauseWhy.NO_NAME)
    if not steps.strip() or not steps_en.strip():
        raise Refused(CauseWhy.NO_STEPS)
    values = {
        "cause_code": cause,
        "name": name.strip(),
        "name_en": name_en.strip(),
        "steps": steps.strip(),
        "steps_en": steps_en.strip(),
        "is_retired": is_retired,
    }
    return _write(by, PlayText, "control.play", code or _next(sorted(plays)), version, values)


def _write(
    by: Actor, model: type[CauseName] | type[PlayText], verb: str, code: str, version: int, values: dict[str, Any]
) -> str:
    row = model._default_manager.filter(code=code).first()
    if row:
        if version == 0:
            raise _clash(row, values)
        change_row(row, by=by, verb=f"{verb}_changed", version=version, changes=values)
        return code
    try:
        with transaction.atomic():
            create_row(model(code=code, **values), by=by, verb=f"{verb}_written")
    except IntegrityError as refusal:
        raise _clash(model._default_manager.get(code=code), values) from refusal
    return code


def _clash(row: CauseName | PlayText, values: dict[str, Any]) -> StaleVersion:
    """Say that somebody has written it first, with both values."""
    clashes = [Clash(name, getattr(row, name), value) for name, value in values.items() if getattr(row, name) != value]
    return StaleVersion(row._meta.label_lower, row.version, clashes)


def _next(taken: Sequence[str]) -> str:
    numbers = [int(code.removeprefix(OWN)) for code in taken if code.startswith(OWN)]
    return f"{OWN}{max(numbers, default=0) + 1}"
