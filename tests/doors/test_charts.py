"""Pictures say what the figures say: nothing leaves its frame, nothing hides another's words, nothing pretends."""

from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitalfew.measures.concentration import pareto
from vitalfew.measures.profitability import whale_curve
from vitalfew.web.charts.bars import cumulative_bar, progress_bar
from vitalfew.web.charts.concentration import (
    BOTTOM,
    GAP,
    TOP,
    Class,
    ConcentrationCurve,
    Landmark,
    Threshold,
    concentration_curve,
)
from vitalfew.web.charts.cycle import cycle_ring
from vitalfew.web.charts.months import Month, months_chart
from vitalfew.web.charts.rhythm import rhythm_strip
from vitalfew.web.charts.scale import Scale, spread
from vitalfew.web.charts.whale import TOP as WHALE_TOP
from vitalfew.web.charts.whale import whale_chart

amounts = st.lists(st.floats(min_value=0.01, max_value=1e9), min_size=1, max_size=60)


def _part(place: str) -> float:
    return float(place.rstrip("%"))


def _points(line: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in line.lstrip("M").split())]


def _curve(values: list[float], share: float = 0.8) -> ConcentrationCurve:
    measured = pareto(values)
    fractions, shares = measured.curve()
    count = measured.count_for(share)
    assert count is not None
    marks = [
        Landmark(top / measured.count, float(shares[top]), f"top {top}", f"#{top}")
        for top in (1, 3, 10)
        if top <= measured.count
    ]
    return concentration_curve(
        list(zip(fractions.tolist(), shares.tolist(), strict=True)),
        threshold=Threshold(share, count / measured.count, float(shares[count]), f"{count}", ""),
        classes=[Class("A", 0, count / measured.count, "A"), Class("C", count / measured.count, 1, "C")],
        landmarks=marks,
        before=None,
        sentence="how concentrated",
    )


def test_the_curve_begins_with_nothing_and_ends_with_all() -> None:
    chart = _curve([50, 30, 15, 5])
    points = _points(chart.line)
    assert points[0] == (0, BOTTOM)
    assert points[1] == (250, Scale(0, 1, BOTTOM, TOP)(0.5))
    assert points[-1] == (1000, TOP)
    assert (chart.at.x, chart.at.dot_y) == ("50%", Scale(0, 1, BOTTOM, TOP)(0.8))


@given(values=amounts, share=st.sampled_from([0.5, 0.8, 0.95]))
def test_nothing_leaves_the_frame_and_no_label_covers_another(values: list[float], share: float) -> None:
    chart = _curve(values, share)
    assert all(0 <= x <= 1000 and TOP <= y <= BOTTOM for x, y in _points(chart.line))
    heights = [ring.to_y for ring in chart.rings]
    assert all(lower - upper >= GAP - 0.2 for upper, lower in pairwise(heights))
    for ring in chart.rings:
        assert _part(ring.x) < _part(ring.to_x) <= 68
        assert TOP <= ring.to_y <= chart.height


def test_a_sum_above_the_whole_stays_in_the_frame() -> None:
    """Net of returns some accounts are below zero, so the others make more than all of it."""
    chart = _curve([80, 60, 30, -20, -50])
    points = _points(chart.line)
    assert min(y for _, y in points) == TOP
    assert points[-1] == (1000, chart.full)
    assert chart.full > TOP


def test_a_level_beside_the_threshold_gives_its_label_up() -> None:
    assert [tick.share for tick in _curve([50, 30, 15, 5], 0.82).ticks if tick.is_near] == [80]


def test_a_narrow_class_shows_its_letter_a_sliver_nothing() -> None:
    def captions(end: float) -> list[str]:
        chart = concentration_curve(
            [(0, 0), (1, 1)],
            threshold=Threshold(0.8, 0.8, 0.8, "", ""),
            classes=[Class("A", 0, end, "A, many words")],
            landmarks=[],
            before=None,
            sentence="",
        )
        return [bracket.caption for bracket in chart.brackets]

    assert captions(0.3) == ["A, many words"]
    assert captions(0.1) == ["A"]
    assert captions(0.01) == [""]
    assert captions(0) == []


@given(
    wanted=st.lists(st.floats(min_value=-50, max_value=400), max_size=8).map(sorted),
    low=st.floats(min_value=0, max_value=200),
)
def test_spread_keeps_order_and_distance(wanted: list[float], low: float) -> None:
    placed = spread(wanted, 10, low, 300)
    assert len(placed) == len(wanted)
    assert all(b - a >= 9.8 for a, b in pairwise(placed))
    assert all(place >= low - 0.1 for place in placed)


def _whale(profits: list[float]) -> tuple[list[tuple[float, float]], float, float]:
    whale = whale_curve(profits)
    count = len(profits)
    points = [(0.0, 0.0), *(((i + 1) / count, float(s)) for i, s in enumerate(whale.cumulative_share))]
    return points, whale.peak_count / count, whale.peak


def test_the_whale_falls_from_its_peak_to_all() -> None:
    points, fraction, peak = _whale([60, 50, 20, -10, -20])
    chart = whale_chart(
        points,
        peak_fraction=fraction,
        peak=peak,
        peak_caption="130%",
        losers=["2 lose"],
        ends=("best", "worst"),
        sentence="",
    )
    assert chart.peak_x == "60%"
    assert chart.peak_y == WHALE_TOP == min(y for _, y in _points(chart.line))
    assert _points(chart.line)[-1] == (1000, chart.full)
    assert chart.loss.startswith(f"M600,{WHALE_TOP}")


def test_without_losers_no_loss_is_drawn() -> None:
    points, fraction, peak = _whale([60, 40])
    chart = whale_chart(
        points, peak_fraction=fraction, peak=peak, peak_caption="", losers=[], ends=("", ""), sentence=""
    )
    assert chart.loss == ""
    assert chart.losers == []


def _months(values: list[int], before: list[int]) -> list[Month]:
    return [Month(Decimal(now), Decimal(then), "") for now, then in zip(values, before, strict=True)]


def test_bars_start_at_nothing_and_grow_with_the_money() -> None:
    chart = months_chart(_months([100, 50, 0], [0, 80, 100]), first="", last="", legend="", sentence="")
    heights = [float(bar.height) for bar in chart.bars]
    assert heights[0] == 2 * heights[1]
    assert heights[2] == 0
    assert chart.bars[2].tick_y == chart.bars[0].y
    assert [bar.look for bar in chart.bars] == ["f-mid", "f-mid", "f-us"]


@given(values=st.lists(st.integers(-(10**9), 10**9), min_size=12, max_size=12))
def test_a_month_of_returns_hangs_below_the_line(values: list[int]) -> None:
    chart = months_chart(_months(values, [0] * 12), first="", last="", legend="", sentence="")
    for bar, value in zip(chart.bars, values, strict=True):
        top, height, zero = float(bar.y), float(bar.height), float(chart.zero)
        assert (top + height <= zero + 0.2) if value >= 0 else (top >= zero - 0.2)
        assert 0 <= top <= float(chart.height)


def test_the_strip_ends_with_the_silence() -> None:
    strip = rhythm_strip([45, 90, 500, 45], [0], silent_days=45, state="bad", sentence="")
    assert (strip.silence_x, strip.silence_width) == ("75%", "25%")
    assert strip.orders == ["49.44%", "74.44%"]
    assert strip.contacts == ["99.44%"]


def test_a_silence_longer_than_the_strip_fills_it() -> None:
    strip = rhythm_strip([], [], silent_days=400, state="bad", sentence="")
    assert (strip.silence_x, strip.silence_width) == ("0%", "100%")


@pytest.mark.parametrize("step", range(1, 7))
def test_the_ring_shows_where_we_are(step: int) -> None:
    looks = [arc.look for arc in cycle_ring(step, 6, word="", count="", sentence="").arcs]
    assert looks == ["segd"] * (step - 1) + ["segn"] + ["seg0"] * (6 - step)


@pytest.mark.parametrize(
    ("attained", "expected", "width", "tick"),
    [(0.5, 0.75, "50%", "75%"), (1.4, 0.5, "100%", "50%"), (-0.2, 1.5, "0%", "100%"), (None, None, "0%", "")],
)
def test_progress_stays_on_its_bar(attained: float | None, expected: float | None, width: str, tick: str) -> None:
    bar = progress_bar(attained, expected)
    assert (bar.width, bar.tick) == (width, tick)


@given(values=amounts)
def test_the_bars_of_a_table_join_end_to_end(values: list[float]) -> None:
    shares = np.sort(np.asarray(values))[::-1] / np.sum(values)
    reached = np.cumsum(shares)
    bars = [cumulative_bar(float(s), float(c), float(reached[-1])) for s, c in zip(shares, reached, strict=True)]
    for above, below in pairwise(bars):
        assert _part(above.before) + _part(above.width) == pytest.approx(_part(below.before), abs=0.05)
    assert _part(bars[-1].before) + _part(bars[-1].width) == pytest.approx(100, abs=0.05)


def test_a_bar_without_a_whole_is_empty() -> None:
    assert cumulative_bar(0.1, 0.2, 0).width == "0%"
