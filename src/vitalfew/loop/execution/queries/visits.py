"""What has been done: visits and calls over every account a user sees."""

from vitalfew.accounts.queries import only_visible
from vitalfew.people.rules import Actor
from vitalfew.relations.models import Interaction
from vitalfew.relations.queries import InteractionState, interaction_states


def get_visits_of(user: Actor, limit: int = 50) -> list[InteractionState]:
    """Return the last contacts with the accounts the user sees, newest first, in two queries."""
    return interaction_states(only_visible(Interaction.objects.all(), user), limit)
