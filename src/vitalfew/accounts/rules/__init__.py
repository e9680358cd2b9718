"""Who the customers are: accounts, key accounts, their people, and what a list of them may be asked."""

from vitalfew.accounts.rules.accounts import AccountKind as AccountKind
from vitalfew.accounts.rules.accounts import AccountState as AccountState
from vitalfew.accounts.rules.accounts import NoSuchAccount as NoSuchAccount
from vitalfew.accounts.rules.accounts import folded as folded
from vitalfew.accounts.rules.keys import AlreadyDesignated as AlreadyDesignated
from vitalfew.accounts.rules.keys import KeyAccountState as KeyAccountState
from vitalfew.accounts.rules.keys import NeedsReason as NeedsReason
from vitalfew.accounts.rules.keys import NotDesignated as NotDesignated
from vitalfew.accounts.rules.keys import RevokedTooEarly as RevokedTooEarly
from vitalfew.accounts.rules.keys import Tier as Tier
from vitalfew.accounts.rules.keys import UnfitManager as UnfitManager
from vitalfew.accounts.rules.lists import ORDERS as ORDERS
from vitalfew.accounts.rules.lists import PAGE_SIZES as PAGE_SIZES
from vitalfew.accounts.rules.lists import SILENT_DAYS as SILENT_DAYS
from vitalfew.accounts.rules.lists import UNRANKED as UNRANKED
from vitalfew.accounts.rules.lists import WORDS as WORDS
from vitalfew.accounts.rules.lists import AccountFilter as AccountFilter
from vitalfew.accounts.rules.lists import AccountPage as AccountPage
from vitalfew.accounts.rules.lists import AccountRowState as AccountRowState
from vitalfew.accounts.rules.lists import KeySums as KeySums
from vitalfew.accounts.rules.lists import View as View
from vitalfew.accounts.rules.lists import pages_of as pages_of
from vitalfew.accounts.rules.lists import words_of as words_of
from vitalfew.accounts.rules.people import ContactState as ContactState
from vitalfew.accounts.rules.prospects import ProspectWhy as ProspectWhy
from vitalfew.accounts.rules.prospects import UnfitProspect as UnfitProspect
