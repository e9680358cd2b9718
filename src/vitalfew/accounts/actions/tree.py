"""Groups and sites made by hand; accounts placed under one another from a day on, moved, taken out."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from vitalfew.accounts.actions.coverage import cover_below
from vitalfew.accounts.actions.rows import ROW, bare_row
from vitalfew.accounts.models import Account, AccountRow, Membership
from vitalfew.accounts.queries.dossiers import account_state
from vitalfew.accounts.queries.tree import get_links_up, membership_state
from vitalfew.accounts.queries.visible import authorise
from vitalfew.accounts.rules import AccountKind, AccountState, Link, MembershipState, TreeWhy, UnfitTree
from vitalfew.accounts.rules.tree import require_fit
from vitalfew.bulk import insert_many
from vitalfew.journal.actions import change_row, create_row, write_entry
from vitalfew.journal.rules import StaleVersion
from vitalfew.ledger.actions.aliases import move_figures_on
from vitalfew.people.rules import Actor, Permission, require


def create_node(
    *,
    by: Actor,
    kind: str,
    name: str,
    name_en: str = "",
    country: str = "",
    parent_id: int | None = None,
    valid_from: date | None = None,
    is_sample: bool = False,
) -> AccountState:
    """Make a group or a site that no line names: what it brings is what its members bring."""
    require(by, Permission.ARRANGE_ACCOUNTS)
    row = Account(
        kind=AccountKind(kind).value,
        name=name.strip(),
        name_en=name_en.strip(),
        country=country.strip(),
        in_books=False,
        is_sample=is_sample,
    )
    with transaction.atomic():
        create_row(row, by=by, verb="accounts.node_made")
        insert_many(AccountRow, ROW, [bare_row(row.pk, "", row.name, row.name_en)])
        if parent_id is not None:
            day = valid_from or timezone.localdate()
            place_account(by=by, account_id=row.pk, parent_id=parent_id, valid_from=day)
    return account_state(row, None)


def place_account(
    *,
    by: Actor,
    account_id: int,
    parent_id: int | None = None,
    group: str = "",
    valid_from: date,
    valid_to: date | None = None,
    version: int | None = None,
) -> MembershipState:
    """Say to whom the account belongs from a day on: to this one, or to a new group of this name.

    With the version of where it belongs now, it leaves that on the same day, unless it is told of days before.
    """
    for one in (account_id, parent_id):
        if one is not None:
            authorise(by, Permission.ARRANGE_ACCOUNTS, one)
    with transaction.atomic():
        if parent_id is None and not group.strip():
            raise UnfitTree(TreeWhy.NO_PARENT)
        if parent_id is None:
            parent_id = create_node(by=by, kind=AccountKind.GROUP, name=group).id
        if version is not None:
            _leave(by, account_id, version, valid_from, valid_to)
        row = _place(by, account_id, parent_id, valid_from, valid_to)
        _arranged(by, account_id)
    return membership_state(row)


def take_out(*, by: Actor, account_id: int, version: int, left_on: date) -> MembershipState:
    """Say that the account belongs to nobody from this day on."""
    authorise(by, Permission.ARRANGE_ACCOUNTS, account_id)
    with transaction.atomic():
        row = _end(by, account_id, version, left_on)
        _arranged(by, account_id)
    return membership_state(row)


def withdraw_membership(*, by: Actor, membership_id: int, version: int) -> int | None:
    """Take back a membership that never was, and return whose it was."""
    row = Membership.objects.filter(pk=membership_id).first()
    if row is None:
        return None
    authorise(by, Permission.ARRANGE_ACCOUNTS, row.child_id)
    with transaction.atomic():
        stood = {"parent": row.parent_id, "valid_from": row.valid_from, "valid_to": row.valid_to}
        write_entry(by=by, verb="accounts.membership_withdrawn", row=row, before=stood, account_id=row.child_id)
        if not Membership.objects.filter(pk=membership_id, version=version).delete()[0]:
            raise StaleVersion(Membership._meta.label_lower, row.version, [])
        _arranged(by, row.child_id)
    return row.child_id


def _place(by: Actor, account_id: int, parent_id: int, valid_from: date, valid_to: date | None) -> Membership:
    if account_id == parent_id:
        raise UnfitTree(TreeWhy.CIRCLE)
    if valid_to is not None and valid_to <= valid_from:
        raise UnfitTree(TreeWhy.WRONG_DAYS)
    row = Membership(child_id=account_id, parent_id=parent_id, valid_from=valid_from, valid_to=valid_to)
    try:
        with transaction.atomic():
            # Written first: that takes the journal's lock, so of two who arrange at once the second sees the first's.
            create_row(row, by=by, verb="accounts.placed", account_id=account_id)
            others = Membership.objects.filter(child_id=account_id).exclude(pk=row.pk)
            siblings = [Link(*one) for one in others.values_list("child_id", "parent_id", "valid_from", "valid_to")]
            new = Link(account_id, parent_id, valid_from, valid_to)
            require_fit(new, siblings, get_links_up(parent_id, new.valid_from, new.end))
    except IntegrityError as refusal:
        raise UnfitTree(TreeWhy.OVERLAPS) from refusal
    return row


def _leave(by: Actor, account_id: int, version: int, valid_from: date, valid_to: date | None) -> None:
    stands = Membership.objects.filter(child_id=account_id, valid_to=None).first()
    is_of_before = stands is not None and valid_to is not None and valid_to <= stands.valid_from
    if not is_of_before:
        _end(by, account_id, version, valid_from)


def _end(by: Actor, account_id: int, version: int, day: date) -> Membership:
    row = Membership.objects.select_related("child", "parent").filter(child_id=account_id, valid_to=None).first()
    if row is None:
        raise UnfitTree(TreeWhy.NOT_PLACED)
    if day <= row.valid_from:
        raise UnfitTree(TreeWhy.WRONG_DAYS)
    changes = {"valid_to": day}
    return change_row(row, by=by, verb="accounts.left", version=version, changes=changes, account_id=account_id)


def _arranged(by: Actor, account_id: int) -> None:
    """Let coverage follow at once, and the figures in a while."""
    move_figures_on(by=by)
    cover_below(by=by, account_id=account_id)
