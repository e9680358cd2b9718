"""Our share of what an account spends: unknown stays unknown, and too small an estimate shows."""

import math

import numpy as np
import pytest

from vitalfew.measures import BadInput
from vitalfew.measures.share import dependence, share_of_business, wallet_allocation


def test_a_share_is_known_only_where_the_wallet_is() -> None:
    found = share_of_business([50, 50, 50, math.nan, 150], [100, math.nan, 0, 100, 100])
    assert np.isnan(found).tolist() == [False, True, True, True, False]
    assert found[[0, 4]].tolist() == [0.5, 1.5]
    assert math.isnan(share_of_business([1], [None])[0])


@pytest.mark.parametrize(
    ("suppliers", "shares"), [(1, [1.0]), (2, [0.6667, 0.3333]), (3, [0.5, 0.3333, 0.1667]), (4, [0.4, 0.3, 0.2, 0.1])]
)
def test_wallet_allocation_rule(suppliers: int, shares: list[float]) -> None:
    """Keiningham et al. 2015, The Wallet Allocation Rule."""
    found = wallet_allocation(np.arange(1, suppliers + 1), np.full(suppliers, suppliers))
    assert found.round(4).tolist() == shares
    assert found.sum() == pytest.approx(1)


def test_two_first_choices_share_between_them() -> None:
    assert wallet_allocation([1.5, 1.5], [2, 2]).tolist() == [0.5, 0.5]


def test_who_needs_whom() -> None:
    found = dependence([20, 20, 20], [40, 200, math.nan], total_sales=100)
    assert found.ours.tolist() == [0.2, 0.2, 0.2]
    assert found.asymmetry[:2].tolist() == pytest.approx([-0.3, 0.1])
    assert math.isnan(found.asymmetry[2])


def test_refusals_name_what_is_wrong() -> None:
    with pytest.raises(BadInput, match=r"wallet\[1\] is -1"):
        share_of_business([1, 1], [1, -1])
    with pytest.raises(BadInput, match="wallet is"):
        share_of_business([1, 1], [1])
    with pytest.raises(BadInput, match=r"sales\[0\] is .*inf"):
        share_of_business([math.inf], [1])
    with pytest.raises(BadInput, match=r"sales\[0\] is 'much'"):
        share_of_business(["much"], [1])
    for rank, suppliers, told in ((3, 2, "rank"), (0, 2, "rank"), (1, 0, "suppliers"), (1, 1.5, "suppliers")):
        with pytest.raises(BadInput, match=told):
            wallet_allocation([rank], [suppliers])
    with pytest.raises(BadInput, match="total_sales"):
        dependence([1], [1], total_sales=0)
