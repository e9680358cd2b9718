"""The sample company's tree, arranged through the same actions that people use."""

from datetime import date, timedelta

from vitalfew.accounts.actions import create_node, place_account
from vitalfew.accounts.queries import get_ids_by_code
from vitalfew.people.rules import Actor
from vitalfew.sample.story.tree import BELONGINGS, NODES


def arrange_accounts(*, by: Actor, today: date) -> int:
    """Make the groups and sites and say who belongs to whom; return how many accounts were made."""
    ids = get_ids_by_code(by)
    for node in NODES:
        made = create_node(
            by=by, kind=node.kind, name=node.zh, name_en=node.en, country=node.country, is_sample=True
        )  # fmt: skip
        ids[node.key] = made.id
    for one in BELONGINGS:
        day = today - timedelta(one.since)
        place_account(by=by, account_id=ids[one.child], parent_id=ids[one.parent], valid_from=day)
    return len(NODES)
