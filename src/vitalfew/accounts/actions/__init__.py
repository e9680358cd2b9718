"""What may be done to accounts."""

from vitalfew.accounts.actions.adoption import adopt_codes as adopt_codes
from vitalfew.accounts.actions.adoption import remove_sample as remove_sample
from vitalfew.accounts.actions.contacts import add_contact as add_contact
from vitalfew.accounts.actions.designations import change_designation as change_designation
from vitalfew.accounts.actions.designations import designate as designate
from vitalfew.accounts.actions.designations import revoke_designation as revoke_designation
from vitalfew.accounts.actions.dossier import assess_value as assess_value
from vitalfew.accounts.actions.dossier import confirm_value as confirm_value
from vitalfew.accounts.actions.names import name_in_english as name_in_english
from vitalfew.accounts.actions.proposals import take_owners as take_owners
from vitalfew.accounts.actions.prospects import create_prospect as create_prospect
from vitalfew.accounts.actions.prospects import join_prospect as join_prospect
from vitalfew.accounts.actions.rows import write_in_rows as write_in_rows
