"""The people met at the customer, noted in passing: by the visit that met them."""

from django.db import transaction

from vitalfew.accounts.models import Contact, Post
from vitalfew.accounts.queries.people import contact_state, known_as, last_post
from vitalfew.accounts.queries.visible import authorise
from vitalfew.accounts.rules import ContactState
from vitalfew.journal.actions import create_row
from vitalfew.people.rules import Actor, Permission


def add_contact(*, by: Actor, account_id: int, name: str, title: str = "") -> ContactState:
    """Note a person at the account; one who is known by this name already is returned as he stands."""
    authorise(by, Permission.LOG_VISIT, account_id)
    known = known_as(account_id, name)
    post = last_post(account_id, known.pk) if known else None
    if post:
        return contact_state(post)
    with transaction.atomic():
        contact = known or Contact(account_id=account_id, name=name.strip())
        if not known:
            create_row(contact, by=by, verb="accounts.contact_added", account_id=account_id)
        post = Post(contact=contact, account_id=account_id, title=title.strip())
        create_row(post, by=by, verb="accounts.post_begun", account_id=account_id)
    return contact_state(post)
