"""What each side has promised, and how it keeps its word (S26)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from vitalfew.accounts.queries import only_visible
from vitalfew.people.rules import Actor
from vitalfew.prepared import Prepared
from vitalfew.relations.models import Commitment
from vitalfew.relations.rules.commitments import Keeping, KeptShare, Side, keeping_of, kept_share


@dataclass(frozen=True)
class CommitmentState:
    """One promise: whose, what, to whom, by when, and what became of it as of the day asked."""

    id: int
    version: int
    account_id: int
    account_name: str
    side: Side
    what: str
    owner_id: int
    owner_name: str
    contact_id: int | None
    contact_name: str
    interaction_id: int | None
    made_on: date
    due_on: date
    kept_on: date | None
    broken_on: date | None
    reason: str
    keeping: Keeping
    is_overdue: bool

    @property
    def is_open(self) -> bool:
        return self.keeping is Keeping.OPEN

    @property
    def ended_on(self) -> date | None:
        return self.kept_on or self.broken_on


def get_commitments(account_id: int, today: date | None = None) -> list[CommitmentState]:
    """Return the promises of both sides, the earliest due first. Who may see the account is the caller's question."""
    day = today or timezone.localdate()
    return [commitment_state(row, day) for row in _OF_ACCOUNT(account_id=account_id)]


def get_commitment(user: Actor, commitment_id: int, today: date | None = None) -> CommitmentState | None:
    """Return one promise; None where it is not there or its account is not the user's to see."""
    return next(iter(_states(only_visible(Commitment.objects.filter(pk=commitment_id), user), today)), None)


def get_commitments_due(
    user: Actor, until: date | None = None, limit: int | None = None, today: date | None = None
) -> list[CommitmentState]:
    """Return the open promises of the accounts the user sees, the earliest due first, in one query."""
    found = only_visible(Commitment.objects.filter(kept_on=None, broken_on=None), user)
    return _states(found.filter(due_on__lte=until) if until else found, today, limit)


def kept_shares(commitments: Iterable[CommitmentState]) -> dict[Side, KeptShare]:
    """Return how each side keeps its word."""
    found = list(commitments)
    return {side: kept_share(one.keeping for one in found if one.side is side) for side in Side}


def commitment_state(row: Commitment, today: date) -> CommitmentState:
    """Return the row as its readers know it."""
    keeping = keeping_of(row.due_on, row.kept_on, row.broken_on)
    return CommitmentState(
        id=row.pk,
        version=row.version,
        account_id=row.account_id,
        account_name=row.account.shown_name,
        side=Side(row.side),
        what=row.what,
        owner_id=row.owner_id,
        owner_name=row.owner.actor_name,
        contact_id=row.contact_id,
        contact_name=row.contact.name if row.contact else "",
        interaction_id=row.interaction_id,
        made_on=row.made_on,
        due_on=row.due_on,
        kept_on=row.kept_on,
        broken_on=row.broken_on,
        reason=row.reason,
        keeping=keeping,
        is_overdue=keeping is Keeping.OPEN and row.due_on < today,
    )


def _states(found: QuerySet[Commitment], today: date | None = None, limit: int | None = None) -> list[CommitmentState]:
    day = today or timezone.localdate()
    return [commitment_state(row, day) for row in _whole(found)[:limit]]


_OWN = [field.name for field in Commitment._meta.concrete_fields]


def _whole(found: QuerySet[Commitment]) -> QuerySet[Commitment]:
    named = ("account__name", "account__name_en", "owner__name", "owner__username", "contact__name")
    return found.select_related("account", "owner", "contact").only(*_OWN, *named).order_by("due_on", "pk")


_OF_ACCOUNT = Prepared(lambda account_id: _whole(Commitment.objects.filter(account_id=account_id)))
