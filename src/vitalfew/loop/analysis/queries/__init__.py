"""What may be asked of the analysis: figures, concentration, stages, cycles."""

from vitalfew.loop.analysis.queries.concentration import get_concentration as get_concentration
from vitalfew.loop.analysis.queries.cycles import CycleState as CycleState
from vitalfew.loop.analysis.queries.cycles import get_cycle as get_cycle
from vitalfew.loop.analysis.queries.cycles import get_cycles as get_cycles
from vitalfew.loop.analysis.queries.cycles import get_open_cycles as get_open_cycles
from vitalfew.loop.analysis.queries.figures import Figures as Figures
from vitalfew.loop.analysis.queries.figures import KeyAccountSums as KeyAccountSums
from vitalfew.loop.analysis.queries.figures import RefreshState as RefreshState
from vitalfew.loop.analysis.queries.figures import get_figures as get_figures
from vitalfew.loop.analysis.queries.figures import get_figures_of as get_figures_of
from vitalfew.loop.analysis.queries.figures import get_key_account_sums as get_key_account_sums
from vitalfew.loop.analysis.queries.figures import get_overdue as get_overdue
from vitalfew.loop.analysis.queries.figures import get_refresh as get_refresh
from vitalfew.loop.analysis.queries.stages import StageRecordState as StageRecordState
from vitalfew.loop.analysis.queries.stages import StageState as StageState
from vitalfew.loop.analysis.queries.stages import get_stage as get_stage
from vitalfew.loop.analysis.rules.concentration import ClassShare as ClassShare
from vitalfew.loop.analysis.rules.concentration import Concentration as Concentration
from vitalfew.loop.analysis.rules.concentration import Summary as Summary
from vitalfew.loop.analysis.rules.concentration import TopAccount as TopAccount
from vitalfew.loop.analysis.rules.concentration import Whale as Whale
