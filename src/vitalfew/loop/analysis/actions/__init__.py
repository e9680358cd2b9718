"""What the analysis writes: figures, stages, cycles, the selection."""

from vitalfew.loop.analysis.actions.assumptions import change_assumptions as change_assumptions
from vitalfew.loop.analysis.actions.assumptions import note_spend as note_spend
from vitalfew.loop.analysis.actions.assumptions import remove_sample_spend as remove_sample_spend
from vitalfew.loop.analysis.actions.assumptions import remove_spend as remove_spend
from vitalfew.loop.analysis.actions.cycles import close_cycle as close_cycle
from vitalfew.loop.analysis.actions.cycles import open_cycle as open_cycle
from vitalfew.loop.analysis.actions.cycles import reach_phase as reach_phase
from vitalfew.loop.analysis.actions.figures import RefreshReport as RefreshReport
from vitalfew.loop.analysis.actions.figures import refresh_figures as refresh_figures
from vitalfew.loop.analysis.actions.joining import join_with_figures as join_with_figures
from vitalfew.loop.analysis.actions.selection import Judgement as Judgement
from vitalfew.loop.analysis.actions.selection import decide_step as decide_step
from vitalfew.loop.analysis.actions.selection import end_step as end_step
from vitalfew.loop.analysis.actions.selection import judge_account as judge_account
from vitalfew.loop.analysis.actions.selection import judge_criterion as judge_criterion
from vitalfew.loop.analysis.actions.selection import make_scorecard as make_scorecard
from vitalfew.loop.analysis.actions.stages import answer_stage as answer_stage
from vitalfew.loop.analysis.actions.stages import end_stage as end_stage
from vitalfew.loop.analysis.actions.stages import propose_stage as propose_stage
from vitalfew.loop.analysis.actions.thresholds import change_thresholds as change_thresholds
from vitalfew.loop.analysis.actions.value import refresh_value as refresh_value
from vitalfew.loop.analysis.actions.weighing import refresh_selection as refresh_selection
