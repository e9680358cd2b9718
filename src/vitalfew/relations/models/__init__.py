"""What passed between us and the customer."""

from vitalfew.relations.models.interactions import Interaction as Interaction
