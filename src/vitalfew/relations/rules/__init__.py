"""What passes between us."""

from vitalfew.relations.rules.interactions import InteractionKind as InteractionKind
from vitalfew.relations.rules.interactions import Outcome as Outcome
