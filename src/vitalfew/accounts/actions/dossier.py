"""Values of the dossier judged, judged anew, confirmed. The journal keeps what they were (S3)."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from vitalfew.accounts.models import DossierValue
from vitalfew.accounts.queries.dossier import value_state
from vitalfew.accounts.queries.visible import authorise
from vitalfew.accounts.rules.dossier import (
    Confidence,
    DossierValueState,
    DossierWhy,
    UnfitValue,
    expiry,
    plain_value,
)
from vitalfew.journal.actions import change_row, create_row
from vitalfew.journal.rules import Clash, StaleVersion
from vitalfew.people.rules import Actor, Permission, signer


def assess_value(
    *,
    by: Actor,
    account_id: int,
    field: str,
    value: str,
    source: str,
    confidence: Confidence | str,
    version: int,
    today: date,
    expires_on: date | None = None,
    currency: str = "",
) -> DossierValueState:
    """Write what is known of one field; version 0 says that nobody had known it. An empty value takes it back.

    Value, source and confidence are one judgement: of two people who write one field the second is shown both.
    """
    authorise(by, Permission.EDIT_DOSSIER, account_id)
    kept = plain_value(field, value, currency)
    if not source.strip():
        raise UnfitValue(DossierWhy.NO_SOURCE)
    until = expires_on or expiry(field, today)
    if until < today:
        raise UnfitValue(DossierWhy.EXPIRES_BEFORE)
    judged = {
        "value": kept,
        "source": source.strip(),
        "confidence": Confidence(confidence).value,
        "assessed_by": signer(by),
        "assessed_on": today,
        "expires_on": until,
    }
    row = _row(account_id, field)
    if row is None and version == 0:
        return _first(by, account_id, field, judged)
    return value_state(_judged(by, row, version, "accounts.dossier_assessed", judged))


def confirm_value(
    *,
    by: Actor,
    account_id: int,
    field: str,
    version: int,
    today: date,
    source: str = "",
    expires_on: date | None = None,
) -> DossierValueState:
    """Say that what stands is still true: it is fresh again, and bears the name of whoever said so.

    Where it is known from elsewhere now, or lasts for another time than such a value does, that is told too.
    """
    authorise(by, Permission.EDIT_DOSSIER, account_id)
    row = _row(account_id, field)
    if row is None or not row.value:
        raise UnfitValue(DossierWhy.NOTHING_TO_CONFIRM)
    until = expires_on or expiry(field, today)
    if until < today:
        raise UnfitValue(DossierWhy.EXPIRES_BEFORE)
    judged = {"assessed_by": signer(by), "assessed_on": today, "expires_on": until}
    judged |= {"source": source.strip()} if source.strip() else {}
    return value_state(_judged(by, row, version, "accounts.dossier_confirmed", judged))


def _row(account_id: int, field: str) -> DossierValue | None:
    return DossierValue.objects.filter(account_id=account_id, field=field).first()


def _first(by: Actor, account_id: int, field: str, judged: dict[str, Any]) -> DossierValueState:
    told = {("assessed_by_id" if name == "assessed_by" else name): value for name, value in judged.items()}
    row = DossierValue(account_id=account_id, field=field, **told)
    try:
        with transaction.atomic():
            create_row(row, by=by, verb="accounts.dossier_assessed", account_id=account_id)
    except IntegrityError:
        # Of two who answered first, one was first.
        return value_state(_judged(by, _row(account_id, field), 0, "accounts.dossier_assessed", judged))
    return value_state(row)


def _judged(by: Actor, row: DossierValue | None, version: int, verb: str, judged: dict[str, Any]) -> DossierValue:
    if row is None:
        raise StaleVersion("accounts.dossiervalue", 0, [Clash(name, None, value) for name, value in judged.items()])
    change_row(row, by=by, verb=verb, version=version, changes=judged, account_id=row.account_id)
    return DossierValue.objects.select_related("assessed_by").get(pk=row.pk)
