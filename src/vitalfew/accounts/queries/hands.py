"""Which accounts people have worked on: what is kept when the books no longer name it."""

from vitalfew.journal.queries import get_accounts_in_hand, get_subject_ids

# What the books bring about, whoever asked for it.
AUTOMATIC = ("accounts.renamed", "control.alert_fired", "control.alert_graver", "control.alert_ended")


def get_touched() -> set[int]:
    """Return the ids of the accounts about which a person has written anything."""
    noted = {int(number) for number in get_subject_ids(verb="accounts.prospect_noted")}
    return get_accounts_in_hand(without=AUTOMATIC) | noted
