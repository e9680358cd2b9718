"""An alert is read, taken in hand and ended with a reason; whoever comes second is told (S23)."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts.making import key_account
from people.story import make_account, make_alert
from vitalfew.accounts.models import AccountRow
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.journal.queries import get_history
from vitalfew.journal.rules import StaleVersion
from vitalfew.loop.control.actions import acknowledge_alert, act_on_alert, close_alert, dismiss_alert
from vitalfew.loop.control.models import Alert
from vitalfew.loop.control.queries import get_alert, get_alerts, get_alerts_of_account
from vitalfew.loop.control.rules import NEXT, OPEN, AlertState, AlertWhy, handling_refused
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import NotAllowed

TODAY = date(2026, 3, 2)


@given(st.sampled_from(AlertState), st.lists(st.sampled_from(AlertState), max_size=8), st.sampled_from(["", "已联系"]))
def test_an_alert_only_goes_forward_and_ends_with_a_reason(
    state: AlertState, wishes: list[AlertState], reason: str
) -> None:
    for wanted in wishes:
        if handling_refused(state, wanted, reason):
            continue
        assert state in OPEN
        assert wanted in NEXT[state]
        assert wanted in OPEN or reason
        state = wanted
    if state not in OPEN:
        assert all(handling_refused(state, wanted, "x") is AlertWhy.ALERT_ENDED for wanted in AlertState)


pytestmark = pytest.mark.django_db


@pytest.fixture
def account_id(cast: Any) -> int:
    found: int = make_account("N", "北辰").pk
    key_account(cast, found)
    return found


def test_an_alert_from_new_to_closed(cast: Any, account_id: int) -> None:
    alert = make_alert(account_id, cast.owner.pk, TODAY)
    assert get_alerts(cast.owner) == [alert]
    read = acknowledge_alert(by=cast.owner, alert_id=alert.id, version=1)
    assert (read.state, read.version) == ("acknowledged", 2)
    assert act_on_alert(by=cast.owner, alert_id=alert.id, version=2).state == "acting"
    closed = close_alert(by=cast.owner, alert_id=alert.id, version=3, reason="已下单")
    assert (closed.state, closed.reason, closed.next_states, closed.is_open) == ("closed", "已下单", (), False)
    assert (get_alerts(cast.owner), get_alerts(cast.owner, "closed"), get_alerts(cast.owner, "all")) == (
        [],
        [closed],
        [closed],
    )
    verbs = [line.verb for line in get_history("control.alert", alert.id)]
    assert verbs == [
        "control.alert_fired",
        "control.alert_acknowledged",
        "control.alert_in_hand",
        "control.alert_closed",
    ]


def test_the_gravest_open_alert_stands_beside_the_account(cast: Any, account_id: int) -> None:
    first, second = (make_alert(account_id, cast.owner.pk, TODAY, silent) for silent in (33, 40))
    dismiss_alert(by=cast.owner, alert_id=first.id, version=1, reason="对方放假")
    row = AccountRow.objects.get(pk=account_id)
    assert (row.alarm, row.alarm_reason["silent_days"]) == (2, 40)
    close_alert(by=cast.owner, alert_id=second.id, version=1, reason="已下单")
    row.refresh_from_db()
    assert (row.alarm, row.alarm_reason) == (0, None)


def test_an_end_without_a_reason_is_refused(cast: Any, account_id: int) -> None:
    alert = make_alert(account_id, cast.owner.pk, TODAY)
    for end in (close_alert, dismiss_alert):
        with pytest.raises(Refused) as refusal:
            end(by=cast.owner, alert_id=alert.id, version=1, reason=" ")
        assert refusal.value.why is AlertWhy.ALERT_NEEDS_REASON
    with pytest.raises(IntegrityError), transaction.atomic():
        Alert.objects.filter(pk=alert.id).update(state="dismissed")


def test_the_second_of_two_handlers_is_told(cast: Any, account_id: int) -> None:
    alert = make_alert(account_id, cast.owner.pk, TODAY)
    acknowledge_alert(by=cast.owner, alert_id=alert.id, version=1)
    with pytest.raises(StaleVersion):
        close_alert(by=cast.director, alert_id=alert.id, version=1, reason="我来")
    close_alert(by=cast.owner, alert_id=alert.id, version=2, reason="已下单")
    with pytest.raises(Refused) as refusal:
        acknowledge_alert(by=cast.director, alert_id=alert.id, version=3)
    assert refusal.value.why is AlertWhy.ALERT_ENDED


def test_whoever_reads_an_alert_of_nobody_takes_it(cast: Any, account_id: int) -> None:
    alert = make_alert(account_id, None, TODAY)  # type: ignore[arg-type]
    assert acknowledge_alert(by=cast.director, alert_id=alert.id, version=1).assignee_name == "陈国栋"


def test_who_may_handle_and_who_may_see(cast: Any, account_id: int) -> None:
    alert = make_alert(account_id, cast.owner.pk, TODAY)
    for nobody, error in [(cast.stranger, NoSuchAccount), (cast.analyst, NotAllowed), (cast.administrator, NotAllowed)]:
        with pytest.raises(error):
            acknowledge_alert(by=nobody, alert_id=alert.id, version=1)
    assert get_alert(cast.stranger, alert.id) is None
    assert get_alerts(cast.stranger) == []
    assert get_alerts_of_account(account_id) == [alert]
    with pytest.raises(NoSuchAccount):
        acknowledge_alert(by=cast.owner, alert_id=999, version=1)
