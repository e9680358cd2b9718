"""A visit logged: who was met, what came of it, what is promised and what is next; all of it or nothing."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from vitalfew.accounts.actions import add_contact, write_in_rows
from vitalfew.accounts.queries import authorise, get_people
from vitalfew.loop.analysis.actions import reach_phase
from vitalfew.loop.analysis.queries import get_cycle
from vitalfew.loop.analysis.rules.cycles import Phase
from vitalfew.loop.execution.actions.planning import hold_visit
from vitalfew.loop.execution.rules import VisitWhy, names_in, visit_refused
from vitalfew.loop.plan.actions import add_action
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import Actor, Permission, signer
from vitalfew.relations.actions import log_interaction, note_commitment
from vitalfew.relations.models import Interaction
from vitalfew.relations.queries import InteractionState, interaction_state
from vitalfew.relations.rules import InteractionKind, Outcome, Promise


def log_visit(
    *,
    by: Actor,
    account_id: int,
    outcome: Outcome | str,
    note: str,
    held_on: date,
    sent_key: str,
    contact_name: str = "",
    contact_ids: Sequence[int] = (),
    contact_title: str = "",
    kind: InteractionKind | str = InteractionKind.VISIT,
    next_step: str = "",
    next_due_on: date | None = None,
    promises: Sequence[Promise] = (),
    planned_id: int | None = None,
    today: date | None = None,
) -> InteractionState:
    """Keep a contact with the customer, the people met, what was promised, and the next step as an action of the plan.

    People are named by their numbers, by what was typed, or both. The form draws its `sent_key` before it is sent: the
    same note over a bad line twice is kept once, and the second is answered as the first was.
    """
    authorise(by, Permission.LOG_VISIT, account_id)
    day = today or timezone.localdate()
    if known := _sent(by, account_id, sent_key):
        return known
    names = _named(account_id, contact_name, contact_ids)
    why = visit_refused(
        met=len(names) + len(contact_ids),
        note=note,
        held_on=held_on,
        today=day,
        next_step=next_step,
        next_due_on=next_due_on,
    )
    if why:
        raise Refused(why)
    try:
        with transaction.atomic():
            title = contact_title if len(names) == 1 else ""
            met = [add_contact(by=by, account_id=account_id, name=name, title=title).id for name in names]
            logged = log_interaction(
                by=by,
                account_id=account_id,
                contact_ids=sorted({*met, *contact_ids}),
                kind=kind,
                outcome=outcome,
                note=note,
                held_on=held_on,
                sent_key=sent_key,
            )
            _note(by, logged, promises, [*contact_ids, *met], day)
            if planned_id:
                hold_visit(by=by, visit_id=planned_id, account_id=account_id, interaction_id=logged.id)
            _follow(by, account_id, next_step, next_due_on, day)
    except IntegrityError:
        # The same note arrived twice in one moment, or two visitors named one new person.
        if known := _sent(by, account_id, sent_key):
            return known
        raise
    return logged


def _named(account_id: int, typed: str, contact_ids: Sequence[int]) -> list[str]:
    """Return the names typed; refuse people who were chosen but are not of this account."""
    # Whoever has left meanwhile was there on the day; whether he was is refused where the contact is written.
    known = get_people(account_id)
    if not set(contact_ids) <= {contact.id for contact in known}:
        raise Refused(VisitWhy.NOT_OF_HERE)
    return names_in(typed, {contact.name for contact in known})


def _sent(by: Actor, account_id: int, sent_key: str) -> InteractionState | None:
    row = Interaction.objects.select_related("by", "account").filter(sent_key=sent_key).first()
    if row and (row.by_id != by.actor_id or row.account_id != account_id):
        raise Refused(VisitWhy.KEY_USED)
    return interaction_state(row) if row else None


def _note(
    by: Actor, logged: InteractionState, promises: Sequence[Promise], contact_ids: Sequence[int], today: date
) -> None:
    """Note what was promised on the day of the visit, to or by the first of the people met."""
    for promise in promises:
        note_commitment(
            by=by,
            account_id=logged.account_id,
            side=promise.side,
            what=promise.what,
            due_on=promise.due_on,
            contact_id=contact_ids[0],
            interaction_id=logged.id,
            made_on=logged.held_on,
            today=today,
        )


def _follow(by: Actor, account_id: int, next_step: str, next_due_on: date | None, today: date) -> None:
    """Write what a visit moves: the next step, the cycle, the day of the last contact."""
    if next_step.strip() and next_due_on:
        add_action(by=by, account_id=account_id, what=next_step, owner_id=signer(by), due_on=next_due_on, today=today)
    if cycle := get_cycle(account_id):
        reach_phase(by=by, cycle_id=cycle.id, phase=Phase.EXECUTION, today=today)
    last = Interaction.objects.filter(account_id=account_id).order_by("-held_on").values_list("held_on", flat=True)
    write_in_rows(by=by, columns=["last_contact_on"], values=[(account_id, last[0])])
