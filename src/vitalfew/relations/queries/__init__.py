"""What passed between us and a customer."""

from vitalfew.relations.queries.commitments import CommitmentState as CommitmentState
from vitalfew.relations.queries.commitments import commitment_state as commitment_state
from vitalfew.relations.queries.commitments import get_commitment as get_commitment
from vitalfew.relations.queries.commitments import get_commitments as get_commitments
from vitalfew.relations.queries.commitments import get_commitments_due as get_commitments_due
from vitalfew.relations.queries.commitments import kept_shares as kept_shares
from vitalfew.relations.queries.interactions import InteractionState as InteractionState
from vitalfew.relations.queries.interactions import get_contacts_held as get_contacts_held
from vitalfew.relations.queries.interactions import get_interactions as get_interactions
from vitalfew.relations.queries.interactions import get_interactions_with as get_interactions_with
from vitalfew.relations.queries.interactions import interaction_state as interaction_state
from vitalfew.relations.queries.interactions import interaction_states as interaction_states
from vitalfew.relations.queries.stances import get_lines_of as get_lines_of
from vitalfew.relations.queries.stances import get_network as get_network
from vitalfew.relations.queries.stances import get_past_stances as get_past_stances
from vitalfew.relations.queries.stances import get_stance as get_stance
from vitalfew.relations.queries.stances import get_stances as get_stances
from vitalfew.relations.queries.ties import get_ties as get_ties
from vitalfew.relations.queries.touches import Touch as Touch
from vitalfew.relations.queries.touches import Touches as Touches
from vitalfew.relations.queries.touches import gaps_among as gaps_among
from vitalfew.relations.queries.touches import get_last_touch as get_last_touch
from vitalfew.relations.queries.touches import get_touches as get_touches
