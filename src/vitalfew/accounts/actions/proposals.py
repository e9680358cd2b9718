"""What a file of owners proposes, taken over: each account named with the file as its reason."""

from datetime import date

from vitalfew.accounts.actions.designations import designate
from vitalfew.accounts.queries.proposals import Hindrance, get_owner_proposals
from vitalfew.people.rules import Actor, Permission, require


def take_owners(*, by: Actor, designated_on: date, reason: str) -> int:
    """Make key accounts of those that files of owners name and nothing hinders; return how many."""
    require(by, Permission.DESIGNATE)
    taken = 0
    for one in get_owner_proposals(by):
        if one.hindrance is not Hindrance.NONE or one.account_id is None or one.manager_id is None:
            continue
        designate(
            by=by, account_id=one.account_id, tier=one.tier, manager_id=one.manager_id, deputy_id=one.deputy_id,
            reason=reason, designated_on=designated_on,
        )  # fmt: skip
        taken += 1
    return taken
