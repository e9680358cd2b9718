"""What is written of execution: visits logged."""

from vitalfew.loop.execution.actions.visits import log_visit as log_visit
