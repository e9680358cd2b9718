"""How a file's columns are read, saved under a name before it is used."""

from typing import Any

from vitalfew.journal.actions import change_row, create_row
from vitalfew.ledger.models import ColumnMapping
from vitalfew.people.rules import Actor, Permission, require


def save_mapping(
    *, by: Actor, name: str, columns: dict[str, str], options: dict[str, Any] | None = None, version: int | None = None
) -> ColumnMapping:
    """Save which column means what under this name; over an older one of that name only with the version seen."""
    require(by, Permission.IMPORT_BOOKS)
    standing = ColumnMapping.objects.filter(name=name).first()
    if standing is None:
        row = ColumnMapping(name=name, columns=columns, options=options or {})
        return create_row(row, by=by, verb="save_mapping")
    changes = {"columns": columns, "options": options or {}}
    seen = standing.version if version is None else version
    return change_row(standing, by=by, verb="save_mapping", version=seen, changes=changes)
