"""Between the books, which know codes, and the accounts, which have numbers."""

from collections.abc import Iterable

from vitalfew.accounts.models import KeyAccount
from vitalfew.accounts.queries.codes import get_merged_codes
from vitalfew.accounts.queries.visible import Reader, accounts_visible_to, only_visible


def get_ids_by_code(user: Reader, codes: Iterable[str] | None = None) -> dict[str, int]:
    """Return code → account id, of these codes or of all that the user may see; of a merged account, its survivor."""
    accounts = accounts_visible_to(user)
    found = accounts if codes is None else accounts.filter(code__in=set(codes))
    told = {code: number for code, number in found.values_list("code", "pk") if code is not None}
    merged = {code: other for code, other in get_merged_codes().items() if code in told}
    survivors = accounts.filter(code__in=set(merged.values())).values_list("code", "pk") if merged else ()
    number_of = dict(survivors)
    return told | {code: number_of[other] for code, other in merged.items() if other in number_of}


def get_codes(user: Reader, account_ids: Iterable[int] | None = None) -> dict[int, str]:
    """Return account id → code, of these accounts or of all that the user may see; a prospect may have none."""
    accounts = accounts_visible_to(user)
    found = accounts if account_ids is None else accounts.filter(pk__in=set(account_ids))
    return {number: code or "" for number, code in found.values_list("pk", "code")}


def get_key_managers(user: Reader) -> dict[int, int]:
    """Return account id → manager of every standing key account that the user may see."""
    keys = only_visible(KeyAccount.objects.filter(revoked_on=None), user)
    return dict(keys.values_list("account_id", "manager_id"))


def get_alarmed(user: Reader) -> set[int]:
    """Return the ids of the accounts whose row shows an alarm, of those that the user may see."""
    return set(accounts_visible_to(user).filter(row__alarm__in=[1, 2]).values_list("pk", flat=True))
