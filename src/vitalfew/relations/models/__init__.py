"""What passed between us and the customer, and what is recorded of the business with him."""

from vitalfew.relations.models.attachments import Attachment as Attachment
from vitalfew.relations.models.buying import BuyerView as BuyerView
from vitalfew.relations.models.buying import CultureNote as CultureNote
from vitalfew.relations.models.buying import PracticeAssessment as PracticeAssessment
from vitalfew.relations.models.buying import ValueChainPosition as ValueChainPosition
from vitalfew.relations.models.commitments import Commitment as Commitment
from vitalfew.relations.models.interactions import Interaction as Interaction
from vitalfew.relations.models.joint import JointMeeting as JointMeeting
from vitalfew.relations.models.joint import JointMember as JointMember
from vitalfew.relations.models.joint import JointReader as JointReader
from vitalfew.relations.models.joint import JointSaving as JointSaving
from vitalfew.relations.models.joint import JointTeam as JointTeam
from vitalfew.relations.models.joint import OpenBookItem as OpenBookItem
from vitalfew.relations.models.market import CompetitorShare as CompetitorShare
from vitalfew.relations.models.market import WalletEstimate as WalletEstimate
from vitalfew.relations.models.records import Contract as Contract
from vitalfew.relations.models.records import Need as Need
from vitalfew.relations.models.records import PriceAgreement as PriceAgreement
from vitalfew.relations.models.records import Record as Record
from vitalfew.relations.models.records import TailoredOffer as TailoredOffer
from vitalfew.relations.models.stances import PersonLine as PersonLine
from vitalfew.relations.models.stances import Stance as Stance
from vitalfew.relations.models.stances import StanceDay as StanceDay
from vitalfew.relations.models.ties import Tie as Tie
