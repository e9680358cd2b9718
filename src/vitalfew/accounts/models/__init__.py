"""Who they are: accounts, their designation as key accounts, the people met there, and the row behind the list."""

from vitalfew.accounts.models.accounts import Account as Account
from vitalfew.accounts.models.accounts import AccountRow as AccountRow
from vitalfew.accounts.models.keys import KeyAccount as KeyAccount
from vitalfew.accounts.models.people import Contact as Contact
from vitalfew.accounts.models.people import OrgUnit as OrgUnit
from vitalfew.accounts.models.people import Post as Post
