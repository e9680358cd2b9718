"""What is written of what passes between us."""

from vitalfew.relations.actions.commitments import break_commitment as break_commitment
from vitalfew.relations.actions.commitments import change_commitment as change_commitment
from vitalfew.relations.actions.commitments import keep_commitment as keep_commitment
from vitalfew.relations.actions.commitments import note_commitment as note_commitment
from vitalfew.relations.actions.commitments import reopen_commitment as reopen_commitment
from vitalfew.relations.actions.interactions import log_interaction as log_interaction
from vitalfew.relations.actions.joint import change_joint_meeting as change_joint_meeting
from vitalfew.relations.actions.joint import change_team as change_team
from vitalfew.relations.actions.joint import found_team as found_team
from vitalfew.relations.actions.joint import join_team as join_team
from vitalfew.relations.actions.joint import leave_team as leave_team
from vitalfew.relations.actions.joint import note_joint_meeting as note_joint_meeting
from vitalfew.relations.actions.joint import read_minutes as read_minutes
from vitalfew.relations.actions.leaving import note_leaving as note_leaving
from vitalfew.relations.actions.leaving import note_move as note_move
from vitalfew.relations.actions.open_book import agree_saving as agree_saving
from vitalfew.relations.actions.open_book import drop_reader as drop_reader
from vitalfew.relations.actions.open_book import end_cost as end_cost
from vitalfew.relations.actions.open_book import name_reader as name_reader
from vitalfew.relations.actions.open_book import open_cost as open_cost
from vitalfew.relations.actions.open_book import read_open_book as read_open_book
from vitalfew.relations.actions.stances import draw_line as draw_line
from vitalfew.relations.actions.stances import end_line as end_line
from vitalfew.relations.actions.stances import judge_person as judge_person
from vitalfew.relations.actions.ties import judge_tie as judge_tie
