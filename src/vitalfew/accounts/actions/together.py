"""Many rows changed as one act: all of them or none, each against the version its reader saw; taken back as one."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db import models, transaction

from vitalfew.accounts.actions.dossier import confirm_value
from vitalfew.accounts.actions.people import edit_person
from vitalfew.accounts.models import Contact, DossierValue, Post
from vitalfew.accounts.queries.visible import authorise
from vitalfew.accounts.rules import NothingToTakeBack, PersonEdit, StaleTogether, ValueEdit
from vitalfew.journal.actions import change_row, hold_journal, write_entry
from vitalfew.journal.queries import get_line, get_lines
from vitalfew.journal.rules import Line, StaleVersion
from vitalfew.people.models import User
from vitalfew.people.rules import Actor, Permission, signer

T = TypeVar("T")
TOGETHER, TAKEN_BACK = "accounts.changed_together", "accounts.taken_back"
# What can be taken back, who may, and whether its fields are compared one by one.
_KINDS: dict[str, tuple[type[Contact | Post | DossierValue], Permission, bool]] = {
    "accounts.contact": (Contact, Permission.EDIT_PEOPLE, True),
    "accounts.post": (Post, Permission.EDIT_PEOPLE, True),
    "accounts.dossiervalue": (DossierValue, Permission.EDIT_DOSSIER, False),
}


def edit_people(
    *, by: Actor, account_id: int, edits: Sequence[PersonEdit], told: Mapping[str, Any], today: date | None = None
) -> int:
    """Give several people of an account the same values; return the number by which it is taken back."""
    with transaction.atomic():
        before = hold_journal()
        _for_each(
            edits,
            lambda one: one.contact_id,
            lambda one: edit_person(
                by=by, account_id=account_id, contact_id=one.contact_id, seen=one.seen, told=told, today=today
            ),
        )
        return _note(by, before, sorted(told))


def confirm_values(
    *, by: Actor, values: Sequence[ValueEdit], today: date, source: str = "", expires_on: date | None = None
) -> int:
    """Say of several values that they are still true; return the number by which it is taken back."""
    with transaction.atomic():
        before = hold_journal()
        _for_each(
            values,
            lambda one: (one.account_id, one.field),
            lambda one: confirm_value(
                by=by, account_id=one.account_id, field=one.field, version=one.version, today=today, source=source,
                expires_on=expires_on,
            ),
        )  # fmt: skip
        return _note(by, before, ["assessed_on"])


def take_back(*, by: Actor, number: int) -> int:
    """Give back what the rows of one's own act said before it, as far as nobody has changed it since; return how many.

    All or none: where another has written the same field meanwhile, both values are shown.
    """
    act = get_line(number)
    if act is None or act.verb != TOGETHER or act.actor_id != by.actor_id:
        raise NothingToTakeBack
    changed = [line for line in get_lines(act.after["first"], number - 1) if line.before and line.subject in _KINDS]
    with transaction.atomic():
        hold_journal()
        _for_each(reversed(changed), lambda line: (line.subject, line.subject_id), lambda line: _restore(by, line))
    return len(changed)


def _for_each(rows: Iterable[T], key: Callable[[T], Hashable], act: Callable[[T], Any]) -> None:
    """Act on every row; afterwards refuse them all if any has been changed meanwhile."""
    stale: dict[Any, StaleVersion] = {}
    for row in rows:
        try:
            act(row)
        except StaleVersion as refusal:
            stale[key(row)] = refusal
    if stale:
        raise StaleTogether(stale)


def _restore(by: Actor, line: Line) -> None:
    model, permission, by_field = _KINDS[line.subject]
    row = model._default_manager.filter(pk=line.subject_id).first()
    if row is None:
        raise StaleVersion(line.subject, 0, [])
    authorise(by, permission, row.account_id)
    changes = {name: _still(model, name, value) for name, value in line.before.items()}
    change_row(
        row, by=by, verb=TAKEN_BACK, version=line.version or 0, changes=changes, account_id=row.account_id,
        by_field=by_field,
    )  # fmt: skip


def _still(model: type[models.Model], name: str, value: Any) -> Any:
    """Return the value; nothing in place of a row that is no more."""
    to = model._meta.get_field(name).related_model
    if value is None or not (isinstance(to, type) and issubclass(to, models.Model)):
        return value
    return value if to._default_manager.filter(pk=value).exists() else None


def _note(by: Actor, before: int, fields: Sequence[str]) -> int:
    who = User.objects.get(pk=signer(by))
    after = {"first": before + 1, "fields": list(fields)}
    return write_entry(by=by, verb=TOGETHER, row=who, after=after).number
