"""What whoever takes over an account must know, gathered once (S25)."""

from dataclasses import dataclass
from datetime import date

from vitalfew.accounts.queries import (
    Handover,
    PersonState,
    get_handover,
    get_people,
    get_team,
)
from vitalfew.accounts.rules import MemberState
from vitalfew.documents.plan import PlanDocument, gather
from vitalfew.loop.plan.queries import ActionFacts
from vitalfew.loop.plan.rules import ActionState
from vitalfew.people.rules import Actor
from vitalfew.relations.queries import (
    CommitmentState,
    InteractionState,
    Touches,
    gaps_among,
    get_commitments,
    get_interactions,
    get_ties,
    get_touches,
)
from vitalfew.relations.rules import Gap, TieState

LAST_CONTACTS = 12


@dataclass(frozen=True)
class HandoverDocument:
    """Everything a successor needs on the first day, as it stood when it was gathered."""

    plan: PlanDocument
    change: Handover | None  # a recent change of manager, where there was one
    people: tuple[PersonState, ...]
    touches: Touches
    ties: tuple[TieState, ...]
    gaps: dict[Gap, int]
    team: tuple[MemberState, ...]
    open_steps: tuple[ActionFacts, ...]
    promises: tuple[CommitmentState, ...]  # open ones, of both sides
    contacts: tuple[InteractionState, ...]


def gather_handover(by: Actor, account_id: int, *, today: date) -> HandoverDocument:
    """Gather the pack for a reader who may see the account; raise NoSuchAccount for anybody else."""
    plan = gather(by, account_id, today=today)
    people, touches = get_people(account_id), get_touches(account_id)
    steps = plan.plan.actions if plan.plan else ()
    return HandoverDocument(
        plan=plan,
        change=get_handover(account_id, today),
        people=tuple(people),
        touches=touches,
        ties=tuple(get_ties(one.id for one in people)),
        gaps=gaps_among({one.id: one.post.level for one in people if one.is_there}, touches, today),
        team=tuple(one for one in get_team(account_id) if not one.is_over(today)),
        open_steps=tuple(step for step in steps if step.state is ActionState.TODO),
        promises=tuple(one for one in get_commitments(account_id, today) if one.is_open),
        contacts=tuple(get_interactions(account_id, LAST_CONTACTS)),
    )
