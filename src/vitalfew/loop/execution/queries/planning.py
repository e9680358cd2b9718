"""Visits planned: for what, with whom, what is asked, what they are to bring (S4)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils import timezone

from vitalfew.accounts.models import Contact
from vitalfew.accounts.queries import only_visible
from vitalfew.accounts.rules import ContactState
from vitalfew.loop.execution.models import PlannedVisit
from vitalfew.loop.execution.rules import QuestionKind, VisitState
from vitalfew.people.queries import get_names
from vitalfew.people.rules import Actor
from vitalfew.prepared import Prepared
from vitalfew.relations.rules import InteractionKind

Pair = tuple[int, int]  # account, person


@dataclass(frozen=True)
class Guest:
    """Somebody of the customer who is to be met."""

    id: int
    name: str
    title: str
    has_left: bool = False  # holds no post at the account any more


@dataclass(frozen=True)
class PlannedVisitState:
    """One planned visit as its readers know it; missed as of the day asked."""

    id: int
    version: int
    account_id: int
    account_name: str
    kind: InteractionKind
    visit_on: date
    starts_at: time | None
    place: str
    purpose: str
    owner_id: int
    owner_name: str
    guests: tuple[Guest, ...]
    colleague_ids: tuple[int, ...]
    colleagues: tuple[str, ...]
    situation: str
    problem: str
    implication: str
    need_payoff: str
    advance: str
    least: str
    state: VisitState
    reason: str
    interaction_id: int | None
    is_missed: bool

    @property
    def is_planned(self) -> bool:
        return self.state is VisitState.PLANNED

    @property
    def contact_ids(self) -> tuple[int, ...]:
        return tuple(guest.id for guest in self.guests)

    @property
    def gone(self) -> tuple[str, ...]:
        """Return the names of those who are to be met and have left the account."""
        return tuple(guest.name for guest in self.guests if guest.has_left and self.is_planned)

    @property
    def questions(self) -> list[tuple[QuestionKind, list[str]]]:
        """Return the questions by kind, kinds without one left out."""
        asked = [(kind, getattr(self, kind.value).splitlines()) for kind in QuestionKind]
        lines = [(kind, [line.strip() for line in lines if line.strip()]) for kind, lines in asked]
        return [(kind, kept) for kind, kept in lines if kept]


def get_planned_visit(user: Actor, visit_id: int, today: date | None = None) -> PlannedVisitState | None:
    """Return one planned visit; None where it is not there or its account is not the user's to see."""
    return next(iter(planned_states(only_visible(PlannedVisit.objects.filter(pk=visit_id), user), today)), None)


def get_planned_visits(
    user: Actor, *, until: date | None = None, limit: int | None = None, today: date | None = None
) -> list[PlannedVisitState]:
    """Return what is still planned on the accounts the user sees, those that were missed first."""
    found = only_visible(PlannedVisit.objects.filter(state=VisitState.PLANNED), user)
    return planned_states(found.filter(visit_on__lte=until) if until else found, today, limit)


def get_planned_visits_of(
    account_id: int, today: date | None = None, there: Iterable[ContactState] = ()
) -> list[PlannedVisitState]:
    """Return what is still planned with the account. Who may see the account is the caller's question.

    Of those who are `there` nothing is asked again.
    """
    known = {(account_id, one.id): Guest(one.id, one.name, one.title) for one in there}
    return _planned_states(_OF_ACCOUNT(account_id=account_id), today, known)


def get_visits_on(user: Actor, day: date, today: date | None = None) -> list[PlannedVisitState]:
    """Return the visits that the user himself pays on this day, alone or with a colleague, in their order."""
    found = only_visible(PlannedVisit.objects.filter(state=VisitState.PLANNED, visit_on=day), user)
    return [row for row in planned_states(found, today) if user.actor_id in (row.owner_id, *row.colleague_ids)]


def planned_states(
    found: QuerySet[PlannedVisit], today: date | None = None, limit: int | None = None
) -> list[PlannedVisitState]:
    """Return the rows as their readers know them, by day and hour, in three queries."""
    return _planned_states(list(_whole(found)[:limit]), today)


def _planned_states(
    rows: list[PlannedVisit], today: date | None, known: dict[Pair, Guest] | None = None
) -> list[PlannedVisitState]:
    wanted = {(row.account_id, number) for row in rows for number in row.contact_ids}
    guests = (known or {}) | _guests(wanted - set(known or ()))
    names = get_names(number for row in rows for number in row.colleague_ids)
    day = today or timezone.localdate()
    return [_state(row, guests, names, day) for row in rows]


_OWN = [field.name for field in PlannedVisit._meta.concrete_fields]


def _whole(found: QuerySet[PlannedVisit]) -> QuerySet[PlannedVisit]:
    named = ("account__name", "account__name_en", "owner__name", "owner__username")
    return found.select_related("account", "owner").only(*_OWN, *named).order_by("visit_on", "starts_at", "pk")


_OF_ACCOUNT = Prepared(
    lambda account_id: _whole(PlannedVisit.objects.filter(account_id=account_id, state=VisitState.PLANNED))
)


def _guests(wanted: Collection[Pair]) -> dict[Pair, Guest]:
    """Return who they are at the account to be visited: the post held there, else the last one held there."""
    if not wanted:
        return {}
    people, accounts = ({pair[side] for pair in wanted} for side in (1, 0))
    there = FilteredRelation("posts", condition=Q(posts__account_id__in=accounts))
    found = Contact.objects.filter(pk__in=people).annotate(there=there)
    rows = found.order_by(F("there__until").asc(nulls_last=True), "there__pk")
    names: dict[int, str] = {}
    held: dict[Pair, Guest] = {}
    for pk, name, account, title, until in rows.values_list(
        "pk", "name", "there__account_id", "there__title", "there__until"
    ):
        names[pk] = name
        held[account, pk] = Guest(pk, name, title or "", bool(until))
    return {pair: held.get(pair, Guest(pair[1], names[pair[1]], "", False)) for pair in wanted if pair[1] in names}


def _state(row: PlannedVisit, guests: dict[Pair, Guest], names: dict[int, str], today: date) -> PlannedVisitState:
    state = VisitState(row.state)
    plain = {name: getattr(row, name) for name in _PLAIN}
    return PlannedVisitState(
        **plain,
        id=row.pk,
        account_name=row.account.shown_name,
        kind=InteractionKind(row.kind),
        owner_name=row.owner.actor_name,
        guests=tuple(filter(None, (guests.get((row.account_id, number)) for number in row.contact_ids))),
        colleague_ids=tuple(row.colleague_ids),
        colleagues=tuple(names[number] for number in row.colleague_ids if number in names),
        state=state,
        is_missed=state is VisitState.PLANNED and row.visit_on < today,
    )


_PLAIN = (
    "version", "account_id", "visit_on", "starts_at", "place", "purpose", "owner_id", "situation", "problem",
    "implication", "need_payoff", "advance", "least", "reason", "interaction_id",
)  # fmt: skip
