"""Accounts come with the books and follow their names; the sample's leave with it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from accounts.making import adopt, import_lines, key_account
from ledger.telling import Line
from vitalfew.accounts import queries
from vitalfew.accounts.actions import adopt_codes, remove_sample
from vitalfew.accounts.models import Account, AccountRow
from vitalfew.journal.models import Entry
from vitalfew.ledger.actions.undo import undo_batch
from vitalfew.ledger.models import Batch
from vitalfew.people.rules import CLOCK, COMMAND_LINE, NotAllowed

pytestmark = pytest.mark.django_db
EVERY = queries.AccountFilter(view="all", order="name")


def named(code: str, name: str, day: int) -> Line:
    return Line(invoice=f"{code}{day}", account=code, amount=Decimal(1), name=name, day=date(2025, 1, day))


def shown() -> list[tuple[str, str]]:
    return [(row.code, row.name) for row in queries.get_account_page(COMMAND_LINE, EVERY).rows]


def test_every_code_becomes_one_account_however_often_it_is_asked() -> None:
    import_lines([named("C1", "华栾钢铁", 1), Line(invoice="9", account="C2", amount=Decimal(1))])
    assert shown() == [("C2", "C2"), ("C1", "华栾钢铁")]
    assert adopt_codes(by=CLOCK) == 0
    assert Entry.objects.filter(verb="accounts.adopted").count() == 1


def test_a_crash_between_account_and_row_is_mended_the_next_time() -> None:
    Account.objects.create(code="C1", name="C1", name_in_books="C1")
    adopt("C1")
    assert shown() == [("C1", "C1")]


def test_the_latest_name_in_the_books_is_followed_unless_it_was_given_by_hand() -> None:
    ids = import_lines([named("C1", "华栾", 1), named("C2", "北辰", 1)])
    Account.objects.filter(pk=ids["C2"]).update(name="北辰风电（自改）")
    import_lines([named("C1", "华栾钢铁集团", 2), named("C2", "北辰风电", 2)])
    assert queries.get_account(COMMAND_LINE, ids["C1"]).name == "华栾钢铁集团"
    assert queries.get_account(COMMAND_LINE, ids["C2"]).name == "北辰风电（自改）"
    assert "华栾钢铁集团" in AccountRow.objects.get(pk=ids["C1"]).search
    assert adopt_codes(by=CLOCK) == 0
    assert Entry.objects.filter(verb="accounts.renamed").count() == 2


def test_a_manager_cannot_adopt(cast: Any) -> None:
    with pytest.raises(NotAllowed):
        adopt_codes(by=cast.owner)


def test_the_sample_leaves_and_takes_its_story_along_but_never_the_users_own_account(cast: Any) -> None:
    adopt("S1", "BOTH", is_sample=True)
    ids = adopt("MINE", "BOTH")
    key_account(cast, ids["S1"])
    sample = {row.code for row in Account.objects.filter(is_sample=True)}
    assert sample == {"S1", "BOTH"}
    undo_batch(by=COMMAND_LINE, batch_id=Batch.objects.get(is_sample=True).pk)
    assert remove_sample(by=cast.analyst) == 1
    assert {code for code, _name in shown()} == {"MINE", "BOTH"}
    assert not Account.objects.filter(is_sample=True).exists()
    assert remove_sample(by=cast.analyst) == 0


def test_what_both_name_is_not_marked_as_the_samples(cast: Any) -> None:
    adopt("MINE")
    adopt("MINE", "S1", is_sample=True)
    assert {row.code for row in Account.objects.filter(is_sample=True)} == {"S1"}
