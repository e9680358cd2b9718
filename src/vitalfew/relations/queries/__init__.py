"""What passed between us and a customer."""

from vitalfew.relations.queries.commitments import CommitmentState as CommitmentState
from vitalfew.relations.queries.commitments import commitment_state as commitment_state
from vitalfew.relations.queries.commitments import get_commitment as get_commitment
from vitalfew.relations.queries.commitments import get_commitments as get_commitments
from vitalfew.relations.queries.commitments import get_commitments_due as get_commitments_due
from vitalfew.relations.queries.commitments import kept_shares as kept_shares
from vitalfew.relations.queries.interactions import InteractionState as InteractionState
from vitalfew.relations.queries.interactions import get_interactions as get_interactions
from vitalfew.relations.queries.interactions import interaction_state as interaction_state
from vitalfew.relations.queries.interactions import interaction_states as interaction_states
