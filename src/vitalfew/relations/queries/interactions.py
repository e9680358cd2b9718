"""What passed between us and a customer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from vitalfew.prepared import Prepared
from vitalfew.relations.models import Interaction
from vitalfew.relations.queries.touches import Touches, get_touches
from vitalfew.relations.rules import InteractionKind, Outcome

HELD = 5  # contacts told together with who met whom


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
    rows = _newest(found, limit).prefetch_related("contacts")
    return [interaction_state(row) for row in rows]


def get_contacts_held(account_id: int) -> tuple[list[InteractionState], Touches]:
    """Return the last five contacts with the account, newest first, and who met whom in all; in two questions.

    Who may see the account is the caller's question.
    """
    touches = get_touches(account_id)
    rows = _LAST(account_id=account_id)
    return [interaction_state(row, touches.met.get(row.pk, ())) for row in rows], touches


_OWN = [field.name for field in Interaction._meta.concrete_fields]


def _newest(found: QuerySet[Interaction], limit: int | None) -> QuerySet[Interaction]:
    named = ("by__name", "by__username", "account__name", "account__name_en")
    return found.select_related("by", "account").only(*_OWN, *named).order_by("-held_on", "-pk")[:limit]


_LAST = Prepared(lambda account_id: _newest(Interaction.objects.filter(account_id=account_id), HELD))


def interaction_state(row: Interaction, met: Iterable[str] | None = None) -> InteractionState:
    """Return the row as its readers know it; the names of those met are asked for where they are not at hand."""
    names = [contact.name for contact in row.contacts.all()] if met is None else met
    return InteractionState(
        id=row.pk,
        version=row.version,
        account_id=row.account_id,
        account_name=row.account.shown_name,
        kind=InteractionKind(row.kind),
        held_on=row.held_on,
        by_id=row.by_id,
        by_name=row.by.actor_name,
        contacts=tuple(sorted(names)),
        outcome=Outcome(row.outcome),
        note=row.note,
    )
