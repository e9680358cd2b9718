"""What has been done and what is planned."""

from vitalfew.loop.execution.queries.feeds import get_feed_day as get_feed_day
from vitalfew.loop.execution.queries.feeds import get_feed_user as get_feed_user
from vitalfew.loop.execution.queries.planning import Guest as Guest
from vitalfew.loop.execution.queries.planning import PlannedVisitState as PlannedVisitState
from vitalfew.loop.execution.queries.planning import get_planned_visit as get_planned_visit
from vitalfew.loop.execution.queries.planning import get_planned_visits as get_planned_visits
from vitalfew.loop.execution.queries.planning import get_planned_visits_of as get_planned_visits_of
from vitalfew.loop.execution.queries.planning import get_visits_on as get_visits_on
from vitalfew.loop.execution.queries.planning import planned_states as planned_states
from vitalfew.loop.execution.queries.suggesting import get_suggestions as get_suggestions
from vitalfew.loop.execution.queries.touches import get_touches as get_touches
from vitalfew.loop.execution.queries.visits import get_visits_of as get_visits_of
