"""A person of the customer forgotten: the row, posts and ties, every text with his name, and what the journal said."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import CASCADE, Q

from vitalfew.accounts.actions.rows import write_in_rows
from vitalfew.accounts.models import Account, AccountRow, Contact, Post
from vitalfew.accounts.queries.codes import get_codes_of
from vitalfew.accounts.queries.people import last_post
from vitalfew.accounts.queries.visible import authorise
from vitalfew.accounts.rules import PersonWhy, UnfitPerson
from vitalfew.journal.actions import forget_values, write_entry
from vitalfew.journal.erasure import erase_words, without_words
from vitalfew.journal.models import Versioned
from vitalfew.ledger.actions.forgetting import Forgotten, forget_in_files
from vitalfew.people.rules import Actor, Permission


def forget_person(*, by: Actor, account_id: int, contact_id: int, reason: str) -> int:
    """Erase the person everywhere, for a reason; return how many texts and rows named him. What was agreed stays."""
    authorise(by, Permission.ERASE_PERSON, account_id)
    post = last_post(account_id, contact_id)
    if post is None:
        raise UnfitPerson(PersonWhy.NOT_THERE)
    if not reason.strip():
        raise UnfitPerson(PersonWhy.NO_REASON)
    # The files first: should the rest fail, what they no longer say is no harm.
    rows = forget_in_files(by=by, who=_who(post.contact, account_id))
    with transaction.atomic():
        return rows + _forget(by, post.contact, account_id, reason.strip())


def _who(contact: Contact, account_id: int) -> Forgotten:
    held = Q(pk__in=[account_id, contact.account_id]) | Q(posts__contact=contact)
    accounts = Account.objects.filter(held).distinct()
    codes = {code for one in accounts for code in get_codes_of(one.pk)}
    return Forgotten(
        names=_said(contact.name, contact.name_en),
        reached=_said(contact.phone, contact.email),
        codes=frozenset(codes),
        accounts=_said(*(name for one in accounts for name in (one.name, one.name_en))),
    )


def _said(*told: str) -> frozenset[str]:
    return frozenset(one.strip() for one in told if one.strip())


def _rows_about(contact: Contact) -> Iterator[tuple[str, int]]:
    """Yield every row of any kind, also of the floors above, that says something of the person."""
    for relation in Contact._meta.related_objects:
        model: Any = relation.related_model
        if relation.on_delete is not CASCADE or not issubclass(model, Versioned):
            continue
        if any(model.is_about_people(field) for field in model._meta.concrete_fields):
            for number in model._default_manager.filter(**{relation.field.name: contact}).values_list("pk", flat=True):
                yield model._meta.label_lower, number


def _forget(by: Actor, contact: Contact, account_id: int, reason: str) -> int:
    names = {one for one in (contact.name, contact.name_en, contact.phone, contact.email) if one.strip()}
    posts = Post.objects.filter(contact=contact)
    accounts = {account_id, contact.account_id, *posts.values_list("account_id", flat=True)}
    for label, number in _rows_about(contact):
        forget_values(label, number)
    forget_values(Contact._meta.label_lower, contact.pk)
    after = {"reason": without_words(reason, names)}
    write_entry(by=by, verb="accounts.person_forgotten", row=contact, after=after, account_id=account_id)
    contact.delete()
    # What the list repeats of the next step.
    shown = AccountRow.objects.filter(pk__in=accounts).values_list("pk", "next_step")
    write_in_rows(by=by, columns=["next_step"], values=[(pk, without_words(step, names)) for pk, step in shown])
    return erase_words(by=by, verb="accounts.name_erased", words=names, account_ids=accounts)
