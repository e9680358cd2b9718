"""A prospect is noted before the books name it, and becomes the books' account when somebody says so."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from accounts.making import adopt, import_lines, key_account
from ledger.telling import Line
from vitalfew.accounts import queries
from vitalfew.accounts.actions import add_contact, adopt_codes, create_prospect
from vitalfew.accounts.models import Account, AccountRow, Contact
from vitalfew.accounts.rules import NoSuchAccount, ProspectWhy, UnfitProspect
from vitalfew.ledger.actions.undo import undo_batch
from vitalfew.ledger.models import Batch
from vitalfew.loop.analysis.actions import join_with_figures, refresh_figures
from vitalfew.loop.analysis.queries import get_figures
from vitalfew.people.rules import CLOCK, COMMAND_LINE, NotAllowed

pytestmark = pytest.mark.django_db
EVERY = queries.AccountFilter(view="all", order="name")
TAX_ID = "91350100M000100Y43"  # the example of GB 32100-2015


def shown() -> dict[str, bool]:
    return {row.name: row.is_prospect for row in queries.get_account_page(COMMAND_LINE, EVERY).rows}


def test_two_prospects_without_code_stand_in_the_list_and_have_no_figures(cast: Any) -> None:
    first = create_prospect(by=cast.director, name="华栾钢铁", tax_id=TAX_ID, source="展会")
    create_prospect(by=cast.analyst, name="北辰风电")
    adopt_codes(by=CLOCK)
    refresh_figures(by=CLOCK)
    assert shown() == {"华栾钢铁": True, "北辰风电": True}
    assert (first.is_prospect, first.code, first.tax_id, first.source) == (True, "", TAX_ID, "展会")
    assert get_figures(first.id) is None
    key_account(cast, first.id)  # designated like any other


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"tax_id": TAX_ID[:-1] + "4"}, ProspectWhy.WRONG_TAX_ID),
        ({"tax_id": TAX_ID}, ProspectWhy.TAX_ID_TAKEN),
        ({"code": "C1"}, ProspectWhy.CODE_TAKEN),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(cast: Any, told: dict[str, str], why: ProspectWhy) -> None:
    create_prospect(by=cast.director, name="先到", tax_id=TAX_ID)
    adopt("C1")
    with pytest.raises(UnfitProspect) as refusal:
        create_prospect(by=cast.director, name="后到", **told)
    assert refusal.value.why is why
    assert "后到" not in shown()


def test_a_manager_adds_none(cast: Any) -> None:
    with pytest.raises(NotAllowed):
        create_prospect(by=cast.owner, name="华栾钢铁")


def test_lines_with_its_code_make_it_an_account_like_any_other_and_an_undo_keeps_it(cast: Any) -> None:
    prospect = create_prospect(by=cast.director, name="华栾钢铁", code="C9")
    ids = adopt("C9")
    assert ids == {"C9": prospect.id}
    assert shown() == {"华栾钢铁": False}
    undo_batch(by=COMMAND_LINE, batch_id=Batch.objects.get().pk)
    adopt_codes(by=CLOCK)
    assert list(shown()) == ["华栾钢铁"]


def test_the_same_name_is_suggested_and_never_guessed(cast: Any) -> None:
    prospect = create_prospect(by=cast.director, name="华栾钢铁")
    add_contact(by=cast.director, account_id=prospect.id, name="王经理")
    line = Line(invoice="1", account="C1", name="华栾钢铁", amount=Decimal(70), day=date(2025, 12, 31))
    ids = import_lines([line])
    refresh_figures(by=CLOCK)
    assert ids["C1"] != prospect.id
    (likeness,) = queries.get_likenesses(cast.director, prospect)
    assert (likeness.account_id, likeness.has_tax_id) == (ids["C1"], False)
    joined = join_with_figures(
        by=cast.director, prospect_id=prospect.id, version=prospect.version, account_id=ids["C1"]
    )
    assert (joined.code, joined.in_books, joined.is_prospect) == ("C1", True, False)
    assert queries.get_ids_by_code(COMMAND_LINE) == {"C1": prospect.id}
    assert AccountRow.objects.get(pk=prospect.id).revenue == 70
    figures = get_figures(prospect.id)
    assert figures is not None
    assert figures.revenue == 70
    assert Contact.objects.filter(account_id=prospect.id).exists()
    with pytest.raises(NoSuchAccount):
        queries.get_account(COMMAND_LINE, ids["C1"])
    adopt_codes(by=CLOCK)
    assert Account.objects.count() == 1


def test_two_accounts_that_people_have_worked_on_are_not_joined(cast: Any) -> None:
    prospect = create_prospect(by=cast.director, name="华栾钢铁")
    ids = adopt("C1")
    add_contact(by=cast.director, account_id=ids["C1"], name="王经理")
    with pytest.raises(UnfitProspect):
        join_with_figures(by=cast.director, prospect_id=prospect.id, version=prospect.version, account_id=ids["C1"])
    assert Account.objects.count() == 2


def test_the_pages_note_and_join(clients: Any, cast: Any) -> None:
    adopt("C1")
    answer = clients.director.post("/accounts/new/", {"name": "c1", "tax_id": "123"})
    assert "18" in answer.content.decode()
    answer = clients.director.post("/accounts/new/", {"name": "c1", "source": "fair"}, follow=True)
    page = answer.content.decode()
    prospect = Account.objects.get(source="fair")
    assert f"/accounts/{prospect.pk}/join/" in page
    told = {"version": prospect.version, "account": Account.objects.get(code="C1").pk}
    clients.director.post(f"/accounts/{prospect.pk}/join/", told)
    assert Account.objects.get().code == "C1"
