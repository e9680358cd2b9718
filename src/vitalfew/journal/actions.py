"""The only way a versioned row is written: compare the version, write, and add one sealed line to the journal."""

import hashlib
import hmac
import json
from typing import Any, TypeVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import F
from django.forms.models import model_to_dict
from django.utils import timezone

from vitalfew.journal.models import Entry, Head, Versioned
from vitalfew.journal.rules import Actor, Clash, StaleVersion

Row = TypeVar("Row", bound=Versioned)


def create_row(row: Row, *, by: Actor, verb: str, account_id: int | None = None) -> Row:
    """Save a new row and note it in the journal."""
    with transaction.atomic():
        row.save(force_insert=True)
        write_entry(by=by, verb=verb, row=row, after=_values(row), account_id=account_id)
    return row


def change_row(
    row: Row, *, by: Actor, verb: str, version: int, changes: dict[str, Any], account_id: int | None = None
) -> Row:
    """Write the changes if the row still has the version its reader saw; otherwise raise StaleVersion with both values.

    The comparison is part of the UPDATE, so of two writers exactly one wins, on either database.
    """
    model = type(row)
    with transaction.atomic():
        before = {name: _plain(getattr(row, name)) for name in changes}
        written = model._default_manager.filter(pk=row.pk, version=version).update(**changes, version=F("version") + 1)
        if not written:
            raise _clash(row, changes)
        for name, value in changes.items():
            setattr(row, name, value)
        row.version = version + 1
        after = {name: _plain(getattr(row, name)) for name in changes}
        write_entry(by=by, verb=verb, row=row, before=before, after=after, account_id=account_id)
    return row


def write_entry(
    *,
    by: Actor,
    verb: str,
    row: models.Model,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    account_id: int | None = None,
) -> Entry:
    """Append one line to the chain, sealed together with the line before it."""
    with transaction.atomic():
        Head.objects.get_or_create(id=1)
        head = Head.objects.select_for_update().get(id=1)
        entry = Entry(
            number=head.number + 1,
            at=timezone.now(),
            actor_id=by.actor_id,
            actor_name=by.actor_name,
            verb=verb,
            subject=row._meta.label_lower,
            subject_id=str(row.pk),
            account_id=account_id,
            before=before or {},
            after=after or {},
            previous_seal=head.seal,
        )
        entry.seal = seal_of(entry)
        entry.save(force_insert=True)
        Head.objects.filter(id=1).update(number=entry.number, seal=entry.seal)
    return entry


def seal_of(entry: Entry) -> str:
    """Return the HMAC-SHA256 over the entry and the seal before it."""
    content = [
        entry.number, entry.at.isoformat(), entry.actor_id, entry.actor_name, entry.verb, entry.subject,
        entry.subject_id, entry.account_id, entry.before, entry.after, entry.previous_seal,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(settings.JOURNAL_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def _clash(row: Versioned, changes: dict[str, Any]) -> StaleVersion:
    standing = type(row)._default_manager.get(pk=row.pk)
    clashes = [
        Clash(name, _plain(getattr(standing, name)), _plain(wanted))
        for name, wanted in changes.items()
        if _plain(getattr(standing, name)) != _plain(wanted)
    ]
    return StaleVersion(row._meta.label_lower, standing.version, clashes)


def _values(row: models.Model) -> dict[str, Any]:
    concrete = [field.name for field in row._meta.concrete_fields]
    return {name: _plain(value) for name, value in model_to_dict(row, fields=concrete).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return str(value)
