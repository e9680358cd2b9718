"""What passed between us and a customer."""

from vitalfew.relations.queries.interactions import InteractionState as InteractionState
from vitalfew.relations.queries.interactions import get_interactions as get_interactions
from vitalfew.relations.queries.interactions import interaction_state as interaction_state
from vitalfew.relations.queries.interactions import interaction_states as interaction_states
