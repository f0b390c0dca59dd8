"""The one thing to work on first, in the order that the product defines."""

from __future__ import annotations

import pytest

from coach.model import CriterionResult, Finding, Text
from coach.rubric.focus import choose_focus

T = Text(zh="一", en="a")
# Each (kind, id, severity, critical): what comes first stands first.
ORDER = [
    ("red_card", "commanding", "red", True),
    ("missed", "empathy", "yellow", False),
    ("missed", "ownership", "yellow", False),
    ("red_card", "not_humble", "yellow", False),
    ("delivery", "speech_rate_per_min", "yellow", False),
    ("missed", "greeting", "yellow", False),
]


def found(uid: str, kind: str, id: str, severity: str) -> Finding:
    return Finding(uid=uid, kind=kind, criterion=uid, id=id, severity=severity, why=T, source=T)


def result(uid: str, *, gain: float = 1.0, critical: bool = False) -> CriterionResult:
    return CriterionResult(
        id=uid, title=T, points=10 - gain, max_points=10, applicable=True, critical_failed=critical, findings=(uid,)
    )


@pytest.mark.parametrize("first", range(len(ORDER)))
def test_the_order(first):
    rest = list(enumerate(ORDER))[first:][::-1]
    findings = [found(str(i), kind, id, severity) for i, (kind, id, severity, _) in rest]
    results = [result(str(i), gain=10, critical=critical) for i, (*_, critical) in rest]
    assert choose_focus(findings, results) == str(first)


def test_a_delivery_just_outside_its_range_comes_after_every_missed_moment():
    findings = [found("a", "delivery", "pitch_range_st", "yellow"), found("b", "missed", "greeting", "yellow")]
    assert choose_focus(findings, [result("a", gain=5), result("b")]) == "b"
    assert choose_focus(findings, [result("a", gain=10), result("b")]) == "a"
    assert choose_focus(findings[:1], [result("a", gain=5)]) == "a"


def test_ties_by_points_to_gain_then_the_earliest():
    cards = [found(uid, "red_card", "commanding", "yellow") for uid in "abc"]
    assert choose_focus(cards, [result("a"), result("b", gain=3), result("c", gain=3)]) == "b"


def test_strengths_are_nothing_to_mend():
    assert choose_focus([found("a", "strength", "empathy", "info")], [result("a")]) is None
    assert choose_focus([], []) is None
