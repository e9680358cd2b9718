"""What may be done to accounts."""

from vitalfew.accounts.actions.adoption import adopt_codes as adopt_codes
from vitalfew.accounts.actions.adoption import remove_sample as remove_sample
from vitalfew.accounts.actions.contacts import add_contact as add_contact
from vitalfew.accounts.actions.coverage import cover_all as cover_all
from vitalfew.accounts.actions.designations import change_designation as change_designation
from vitalfew.accounts.actions.designations import designate as designate
from vitalfew.accounts.actions.designations import revoke_designation as revoke_designation
from vitalfew.accounts.actions.names import name_in_english as name_in_english
from vitalfew.accounts.actions.proposals import take_owners as take_owners
from vitalfew.accounts.actions.prospects import create_prospect as create_prospect
from vitalfew.accounts.actions.prospects import join_prospect as join_prospect
from vitalfew.accounts.actions.rows import write_in_rows as write_in_rows
from vitalfew.accounts.actions.tree import create_node as create_node
from vitalfew.accounts.actions.tree import place_account as place_account
from vitalfew.accounts.actions.tree import take_out as take_out
from vitalfew.accounts.actions.tree import withdraw_membership as withdraw_membership
