"""A person of the customer forgotten: the row, posts and ties, every text with his name, and what the journal said."""

from django.db import transaction

from vitalfew.accounts.actions.rows import write_in_rows
from vitalfew.accounts.models import AccountRow, Contact, Post, PrivateNote, TeamMember
from vitalfew.accounts.queries.people import last_post
from vitalfew.accounts.queries.visible import authorise
from vitalfew.accounts.rules import PersonWhy, UnfitPerson
from vitalfew.journal.actions import forget_values, write_entry
from vitalfew.journal.erasure import erase_words, without_words
from vitalfew.people.rules import Actor, Permission


def forget_person(*, by: Actor, account_id: int, contact_id: int, reason: str) -> int:
    """Erase the person everywhere, for a reason; return how many texts named him. What was agreed with us stays."""
    authorise(by, Permission.ERASE_PERSON, account_id)
    post = last_post(account_id, contact_id)
    if post is None:
        raise UnfitPerson(PersonWhy.NOT_THERE)
    if not reason.strip():
        raise UnfitPerson(PersonWhy.NO_REASON)
    with transaction.atomic():
        return _forget(by, post.contact, account_id, reason.strip())


def _forget(by: Actor, contact: Contact, account_id: int, reason: str) -> int:
    names = {one for one in (contact.name, contact.name_en, contact.phone, contact.email) if one.strip()}
    posts = Post.objects.filter(contact=contact)
    accounts = {account_id, contact.account_id, *posts.values_list("account_id", flat=True)}
    for model in (Post, TeamMember, PrivateNote):
        for number in model._default_manager.filter(contact=contact).values_list("pk", flat=True):
            forget_values(model._meta.label_lower, number)
    forget_values(Contact._meta.label_lower, contact.pk)
    after = {"reason": without_words(reason, names)}
    write_entry(by=by, verb="accounts.person_forgotten", row=contact, after=after, account_id=account_id)
    contact.delete()
    # What the list repeats of the next step.
    shown = AccountRow.objects.filter(pk__in=accounts).values_list("pk", "next_step")
    write_in_rows(by=by, columns=["next_step"], values=[(pk, without_words(step, names)) for pk, step in shown])
    return erase_words(by=by, verb="accounts.name_erased", words=names, account_ids=accounts)
