"""The dossier of an account: what is known, how old it is, what is missing; and what has grown old anywhere."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from vitalfew import words
from vitalfew.accounts.models import DossierValue
from vitalfew.accounts.queries.visible import Reader, only_visible
from vitalfew.accounts.rules.dossier import FIELDS, OLD_DAYS, DossierField, DossierValueState, ask_next

_NEVER_OLD = [field.code for field in FIELDS.values() if not field.ages]


@dataclass(frozen=True)
class StaleValue:
    """A value that asks to be confirmed, and whose it is."""

    account_name: str
    stands: DossierValueState


@dataclass(frozen=True)
class StalePage:
    """A page of what has grown old, the longest expired first."""

    rows: list[StaleValue]
    total: int
    page: int
    pages: int


def get_dossier(account_id: int) -> list[DossierValueState]:
    """Return the standing values of the account. Who may see it is the caller's question."""
    found = DossierValue.objects.filter(account_id=account_id, field__in=FIELDS)
    return [value_state(row) for row in found.select_related("assessed_by")]


def get_value(account_id: int, field: str) -> DossierValueState | None:
    """Return the standing value of one field. Who may see the account is the caller's question."""
    found = DossierValue.objects.filter(account_id=account_id, field=field).select_related("assessed_by")
    return next((value_state(row) for row in found), None)


def get_missing(account_id: int, today: date) -> list[DossierField]:
    """Return what to ask of the account next, what matters most first; what has grown old is asked again."""
    return ask_next(get_dossier(account_id), today)


def get_stale(user: Reader, today: date, *, page: int = 1, size: int = 50) -> StalePage:
    """Return the values of the accounts this user sees that have expired or that nobody has looked at for long."""
    found = only_visible(stale_values(today), user)
    total = found.count()
    pages = max(1, -(-total // size))
    here = min(max(1, page), pages)
    rows = found.select_related("account", "assessed_by").order_by("expires_on", "assessed_on", "pk")
    return StalePage([_stale(row) for row in rows[(here - 1) * size : here * size]], total, here, pages)


def stale_values(today: date) -> QuerySet[DossierValue]:
    """Return the rows that ask to be confirmed."""
    old = Q(assessed_on__lt=today - timedelta(OLD_DAYS)) & ~Q(field__in=_NEVER_OLD)
    return DossierValue.objects.filter(Q(expires_on__lt=today) | old, field__in=FIELDS).exclude(value="")


def value_state(row: DossierValue) -> DossierValueState:
    """Return the row as its readers know it."""
    return DossierValueState(
        id=row.pk,
        version=row.version,
        account_id=row.account_id,
        field=row.field,
        value=row.value,
        source=row.source,
        confidence=row.confidence,
        assessed_by_id=row.assessed_by_id,
        assessed_by_name=row.assessed_by.actor_name,
        assessed_on=row.assessed_on,
        expires_on=row.expires_on,
    )


def _stale(row: DossierValue) -> StaleValue:
    return StaleValue(words.name(row.account.name, row.account.name_en), value_state(row))
