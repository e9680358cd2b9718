"""What may be asked of accounts. Every way in goes through `accounts_visible_to` and its `only_visible`."""

from vitalfew.accounts.queries.books import get_alarmed as get_alarmed
from vitalfew.accounts.queries.books import get_codes as get_codes
from vitalfew.accounts.queries.books import get_ids_by_code as get_ids_by_code
from vitalfew.accounts.queries.books import get_key_managers as get_key_managers
from vitalfew.accounts.queries.departures import Departures as Departures
from vitalfew.accounts.queries.departures import get_departures as get_departures
from vitalfew.accounts.queries.dossiers import get_account as get_account
from vitalfew.accounts.queries.dossiers import get_account_by_code as get_account_by_code
from vitalfew.accounts.queries.dossiers import get_contacts as get_contacts
from vitalfew.accounts.queries.dossiers import get_designations as get_designations
from vitalfew.accounts.queries.dossiers import get_names as get_names
from vitalfew.accounts.queries.lists import get_account_page as get_account_page
from vitalfew.accounts.queries.lists import get_key_sums as get_key_sums
from vitalfew.accounts.queries.lists import get_view_counts as get_view_counts
from vitalfew.accounts.queries.visible import accounts_visible_to as accounts_visible_to
from vitalfew.accounts.queries.visible import authorise as authorise
from vitalfew.accounts.queries.visible import get_relation as get_relation
from vitalfew.accounts.queries.visible import only_visible as only_visible
from vitalfew.accounts.queries.visible import sees_all as sees_all
from vitalfew.accounts.rules import AccountFilter as AccountFilter
from vitalfew.accounts.rules import AccountPage as AccountPage
from vitalfew.accounts.rules import AccountRowState as AccountRowState
from vitalfew.accounts.rules import AccountState as AccountState
from vitalfew.accounts.rules import ContactState as ContactState
from vitalfew.accounts.rules import KeyAccountState as KeyAccountState
