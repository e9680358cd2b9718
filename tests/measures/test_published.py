"""The figures that are published for real books come out to the last digit that is printed."""

from pathlib import Path

import numpy as np
import pyarrow.compute as pc
import pytest

from measures import real_books
from vitalfew.measures.concentration import abc_classes, pareto
from vitalfew.measures.profitability import whale_curve

pytestmark = pytest.mark.books


def test_cdnow_sample(books: Path) -> None:
    """Fader, Hardie & Lee 2005, the 1/10 sample."""
    measured = pareto(real_books.cdnow(books))
    assert measured.count == 2357
    assert round(measured.total, 2) == 244_091.94
    assert round(measured.gini, 5) == 0.63092
    assert (
        round(measured.gini_unbiased, 5) == 0.63118
    )  # .6311849; the .63119 in print is the rounded .63092 times n/(n−1)
    assert round(measured.hhi, 2) == 22.86
    assert round(measured.share_of_top(0.2), 5) == 0.67455
    assert measured.count_for(0.8) == 777
    assert round(777 / measured.count, 4) == 0.3297


def test_online_retail_clean_sales(books: Path) -> None:
    """Chen, Sain & Guo 2012, the UCI set."""
    lines = real_books.clean(real_books.online_retail(books))
    amounts = real_books.sums(lines, "customer", "amount")
    measured = pareto(amounts)
    assert (lines.num_rows, measured.count) == (397_884, 4_338)
    assert round(measured.total, 3) == 8_911_407.904
    assert round(measured.share_of_top(0.2), 5) == 0.74617
    assert measured.count_for(0.8) == 1_133
    assert round(measured.gini, 5) == 0.71514
    assert round(measured.hhi, 3) == 46.436
    assert round(measured.largest_share, 5) == 0.03144
    assert (abc_classes(amounts) == "A").sum() == 1_133


def test_online_retail_net_of_cancellations_is_no_lorenz_curve(books: Path) -> None:
    lines = real_books.online_retail(books)
    amounts = real_books.sums(lines.filter(pc.is_valid(lines["customer"])), "customer", "amount").round(3)
    measured, whale = pareto(amounts), whale_curve(amounts)
    assert measured.count == 4_372
    assert round(measured.total, 3) == round(whale.total, 3) == 8_300_065.814
    assert not measured.is_lorenz
    assert np.isnan([measured.gini, measured.gini_unbiased, measured.hhi]).all()
    # In exact decimals 41 are below zero and 14 are refunded to the penny. Summed in floating point some of the 14 keep
    # a remainder of 1e-14, and the count in print is 50.
    assert (whale.unprofitable, 4_372 - whale.peak_count) == (41, 41 + 14)
    assert whale.peak > 1


def test_online_retail_ii_first_year(books: Path) -> None:
    every = real_books.online_retail_ii(books)
    lines = real_books.clean(every)
    measured = pareto(real_books.sums(lines, "customer", "amount"))
    assert (every.num_rows, lines.num_rows, measured.count) == (525_461, 407_664, 4_312)
    assert round(measured.total, 3) == 8_832_003.274
    assert round(measured.share_of_top(0.2), 5) == 0.73476
    assert measured.count_for(0.8) == 1_176
    assert round(measured.gini, 5) == 0.70444
    assert round(measured.hhi, 3) == 46.238


def test_superstore_profit_is_a_whale(books: Path) -> None:
    profits = real_books.superstore(books, "利润")
    whale = whale_curve(profits)
    assert len(profits) == 790
    assert round(pareto(real_books.superstore(books, "销售额")).total, 3) == 16_117_548.237
    assert round(whale.total, 3) == 2_156_559.517
    assert whale.unprofitable == 138
    assert round(whale.peak, 4) == 1.1242
    assert whale.cumulative_share[whale.peak_count - 1] == pytest.approx(whale.peak)
    assert not pareto(profits).is_lorenz


def test_northwind(books: Path) -> None:
    measured = pareto(real_books.northwind(books))
    assert measured.count == 89
    assert round(measured.total, 4) == 1_265_793.0395
