"""Which accounts people have worked on: what is kept when the books no longer name it."""

from vitalfew.accounts.models import Membership
from vitalfew.journal.queries import get_accounts_in_hand, get_subject_ids

# What the books bring about, whoever asked for it.
AUTOMATIC = ("accounts.renamed", "control.alert_fired", "control.alert_graver", "control.alert_ended")


def get_touched() -> set[int]:
    """Return the ids of the accounts about which a person has written anything."""
    by_hand = ("accounts.prospect_noted", "accounts.node_made")
    noted = {int(number) for verb in by_hand for number in get_subject_ids(verb=verb)}
    return get_accounts_in_hand(without=AUTOMATIC) | noted | set(Membership.objects.values_list("parent_id", flat=True))
