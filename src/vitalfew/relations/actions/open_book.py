"""The open-book sheet: read by name only and every reading remembered; costs opened and ended, savings split (S22a)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from vitalfew.accounts.queries import accounts_visible_to, authorise
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.journal.actions import change_row, create_row, write_entry
from vitalfew.people.queries import get_users
from vitalfew.people.rules import Actor, NotAllowed, Permission
from vitalfew.relations.actions.joint import refuse
from vitalfew.relations.models import JointReader, JointSaving, OpenBookItem
from vitalfew.relations.queries.joint import READ, item_state, may_read, open_book_of, reader_state, saving_state
from vitalfew.relations.rules.joint import (
    CostElement,
    JointWhy,
    OpenBook,
    OpenItem,
    ReaderState,
    Saving,
    UnfitJoint,
    days_refused,
    item_refused,
    saving_refused,
    split,
)


def read_open_book(*, by: Actor, account_id: int, today: date | None = None) -> OpenBook:
    """Return the sheet to whoever may read it, and remember who has."""
    _require_reader(by, account_id, today)
    write_entry(by=by, verb=READ, row=accounts_visible_to(by).get(pk=account_id), account_id=account_id)
    return open_book_of(account_id)


def open_cost(
    *,
    by: Actor,
    account_id: int,
    product: str,
    element: CostElement | str,
    value: Decimal,
    currency: str,
    valid_from: date,
    source: str,
    per: str = "",
    valid_to: date | None = None,
    today: date | None = None,
) -> OpenItem:
    """Open one element of a cost to both firms."""
    _require_reader(by, account_id, today)
    refuse(item_refused(product, value, currency, valid_from, valid_to))
    row = OpenBookItem(
        account_id=account_id,
        product=product.strip(),
        element=CostElement(element).value,
        value=value,
        currency=currency.strip().upper(),
        per=per.strip(),
        valid_from=valid_from,
        valid_to=valid_to,
        source=source.strip(),
    )
    create_row(row, by=by, verb="relations.cost_opened", account_id=account_id)
    return item_state(row)


def end_cost(*, by: Actor, item_id: int, version: int, valid_to: date, today: date | None = None) -> OpenItem:
    """Say until when a cost was good; it stays to be read."""
    row = OpenBookItem.objects.filter(pk=item_id).first()
    if row is None:
        raise NoSuchAccount(item_id)
    _require_reader(by, row.account_id, today)
    refuse(days_refused(row.valid_from, valid_to))
    verb, account = "relations.cost_ended", row.account_id
    change_row(row, by=by, verb=verb, version=version, changes={"valid_to": valid_to}, account_id=account)
    return item_state(row)


def agree_saving(
    *,
    by: Actor,
    account_id: int,
    what: str,
    amount: Decimal,
    our_share: Decimal,
    currency: str,
    agreed_on: date,
    today: date | None = None,
) -> Saving:
    """Note a saving both firms agreed on, and split it by our share: the parts come to it to the cent."""
    _require_reader(by, account_id, today)
    refuse(saving_refused(what, amount, our_share, currency))
    row = JointSaving(
        account_id=account_id,
        what=what.strip(),
        amount=amount,
        ours=split(amount, our_share).ours,
        currency=currency.strip().upper(),
        agreed_on=agreed_on,
    )
    create_row(row, by=by, verb="relations.saving_agreed", account_id=account_id)
    return saving_state(row)


def name_reader(*, by: Actor, account_id: int, user_id: int, today: date | None = None) -> ReaderState:
    """Name one of us who may read what is closed of the account."""
    authorise(by, Permission.READ_CLOSED, account_id)
    if not get_users().filter(pk=user_id).exists():
        raise UnfitJoint(JointWhy.NOT_NAMED)
    row = JointReader(account_id=account_id, user_id=user_id, from_on=today or timezone.localdate())
    try:
        with transaction.atomic():
            create_row(row, by=by, verb="relations.reader_named", account_id=account_id)
    except IntegrityError as refusal:
        raise UnfitJoint(JointWhy.READS_ALREADY) from refusal
    return reader_state(row)


def drop_reader(*, by: Actor, reader_id: int, version: int, today: date | None = None) -> ReaderState:
    """Let a named reader read no more, from today on."""
    row = JointReader.objects.select_related("user").filter(pk=reader_id).first()
    if row is None:
        raise NoSuchAccount(reader_id)
    authorise(by, Permission.READ_CLOSED, row.account_id)
    changes: dict[str, Any] = {"until": max(today or timezone.localdate(), row.from_on)}
    verb, account = "relations.reader_dropped", row.account_id
    change_row(row, by=by, verb=verb, version=version, changes=changes, account_id=account)
    return reader_state(row)


def _require_reader(by: Actor, account_id: int, today: date | None) -> None:
    authorise(by, Permission.SEE_ACCOUNT, account_id)
    if not may_read(by, account_id, today):
        raise NotAllowed(Permission.READ_CLOSED)
