"""Records written, changed, confirmed and ended: each with its source, none thrown away."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from vitalfew.accounts.queries import authorise
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.accounts.rules.dossier import Confidence, DossierWhy, UnfitValue
from vitalfew.journal.actions import change_row, create_row
from vitalfew.people.rules import Actor, Permission, signer
from vitalfew.relations.models import Record
from vitalfew.relations.queries.records import OWN, TABLES, record_state
from vitalfew.relations.rules.records import RecordKind, RecordState, RecordWhy, UnfitRecord, check, check_day, expiry


def add_record(
    *,
    by: Actor,
    account_id: int,
    kind: RecordKind | str,
    values: Mapping[str, Any],
    source: str,
    confidence: Confidence | str,
    today: date,
    expires_on: date | None = None,
) -> RecordState:
    """Record something of the account, with who says so, from where, how sure, until when."""
    kind = RecordKind(kind)
    authorise(by, Permission.EDIT_DOSSIER, account_id)
    told = _told(kind, values, source, confidence)
    check_day(kind, told, today)
    stamp = _stamp(by, kind, today, expires_on)
    row = TABLES[kind](account_id=account_id, **told, **stamp)
    try:
        with transaction.atomic():
            create_row(row, by=by, verb="relations.record_added", account_id=account_id)
    except IntegrityError as refusal:
        raise UnfitRecord(RecordWhy.TWICE) from refusal
    return record_state(kind, row)


def change_record(
    *,
    by: Actor,
    kind: RecordKind | str,
    record_id: int,
    version: int,
    values: Mapping[str, Any],
    source: str,
    confidence: Confidence | str,
    today: date,
    expires_on: date | None = None,
) -> RecordState:
    """Change what a record says. Two people who change different fields of it both succeed."""
    kind = RecordKind(kind)
    row = _open(by, kind, record_id)
    told = _told(kind, values, source, confidence)
    check_day(kind, told, today)
    try:
        with transaction.atomic():
            _write(by, row, "relations.record_changed", version, told, by_field=True)
            # Whose judgement it now is concerns nobody's fields: it never clashes.
            _write(by, row, "relations.record_judged", row.version, _stamp(by, kind, today, expires_on))
    except IntegrityError as refusal:
        raise UnfitRecord(RecordWhy.TWICE) from refusal
    return _state(kind, record_id)


def confirm_record(*, by: Actor, kind: RecordKind | str, record_id: int, version: int, today: date) -> RecordState:
    """Say that a record is still true."""
    kind = RecordKind(kind)
    row = _open(by, kind, record_id)
    _write(by, row, "relations.record_confirmed", version, _stamp(by, kind, today, None))
    return _state(kind, record_id)


def end_record(
    *, by: Actor, kind: RecordKind | str, record_id: int, version: int, reason: str, today: date
) -> RecordState:
    """Say that a record no longer stands, and why. It stays to be read."""
    kind = RecordKind(kind)
    row = _open(by, kind, record_id)
    if not reason.strip():
        raise UnfitRecord(RecordWhy.NO_REASON)
    _write(by, row, "relations.record_ended", version, {"ended_on": today, "end_reason": reason.strip()})
    return _state(kind, record_id)


def _told(kind: RecordKind, values: Mapping[str, Any], source: str, confidence: Confidence | str) -> dict[str, Any]:
    told = {name: values[name] for name in OWN[kind] if name in values}
    check(kind, told)
    if not source.strip():
        raise UnfitValue(DossierWhy.NO_SOURCE)
    return told | {"source": source.strip(), "confidence": Confidence(confidence).value}


def _stamp(by: Actor, kind: RecordKind, today: date, expires_on: date | None) -> dict[str, Any]:
    until = expires_on or expiry(kind, today)
    if until < today:
        raise UnfitValue(DossierWhy.EXPIRES_BEFORE)
    return {"assessed_by_id": signer(by), "assessed_on": today, "expires_on": until}


def _open(by: Actor, kind: RecordKind, record_id: int) -> Record:
    row = TABLES[kind]._default_manager.filter(pk=record_id).first()
    if row is None:
        raise NoSuchAccount(record_id)
    authorise(by, Permission.EDIT_DOSSIER, row.account_id)
    if row.ended_on:
        raise UnfitRecord(RecordWhy.ENDED)
    return row


def _write(
    by: Actor, row: Record, verb: str, version: int, changes: Mapping[str, Any], *, by_field: bool = False
) -> None:
    change_row(
        row,
        by=by,
        verb=verb,
        version=version,
        changes=dict(changes),
        account_id=row.account_id,
        by_field=by_field,
    )


def _state(kind: RecordKind, record_id: int) -> RecordState:
    found = TABLES[kind]._default_manager.select_related("account", "assessed_by").get(pk=record_id)
    return record_state(kind, found)
