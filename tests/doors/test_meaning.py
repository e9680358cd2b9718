"""What figures mean is settled on pages: the reporting currency, exchange rates, and why a total is not finance's."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ledger.telling import Line, tell
from vitalfew.jobs.queries import is_under_way
from vitalfew.ledger.actions.commit import commit_checked
from vitalfew.ledger.models import Batch
from vitalfew.ledger.queries import get_account_amounts, get_edge, get_rate_rows, get_settings
from vitalfew.ledger.rules.currency import RateKind
from vitalfew.people.rules import CLOCK

pytestmark = pytest.mark.django_db
EN = {"accept-language": "en"}
MAY = date(2025, 5, 1)
SETTINGS = {"currency": "CNY", "rates": "dated", "fiscal_month": "1", "closed_until": "", "basis": ""}
RATE = {"do": "tell", "currency": "usd", "kind": "dated", "day": "2025-01-01", "rate": "7.1034", "source": "SAFE"}


@pytest.fixture
def books(db: None) -> int:
    """Sell to one customer in yuan and to one in dollars."""
    lines = [
        Line("1", "ACME", Decimal("1000.00"), day=MAY, line="1", currency="CNY"),
        Line("2", "GLOBEX", Decimal("100.00"), day=MAY, line="1", currency="USD"),
    ]
    batch = commit_checked(tell(lines, tax="net"), by=CLOCK).batch
    assert batch
    return batch


def _settle(client: Any, **changes: str) -> Any:
    sent = SETTINGS | {"version": str(get_settings().version)} | changes
    return client.post("/books/settings/", sent, headers=EN)


def test_books_in_two_currencies_ask_first_in_which_one_figures_are(books: int, clients: Any) -> None:
    assert "nobody has said which the figures are in" in clients.analyst.get("/books/", headers=EN).text
    assert _settle(clients.analyst).status_code == 302
    assert is_under_way("refresh")
    page = clients.analyst.get("/books/", headers=EN).text
    assert "1 line in USD has no rate" in page
    assert "/books/rates/" in page


def test_a_rate_told_by_hand_makes_the_figures_known(books: int, clients: Any) -> None:
    _settle(clients.analyst)
    assert get_account_amounts().codes == ["ACME"]
    assert clients.analyst.post("/books/rates/", RATE).status_code == 302
    amounts = get_account_amounts()
    assert dict(zip(amounts.codes, amounts.amounts, strict=True)) == {"ACME": 1000, "GLOBEX": Decimal("710.34")}
    page = clients.analyst.get("/books/rates/", headers=EN).text
    assert "7.1034" in page
    assert "何静" in page
    assert "has no rate" not in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"currency": "XQZ"}, "“XQZ” is no currency"),
        ({"currency": "CNY"}, "CNY is the reporting currency: it needs no rate."),
        ({"rate": "7,1034"}, "Write a number above 0 with a point"),
        ({"rate": "-1"}, "“-1” is no rate"),
        ({"day": ""}, "Choose the day from which the rate holds."),
        ({"day": "2025-02-30"}, "Write the day as year-month-day"),
    ],
)
def test_a_rate_that_cannot_be_is_refused_beside_its_field(
    books: int, clients: Any, changes: dict[str, str], sentence: str
) -> None:
    _settle(clients.analyst)
    answer = clients.analyst.post("/books/rates/", RATE | changes, headers=EN)
    assert answer.status_code == 200
    assert sentence in answer.text
    assert get_rate_rows() == []


def test_a_table_with_one_bad_row_is_taken_not_at_all_and_names_the_row(books: int, clients: Any) -> None:
    _settle(clients.analyst)
    table = "币种\t日期\t汇率\nUSD\t2025-01-01\t7.10\nEUR\t2025-13-01\t7.80"
    answer = clients.analyst.post("/books/rates/", {"do": "bring", "table": table}, headers=EN)
    assert "1 row cannot be taken, so none was." in answer.text
    assert "Row 3: “2025-13-01” is no day from which a rate holds." in answer.text
    assert table.splitlines()[1] in answer.text  # nothing typed is lost
    assert get_rate_rows() == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_file_of_rates_is_taken_as_excel_saves_it(books: int, clients: Any, encoding: str) -> None:
    _settle(clients.analyst)
    content = "币种,生效日期,汇率,单位,来源\nUSD,2025/1/1,710.34,100,外管局中间价\n".encode(encoding)
    file = SimpleUploadedFile("rates.csv", content)
    assert clients.analyst.post("/books/rates/", {"do": "bring", "file": file}).status_code == 302
    (rate,) = get_rate_rows()
    assert (rate.rate, rate.source, rate.kind) == (Decimal("7.1034"), "外管局中间价", RateKind.DATED)


def test_a_workbook_is_no_table_of_text_and_says_how_to_save_it(books: int, clients: Any) -> None:
    _settle(clients.analyst)
    file = SimpleUploadedFile("rates.xlsx", b"PK\x03\x04\x00\x00\xff\xfe")
    answer = clients.analyst.post("/books/rates/", {"do": "bring", "file": file}, headers=EN)
    assert "Save it in Excel as CSV" in answer.text


def test_a_rate_is_taken_away_and_the_one_before_it_holds_on(books: int, clients: Any) -> None:
    _settle(clients.analyst)
    for day, rate in (("2025-01-01", "7"), ("2025-04-01", "8")):
        clients.analyst.post("/books/rates/", RATE | {"day": day, "rate": rate})
    latest = get_rate_rows()[0]
    clients.analyst.post(f"/books/rates/{latest.id}/remove/", {"version": latest.version})
    assert Decimal(700) in get_account_amounts().amounts


def test_of_two_who_change_the_settings_the_second_sees_both(books: int, clients: Any) -> None:
    version = str(get_settings().version)
    assert _settle(clients.analyst, version=version).status_code == 302
    answer = _settle(clients.director, version=version, currency="EUR", fiscal_month="4")
    assert answer.status_code == 409
    assert "CNY" in answer.text
    assert "EUR" in answer.text
    assert get_edge().currency == "CNY"


def test_finance_s_figure_is_explained_on_the_page(books: int, clients: Any) -> None:
    _settle(clients.analyst)
    clients.analyst.post("/books/rates/", RATE)
    sent = {"first_day": "2025-05-01", "last_day": "2025-05-31", "amount": "1000.00", "currency": "CNY", "tax": "net"}
    assert clients.analyst.post("/books/control/", sent).status_code == 302
    page = clients.analyst.get("/books/control/", headers=EN).text
    assert "The difference is explained" in page
    assert "finance's leaves out lines in other currencies (USD), CN¥710.34" in page
    zh = clients.analyst.get("/books/control/").text
    assert "财务数不含其他币种的行 (USD)：¥710.34" in zh


def test_the_import_s_page_leads_to_finance_s_figure_of_it(books: int, clients: Any) -> None:
    assert f"/books/batches/{books}/control/" in clients.analyst.get(f"/books/batches/{books}/").text
    answer = clients.analyst.get(f"/books/batches/{books}/control/")
    assert answer.context["form"].initial["first_day"] == MAY


def test_the_import_s_page_says_how_finance_s_figure_and_the_file_s_own_total_compare(books: int, clients: Any) -> None:
    Batch.objects.filter(pk=books).update(total_row={"amount": "1105.00"}, refused_amount="5.00")
    sent = {"first_day": "2025-05-01", "last_day": "2025-05-31", "amount": "1000.00", "currency": "CNY", "tax": "net"}
    clients.analyst.post(f"/books/batches/{books}/control/", sent)
    page = clients.analyst.get(f"/books/batches/{books}/", headers=EN).text
    assert "Ours is finance's, to the cent" in page
    assert "It is what was read, refused rows counted" in page


def test_amounts_of_two_currencies_are_never_added_up_on_the_import_s_page(books: int, clients: Any) -> None:
    answer = clients.analyst.get(f"/books/batches/{books}/")
    assert answer.context["amount"] is None
    assert "1,100.00" not in answer.text


def test_at_budget_rates_the_concentration_says_so_in_its_address(books: int, clients: Any) -> None:
    _settle(clients.analyst)
    clients.analyst.post("/books/rates/", RATE)
    clients.analyst.post("/books/rates/", RATE | {"kind": "budget", "day": "", "rate": "6.5"})
    page = clients.analyst.get("/analysis/concentration/?rates=budget", headers=EN)
    assert page.context["found"].total == Decimal("1650.0000")
    assert clients.analyst.get("/analysis/concentration/").context["found"].total == Decimal("1710.3400")
    assert "budget rates" in page.text


def test_a_fiscal_year_from_april_is_offered_as_a_period(books: int, clients: Any) -> None:
    _settle(clients.analyst, fiscal_month="4")
    page = clients.analyst.get("/analysis/concentration/", headers=EN).text
    assert "FY2026" in page
    assert "from=2025-04-01" in page


def test_every_figure_that_explains_itself_says_tax_and_basis(books: int, clients: Any) -> None:
    _settle(clients.analyst)
    page = clients.analyst.get("/analysis/concentration/").text
    assert "不含税" in page
    assert "开票" in page


@pytest.mark.parametrize(
    ("language", "stated", "say"),
    [("en", "currency not stated", "Say the reporting currency"), ("zh-hans", "币种未注明", "指定本位币")],
)
def test_books_that_name_no_currency_say_so_and_where_to_say_it(
    db: None, clients: Any, language: str, stated: str, say: str
) -> None:
    heard, way = {"accept-language": language}, 'href="/books/settings/"'
    commit_checked(tell([Line("1", "ACME", Decimal("1000.00"), day=MAY, line="1")], tax="net"), by=CLOCK)
    for address in ("/portfolio/", "/accounts/?view=all", "/books/"):
        page = clients.director.get(address, headers=heard).text
        assert stated in page, address
        assert say in page.partition("<main")[2], address
        assert way in page, address
    # A manager reads it on every page; only who may import can change it.
    own = clients.owner.get("/accounts/?view=all", headers=heard).text
    assert stated in own
    assert say not in own
    assert _settle(clients.director, currency="EUR").status_code == 302
    for address in ("/portfolio/", "/accounts/?view=all", "/books/"):
        page = clients.director.get(address, headers=heard).text
        assert stated not in page, address
        assert say not in page, address
        assert "EUR" in page, address
