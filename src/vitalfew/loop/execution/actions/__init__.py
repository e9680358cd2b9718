"""What is written of execution: visits planned and logged."""

from vitalfew.loop.execution.actions.feeds import close_feed as close_feed
from vitalfew.loop.execution.actions.feeds import open_feed as open_feed
from vitalfew.loop.execution.actions.planning import VisitPlan as VisitPlan
from vitalfew.loop.execution.actions.planning import cancel_visit as cancel_visit
from vitalfew.loop.execution.actions.planning import change_visit as change_visit
from vitalfew.loop.execution.actions.planning import plan_visit as plan_visit
from vitalfew.loop.execution.actions.visits import log_visit as log_visit
