"""How a file's columns are read, saved under a name before it is used."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from vitalfew.journal.actions import change_row, create_row, write_entry
from vitalfew.journal.rules import StaleVersion
from vitalfew.ledger.actions.checking import Answer, Tell, check_files
from vitalfew.ledger.models import ColumnMapping
from vitalfew.ledger.rules.imports import NameTaken, StillUsed
from vitalfew.ledger.rules.problems import FileProblem, Unreadable
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


def rename_mapping(*, by: Actor, mapping_id: int, name: str, version: int) -> None:
    """Give a saved reading another name; sources that use it go on using it."""
    require(by, Permission.IMPORT_BOOKS)
    row = ColumnMapping.objects.get(pk=mapping_id)
    if ColumnMapping.objects.filter(name=name).exclude(pk=mapping_id).exists():
        raise NameTaken(name)
    change_row(row, by=by, verb="rename_mapping", version=version, changes={"name": name})


def remove_mapping(*, by: Actor, mapping_id: int, version: int) -> None:
    """Forget a saved reading; what was imported with it stays. One that a source uses is refused."""
    require(by, Permission.IMPORT_BOOKS)
    row = ColumnMapping.objects.get(pk=mapping_id)
    if users := list(row.source_set.values_list("name", flat=True)):
        raise StillUsed(users)
    with transaction.atomic():
        before = {"name": row.name, "columns": row.columns, "options": row.options}
        write_entry(by=by, verb="remove_mapping", row=row, before=before)
        if not ColumnMapping.objects.filter(pk=mapping_id, version=version).delete()[0]:
            raise StaleVersion("ledger.columnmapping", row.version, [])


def note_use(name: str) -> None:
    """Count one more import read with this saved reading: no change that anybody made."""
    ColumnMapping.objects.filter(name=name).update(uses=F("uses") + 1, last_used_at=timezone.now())


def saved_mapping(name: str) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the columns and options saved under this name; nothing without a name."""
    if not name:
        return {}, {}
    found = ColumnMapping.objects.filter(name=name).first()
    if found is None:
        raise Unreadable(FileProblem.NO_SUCH_MAPPING, "", found=name)
    return dict(found.columns), dict(found.options)


def check_as_saved(
    named: Sequence[tuple[str, Path]], *, tag: str, options: Mapping[str, Any], tell: Tell | None = None
) -> tuple[Answer, str]:
    """Read the files by their headers; where these do not tell enough, as a file with the same headers was read before.

    Return the answer and the name of the saved mapping that helped.
    """
    answer = check_files(named, tag=tag, columns={}, options=options, tell=tell)
    if answer["state"] != "mapping":
        return answer, ""
    headers = {column["header"] for column in answer["columns"]}
    fitting = [one for one in ColumnMapping.objects.order_by("-id") if one.columns and headers >= set(one.columns)]
    if not fitting:
        return answer, ""
    best = max(fitting, key=lambda one: len(one.columns))
    again = check_files(named, tag=tag, columns=best.columns, options={**best.options, **options}, tell=tell)
    return again, best.name
