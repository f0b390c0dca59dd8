"""Alpha against Krippendorff's own worked example, and at the edges."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.agreement import Agreement, agreement, in_words, krippendorff_alpha, percent_agreement

# Krippendorff (2011), section E: four observers, twelve units, missing data; he gives .743 and .849.
SHEETS = {
    "A": "1 2 3 3 2 1 4 1 2 . . .",
    "B": "1 2 3 3 2 2 4 1 2 5 . 3",
    "C": ". 3 3 3 2 3 4 2 2 5 1 .",
    "D": "1 2 3 3 2 4 4 1 2 5 1 .",
}
UNITS = [
    {name: int(values.split()[unit]) for name, values in SHEETS.items() if values.split()[unit] != "."} for unit in range(12)
]


@pytest.mark.parametrize(("metric", "alpha"), [("nominal", 0.743), ("interval", 0.849)])
def test_the_published_example(metric, alpha):
    assert krippendorff_alpha(UNITS, metric) == pytest.approx(alpha, abs=0.0005)


def test_the_interval_lies_around_it_and_small_numbers_are_said_to_be_small():
    found = agreement(UNITS)
    assert found.units == 11  # the twelfth was judged by one alone
    assert found.low < found.alpha < found.high
    assert "only 11 items" in in_words(found).en
    assert in_words(Agreement(alpha=0.9, low=0.8, high=1.0, units=40)).en == "The judgements agree well."


def test_nothing_to_compare():
    assert krippendorff_alpha([]) is None
    assert krippendorff_alpha([{"A": 1}, {"B": 2}]) is None
    assert krippendorff_alpha([{"A": 1, "B": 1}]) is None
    assert agreement([]) == Agreement(alpha=None, low=None, high=None, units=0)
    assert percent_agreement([{"A": 1}]) is None
    assert "no agreement to compute" in in_words(agreement([])).en


def test_percent_is_of_pairs():
    assert percent_agreement([{"A": 1, "B": 1, "C": 2}, {"A": 0, "B": 0}]) == pytest.approx(4 / 8)


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from("ABCD"), st.integers(0, 3), max_size=4), max_size=8))
def test_it_is_never_above_one_and_one_only_without_a_difference(units):
    alpha = krippendorff_alpha(units)
    if alpha is not None:
        assert alpha <= 1 + 1e-9
        assert (alpha > 1 - 1e-9) == all(len(set(unit.values())) < 2 for unit in units)
