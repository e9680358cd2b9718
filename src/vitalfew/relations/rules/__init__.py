"""What passes between us."""

from vitalfew.relations.rules.commitments import CommitmentWhy as CommitmentWhy
from vitalfew.relations.rules.commitments import Keeping as Keeping
from vitalfew.relations.rules.commitments import KeptShare as KeptShare
from vitalfew.relations.rules.commitments import Promise as Promise
from vitalfew.relations.rules.commitments import Side as Side
from vitalfew.relations.rules.commitments import UnfitCommitment as UnfitCommitment
from vitalfew.relations.rules.coverage import COLD_AFTER as COLD_AFTER
from vitalfew.relations.rules.coverage import Gap as Gap
from vitalfew.relations.rules.coverage import Known as Known
from vitalfew.relations.rules.coverage import Meeting as Meeting
from vitalfew.relations.rules.coverage import gaps as gaps
from vitalfew.relations.rules.coverage import is_cold as is_cold
from vitalfew.relations.rules.interactions import InteractionKind as InteractionKind
from vitalfew.relations.rules.interactions import Outcome as Outcome
from vitalfew.relations.rules.ties import FADES_AFTER as FADES_AFTER
from vitalfew.relations.rules.ties import STRONGEST as STRONGEST
from vitalfew.relations.rules.ties import TieState as TieState
from vitalfew.relations.rules.ties import TieWhy as TieWhy
from vitalfew.relations.rules.ties import UnfitTie as UnfitTie
