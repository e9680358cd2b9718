"""One warning per silence, with what it stands on; quiet again when an order ends it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.making import import_lines, key_account
from ledger.telling import Line
from vitalfew.accounts.models import AccountRow
from vitalfew.journal.models import Entry
from vitalfew.ledger.actions.undo import undo_batch
from vitalfew.ledger.models import Batch
from vitalfew.loop.analysis.actions import refresh_figures
from vitalfew.loop.control.actions import dismiss_alert, watch
from vitalfew.loop.control.models import Alert
from vitalfew.loop.control.queries import get_alerts
from vitalfew.loop.control.rules import AlertState, Silence, alerts_for
from vitalfew.people.rules import CLOCK, NotAllowed

pytestmark = pytest.mark.django_db
END = date(2025, 12, 31)
TODAY = date(2026, 1, 2)


def orders(account: str, *, silent: int, gap: int = 20, times: int = 8, each: int = 100) -> list[Line]:
    """Return orders every `gap` days, the last of them `silent` days before the books' end."""
    days = [END - timedelta(silent + gap * n) for n in range(times)]
    return [Line(invoice=f"{account}{day}", account=account, amount=Decimal(each), day=day) for day in days]


def beat(*lines: Line) -> int:
    """Import, refresh and watch, as the clock does."""
    if lines:
        import_lines(lines)
    refresh_figures(by=CLOCK)
    return watch(by=CLOCK, today=TODAY)


def last_day() -> list[Line]:
    return [Line(invoice="edge", account="EDGE", amount=Decimal(1), day=END)]


def test_an_account_silent_beyond_its_own_rhythm_rings_once_with_its_evidence(cast: Any) -> None:
    ids = import_lines([*orders("A", silent=33), *last_day()])
    key_account(cast, ids["A"])
    assert beat() == 1
    alert = Alert.objects.get()
    assert (alert.severity, alert.value, alert.threshold, alert.fired_on) == (2, 33, 30, TODAY)
    assert alert.occasion == (END - timedelta(33)).isoformat()
    assert alert.assignee == cast.owner
    told = alert.evidence
    assert (told["silent_days"], told["usual_gap"], told["gap_low"], told["gap_high"]) == (33, 20, 20, 20)
    assert (told["order_days"], told["limit"], told["as_of"], told["revenue"]) == (8, 30, "2025-12-31", "800.0000")
    row = AccountRow.objects.get(pk=ids["A"])
    assert (row.alarm, row.alarm_reason["silent_days"]) == (2, 33)
    assert beat() == 0
    assert Entry.objects.filter(verb="control.alert_fired").count() == 1


def test_of_equally_grave_silences_the_account_that_brings_most_comes_first(cast: Any) -> None:
    small, large = orders("B", silent=33, each=100), orders("A", silent=33, each=900)
    ids = import_lines([*small, *large, *last_day()])
    for code in ("B", "A"):
        key_account(cast, ids[code])
    assert beat() == 2
    assert [alert.account_id for alert in get_alerts(cast.director)] == [ids["A"], ids["B"]]
    assert [alert.account_id for alert in get_alerts(cast.director, limit=1)] == [ids["A"]]


def test_it_is_quiet_where_there_is_no_reason_to_ring() -> None:
    in_rhythm, too_few = orders("IN", silent=25), orders("FEW", silent=60, times=5)
    small = orders("SMALL", silent=60, each=1)
    assert beat(*in_rhythm, *too_few, *small, *last_day()) == 0


def test_a_large_account_is_watched_before_anybody_names_it_a_key_account() -> None:
    ids = import_lines([*orders("A", silent=33), *last_day()])
    assert beat() == 1
    assert (Alert.objects.get().severity, Alert.objects.get().assignee) == (1, None)
    assert AccountRow.objects.get(pk=ids["A"]).alarm == 1


def test_a_silence_that_goes_on_grows_graver_in_the_same_alert() -> None:
    beat(*orders("A", silent=33), *last_day())
    assert beat(Line(invoice="later", account="EDGE", amount=Decimal(1), day=END + timedelta(30))) == 0
    alert = Alert.objects.get()
    assert (alert.severity, alert.value, alert.evidence["silent_days"], alert.version) == (2, 63, 63, 2)


def test_an_order_ends_the_silence_and_the_next_one_rings_anew() -> None:
    ids = import_lines([*orders("A", silent=33), *last_day()])
    beat()
    beat(Line(invoice="back", account="A", amount=Decimal(5), day=END))
    alert = Alert.objects.get()
    assert (alert.state, alert.evidence["ended_on"], alert.reason) == (AlertState.CLOSED, "2025-12-31", "")
    assert AccountRow.objects.get(pk=ids["A"]).alarm == 0
    assert beat(Line(invoice="later", account="EDGE", amount=Decimal(1), day=END + timedelta(60))) == 1
    assert sorted(Alert.objects.values_list("state", flat=True)) == ["closed", "new"]


def test_books_taken_back_take_their_alert_back() -> None:
    beat(*orders("A", silent=33))
    beat(*last_day())
    assert Alert.objects.get().state == AlertState.NEW
    undo_batch(by=CLOCK, batch_id=Batch.objects.latest("id").pk)
    beat()
    assert (Alert.objects.get().state, Alert.objects.get().evidence["withdrawn"]) == (AlertState.CLOSED, True)


def test_a_dismissed_silence_stays_quiet(cast: Any) -> None:
    ids = import_lines([*orders("A", silent=33), *last_day()])
    beat()
    alert = Alert.objects.get()
    dismiss_alert(by=cast.director, alert_id=alert.pk, version=alert.version, reason="客户年检停产")
    assert AccountRow.objects.get(pk=ids["A"]).alarm == 0
    assert beat() == 0
    assert Alert.objects.get().state == AlertState.DISMISSED
    assert AccountRow.objects.get(pk=ids["A"]).alarm == 0


def test_only_who_may_change_the_books_may_watch(cast: Any) -> None:
    with pytest.raises(NotAllowed):
        watch(by=cast.owner, today=TODAY)


SILENCES = st.builds(
    Silence,
    st.one_of(st.none(), st.dates()),
    st.one_of(st.none(), st.integers(0, 5000)),
    st.one_of(st.none(), st.floats(0.5, 3000)),
    st.sampled_from(["A", "B", "C", ""]),
    st.booleans(),
)


@given(SILENCES)
def test_it_rings_at_most_once_and_never_inside_the_rhythm(silence: Silence) -> None:
    rings = alerts_for(silence)
    assert len(rings) <= 1
    for ring in rings:
        assert ring.value > ring.threshold
        assert silence.is_key or silence.revenue_class == "A"
        assert ring.severity == 2 or not silence.is_key
