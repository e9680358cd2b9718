"""The files that other systems write are understood by their headers; what nobody knows is asked."""

import json
from pathlib import Path
from typing import Any

import pytest

from vitalfew.ledger.rules.columns import (
    FIELDS,
    Looks,
    Why,
    basis_of,
    export_of,
    guess,
    known,
    missing,
    normalise,
    tax_of,
)
from vitalfew.ledger.rules.kinds import KIND_WORDS, Kind

ROWS = sorted((Path(__file__).parent / "headers").glob("*.json"))


def understood(*headers: str) -> dict[str, str | None]:
    """Return the field each column is taken for without anybody being asked."""
    guesses = guess(headers, [Looks()] * len(headers), {})
    certain = [one.field if one.why is not Why.CONTENT else "" for one in guesses]
    return {header: field or None for header, field in zip(headers, certain, strict=True)}


def row(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("path", ROWS, ids=lambda path: path.stem)
def test_a_public_header_row_means_what_its_system_means(path: Path) -> None:
    given = row(path)
    assert understood(*given["headers"]) == given["means"]


@pytest.mark.parametrize("path", ROWS, ids=lambda path: path.stem)
def test_a_header_row_says_where_and_when_it_was_read_and_holds_nothing_else(path: Path) -> None:
    given = row(path)
    assert set(given) == {"system", "source", "read_on", "headers", "means"}
    assert given["source"].startswith("https://")
    assert list(given["means"]) == given["headers"]
    assert set(given["means"].values()) <= {None, *FIELDS}


@pytest.mark.parametrize("path", ROWS, ids=lambda path: path.stem)
def test_the_order_of_the_columns_changes_nothing(path: Path) -> None:
    given = row(path)
    assert understood(*reversed(given["headers"])) == given["means"]


def test_what_nobody_knows_is_left_to_be_asked() -> None:
    headers = ("数据1", "备用字段", "Spalte A", "xyz")
    assert set(understood(*headers).values()) == {None}
    assert missing(set()) == ["day", "account", "amount"]


def test_a_total_of_the_whole_order_is_not_taken_for_the_amount_of_a_line() -> None:
    headers = ("Name", "Email", "Created at", "Lineitem name", "Lineitem quantity", "Lineitem price", "Total")
    assert understood(*headers)["Total"] is None
    assert understood("Name", "Date", "Total") == {"Name": None, "Date": "day", "Total": "amount"}
    found = understood("Opportunity ID", "Account Name", "Close Date", "Amount", "Total Price")
    assert (found["Amount"], found["Total Price"]) == (None, "amount")


def test_a_bare_word_for_the_customer_is_a_code_where_the_name_has_a_column_of_its_own() -> None:
    assert understood("客户", "日期", "金额")["客户"] == "account_name"
    assert understood("客户", "客户名称", "日期", "金额")["客户"] == "account"
    assert understood("Product", "Product Name")["Product"] == "product"


def test_amounts_in_the_companys_own_money_are_not_told_to_be_in_the_foreign_one() -> None:
    own = understood("单号", "日期", "客户", "币种", "本币无税金额")
    assert (own["本币无税金额"], own["币种"]) == ("amount", None)
    both = understood("单号", "日期", "客户", "币种", "本币金额", "原币金额")
    assert (both["原币金额"], both["本币金额"], both["币种"]) == ("amount", None, "currency")
    unsaid = understood("单号", "日期", "客户", "原币金额", "本币金额")
    assert (unsaid["本币金额"], unsaid["原币金额"]) == ("amount", None)


@pytest.mark.parametrize(
    ("header", "tax"),
    [
        ("不含税金额", "net"),
        ("无税金额", "net"),
        ("净值", "net"),
        ("NETWR", "net"),
        ("iNatMoney", "net"),
        ("Untaxed Total", "net"),
        ("Net_Sales", "net"),
        ("Amount excl. VAT", "net"),
        ("价税合计", "gross"),
        ("税价合计", "gross"),
        ("含税金额", "gross"),
        ("Amount incl. tax", "gross"),
        ("FAllAmount", "gross"),
        ("金额", "unknown"),
        ("Cabinet amount", "unknown"),
        ("Internet sales", "unknown"),
    ],
)
def test_the_header_says_whether_an_amount_holds_tax(header: str, tax: str) -> None:
    assert tax_of(header) == tax


@pytest.mark.parametrize(
    ("header", "basis"),
    [
        ("开票日期", "invoice"),
        ("FKDAT", "invoice"),
        ("下单时间", "order"),
        ("Date Order", "order"),
        ("发货日期", "delivery"),
        ("Close Date", "contract"),
        ("日期", ""),
        ("Date", ""),
    ],
)
def test_the_header_of_the_day_says_which_event_the_books_record(header: str, basis: str) -> None:
    assert basis_of(header) == basis


def test_the_part_of_the_document_before_a_name_does_not_hide_it() -> None:
    assert known("销售订单行.价税合计") == known("价税合计")
    assert known("单据体#物料编码") == known("物料编码")
    assert known("去年.金额") is None


def test_a_system_is_known_by_headers_that_stand_together_nowhere_else() -> None:
    found = export_of(("Lineitem name", "Lineitem quantity", "Lineitem price", "Name"))
    assert found
    assert found.system == "Shopify"
    assert export_of(("Name", "Date", "Amount")) is None


def test_a_column_is_a_kind_of_line_only_where_every_word_in_it_is_one() -> None:
    headers = ("Date", "Transaction Type", "Customer", "Amount")
    for says_kinds, field in ((True, "kind"), (False, "")):
        looks = [Looks(), Looks(says_kinds=says_kinds), Looks(), Looks()]
        assert guess(headers, looks, {})[1].field == field
    assert {KIND_WORDS[normalise(word)] for word in ("Sales Receipt", "标准销售订单", "Customer Invoice")} == {
        Kind.SALE
    }
    assert {KIND_WORDS[normalise(word)] for word in ("Refund Receipt", "退货订单")} == {Kind.RETURN}
