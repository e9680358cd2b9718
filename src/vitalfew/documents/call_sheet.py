"""The call sheet: what somebody takes along to a visit, gathered once, one A4 (S4)."""

from dataclasses import dataclass
from datetime import date

from vitalfew.accounts.queries import AccountState, get_account
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.ledger.queries import BooksEdge, get_edge
from vitalfew.loop.analysis.queries import Figures, StageState, get_figures, get_stage
from vitalfew.loop.control.queries import AlertFacts, get_alerts_of_account
from vitalfew.loop.execution.queries import PlannedVisitState, get_planned_visit, get_visits_on
from vitalfew.people.rules import Actor
from vitalfew.relations.queries import CommitmentState, InteractionState, get_commitments, get_interactions, get_stances
from vitalfew.relations.queries.records import get_records
from vitalfew.relations.rules.records import RecordKind

LAST_TOUCHES = 5


@dataclass(frozen=True)
class CallSheet:
    """Everything a visitor should have in hand, as it stood when it was gathered; None is not there or not known."""

    visit: PlannedVisitState
    account: AccountState
    books: BooksEdge
    figures: Figures | None
    stage: StageState
    touches: tuple[InteractionState, ...]
    promises: tuple[CommitmentState, ...]  # still open, the earliest due first
    alerts: tuple[AlertFacts, ...]
    culture: tuple[str, ...]  # what matters in dealing with them
    wishes: tuple[tuple[str, tuple[str, ...]], ...]  # who of those to be met wants what, for the firm first
    gathered_on: date
    gathered_by: str


def gather_sheet(by: Actor, visit_id: int, *, today: date) -> CallSheet:
    """Gather the sheet of one visit for a reader who may see its account; raise NoSuchAccount for anybody else."""
    visit = get_planned_visit(by, visit_id, today)
    if visit is None:
        raise NoSuchAccount(visit_id)
    return _gathered(by, visit, today)


def gather_day(by: Actor, day: date, *, today: date) -> list[CallSheet]:
    """Gather the sheets of the visits that the reader himself pays on this day."""
    return [_gathered(by, visit, today) for visit in get_visits_on(by, day, today)]


def _gathered(by: Actor, visit: PlannedVisitState, today: date) -> CallSheet:
    account_id = visit.account_id
    notes = get_records(account_id, [RecordKind.CULTURE])[RecordKind.CULTURE]
    said = get_stances(account_id)
    met = [(guest.name, said[guest.id].wishes) for guest in visit.guests if guest.id in said]
    return CallSheet(
        visit=visit,
        account=get_account(by, account_id),
        books=get_edge(),
        figures=get_figures(account_id),
        stage=get_stage(account_id),
        touches=tuple(get_interactions(account_id, LAST_TOUCHES)),
        promises=tuple(one for one in get_commitments(account_id, today) if one.is_open),
        alerts=tuple(alert for alert in get_alerts_of_account(account_id) if alert.is_open),
        culture=tuple(str(note.values["what"]) for note in notes),
        wishes=tuple((name, wanted) for name, wanted in met if wanted),
        gathered_on=today,
        gathered_by=by.actor_name,
    )
