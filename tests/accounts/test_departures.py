"""Taking an import back loses no work: accounts people touched are kept and named, the others return by themselves."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from accounts.making import adopt, import_lines, key_account
from ledger.telling import Line, tell
from vitalfew.accounts import queries
from vitalfew.accounts.actions import add_contact, adopt_codes
from vitalfew.accounts.models import Account, AccountRow, Contact, KeyAccount
from vitalfew.journal.models import Entry
from vitalfew.ledger.actions.commit import commit_checked
from vitalfew.ledger.actions.undo import undo_batch
from vitalfew.ledger.models import Batch
from vitalfew.loop.analysis.actions import refresh_figures
from vitalfew.people.rules import CLOCK, COMMAND_LINE

pytestmark = pytest.mark.django_db
EVERY = queries.AccountFilter(view="all", order="name")


def shown() -> list[str]:
    return [row.code for row in queries.get_account_page(COMMAND_LINE, EVERY).rows]


def take_back(batch_id: int) -> None:
    undo_batch(by=COMMAND_LINE, batch_id=batch_id)
    adopt_codes(by=CLOCK)
    refresh_figures(by=CLOCK)


def last_batch() -> int:
    return Batch.objects.latest("pk").pk


def test_hand_work_on_customers_of_an_undone_import_is_kept_and_named_before_and_after(cast: Any) -> None:
    adopt("STAYS")
    ids = adopt("KEY", "MET", "PLAIN")
    key_account(cast, ids["KEY"])
    add_contact(by=cast.director, account_id=ids["MET"], name="王经理")
    batch = last_batch()
    before = queries.get_departures(cast.analyst, batch)
    assert (before.accounts, before.kept, before.aside) == (3, 2, 1)
    assert [(one.code, one.tier, one.contacts) for one in before.named] == [("KEY", "key", 0), ("MET", "", 1)]
    take_back(batch)
    assert queries.get_departures(cast.analyst, batch) == before
    assert set(shown()) == {"STAYS", "KEY", "MET"}
    assert KeyAccount.objects.filter(account=ids["KEY"], revoked_on=None).exists()
    assert Contact.objects.filter(account=ids["MET"]).exists()
    assert not queries.get_account(COMMAND_LINE, ids["KEY"]).in_books


def test_what_was_set_aside_returns_as_it_was_with_its_lines(cast: Any) -> None:
    ids = adopt("C1", "C2")
    take_back(last_batch())
    assert shown() == []
    again = import_lines([Line(invoice="9", account="C1", amount=Decimal(7))])
    refresh_figures(by=CLOCK)
    assert shown() == ["C1"]
    assert again["C1"] == ids["C1"]
    assert AccountRow.objects.get(pk=ids["C1"]).revenue == 7
    assert Account.objects.filter(in_books=True).count() == 1
    assert Entry.objects.filter(verb__in=["accounts.left_books", "accounts.returned"]).count() == 2


def test_an_account_that_another_import_names_too_does_not_leave(cast: Any) -> None:
    adopt("BOTH", "ONE")
    first = last_batch()
    import_lines([Line(invoice="other", account="BOTH", amount=Decimal(2))])
    assert queries.get_departures(cast.analyst, first).accounts == 1
    take_back(first)
    assert shown() == ["BOTH"]


def test_what_was_set_aside_and_then_worked_on_is_in_the_list_again(cast: Any) -> None:
    ids = adopt("C1")
    take_back(last_batch())
    add_contact(by=cast.director, account_id=ids["C1"], name="李工")
    adopt_codes(by=CLOCK)
    assert shown() == ["C1"]


def test_what_the_books_did_by_themselves_is_no_work_of_people(cast: Any) -> None:
    ids = import_lines([Line(invoice="1", account="C1", amount=Decimal(1), name="华栾")])
    later = Line(invoice="2", account="C1", amount=Decimal(1), name="华栾钢铁", day=date(2030, 1, 1))
    commit_checked(tell([later]), by=COMMAND_LINE)
    adopt_codes(by=cast.analyst)
    assert Entry.objects.filter(verb="accounts.renamed", actor_id=cast.analyst.pk, account_id=ids["C1"]).exists()
    for batch in list(Batch.objects.all()):
        undo_batch(by=COMMAND_LINE, batch_id=batch.pk)
    adopt_codes(by=cast.analyst)
    assert shown() == []
