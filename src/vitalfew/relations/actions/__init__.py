"""What is written of what passes between us."""

from vitalfew.relations.actions.commitments import break_commitment as break_commitment
from vitalfew.relations.actions.commitments import change_commitment as change_commitment
from vitalfew.relations.actions.commitments import keep_commitment as keep_commitment
from vitalfew.relations.actions.commitments import note_commitment as note_commitment
from vitalfew.relations.actions.commitments import reopen_commitment as reopen_commitment
from vitalfew.relations.actions.interactions import log_interaction as log_interaction
from vitalfew.relations.actions.leaving import note_leaving as note_leaving
from vitalfew.relations.actions.leaving import note_move as note_move
from vitalfew.relations.actions.stances import draw_line as draw_line
from vitalfew.relations.actions.stances import end_line as end_line
from vitalfew.relations.actions.stances import judge_person as judge_person
from vitalfew.relations.actions.ties import judge_tie as judge_tie
