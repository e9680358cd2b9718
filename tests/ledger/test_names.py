"""What a customer is called is what was told of him last, and told alike whatever the order."""

from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest

from ledger.telling import Line, tell
from vitalfew.ledger.actions.commit import commit_checked
from vitalfew.ledger.queries.figures import get_codes
from vitalfew.people.rules import COMMAND_LINE

pytestmark = pytest.mark.django_db
DAY = date(2025, 12, 31)
NAMES = ("北辰风电", "北辰风电装备", "西岭矿山")


def _line(place: int, name: str, country: str, day: date = DAY) -> Line:
    return Line(str(place), "C1", Decimal(1), day, name=name, country=country)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_of_two_names_of_one_day_the_same_is_taken_in_whatever_order_they_come(order: tuple[int, ...]) -> None:
    lines = [_line(0, NAMES[0], "CN"), _line(1, NAMES[1], "DE"), _line(2, NAMES[2], "AT", date(2025, 12, 30))]
    commit_checked(tell([lines[place] for place in order]), by=COMMAND_LINE)
    assert get_codes().to_pylist() == [{"name": NAMES[1], "country": "DE", "code": "C1"}]


@pytest.mark.parametrize("later_first", [False, True])
def test_the_later_day_is_taken_whichever_file_comes_first(later_first: bool) -> None:
    lines = [_line(0, NAMES[2], "DE", date(2025, 1, 1)), _line(1, NAMES[0], "CN")]
    for one in reversed(lines) if later_first else lines:
        commit_checked(tell([one]), by=COMMAND_LINE)
    assert get_codes()["name"].to_pylist() == [NAMES[0]]
