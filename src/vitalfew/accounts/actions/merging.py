"""Two accounts that are one customer are merged: nothing is thrown away, no key is changed, and it can be undone."""

from django.db import transaction
from django.utils import timezone

from vitalfew.accounts.actions.coverage import cover_below
from vitalfew.accounts.actions.rows import ROW, bare_row
from vitalfew.accounts.models import Account, AccountRow, NotSame
from vitalfew.accounts.queries.codes import get_merged_codes
from vitalfew.accounts.queries.dossiers import standing
from vitalfew.accounts.queries.tree import get_links_down, get_links_up
from vitalfew.accounts.queries.visible import authorise
from vitalfew.accounts.rules import AccountKind, MergeWhy, UnfitMerge
from vitalfew.bulk import insert_many
from vitalfew.journal.actions import change_row, create_row
from vitalfew.ledger.actions.aliases import set_same_customers
from vitalfew.people.rules import Actor, Permission


def merge_account(*, by: Actor, account_id: int, into_id: int, version: int) -> None:
    """Say that the account is the other one: its lines count there, and it leaves the lists."""
    for one in (account_id, into_id):
        authorise(by, Permission.ARRANGE_ACCOUNTS, one)
    with transaction.atomic():
        account = Account.objects.get(pk=account_id)
        was_merged = account.merged_into_id is not None
        change_row(
            account,
            by=by,
            verb="accounts.merged",
            version=version,
            changes={"merged_into": into_id},
            account_id=account_id,
        )
        # Asked after the writing, which holds the journal's lock: of two who merge at once the second sees the first's.
        _require_fit(account, Account.objects.get(pk=into_id), was_merged=was_merged)
        AccountRow.objects.filter(pk=account_id).delete()
        _count_as_one(by, into_id)


def unmerge_account(*, by: Actor, account_id: int, version: int) -> int:
    """Take back that the account is another one, and return which one that was."""
    authorise(by, Permission.ARRANGE_ACCOUNTS, account_id)
    with transaction.atomic():
        account = Account.objects.get(pk=account_id)
        survivor = account.merged_into_id
        if survivor is None:
            raise UnfitMerge(MergeWhy.NOT_MERGED)
        change_row(
            account,
            by=by,
            verb="accounts.unmerged",
            version=version,
            changes={"merged_into": None},
            account_id=account_id,
        )
        insert_many(AccountRow, ROW, [bare_row(account.pk, account.code or "", account.name, account.name_en)])
        _count_as_one(by, survivor)
        cover_below(by=by, account_id=account_id)
    return survivor


def note_not_same(*, by: Actor, account_id: int, other_id: int) -> None:
    """Remember that these two are not one, so that nobody is asked again."""
    for one in (account_id, other_id):
        authorise(by, Permission.ARRANGE_ACCOUNTS, one)
    first, second = sorted((account_id, other_id))
    with transaction.atomic():
        if not NotSame.objects.filter(first_id=first, second_id=second).exists():
            row = NotSame(first_id=first, second_id=second)
            create_row(row, by=by, verb="accounts.not_same", account_id=first)


def _require_fit(account: Account, survivor: Account, *, was_merged: bool) -> None:
    today = timezone.localdate()
    against = (
        (account.pk == survivor.pk, MergeWhy.SAME),
        (was_merged or survivor.merged_into_id is not None, MergeWhy.MERGED),
        (AccountKind.GROUP in (account.kind, survivor.kind), MergeWhy.IS_GROUP),
        (standing(account.pk) is not None, MergeWhy.IS_KEY),
        (bool(get_links_up(account.pk, today) or get_links_down(account.pk, today)), MergeWhy.IN_TREE),
        (bool(account.code) and not survivor.code, MergeWhy.NO_CODE),
    )
    for is_so, why in against:
        if is_so:
            raise UnfitMerge(why)


def _count_as_one(by: Actor, survivor: int) -> None:
    set_same_customers(by=by, codes=get_merged_codes())
    cover_below(by=by, account_id=survivor)
