"""Codes, tax numbers and yes or no, as spreadsheets leave them."""

import pyarrow as pa
import pytest

from vitalfew.ledger.reading.texts import parse_booleans, words
from vitalfew.ledger.rules.duplicates import Likeness, Suspect, restore_zeros, suspects
from vitalfew.ledger.rules.problems import RowProblem
from vitalfew.ledger.rules.tax_ids import TaxId, check_tax_id


def codes(*texts: str | None) -> list[str | None]:
    found: list[str | None] = words(pa.array(texts), is_code=True)[0].to_pylist()
    return found


def lost(*texts: str | None) -> list[bool]:
    problems = words(pa.array(texts), is_code=True)[1]
    found: list[bool] = problems[RowProblem.LOST_DIGITS].tolist()
    return found


def answers(*texts: str | None) -> list[bool | None]:
    found: list[bool | None] = parse_booleans(pa.array(texts))[0].to_pylist()
    return found


def test_a_phone_number_that_became_a_number_is_a_phone_number_again() -> None:
    assert codes("13800000000.0", "13900000001.0") == ["13800000000", "13900000001"]
    assert codes("1.3800000001E+10", "010-6552") == ["13800000001", "010-6552"]


def test_digits_that_a_spreadsheet_has_dropped_are_not_made_up() -> None:
    assert lost("1.38E+10", "13800000000", "8.6138E+12", None) == [True, False, True, False]
    # Fifteen digits are all that a number in a cell keeps.
    assert lost("9.1440300192203821E+17") == [True]
    assert codes("1E5", "12E4") == ["1E5", "12E4"]
    assert words(pa.array(["1E5", "12E4"]), is_code=True)[1] == {}
    assert words(pa.array(["1.38E+10"]), is_code=False)[1] == {}


def test_a_code_that_lost_its_zeros_is_found_again_where_only_one_fits() -> None:
    assert restore_zeros(["123", "45", "x1"], ["00123", "45", "9"]) == {"123": "00123"}
    assert restore_zeros(["00123"], ["123"]) == {"00123": "123"}
    assert restore_zeros(["7"], ["007", "07"]) == {}
    assert restore_zeros(["123"], ["123", "0123"]) == {}
    assert restore_zeros(["0", "000"], ["00"]) == {}


def test_a_customer_who_lost_the_zeros_of_his_code_is_shown_once_beside_the_one_he_may_be() -> None:
    known = [("00123", "北辰风电装备有限公司"), ("00124", "西岭矿山机械")]
    assert suspects([("123", "北辰风电装备有限公司"), ("7", "新客户")], known) == [
        Suspect(Likeness.ZEROS, "123", "北辰风电装备有限公司", "00123", "北辰风电装备有限公司")
    ]


@pytest.mark.parametrize(("text", "meant"), [
    ("是", True), ("Y", True), ("yes", True), ("TRUE", True), ("√", True), ("✓", True), ("1", True), ("1.0", True),
    ("有", True), ("ｙ", True), ("否", False), ("n", False), ("No", False), ("FALSE", False), ("×", False),
    ("0", False), ("0.0", False), ("无", False),
])  # fmt: skip
def test_yes_and_no_are_read_as_people_write_them(text: str, meant: bool) -> None:
    assert answers(text) == [meant]


def test_a_cross_is_a_mark_unless_ticks_stand_beside_it() -> None:
    assert answers("X", None, "x", "") == [True, None, True, None]
    assert answers("√", "x", None) == [True, False, None]


def test_what_is_neither_yes_nor_no_is_said_to_be_none() -> None:
    found, bad = parse_booleans(pa.array(["是", "也许", None, "2"]))
    assert found.to_pylist() == [True, None, None, None]
    assert bad.tolist() == [False, True, False, True]


# The example of GB 32100-2015, and codes that large companies print on their own pages.
@pytest.mark.parametrize("code", [
    "91350100M000100Y43", "91110000802100433B", "91110108551385082Q", "91440300708461136T", "914403001922038216",
])  # fmt: skip
def test_a_social_credit_code_is_checked_by_its_last_character(code: str) -> None:
    assert check_tax_id(code) is TaxId.VALID
    assert check_tax_id(f" {code[:8].lower()} {code[8:].lower()}") is TaxId.VALID
    wrong = code[:-1] + ("1" if code[-1] != "1" else "2")
    assert check_tax_id(wrong) is TaxId.WRONG_CHECK


@pytest.mark.parametrize(("text", "kind"), [
    ("91350100M000100Y4Z", TaxId.NONE),  # the standard's own example of a wrong one: Z is no character of a code
    ("110108551385082", TaxId.OLD),
    ("35010079060032X", TaxId.OLD),
    ("9.14403E+17", TaxId.LOST_DIGITS),
    ("914403001922038000", TaxId.LOST_DIGITS),
    ("9135O100M000100Y43", TaxId.NONE),  # the letter O
    ("12345", TaxId.NONE),
    ("", TaxId.NONE),
])  # fmt: skip
def test_what_is_no_social_credit_code_is_told_apart(text: str, kind: TaxId) -> None:
    assert check_tax_id(text) is kind


def test_one_wrong_character_or_two_changed_places_are_always_found() -> None:
    code = "91350100M000100Y43"
    others = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    for place in range(len(code)):
        for other in others.replace(code[place], ""):
            assert check_tax_id(code[:place] + other + code[place + 1 :]) is not TaxId.VALID
    for place in range(len(code) - 1):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert swapped == code or check_tax_id(swapped) is not TaxId.VALID
