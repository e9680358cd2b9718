"""Who they are: accounts, their designation as key accounts, the people met there, and the row behind the list."""

from vitalfew.accounts.models.accounts import Account as Account
from vitalfew.accounts.models.accounts import AccountRow as AccountRow
from vitalfew.accounts.models.accounts import NotSame as NotSame
from vitalfew.accounts.models.dossier import DossierValue as DossierValue
from vitalfew.accounts.models.dossier import Judged as Judged
from vitalfew.accounts.models.keys import KeyAccount as KeyAccount
from vitalfew.accounts.models.people import BossDay as BossDay
from vitalfew.accounts.models.people import Contact as Contact
from vitalfew.accounts.models.people import OrgUnit as OrgUnit
from vitalfew.accounts.models.people import Post as Post
from vitalfew.accounts.models.people import PrivateNote as PrivateNote
from vitalfew.accounts.models.team import Absence as Absence
from vitalfew.accounts.models.team import OwnerPeriod as OwnerPeriod
from vitalfew.accounts.models.team import TeamMember as TeamMember
from vitalfew.accounts.models.tree import Coverage as Coverage
from vitalfew.accounts.models.tree import Membership as Membership
