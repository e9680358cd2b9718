"""The row of pages of an account."""

from django import template

from vitalfew.accounts.queries import AccountState
from vitalfew.web.account_tabs import account_tabs as tabs_of

register = template.Library()


@register.simple_tag
def account_tabs(account: AccountState, here: str) -> str:
    """Show the pages of the account in groups, the one that is open marked."""
    return tabs_of(account, here)
