"""Accounts made of the codes that the books name, set aside when no line names them, taken away with the sample."""

from collections.abc import Iterator, Mapping

from django.db import transaction

from vitalfew.accounts.actions.rows import ROW, bare_row, shown_row, write_in_rows
from vitalfew.accounts.models import Account, AccountRow
from vitalfew.accounts.queries.codes import get_merged_codes
from vitalfew.accounts.queries.hands import get_touched
from vitalfew.accounts.rules import AccountKind
from vitalfew.bulk import delete_many, in_turns, insert_many, update_many
from vitalfew.journal.actions import change_row, write_entry
from vitalfew.journal.erasure import forget_accounts
from vitalfew.journal.rules import StaleVersion
from vitalfew.ledger.actions.aliases import set_same_customers
from vitalfew.ledger.queries import get_codes, get_sample_codes
from vitalfew.people.rules import Actor, Permission, require

CODE, NAME, COUNTRY = 300, 300, 100
ENTITY = AccountKind.ENTITY.value
OF_ACCOUNT = [
    "code", "name", "name_en", "name_in_books", "country", "kind", "is_sample", "version", "tax_id", "source",
    "in_books",
]  # fmt: skip
ALL = Account(pk=0)  # the journal's subject where many come at once
Told = dict[str, tuple[str, str]]  # code → name and country in the books


def adopt_codes(*, by: Actor) -> int:
    """Make an account of every code in the books that has none, and follow the books' names; return how many are new.

    A name given by hand stays. An account that no line names any more stays too where people have worked on it, and is
    set aside where nobody has, until lines name it again. Done again, or again after a crash, it makes what is missing.
    One journal line says how many came, left or returned; a renaming has a line of its own.
    """
    require(by, Permission.IMPORT_BOOKS)
    told = {code: (name, country) for code, name, country in _told()}
    last = _last()
    known = _known()
    sample = get_sample_codes()
    new = [code for code in told if code not in known]
    for chunk in in_turns(new):
        last = _adopt(by, {code: told[code] for code in chunk}, sample, last)
    for code, (_number, name_in_books, _in_books) in known.items():
        if code in told and name_in_books != told[code][0]:
            _rename(by, code, told[code][0])
    _return(by, {number: code for code, (number, _name, in_books) in known.items() if code in told and not in_books})
    _leave(by, {number: code for code, (number, _name, in_books) in known.items() if code not in told and in_books})
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
            forget_accounts(gone)
        Account.objects.filter(merged_into__in=gone).update(merged_into=None)
        Account.objects.filter(pk__in=gone).delete()
        set_same_customers(by=by, codes=get_merged_codes())
        sample.update(is_sample=False)
    return len(gone)


def _told() -> Iterator[tuple[str, str, str]]:
    columns = get_codes().to_pydict()
    for code, name, country in zip(columns["code"], columns["name"], columns["country"], strict=True):
        yield code[:CODE], (name or code)[:NAME], (country or "")[:COUNTRY]


def _known() -> dict[str, tuple[int, str, bool]]:
    """Return code → the account, what the books last called it, and whether they name it."""
    found = Account.objects.filter(code__isnull=False).order_by("pk")
    told = found.values_list("code", "pk", "name_in_books", "in_books")
    return {code: (number, name, in_books) for code, number, name, in_books in told if code is not None}


def _last() -> int:
    return Account.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _adopt(by: Actor, told: Told, sample: set[str], last: int) -> int:
    """Make these accounts, and their rows, unless somebody has made them since; return the last one's number."""
    with transaction.atomic():
        # The entry first: it holds the journal's lock, so of two who adopt at once the second sees the first's.
        write_entry(by=by, verb="accounts.adopted", row=ALL, after={"codes": list(told)})
        since = Account.objects.filter(pk__gt=last)
        there = set(since.values_list("code", flat=True))
        new = [
            (code, name, "", name, country, ENTITY, code in sample, 1, "", "", True)
            for code, (name, country) in told.items()
            if code not in there
        ]
        insert_many(Account, OF_ACCOUNT, new)
        named = since.filter(row=None).values_list("pk", "code", "name", "name_en")
        insert_many(AccountRow, ROW, [bare_row(number, code or "", *names) for number, code, *names in named])
    return _last()


def _return(by: Actor, codes: dict[int, str]) -> None:
    prospects = set(AccountRow.objects.filter(is_prospect=True).values_list("pk", flat=True)) if codes else set()
    for chunk in in_turns(codes):
        returned = [codes[number] for number in chunk]
        with transaction.atomic():
            write_entry(by=by, verb="accounts.returned", row=ALL, after={"codes": returned})
            update_many(Account, ["in_books"], [(number, True) for number in chunk])
            write_in_rows(
                by=by, columns=["is_prospect"], values=[(number, False) for number in chunk if number in prospects]
            )


def _leave(by: Actor, codes: dict[int, str]) -> None:
    touched = get_touched() if codes else set()
    for chunk in in_turns(codes):
        with transaction.atomic():
            write_entry(
                by=by, verb="accounts.left_books", row=ALL, after={"codes": [codes[number] for number in chunk]}
            )
            update_many(Account, ["in_books"], [(number, False) for number in chunk])
            delete_many(AccountRow, [number for number in chunk if number not in touched])


def _mend() -> None:
    """Give a row to every account that ought to have one: that the books name, or that people have worked on."""
    without = dict(Account.objects.filter(row=None, merged_into=None).values_list("pk", "in_books"))
    touched = get_touched() if not all(without.values()) else set()
    shown = [number for number, in_books in without.items() if in_books or number in touched]
    for chunk in in_turns(shown):
        with transaction.atomic():
            found = Account.objects.filter(pk__in=chunk, row=None).values_list("pk", "code", "name", "name_en")
            insert_many(AccountRow, ROW, [bare_row(number, code or "", *names) for number, code, *names in found])


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
    shown: Mapping[str, str] = shown_row(account.code or "", account.name, account.name_en)
    write_in_rows(by=by, columns=list(shown), values=[(account.pk, *shown.values())])
