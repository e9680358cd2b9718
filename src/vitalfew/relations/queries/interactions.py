"""What passed between us and a customer."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from vitalfew.relations.models import Interaction
from vitalfew.relations.rules import InteractionKind, Outcome


@dataclass(frozen=True)
class InteractionState:
    """One contact: who met whom, what came of it."""

    id: int
    version: int
    account_id: int
    account_name: str
    kind: InteractionKind
    held_on: date
    by_id: int
    by_name: str
    contacts: tuple[str, ...]
    outcome: Outcome
    note: str


def get_interactions(account_id: int, limit: int = 20) -> list[InteractionState]:
    """Return the last contacts with the account, newest first. Who may see the account is the caller's question."""
    return interaction_states(Interaction.objects.filter(account_id=account_id), limit)


def get_interactions_with(account_id: int, contact_id: int, limit: int = 50) -> list[InteractionState]:
    """Return the last contacts with one person of the account, newest first."""
    return interaction_states(Interaction.objects.filter(account_id=account_id, contacts=contact_id), limit)


def interaction_states(found: QuerySet[Interaction], limit: int | None = None) -> list[InteractionState]:
    """Return the rows as their readers know them, newest first, in two queries."""
    rows = found.select_related("by", "account").prefetch_related("contacts").order_by("-held_on", "-pk")[:limit]
    return [interaction_state(row) for row in rows]


def interaction_state(row: Interaction) -> InteractionState:
    """Return the row as its readers know it."""
    return InteractionState(
        id=row.pk,
        version=row.version,
        account_id=row.account_id,
        account_name=row.account.shown_name,
        kind=InteractionKind(row.kind),
        held_on=row.held_on,
        by_id=row.by_id,
        by_name=row.by.actor_name,
        contacts=tuple(sorted(contact.name for contact in row.contacts.all())),
        outcome=Outcome(row.outcome),
        note=row.note,
    )
