"""What execution asks for."""

from vitalfew.loop.execution.rules.visits import VisitWhy as VisitWhy
from vitalfew.loop.execution.rules.visits import names_in as names_in
from vitalfew.loop.execution.rules.visits import visit_refused as visit_refused
