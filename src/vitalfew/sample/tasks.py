"""The sample's work for the clock: loading takes longer than a page may take to answer.

The clock stands below the sample and cannot know it, so whoever asks for the work, and the worker, import this module.
"""

import logging

from vitalfew.jobs.tasks import TASKS
from vitalfew.people.rules import Actor
from vitalfew.sample import actions
from vitalfew.sample.rules import SampleRefused

logger = logging.getLogger(__name__)
LOAD_SAMPLE = "load_sample"


def load_sample(*, by: Actor) -> tuple[str, ...]:
    """Load the sample; its passwords are drawn anew when somebody asks to see them."""
    try:
        actions.load_sample(by=by)
    except SampleRefused as refusal:
        logger.warning("The sample was not loaded: %s", refusal)
    return ()


TASKS[LOAD_SAMPLE] = load_sample
