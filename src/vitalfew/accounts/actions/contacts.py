"""The people met at the customer."""

from vitalfew.accounts.models import Contact
from vitalfew.accounts.queries.dossiers import contact_state
from vitalfew.accounts.queries.visible import authorise
from vitalfew.accounts.rules import ContactState
from vitalfew.journal.actions import create_row
from vitalfew.people.rules import Actor, Permission


def add_contact(*, by: Actor, account_id: int, name: str, title: str = "") -> ContactState:
    """Note a person at the account; one who is known by this name already is returned as he stands."""
    authorise(by, Permission.LOG_VISIT, account_id)
    known = Contact.objects.filter(account_id=account_id, name=name.strip()).first()
    if known:
        return contact_state(known)
    contact = Contact(account_id=account_id, name=name.strip(), title=title.strip())
    return contact_state(create_row(contact, by=by, verb="accounts.contact_added", account_id=account_id))
