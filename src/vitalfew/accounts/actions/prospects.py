"""Prospects: accounts that people note before any line names them; once one does, somebody says which it is."""

from typing import Any

from django.db import IntegrityError, transaction

from vitalfew.accounts.actions.rows import ROW, bare_row, shown_row, write_in_rows
from vitalfew.accounts.models import Account, AccountRow
from vitalfew.accounts.queries.dossiers import account_state
from vitalfew.accounts.queries.hands import get_touched
from vitalfew.accounts.rules import AccountState, ProspectWhy, UnfitProspect
from vitalfew.bulk import insert_many
from vitalfew.journal.actions import change_row, create_row, write_entry
from vitalfew.ledger.rules.tax_ids import TaxId, check_tax_id, plain_tax_id
from vitalfew.people.rules import Actor, Permission, require

# What the list shows of the books.
OF_BOOKS = ["revenue", "revenue_before", "revenue_rank", "change_share", "margin", "spark", "last_order_on"]


def create_prospect(
    *, by: Actor, name: str, code: str = "", tax_id: str = "", country: str = "", source: str = ""
) -> AccountState:
    """Note an account that the books do not name yet. Lines with its code make it an account like any other."""
    require(by, Permission.ADD_PROSPECT)
    row = Account(
        code=code.strip() or None,
        name=name.strip(),
        tax_id=plain_tax_id(tax_id),
        country=country.strip(),
        source=source.strip(),
        in_books=False,
    )
    _require_fit(row)
    try:
        with transaction.atomic():
            create_row(row, by=by, verb="accounts.prospect_noted")
            insert_many(AccountRow, ROW, [bare_row(row.pk, row.code or "", row.name)])
            write_in_rows(by=by, columns=["is_prospect"], values=[(row.pk, True)])
    except IntegrityError as refusal:
        raise UnfitProspect(ProspectWhy.CODE_TAKEN) from refusal
    return account_state(row, None)


def join_prospect(*, by: Actor, prospect_id: int, version: int, account_id: int) -> AccountState:
    """Say that the prospect is this account of the books: the prospect takes over its code, and it goes.

    Only an account on which nobody has worked goes: what people wrote is never thrown away.
    """
    require(by, Permission.ADD_PROSPECT)
    prospect, account = (Account.objects.filter(pk=one).first() for one in (prospect_id, account_id))
    if prospect is None or account is None or prospect.name_in_books or not account.in_books:
        raise UnfitProspect(ProspectWhy.NO_PROSPECT)
    if account.pk in get_touched():
        raise UnfitProspect(ProspectWhy.BOTH_WORKED_ON)
    taken = {
        "code": account.code,
        "name_in_books": account.name_in_books,
        "country": prospect.country or account.country,
        "in_books": True,
    }
    with transaction.atomic():
        write_entry(by=by, verb="accounts.joined", row=account, after={"into": prospect.pk}, account_id=prospect.pk)
        computed = AccountRow.objects.filter(pk=account.pk).values(*OF_BOOKS).first() or {}
        account.delete()
        change_row(
            prospect, by=by, verb="accounts.prospect_joined", version=version, changes=taken, account_id=prospect.pk
        )
        shown: dict[str, Any] = (
            shown_row(prospect.code or "", prospect.name, prospect.name_en) | {"is_prospect": False} | computed
        )
        write_in_rows(by=by, columns=list(shown), values=[(prospect.pk, *shown.values())])
    return account_state(prospect, None)


def _require_fit(row: Account) -> None:
    if row.tax_id and check_tax_id(row.tax_id) not in {TaxId.VALID, TaxId.OLD}:
        raise UnfitProspect(ProspectWhy.WRONG_TAX_ID)
    if row.code and Account.objects.filter(code=row.code).exists():
        raise UnfitProspect(ProspectWhy.CODE_TAKEN)
    if row.tax_id and Account.objects.filter(tax_id=row.tax_id).exists():
        raise UnfitProspect(ProspectWhy.TAX_ID_TAKEN)
