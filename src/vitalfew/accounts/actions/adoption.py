"""Accounts made of the codes that the books name, and taken away with the sample."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from vitalfew.accounts.actions.rows import write_in_rows
from vitalfew.accounts.models import Account, AccountRow
from vitalfew.accounts.rules import AccountKind, folded
from vitalfew.bulk import chunks, insert_many
from vitalfew.journal.actions import change_row, write_entry
from vitalfew.journal.rules import StaleVersion
from vitalfew.ledger.queries import get_codes, get_sample_codes
from vitalfew.people.rules import Actor, Permission, require

CODE, NAME, COUNTRY = 300, 300, 100
ENTITY = AccountKind.ENTITY.value
OF_ACCOUNT = ["code", "name", "name_en", "name_in_books", "country", "kind", "is_sample", "version"]
ALL = Account(pk=0)  # the journal's subject where many come at once


def adopt_codes(*, by: Actor) -> int:
    """Make an account of every code in the books that has none, and follow the books' names; return how many are new.

    A name given by hand stays. Done again, or again after a crash, it makes what is missing. One journal line says
    how many came; a renaming has a line of its own.
    """
    require(by, Permission.IMPORT_BOOKS)
    told = {code: (name, country) for code, name, country in _told()}
    known = dict(Account.objects.values_list("code", "name_in_books"))
    sample = get_sample_codes()
    new = [code for code in told if code not in known]
    for chunk in chunks(new):
        _adopt(by, {code: told[code] for code in chunk}, sample)
    for code, (name, _country) in told.items():
        if known.get(code, name) != name:
            _rename(by, code, name)
    _mend()
    return len(new)


def remove_sample(*, by: Actor) -> int:
    """Remove the sample's accounts and all that hangs on them; one that the user's own books name too stays his.

    To be called once the sample's batches have been taken back.
    """
    require(by, Permission.LOAD_SAMPLE)
    kept = {code for code, _name, _country in _told()}
    sample = Account.objects.filter(is_sample=True)
    with transaction.atomic():
        gone = [account.pk for account in sample if account.code not in kept]
        if gone:
            write_entry(by=by, verb="accounts.sample_removed", row=ALL, before={"accounts": len(gone)})
        Account.objects.filter(pk__in=gone).delete()
        sample.update(is_sample=False)
    return len(gone)


def _told() -> Iterator[tuple[str, str, str]]:
    columns = get_codes().to_pydict()
    for code, name, country in zip(columns["code"], columns["name"], columns["country"], strict=True):
        yield code[:CODE], (name or code)[:NAME], (country or "")[:COUNTRY]


def _adopt(by: Actor, told: dict[str, tuple[str, str]], sample: set[str]) -> None:
    codes = list(told)
    with transaction.atomic():
        # The entry first: it holds the journal's lock, so of two who adopt at once the second sees the first's.
        write_entry(by=by, verb="accounts.adopted", row=ALL, after={"codes": codes})
        there = set(Account.objects.filter(code__in=codes).values_list("code", flat=True))
        new = [code for code in codes if code not in there]
        rows = [(code, told[code][0], "", told[code][0], told[code][1], ENTITY, code in sample, 1) for code in new]
        insert_many(Account, OF_ACCOUNT, rows)
        _give_rows(Account.objects.filter(code__in=new))


def _give_rows(accounts: QuerySet[Account]) -> None:
    bare = {field.attname: field.get_default() for field in AccountRow._meta.concrete_fields}
    rows = [tuple((bare | {"account_id": one.pk} | _shown(one)).values()) for one in accounts]
    insert_many(AccountRow, [field.name for field in AccountRow._meta.concrete_fields], rows)


def _mend() -> None:
    """Give a row to every account that has none."""
    for chunk in chunks(Account.objects.filter(row=None).values_list("pk", flat=True)):
        with transaction.atomic():
            _give_rows(Account.objects.filter(pk__in=chunk, row=None))


def _rename(by: Actor, code: str, name: str) -> None:
    account = Account.objects.get(code=code)
    follows = account.name == account.name_in_books
    changes = {"name_in_books": name} | ({"name": name} if follows else {})
    try:
        with transaction.atomic():
            change_row(
                account, by=by, verb="accounts.renamed", version=account.version, changes=changes, account_id=account.pk
            )
            _show(by, account)
    except StaleVersion:
        return  # somebody is editing it: the next time


def _show(by: Actor, account: Account) -> None:
    shown = _shown(account)
    write_in_rows(by=by, columns=list(shown), values=[(account.pk, *shown.values())])


def _shown(account: Account) -> dict[str, Any]:
    return {
        "code": account.code,
        "name": account.name,
        "name_en": account.name_en,
        "search": folded(account.code, account.name, account.name_en),
    }
