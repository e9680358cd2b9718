"""One click mends what another reading of the column mends, and nothing is offered that would not."""

from decimal import Decimal
from pathlib import Path

import pytest

from ledger.files import read, write
from vitalfew.ledger.rules.cures import Cure, cures


def _days(*values: str) -> list[dict[str, object]]:
    return [{"problem": "bad_day", "column": "Date", "value": value} for value in values]


def _signs(*values: str) -> list[dict[str, object]]:
    return [{"problem": "wrong_sign", "column": "Amount", "value": value} for value in values]


def _numbers(*values: str) -> list[dict[str, object]]:
    return [{"problem": "bad_number", "column": "Amount", "value": value} for value in values]


@pytest.mark.parametrize(
    ("problems", "options", "found"),
    [
        (_days("13/01/2026", "31/12/2026"), {"day_first": False}, (Cure("day_first", True, "Date", 2),)),
        (_days("01/13/2026"), {"day_first": True}, (Cure("day_first", False, "Date", 1),)),
        (_days("13/01/2026"), {}, ()),  # nobody has said how: all rows have been looked at already
        (_days("13/13/2026"), {"day_first": False}, ()),
        (_days("soon"), {"day_first": False}, ()),
        (_numbers("1.234,50", "7,25"), {"decimal": "."}, (Cure("decimal", ",", "Amount", 2),)),
        (_numbers("1,234.50"), {"decimal": ","}, (Cure("decimal", ".", "Amount", 1),)),
        (_numbers("1.234,50"), {"decimal": ","}, ()),
        (_numbers("12O.50"), {"decimal": "."}, ()),
        (_signs("5", "7"), {}, (Cure("turns_signs", True, "Amount", 2),)),
        (_signs("5"), {"turns_signs": True}, ()),
    ],
)
def test_what_one_click_mends(problems: list[dict[str, object]], options: dict[str, object], found: object) -> None:
    assert cures(problems, options) == found


def test_where_not_all_refused_rows_were_looked_at_it_is_said() -> None:
    seen = [{**one, "sheet": "a.csv", "row": row} for row, one in enumerate(_days("13/01/2026", "14/01/2026"))]
    assert cures(seen, {"day_first": False}, refused=2) == (Cure("day_first", True, "Date", 2),)
    assert cures(seen, {"day_first": False}, refused=3) == (Cure("day_first", True, "Date", 2, is_least=True),)


def test_a_cure_counts_all_rows_that_it_mends_not_only_those_that_are_told(tmp_path: Path) -> None:
    rows = [(str(n), "C1", f"{n % 12 + 1}/{n % 18 + 13}/2026", "1.00") for n in range(250)]
    rows += [(f"G{n}", "C1", f"0{n}/01/2026", "1.00") for n in range(1, 10)]
    path = write(tmp_path, rows, ("Invoice", "Customer ID", "Date", "Amount"))
    answer = read(path, options={"day_first": True}).answer
    assert (len(answer["problems"]), answer["lines_refused"]) == (100, 250)
    assert answer["cures"] == [
        {"option": "day_first", "value": False, "column": "Date", "rows": 250, "is_least": False}
    ]


def test_returns_written_without_a_minus_are_taken_as_minus_when_told_so(tmp_path: Path) -> None:
    headers = ("Invoice", "Customer ID", "Date", "Line Type", "Quantity", "Amount")
    rows = [("1", "C1", "2026-01-05", "sale", "2", "10"), ("2", "C1", "2026-01-06", "return", "1", "5"),
            ("3", "C1", "2026-01-07", "return", "-1", "-4")]  # fmt: skip
    path = write(tmp_path, rows, headers)
    assert [problem[3] for problem in read(path).problems] == ["wrong_sign"]
    found = read(path, options={"turns_signs": True})
    assert found.problems == []
    amounts = sorted((line["invoice"], line["amount"], line["quantity"]) for line in found.lines)
    assert amounts == [("1", Decimal(10), Decimal(2)), ("2", Decimal(-5), Decimal(-1)), ("3", Decimal(-4), Decimal(-1))]
