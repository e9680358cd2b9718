"""A silence rings by its chance, keeps standing while it lasts, and says how often such alerts were right before."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from accounts.making import import_lines
from ledger.telling import Line
from vitalfew.accounts.actions import adopt_codes
from vitalfew.ledger.actions import import_files
from vitalfew.ledger.queries import get_order_days
from vitalfew.loop.analysis.actions import refresh_figures
from vitalfew.loop.analysis.models import AccountFigures
from vitalfew.loop.control.actions import change_alarm, look_back, watch
from vitalfew.loop.control.labels import band_of, chance_sentence, silence_sentence
from vitalfew.loop.control.models import Alert
from vitalfew.loop.control.queries.looking_back import get_alarm, get_look_back
from vitalfew.loop.control.rules import Alarm, AlertWhy, Silence, alerts_for, still_silent
from vitalfew.loop.rules import Refused
from vitalfew.measures.rhythm import gap_alarm, order_gaps
from vitalfew.people.rules import CLOCK, NotAllowed

END = date(2025, 12, 31)
SILENT = Silence(END - timedelta(40), 40, 60.0, "A", False, 21.0, 0.26)


def changed(**more: Any) -> Silence:
    return Silence(**{**vars(SILENT), **more})


@pytest.mark.parametrize(
    ("silence", "alarm", "rings"),
    [
        (SILENT, Alarm(), True),
        (SILENT, Alarm(chance=0.30), False),
        (changed(quiet=0.1), Alarm(), False),
        (changed(quiet=0.1), Alarm(backstop=40), True),  # the backstop day has come
        (changed(silent_days=20), Alarm(), False),  # not longer than its own median gap
        (changed(revenue_class="C"), Alarm(), False),
        (changed(revenue_class="C", is_key=True), Alarm(), True),
        (changed(quiet=None), Alarm(), False),  # thin books: by its own limit of 60 days only
        (changed(quiet=None, silent_days=61), Alarm(), True),
        (changed(usual_gap=None, quiet=None, gap_limit=None), Alarm(), False),
    ],
)
def test_it_rings_when_overdue_and_likely_to_stay_silent_or_on_the_backstop_day(
    silence: Silence, alarm: Alarm, rings: bool
) -> None:
    assert bool(alerts_for(silence, alarm)) is rings


@given(st.floats(0, 1), st.integers(0, 400), st.sampled_from([0.2, 0.25, 0.3]), st.integers(14, 120))
def test_a_higher_chance_or_a_longer_silence_never_unrings(
    quiet: float, days: int, chance: float, backstop: int
) -> None:
    alarm = Alarm(chance, backstop)
    now = alerts_for(changed(quiet=quiet, silent_days=days), alarm)
    later = alerts_for(changed(quiet=min(1.0, quiet + 0.1), silent_days=days + 7), alarm)
    assert not now or later
    assert not now or later[0].severity >= now[0].severity


def test_an_alert_does_not_come_and_go_with_its_chance() -> None:
    occasion = (END - timedelta(40)).isoformat()
    assert still_silent(changed(quiet=0.05), occasion)
    assert not still_silent(changed(last_order_on=END), occasion)
    assert not still_silent(changed(silent_days=15), occasion)


@override("en")
def test_what_is_said_is_what_such_accounts_did() -> None:
    evidence = {
        "silent_days": 47,
        "usual_gap": 21.0,
        "gap_low": 14.0,
        "gap_high": 33.0,
        "order_days": 30,
        "horizon": 120,
    }
    assert silence_sentence(evidence) == (
        "Silent 47 days; usually orders every 21 (half its gaps lie between 14 and 33)."
    )
    said = "Of 100 accounts that looked like this, about 26 placed no order in the next 120 days."
    assert chance_sentence(evidence | {"quiet": 0.26}) == said
    assert chance_sentence(evidence | {"quiet": 0.26, "order_days": 7}) == f"{said} Weak: only 7 days with orders."
    assert "more than 95" in chance_sentence(evidence | {"quiet": 0.9999})
    assert chance_sentence(evidence | {"quiet": None, "order_days": 4}) == "Too few orders (4) to judge a rhythm."
    assert "Overdue by 2.2 times its usual gap" in chance_sentence(evidence | {"quiet": None})
    assert [band_of(quiet) for quiet in (None, 0.05, 0.1, 0.2, 0.3)] == ["", "as usual", "watch", "ask", "call"]


def orders(account: str, *, gap: int, silent: int, days: int = 800) -> list[Line]:
    found = [END - timedelta(back) for back in range(silent, days, gap)]
    return [Line(invoice=f"{account}{day}", account=account, amount=Decimal(900), day=day) for day in found]


@pytest.mark.django_db
def test_in_books_that_can_tell_a_chance_the_longest_overdue_rings() -> None:
    chance = np.random.default_rng(3)
    others = [orders(f"N{n}", gap=int(chance.integers(15, 60)), silent=int(chance.integers(0, 15))) for n in range(110)]
    ids = import_lines([*orders("QUIET", gap=20, silent=75), *(line for one in others for line in one)])
    refresh_figures(by=CLOCK)
    watch(by=CLOCK, today=END)
    figures = AccountFigures.objects.get(pk=ids["QUIET"])
    assert figures.quiet is not None
    assert figures.quiet >= 0.25
    alert = Alert.objects.get(account_id=ids["QUIET"])
    assert (alert.threshold, alert.evidence["quiet"], alert.evidence["horizon"]) == (20, figures.quiet, 120)
    assert Alert.objects.count() == 1


@pytest.mark.django_db
def test_thin_books_have_no_record_and_say_so() -> None:
    import_lines(orders("A", gap=20, silent=5))
    assert look_back(by=CLOCK)
    assert not look_back(by=CLOCK)  # nothing has moved since
    assert (get_look_back().is_thin, get_look_back().rule) == (True, None)


@pytest.mark.django_db
def test_who_sets_the_alarm_is_remembered_and_nonsense_is_refused(cast: Any) -> None:
    assert change_alarm(by=cast.analyst, version=0, chance=0.30, backstop=60).alarm == Alarm(0.30, 60)
    assert get_alarm().version == 2
    for chance, backstop in ((0.5, 60), (0.25, 500)):
        with pytest.raises(Refused) as refused:
            change_alarm(by=cast.analyst, version=2, chance=chance, backstop=backstop)
        assert refused.value.why is AlertWhy.UNFIT_ALARM
    with pytest.raises(NotAllowed):
        change_alarm(by=cast.owner, version=2, chance=0.25, backstop=90)


@pytest.mark.books
@pytest.mark.django_db
def test_on_published_books_every_accounts_chance_is_the_measures(books: Path) -> None:
    report = import_files(by=CLOCK, paths=[books / "online_retail/online_retail.parquet"], currency="GBP")
    assert report.lines_read == 541_909
    adopt_codes(by=CLOCK)
    refresh_figures(by=CLOCK)
    days = get_order_days()
    codes, whole = np.array(days["account"].to_pylist()), days["day"].to_numpy().astype("datetime64[D]")
    end = whole.max()
    past = whole <= end - 120
    alarm = gap_alarm(
        gaps := order_gaps(codes, whole, today=end), before=order_gaps(codes[past], whole[past], today=end - 120)
    )
    stored = dict(AccountFigures.objects.values_list("account__code", "quiet"))
    for code, quiet in zip(gaps.customer.tolist(), alarm.quiet.tolist(), strict=True):
        assert stored[code] == (None if quiet != quiet else pytest.approx(quiet, rel=1e-9))
    assert sum(quiet is not None for quiet in stored.values()) > 700
