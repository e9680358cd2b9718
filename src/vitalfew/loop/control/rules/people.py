"""People who leave a key account, and promises that are overdue: what rings, how grave (S25, S26)."""

from datetime import date

from vitalfew.accounts.rules.people import SENIOR
from vitalfew.loop.control.rules.alerts import Ring, Rule
from vitalfew.relations.rules import Side
from vitalfew.relations.rules.leavers import Leaver

CLOSE_TIE, STRONG_TIE = 3, 4  # of 5: the tie that is missed, and the one whose loss is grave
# After how many days the other side's promise rings; ours rings on the first.
PATIENCE = {Side.US: 0, Side.CUSTOMER: 7}


def leaving_ring(one: Leaver, planned: int) -> Ring | None:
    """Return the alert that ought to stand for somebody who left, with so many visits still planned with him (S25).

    It ends by itself once somebody of his unit, or as high, has been met and nothing hangs on him any more.
    """
    hanging = one.promised + planned
    tie = one.strength or 0
    is_known = one.level in SENIOR or tie >= CLOSE_TIE or one.was_met_lately
    if not (is_known or hanging) or (one.is_followed and not hanging):
        return None
    is_grave = one.level in SENIOR or tie >= STRONG_TIE or not one.others
    occasion = f"post {one.post_id} {one.left_on}"
    return Ring(Rule.PERSON_LEFT, occasion, 2 if is_grave else 1, float(hanging), 0.0)


def promise_ring(side: Side, number: int, due_on: date, today: date) -> Ring | None:
    """Return the alert that ought to stand for an open promise: ours rings at once and gravely (S26)."""
    late = (today - due_on).days
    if late <= PATIENCE[side]:
        return None
    severity = 2 if side is Side.US else 1
    return Ring(Rule.PROMISE_OVERDUE, f"promise {number} {due_on}", severity, float(late), float(PATIENCE[side]))
