"""Runs in processes of its own, started by test_edits: makes one row of every kind, edits them, tells what stands.

editing.py make                 → the rows to edit
editing.py edit EDITORS EDITS   rows on standard input; so many at once → of each edit: done, stale or error
editing.py tell                 rows on standard input → what stands and what the journal says
"""

# ruff: noqa: E402  (Django is set up before anything of it is imported)

import json
import os
import sys
from datetime import date, timedelta
from multiprocessing import get_context
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vitalfew.config.settings")

import django

django.setup()

from django.apps import apps
from django.db import models

from vitalfew.journal.actions import change_row, create_row
from vitalfew.journal.models import Versioned
from vitalfew.journal.queries import get_history, verify_chain
from vitalfew.journal.rules import StaleVersion
from vitalfew.loop.analysis.rules.selection import DEFAULT_CARD, as_plain
from vitalfew.people.rules import COMMAND_LINE

FORK = get_context("fork")
LONGEST = 1800  # seconds that the long form may take
FIRST_DAY = date(2026, 1, 1)
# Where a value of the right type is not enough: say here what a new kind of row needs.
NEEDED: dict[str, dict[str, Any]] = {
    "analysis.Scorecard": {"criteria": as_plain(DEFAULT_CARD.criteria)},
    "control.InterruptionCase": {"outcome": "", "lesson": ""},
    "people.User": {"role": "manager"},
    "relations.WalletEstimate": {"point": 5, "currency": "CNY"},
    "ledger.Rate": {"kind": "dated", "day": FIRST_DAY, "currency": "USD", "into": "CNY"},
}
# Rows that stay as they were written: the database itself refuses to change one (tests/loop/test_selection.py).
STAYING = {"analysis.Scorecard"}
OTHERS = (("day", models.DateField), ("number", models.FloatField))
# Rows that want two different ones of a kind: the field that gets one of its own.
ANOTHER = {"accounts.Membership": "parent", "accounts.NotSame": "second", "relations.PersonLine": "head"}
# Rows that want one of several keys, any of which may be empty: the one that is filled.
FILLED = {"relations.JointMember": "user"}


def make() -> list[dict[str, Any]]:
    """Make one row of every versioned kind and choose the field to edit."""
    kinds = [model for model in apps.get_models() if issubclass(model, Versioned)]
    made: dict[type[models.Model], models.Model] = {}
    for kind in kinds:
        _make(kind, made)
    return [
        {"model": kind._meta.label, "pk": made[kind].pk, **_edited_field(kind)}
        for kind in kinds
        if kind._meta.label not in STAYING
    ]


def _make(kind: type[models.Model], made: dict[type[models.Model], models.Model]) -> models.Model:
    if kind not in made:
        values = dict(NEEDED.get(kind._meta.label, {}))
        if another := ANOTHER.get(kind._meta.label):
            values[another] = _make(kind._meta.get_field(another).related_model, {})
        filled = FILLED.get(kind._meta.label)
        for position, field in enumerate(kind._meta.concrete_fields):
            if field.name not in values and (field.name == filled or not _fills_itself(field)):
                values[field.name] = _value(field, position, made)
        row = kind(**values)
        made[kind] = create_row(row, by=COMMAND_LINE, verb="test.made") if isinstance(row, Versioned) else _save(row)
    return made[kind]


def _save(row: models.Model) -> models.Model:
    row.save()
    return row


def _fills_itself(field: Any) -> bool:
    return field.primary_key or field.null or field.has_default() or getattr(field, "auto_now_add", False)


def _value(field: Any, position: int, made: dict[type[models.Model], models.Model]) -> Any:
    if field.is_relation:
        return _make(field.related_model, made)
    if field.choices:
        return field.choices[0][0]
    kinds: list[tuple[type[models.Field[Any, Any]], Any]] = [
        (models.CharField, "x"),
        (models.TextField, "x"),
        (models.JSONField, {}),
        (models.DateTimeField, "2026-01-01T00:00:00+00:00"),
        # Later fields, later days: periods end after they begin.
        (models.DateField, FIRST_DAY + timedelta(days=position)),
        (models.DecimalField, 1),
        (models.FloatField, 1.0),
        (models.IntegerField, 1),
        (models.BooleanField, False),
    ]
    return next(value for type_, value in kinds if isinstance(field, type_))


def _edited_field(kind: type[Versioned]) -> dict[str, str]:
    """Choose a field that takes any short text, or else any day, or else any number."""
    fields = [field for field in kind._meta.concrete_fields if not field.choices and not field.is_relation]
    fields = [field for field in fields if field.name not in kind.secrets]
    for field in fields:
        if isinstance(field, models.TextField) or (isinstance(field, models.CharField) and field.max_length >= 20):
            return {"field": field.name, "kind": "text"}
    others = (
        ({"field": field.name, "kind": kind}, type_)
        for kind, type_ in OTHERS
        for field in fields
        if type(field) is type_
    )
    return next(chosen for chosen, _type in others)


def edit_at_once(editors: int, edits: int, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Let so many processes edit the same rows so many times each; this one has not touched the database yet."""
    told, start = FORK.Queue(), FORK.Barrier(editors)
    running = [FORK.Process(target=edit, args=(name, edits, rows, told, start)) for name in range(editors)]
    for process in running:
        process.start()
    said = [line for _editor in running for line in told.get(timeout=LONGEST)]
    for process in running:
        process.join()
    return said


def edit(name: int, edits: int, rows: list[dict[str, Any]], told: Any, start: Any) -> None:
    """Read, think, write, again and again, and say what came of each."""
    start.wait()
    told.put([_edit_once(at, _token(at["kind"], name, turn)) for at in rows for turn in range(edits)])


def _edit_once(at: dict[str, Any], wanted: Any) -> dict[str, Any]:
    row = apps.get_model(at["model"])._default_manager.get(pk=at["pk"])
    said = {"model": at["model"], "wanted": str(wanted)}
    try:
        change_row(row, by=COMMAND_LINE, verb="test.edit", version=row.version, changes={at["field"]: wanted})
    except StaleVersion as refusal:
        return {**said, "said": "stale", "clashes": [(clash.stands, clash.wanted) for clash in refusal.clashes]}
    except Exception as accident:
        return {**said, "said": "error", "error": repr(accident)}
    return {**said, "said": "done"}


def _token(kind: str, name: int, turn: int) -> Any:
    """Return a value that no other edit writes."""
    number = 1000 + name * 1000 + turn
    return {"day": FIRST_DAY + timedelta(days=number), "number": number + 0.5}.get(kind, f"{name}-{turn}")


def tell(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Tell of every row what stands and which edits its journal knows, and whether the journal is whole."""
    told = {}
    for at in rows:
        row = apps.get_model(at["model"])._default_manager.get(pk=at["pk"])
        lines = get_history(row._meta.label_lower, row.pk)[1:]
        edits = [(str(line.before[at["field"]]), str(line.after[at["field"]])) for line in lines]
        told[at["model"]] = {"stands": str(getattr(row, at["field"])), "version": row.version, "edits": edits}
    return {"rows": told, "first_break": verify_chain()}


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make"]:
            print(json.dumps(make()))
        case ["edit", editors, edits]:
            print(json.dumps(edit_at_once(int(editors), int(edits), json.load(sys.stdin))))
        case ["tell"]:
            print(json.dumps(tell(json.load(sys.stdin))))
