"""What execution asks for."""

from vitalfew.loop.execution.rules.planning import Ask as Ask
from vitalfew.loop.execution.rules.planning import Lacks as Lacks
from vitalfew.loop.execution.rules.planning import PlanningWhy as PlanningWhy
from vitalfew.loop.execution.rules.planning import QuestionKind as QuestionKind
from vitalfew.loop.execution.rules.planning import Suggestion as Suggestion
from vitalfew.loop.execution.rules.planning import VisitState as VisitState
from vitalfew.loop.execution.rules.planning import planning_refused as planning_refused
from vitalfew.loop.execution.rules.planning import suggestions as suggestions
from vitalfew.loop.execution.rules.touches import Collision as Collision
from vitalfew.loop.execution.rules.touches import Touch as Touch
from vitalfew.loop.execution.rules.touches import TouchKind as TouchKind
from vitalfew.loop.execution.rules.touches import collisions as collisions
from vitalfew.loop.execution.rules.touches import in_order as in_order
from vitalfew.loop.execution.rules.visits import VisitWhy as VisitWhy
from vitalfew.loop.execution.rules.visits import names_in as names_in
from vitalfew.loop.execution.rules.visits import visit_refused as visit_refused
