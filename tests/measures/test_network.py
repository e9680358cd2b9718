"""The shape of contact: from all through one pair to every function with its own."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitalfew.measures import BadInput, NotEnoughData
from vitalfew.measures.network import contact_structure

FUNCTIONS = ["sales", "logistics", "finance", "quality"]


def test_a_bow_tie_hangs_on_one_pair() -> None:
    found = contact_structure([("Wu", "Li")], touches=[12], functions=[("sales", "purchasing")], scope=FUNCTIONS)
    assert (found.sellers, found.buyers, found.density, found.single_thread_share) == (1, 1, 1, 1)
    assert (found.coverage, found.diamond, found.functions_paired) == (0, 0, ())
    assert math.isnan(found.centralisation)


def test_a_diamond_has_a_pair_for_every_function() -> None:
    ties = [(f"our {one}", f"their {one}") for one in FUNCTIONS]
    found = contact_structure(ties, touches=[5, 5, 5, 5], functions=[(one, one) for one in FUNCTIONS], scope=FUNCTIONS)
    assert (found.coverage, found.diamond, found.single_thread_share, found.centralisation) == (1, 1, 0.25, 0)
    assert found.functions_paired == tuple(sorted(FUNCTIONS))
    assert found.density == 0.25


def test_one_of_us_who_knows_all_is_a_star() -> None:
    ties = [("Wu", buyer) for buyer in "abcd"] + [("Qian", "a"), ("Sun", "b")]
    assert contact_structure(ties).centralisation == 1


def test_a_pair_told_twice_is_one_pair_with_both_touches() -> None:
    found = contact_structure(
        [("Wu", "Li"), ("Wu", "Li"), ("Wu", "He")], touches=[2, 4, 4], levels=["manager", "", "clerk"]
    )
    assert found.single_thread_share == 0.6
    assert found.density == 1
    assert found.levels == ("clerk", "manager")


def test_what_is_not_known_is_not_paired() -> None:
    found = contact_structure([("Wu", "Li")], functions=[("", "")])
    assert found.functions_paired == ()
    assert math.isnan(found.coverage)
    assert math.isnan(found.diamond)
    assert math.isnan(contact_structure([("Wu", "Li")], touches=[0]).single_thread_share)


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 9)), min_size=1, max_size=30), st.randoms()
)
def test_every_share_is_a_share_whatever_the_order(rows: list[tuple[int, int, int]], shuffler: object) -> None:
    one = contact_structure([row[:2] for row in rows], touches=[row[2] for row in rows])
    turned = contact_structure([row[:2] for row in rows[::-1]], touches=[row[2] for row in rows[::-1]])
    assert repr(one) == repr(turned)
    for share in (one.density, one.centralisation, one.single_thread_share):
        assert math.isnan(share) or 0 <= share <= 1


def test_refusals_name_what_is_wrong() -> None:
    with pytest.raises(NotEnoughData, match="ties is empty"):
        contact_structure([])
    with pytest.raises(BadInput, match="ties is"):
        contact_structure([("Wu", "Li", "He")])
    with pytest.raises(BadInput, match=r"touches\[0\] is -1"):
        contact_structure([("Wu", "Li")], touches=[-1])
    for told in ({"touches": [1, 2]}, {"functions": [("a", "b"), ("a", "b")]}, {"levels": ["a", "b"]}):
        with pytest.raises(BadInput):
            contact_structure([("Wu", "Li")], **told)  # type: ignore[arg-type]
    assert np.isfinite(contact_structure([("Wu", "Li")]).density)
