"""What the journal says of a person can be erased: the chain stays whole, and nobody can tell what stood there."""

import json
from typing import Any

import pytest

from vitalfew.accounts.models import Account, Contact
from vitalfew.journal.actions import change_row, create_row, forget_values
from vitalfew.journal.models import Entry, Personal
from vitalfew.journal.queries import get_history, get_timeline, verify_chain
from vitalfew.journal.rules import ERASED

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(cast: Any) -> Contact:
    account = create_row(Account(code="C1", name="北辰风电"), by=cast.director, verb="test.account")
    person = Contact(account=account, name="王丽华", email="wang@example.com")
    create_row(person, by=cast.owner, verb="test.met", account_id=account.pk)
    return change_row(person, by=cast.owner, verb="test.renamed", version=1, changes={"name": "王丽"})


def test_the_history_reads_as_it_was_written(contact: Contact) -> None:
    created, renamed = get_history("accounts.contact", contact.pk)
    assert (created.after["name"], created.after["account"]) == ("王丽华", contact.account_id)
    assert (renamed.before, renamed.after) == ({"name": "王丽华"}, {"name": "王丽"})
    assert get_timeline(contact.account_id)[0].after["name"] == "王丽华"


def test_the_chain_itself_holds_no_name(contact: Contact) -> None:
    lines = json.dumps(list(Entry.objects.values("before", "after")), ensure_ascii=False)
    assert "王丽" not in lines
    assert "wang@example.com" not in lines
    assert "北辰风电" in lines


def test_erased_values_are_gone_and_the_chain_still_stands(contact: Contact) -> None:
    assert forget_values("accounts.contact", contact.pk)
    assert not Personal.objects.exists()
    created, renamed = get_history("accounts.contact", contact.pk)
    assert (created.after["name"], created.after["account"]) == (ERASED, contact.account_id)
    assert (renamed.before, renamed.after) == ({"name": ERASED}, {"name": ERASED})
    assert verify_chain() is None
    assert not forget_values("accounts.contact", contact.pk)


def test_two_people_of_one_name_cannot_be_told_to_be_of_one_name(contact: Contact, cast: Any) -> None:
    other = create_row(Contact(account=contact.account, name="王丽华"), by=cast.owner, verb="test.met")
    digests = [line.after["name"] for line in Entry.objects.filter(verb="test.met").order_by("number")]
    assert digests[0] != digests[1]
    assert forget_values("accounts.contact", contact.pk)
    assert get_history("accounts.contact", other.pk)[0].after["name"] == "王丽华"


def test_an_edit_of_a_person_is_compared_field_by_field(contact: Contact, cast: Any) -> None:
    change_row(contact, by=cast.owner, verb="test.moved", version=2, changes={"email": "wang@beichen.example"})
    again = Contact.objects.get(pk=contact.pk)
    wanted = {"name": "王丽娜", "email": "wang@example.com"}
    change_row(again, by=cast.stranger, verb="test.renamed", version=2, changes=wanted, by_field=True)
    stands = Contact.objects.get(pk=contact.pk)
    assert (stands.name, stands.email) == ("王丽娜", "wang@beichen.example")
