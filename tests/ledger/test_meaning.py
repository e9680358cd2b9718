"""Fiscal years, units, tables of rates, and which event the books record: rules without a book."""

import itertools
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ledger.telling import Line, tell
from vitalfew.journal.models import Entry
from vitalfew.ledger.actions import check_draft, commit_draft, import_files, receive_files
from vitalfew.ledger.actions.commit import commit_checked
from vitalfew.ledger.actions.drafts import give_reasons
from vitalfew.ledger.actions.settings import change_settings
from vitalfew.ledger.models import Batch
from vitalfew.ledger.queries import get_draft, get_edge, get_generation, get_lines
from vitalfew.ledger.queries.settings import clashing_basis, get_closed_until, get_settings
from vitalfew.ledger.rules.currency import RateKind, Unfit, UnfitMeaning, agreed_basis, agreed_tax
from vitalfew.ledger.rules.fiscal import quarters_of, year_of, years_between
from vitalfew.ledger.rules.imports import ReasonMissing
from vitalfew.ledger.rules.rate_table import read_table
from vitalfew.ledger.rules.units import by_unit
from vitalfew.people.rules import COMMAND_LINE

DAYS = some.dates(date(1990, 1, 1), date(2090, 12, 31))


def test_a_year_from_april_is_called_by_the_year_in_which_it_ends() -> None:
    year = year_of(date(2026, 3, 31), 4)
    assert (year.year, year.start, year.end) == (2026, date(2025, 4, 1), date(2026, 3, 31))
    assert year_of(date(2026, 4, 1), 4).year == 2027
    assert year_of(date(2026, 7, 1), 1).start == date(2026, 1, 1)


@given(day=DAYS, month=some.integers(1, 12))
def test_quarters_make_the_year_without_a_gap(day: date, month: int) -> None:
    year = year_of(day, month)
    quarters = quarters_of(year)
    assert year.start <= day <= year.end
    assert (quarters[0].start, quarters[-1].end) == (year.start, year.end)
    assert all(after.start == before.end + timedelta(1) for before, after in itertools.pairwise(quarters))


@given(days=some.lists(DAYS, min_size=2, max_size=2).map(sorted), month=some.integers(1, 12))
def test_fiscal_years_offered_cover_the_books(days: list[date], month: int) -> None:
    years = years_between(days[0], days[1], month)
    assert years[-1].start <= days[0]
    assert years[0].end >= days[1]
    assert len({year.year for year in years}) == len(years)


def test_tonnes_and_pieces_never_come_to_one_number() -> None:
    found = by_unit([("件", Decimal(3)), ("吨", Decimal(2)), ("PCS", Decimal(4)), (None, Decimal(1)), ("件", None)])
    assert [(one.unit, one.amount) for one in found] == [("件", 7), ("吨", 2), ("", 1)]


def test_a_table_of_rates_is_read_as_finance_keeps_it() -> None:
    table = read_table(
        "币种\t生效日期\t汇率\t单位\t来源\nUSD\t2026-01-05\t7.1034\t1\t外管局\njpy\t2026年1月5日\t4.5210\t100\t外管局\n"
        "EUR\t\t7.80\t\t预算\n".replace("EUR\t\t7.80\t\t预算", "EUR\t2026/1/5\t7.80\t\t"),
        "CNY",
    )
    assert table.problems == ()
    assert [(row.rate.currency, row.rate.day, row.rate.rate) for row in table.rows] == [
        ("USD", date(2026, 1, 5), Decimal("7.1034")),
        ("JPY", date(2026, 1, 5), Decimal("0.045210")),
        ("EUR", date(2026, 1, 5), Decimal("7.80")),
    ]
    assert table.rows[0].source == "外管局"


def test_a_table_without_headers_is_currency_day_rate() -> None:
    (row,) = read_table("USD,2026-01-05,7.1034", "CNY").rows
    assert row.rate.rate == Decimal("7.1034")


def test_a_budget_rate_stands_in_a_table_without_a_day() -> None:
    (row,) = read_table("Currency;Kind;Rate\nUSD;budget;7.0", "CNY").rows
    assert (row.rate.kind, row.rate.day) == (RateKind.BUDGET, None)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("XXQ,2026-01-05,7.1", Unfit.CURRENCY),
        ("CNY,2026-01-05,1", Unfit.SAME),
        ("USD,2026-02-30,7.1", Unfit.DAY),
        ("USD,,7.1", Unfit.DAY),
        ("USD,2026-01-05,-7.1", Unfit.RATE),
        ("USD,2026-01-05,0", Unfit.RATE),
        ("USD,2026-01-05,NaN", Unfit.RATE),
        ("USD,2026-01-05,七", Unfit.RATE),
        ('USD,2026-01-05,"7,1034"', Unfit.RATE),
        ("USD,2026-01-05,7103400", Unfit.RATE),
        ("USD", Unfit.RATE),
    ],
)
def test_a_row_that_is_no_rate_is_named_and_says_why(line: str, why: Unfit) -> None:
    table = read_table("currency,day,rate\nEUR,2026-01-05,7.8\n" + line, "CNY")
    ((row, found),) = [(problem.row, problem.why) for problem in table.problems]
    assert (row, found) == (3, why)


@given(text=some.text(max_size=300))
def test_no_text_breaks_the_reading_of_rates(text: str) -> None:
    read_table(text, "CNY")


def test_a_figure_over_imports_with_and_without_tax_says_so() -> None:
    assert agreed_tax(["net", "net"]) == "net"
    assert agreed_tax(["net", "gross"]) == "mixed"
    assert agreed_tax(["net", "unknown"]) == "partly"
    assert agreed_tax([]) == "unknown"


def test_what_a_person_says_of_the_basis_counts_before_what_imports_say() -> None:
    assert agreed_basis(["order", ""]) == "order"
    assert agreed_basis(["order", "invoice"]) == "mixed"
    assert agreed_basis(["order", "invoice"], "order") == "order"


def _imported(tax: str, basis: str, account: str) -> None:
    line = Line(invoice=account, line="1", account=account, amount=Decimal(5), day=date(2025, 3, 1))
    commit_checked(tell([line], currency="CNY", tax=tax, basis=basis), by=COMMAND_LINE)


@pytest.mark.django_db
def test_the_frame_of_every_page_knows_tax_and_basis_of_its_figures() -> None:
    _imported("net", "invoice", "A")
    assert (get_edge().tax, get_edge().basis) == ("net", "invoice")
    _imported("gross", "invoice", "B")
    assert get_edge().tax == "mixed"


@pytest.mark.django_db
def test_a_file_that_records_another_event_clashes_with_the_books() -> None:
    assert clashing_basis("order") == ""
    _imported("net", "invoice", "A")
    assert clashing_basis("invoice") == clashing_basis("") == ""
    assert "订货" in clashing_basis("order")
    assert "开票" in clashing_basis("order")


@pytest.mark.django_db
def test_orders_are_refused_into_books_of_invoices_and_nothing_is_written(tmp_path: Path) -> None:
    for name, header in (("invoices.csv", "开票日期"), ("orders.csv", "订单日期"), ("plain.csv", "日期")):
        (tmp_path / name).write_text(f"单号,客户编码,{header},不含税金额\n{name},A,2025-03-01,5\n")
    assert import_files(by=COMMAND_LINE, paths=[tmp_path / "invoices.csv"]).status == "committed"
    report = import_files(by=COMMAND_LINE, paths=[tmp_path / "orders.csv"])
    assert report.status == "refused"
    assert "订货" in report.message
    assert Batch.objects.count() == 1
    taken = import_files(by=COMMAND_LINE, paths=[tmp_path / "orders.csv"], reason="合同客户只有订单")
    assert (taken.status, get_edge().basis) == ("committed", "invoice")
    # A file that does not say is taken for what the books record.
    assert import_files(by=COMMAND_LINE, paths=[tmp_path / "plain.csv"]).status == "committed"
    assert get_edge().basis == "invoice"


def _received(path: Path, rows: str) -> str:
    path.write_text(rows)
    token = receive_files(by=COMMAND_LINE, files=[(path.name, path)]).token
    assert check_draft(by=COMMAND_LINE, token=token).state == "ready"
    return token


def _with_a_reason(token: str, name: str) -> None:
    with pytest.raises(ReasonMissing) as refusal:
        commit_draft(by=COMMAND_LINE, token=token)
    assert refusal.value.what == (name,)
    draft = get_draft(token)
    assert draft
    give_reasons(by=COMMAND_LINE, token=token, version=draft.version, reasons={name: "财务已确认"})
    assert commit_draft(by=COMMAND_LINE, token=token).state == "committed"


@pytest.mark.django_db
def test_a_preview_knows_that_its_lines_are_of_two_currencies(tmp_path: Path) -> None:
    rows = "单号,客户编码,开票日期,不含税金额,币种\n1,A,2025-03-01,5,USD\n2,A,2025-03-01,5,人民币\n"
    draft = get_draft(_received(tmp_path / "two.csv", rows))
    assert draft
    assert draft.currencies == ("CNY", "USD")


@pytest.mark.django_db
def test_with_a_reason_lines_of_another_event_are_taken_for_the_books_own(tmp_path: Path) -> None:
    _imported("net", "invoice", "A")
    token = _received(tmp_path / "orders.csv", "单号,客户编码,订单日期,不含税金额\n1,A,2025-03-01,5\n")
    _with_a_reason(token, "basis")
    assert get_edge().basis == "invoice"
    assert "财务已确认" in str(Entry.objects.get(verb="give_reasons").after)


@pytest.mark.django_db
def test_a_line_in_a_closed_month_needs_a_reason_and_one_after_it_does_not(tmp_path: Path) -> None:
    _imported("net", "invoice", "A")
    change_settings(by=COMMAND_LINE, version=get_settings().version, closed_until=date(2025, 3, 31))
    open_month = _received(tmp_path / "april.csv", "单号,客户编码,开票日期,不含税金额\n1,A,2025-04-01,5\n")
    assert commit_draft(by=COMMAND_LINE, token=open_month).state == "committed"
    closed_month = _received(tmp_path / "march.csv", "单号,客户编码,开票日期,不含税金额\n2,A,2025-03-09,5\n")
    _with_a_reason(closed_month, "closed")


@pytest.mark.django_db
def test_settings_are_kept_by_version_and_only_what_moves_figures_moves_the_books() -> None:
    _imported("net", "invoice", "A")
    before = get_generation()
    change_settings(by=COMMAND_LINE, version=get_settings().version, closed_until=date(2025, 3, 31), fiscal_month=4)
    assert (get_closed_until(), get_edge().fiscal_month, get_generation()) == (date(2025, 3, 31), 4, before)
    change_settings(by=COMMAND_LINE, version=get_settings().version, currency="USD")
    assert get_generation() == before + 1
    with pytest.raises(UnfitMeaning):
        change_settings(by=COMMAND_LINE, version=get_settings().version, currency="ABC")


@pytest.mark.django_db
def test_lines_come_to_their_sum_in_each_currency_and_in_each_unit() -> None:
    lines = [
        Line(invoice="1", line="1", account="A", amount=Decimal(5), currency="USD", quantity=Decimal(2)),
        Line(invoice="2", line="1", account="A", amount=Decimal(70), currency="CNY", quantity=Decimal(3)),
    ]
    commit_checked(tell(lines), by=COMMAND_LINE)
    change_settings(by=COMMAND_LINE, version=get_settings().version, currency="CNY")
    page = get_lines("A")
    assert [(one.currency, one.amount, one.converted) for one in page.sums] == [("CNY", 70, 70), ("USD", 5, None)]
    assert page.total_amount is None
    assert [(one.unit, one.amount) for one in page.quantities] == [("", 5)]
    assert [line.currency for line in get_lines("A", currency="USD").rows] == ["USD"]
    assert Batch.objects.get().currencies == ["CNY", "USD"]
