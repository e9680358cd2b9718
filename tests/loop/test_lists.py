"""Lists over every account cost the same however many there are, and show nobody what is not his."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.making import key_account
from people.story import make_account, make_alert
from vitalfew.loop.control.queries import get_alerts
from vitalfew.loop.execution.actions import log_visit
from vitalfew.loop.execution.queries import get_visits_of
from vitalfew.loop.objectives.actions import set_objective
from vitalfew.loop.objectives.queries import get_objectives_of
from vitalfew.loop.plan.actions import add_action
from vitalfew.loop.plan.queries import get_actions_due, get_plans_of
from vitalfew.loop.review.actions import close_review
from vitalfew.loop.review.queries import get_reviews_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
LISTS: list[Callable[[Any], list[Any]]] = [
    get_objectives_of, get_plans_of, get_actions_due, get_visits_of, get_alerts, get_reviews_of,
]  # fmt: skip


def _turn_the_loop(cast: Any, number: int, **who: Any) -> None:
    account_id = make_account(f"N{number}", f"客户 {number}").pk
    key_account(cast, account_id, **who)
    made: dict[str, Any] = {"by": cast.director, "account_id": account_id}
    aim = {"metric": "order_days", "target": Decimal(9), "starts_on": TODAY, "due_on": TODAY + timedelta(90)}
    for turn in range(2):
        set_objective(**made, **aim, for_whom="both", owner_id=cast.owner.pk)
        add_action(**made, what="报价", owner_id=cast.owner.pk, due_on=TODAY)
        visit = {"contact_name": "王丽", "outcome": "advance", "note": "谈过", "held_on": TODAY, "today": TODAY}
        log_visit(**made, **visit, sent_key=f"{number}-{turn}")
        if not turn:
            close_review(**made, held_on=TODAY, lesson="教训", decision="", whys={}, today=TODAY)
    make_alert(account_id, cast.owner.pk, TODAY)


def _statements(ask: Callable[[Any], list[Any]], user: Any) -> tuple[int, int]:
    with CaptureQueriesContext(connection) as asked:
        found = ask(user)
    return len(asked), len(found)


def test_a_list_asks_the_database_a_fixed_number_of_times(cast: Any) -> None:
    _turn_the_loop(cast, 0)
    before = {ask.__name__: _statements(ask, cast.owner) for ask in LISTS}
    for number in range(1, 5):
        _turn_the_loop(cast, number)
    for ask in LISTS:
        (first, few), (later, many) = before[ask.__name__], _statements(ask, cast.owner)
        assert many >= 5 * few > 0, ask.__name__
        assert later == first <= 3, ask.__name__


@pytest.mark.parametrize("ask", LISTS, ids=lambda ask: ask.__name__)
def test_a_list_shows_one_s_own_accounts_or_all_to_those_who_see_all(
    ask: Callable[[Any], list[Any]], cast: Any
) -> None:
    _turn_the_loop(cast, 0)
    _turn_the_loop(cast, 1, manager_id=cast.stranger.pk)

    def names(user: Any) -> set[str]:
        return {one.account_name for one in ask(user)}

    assert names(cast.owner) == {"客户 0"}
    assert names(cast.stranger) == {"客户 1"}
    assert names(cast.director) == names(cast.analyst) == names(cast.administrator) == {"客户 0", "客户 1"}
