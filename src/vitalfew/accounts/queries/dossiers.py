"""One account: who it is and who looks after it."""

from collections.abc import Iterable

from django.db.models import QuerySet

from vitalfew import words
from vitalfew.accounts.models import Account, KeyAccount
from vitalfew.accounts.queries.visible import (
    NAMED,
    Reader,
    accounts_visible_to,
    only_visible,
    visible_account,
    with_designation,
)
from vitalfew.accounts.rules import AccountState, KeyAccountState, MergedState, NoSuchAccount


def get_account(user: Reader, account_id: int) -> AccountState:
    """Return the account; raise NoSuchAccount where it is not visible to the user."""
    return _found(visible_account(user, account_id), account_id)


def get_account_by_code(user: Reader, code: str) -> AccountState:
    """Return the account of this code; raise NoSuchAccount where it is not visible to the user."""
    return _found(with_designation(accounts_visible_to(user).filter(code=code)).first(), code)


def get_designations(user: Reader, account_id: int) -> list[KeyAccountState]:
    """Return every designation of the account, the latest first, those revoked too."""
    rows = only_visible(_designations().filter(account_id=account_id), user)
    return [key_state(row) for row in rows.order_by("-pk")]


def get_names(user: Reader, account_ids: Iterable[int]) -> dict[int, str]:
    """Return the names of those of these accounts that the user may see, in one query."""
    found = accounts_visible_to(user).filter(pk__in=set(account_ids))
    return {pk: words.name(*names) for pk, *names in found.values_list("pk", "name", "name_en")}


def get_merged(user: Reader, account_id: int) -> list[MergedState]:
    """Return the accounts that have been merged into this one."""
    found = accounts_visible_to(user).filter(merged_into_id=account_id).order_by("pk")
    return [MergedState(one.pk, one.version, one.code or "", words.name(one.name, one.name_en)) for one in found]


def get_standing(account_id: int) -> KeyAccountState | None:
    """Return the account's standing designation as its readers know it. Who may see it is the caller's question."""
    row = standing(account_id)
    return key_state(row) if row else None


def standing(account_id: int) -> KeyAccount | None:
    """Return the account's standing designation."""
    return next(iter(_designations().filter(account_id=account_id, revoked_on=None)), None)


def account_state(account: Account, key: KeyAccount | None) -> AccountState:
    """Return the row as its readers know it."""
    return AccountState(
        id=account.pk,
        code=account.code or "",
        name=account.name,
        name_en=account.name_en,
        kind=account.kind,
        country=account.country,
        version=account.version,
        is_sample=account.is_sample,
        tax_id=account.tax_id,
        source=account.source,
        in_books=account.in_books,
        was_in_books=account.name_in_books != "",
        merged_into_id=account.merged_into_id,
        key=key_state(key) if key else None,
    )


def key_state(row: KeyAccount) -> KeyAccountState:
    """Return the designation as its readers know it."""
    return KeyAccountState(
        id=row.pk,
        version=row.version,
        tier=row.tier,
        manager_id=row.manager_id,
        manager_name=row.manager.actor_name,
        director_id=row.director_id,
        director_name=row.director.actor_name,
        deputy_id=row.deputy_id,
        deputy_name=row.deputy.actor_name if row.deputy else "",
        reason=row.reason,
        designated_on=row.designated_on,
        revoked_on=row.revoked_on,
        revoke_reason=row.revoke_reason,
        sponsor_id=row.sponsor_id,
        sponsor_name=row.sponsor.actor_name if row.sponsor else "",
    )


def _found(account: Account | None, asked: object) -> AccountState:
    if account is None:
        raise NoSuchAccount(asked)
    return account_state(account, getattr(account, "stands", None))


def _designations() -> QuerySet[KeyAccount]:
    return KeyAccount.objects.select_related(*NAMED)
