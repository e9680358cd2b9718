"""Contacts with the customer, written down."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from vitalfew.accounts.queries import authorise, require_there
from vitalfew.journal.actions import create_row
from vitalfew.people.rules import Actor, Permission, signer
from vitalfew.relations.models import Interaction
from vitalfew.relations.queries import InteractionState, interaction_state
from vitalfew.relations.rules import InteractionKind, Outcome


def log_interaction(
    *,
    by: Actor,
    account_id: int,
    contact_ids: Sequence[int],
    kind: InteractionKind | str,
    outcome: Outcome | str,
    note: str,
    held_on: date,
    sent_key: str,
) -> InteractionState:
    """Keep one contact with these people of the account, who had not left it by then (INV19)."""
    authorise(by, Permission.LOG_VISIT, account_id)
    require_there(account_id, contact_ids, held_on)
    row = Interaction(
        account_id=account_id,
        kind=InteractionKind(kind).value,
        held_on=held_on,
        by_id=signer(by),
        outcome=Outcome(outcome).value,
        note=note.strip(),
        sent_key=sent_key,
    )
    with transaction.atomic():
        create_row(row, by=by, verb="relations.interaction_logged", account_id=account_id)
        row.contacts.set(contact_ids)
    return interaction_state(row)
