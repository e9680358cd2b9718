"""What passed between us and the customer."""

from vitalfew.relations.models.commitments import Commitment as Commitment
from vitalfew.relations.models.interactions import Interaction as Interaction
