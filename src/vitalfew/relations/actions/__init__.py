"""What is written of what passes between us."""

from vitalfew.relations.actions.interactions import log_interaction as log_interaction
from vitalfew.relations.actions.leaving import note_leaving as note_leaving
from vitalfew.relations.actions.leaving import note_move as note_move
