"""What is written of what passes between us."""

from vitalfew.relations.actions.interactions import log_interaction as log_interaction
