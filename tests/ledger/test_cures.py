"""One click mends what another reading of the column mends, and nothing is offered that would not."""

import pytest

from vitalfew.ledger.rules.cures import Cure, cures


def _days(*values: str) -> list[dict[str, object]]:
    return [{"problem": "bad_day", "column": "Date", "value": value} for value in values]


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
    ],
)
def test_what_one_click_mends(problems: list[dict[str, object]], options: dict[str, object], found: object) -> None:
    assert cures(problems, options) == found
