"""How a rep gets on, from scorecards with known figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from coach.model import CriterionResult, Delivery, Interplay, Text
from coach.progress import RECENT, Judged, progress, skills, streak
from tests.library.calls import call, finding

TODAY = date(2026, 3, 10)
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def criterion(name: str, points: float, *, applicable: bool = True) -> CriterionResult:
    return CriterionResult(id=name, title=Text(zh=name, en=name), points=points, max_points=10.0, applicable=applicable)


def judged(number: int, *, rubric: str = "service-cycle", language: str = "zh", criteria=(), score=50.0, findings=(), pace=None, said=None) -> Judged:
    card = call(f"call-{number}-{rubric}", f"第{number if said is None else said}句", rubric=rubric, score=score, findings=findings)
    turns = tuple(replace(turn, uid=f"turn-{number if said is None else said}") for turn in card.turns)
    delivery = {"rep": Delivery(rate_unit="words", speech_rate_per_min=pace, speaking_s=30.0)} if pace else {}
    card = replace(card, turns=turns, language=language, criteria=tuple(criteria), delivery=delivery, interplay=Interplay(rep_talk_share=0.5))
    return Judged(made_at=NOON - timedelta(days=100 - number), scorecard=card)


def test_without_a_call_there_is_no_progress():
    assert progress([], today=TODAY) is None


def test_scores_run_from_the_oldest_to_the_newest_whatever_order_they_come_in():
    calls = [judged(number, score=None if number == 3 else 10.0 * number) for number in (4, 1, 3, 2)]
    result = progress(calls, today=TODAY)
    assert [point.value for point in result.score.points] == [10.0, 20.0, 40.0]
    assert [point.call for point in result.score.points] == ["call-1-service-cycle", "call-2-service-cycle", "call-4-service-cycle"]
    assert result.calls == 4


def test_recent_calls_are_compared_with_those_before_them():
    result = progress([judged(number, score=float(number)) for number in range(1, 2 * RECENT + 2)], today=TODAY)
    assert (result.score.before, result.score.recent) == (4.0, 9.0)
    few = progress([judged(1, score=7.0)], today=TODAY).score
    assert (few.before, few.recent) == (None, 7.0)
    assert progress([judged(1, score=None)], today=TODAY).score.recent is None


def test_two_means_are_compared_only_when_both_are_of_enough_calls():
    def score(count):
        return progress([judged(number) for number in range(1, count + 1)], today=TODAY).score

    assert not score(2 * RECENT - 1).comparable
    assert score(2 * RECENT).comparable


def test_a_skill_is_the_share_of_its_points_where_it_applied():
    calls = [
        judged(1, criteria=[criterion("old", 10), criterion("empathy", 5)]),
        judged(2, criteria=[criterion("empathy", 0, applicable=False), criterion("ownership", 10)]),
        judged(3, criteria=[criterion("empathy", 10), criterion("ownership", 2.5)]),
    ]
    result = skills(calls)
    assert [skill.id for skill in result] == ["empathy", "ownership", "old"]
    assert [[point.value for point in skill.points] for skill in result] == [[0.5, 1.0], [1.0, 0.25], [1.0]]
    assert skills([]) == ()


def test_cards_are_counted_by_call_and_by_kind():
    calls = [
        judged(1, findings=[finding("commanding"), finding("empathy", "missed")]),
        judged(2),
        judged(3, findings=[finding("commanding"), finding("not_humble")]),
    ]
    result = progress(calls, today=TODAY)
    assert [point.value for point in result.red_cards.points] == [1.0, 0.0, 2.0]
    assert result.cards == {"commanding": 2, "irresponsible": 0, "not_humble": 1}


def test_a_call_judged_again_counts_once_by_its_latest_judgement():
    calls = [judged(1, score=10.0, said=7), judged(2, score=90.0, said=7), judged(3, score=50.0)]
    result = progress(calls, today=TODAY)
    assert [point.value for point in result.score.points] == [90.0, 50.0]
    assert result.calls == 2


def test_scores_of_two_rubrics_are_never_mixed():
    calls = [judged(1), judged(2), judged(3, rubric="calming", score=99.0), judged(1, rubric="calming", said=1)]
    assert progress(calls, today=TODAY).rubric == "calming"  # as many, and the latest
    result = progress(calls, today=TODAY, rubric="service-cycle")
    assert [point.value for point in result.score.points] == [50.0, 50.0]
    unknown = progress(calls, today=TODAY, rubric="nothing")
    assert (unknown.calls, unknown.score.points, unknown.skills) == (0, (), ())


def test_voice_is_kept_apart_by_language_and_counts_whichever_rubric_judged():
    calls = [judged(1, pace=200.0), judged(2, pace=150.0, language="en", rubric="calming"), judged(3, pace=210.0, rubric="calming")]
    result = progress(calls, today=TODAY)
    assert set(result.measures) == {"zh", "en"}
    assert [point.value for point in result.measures["zh"]["speech_rate_per_min"].points] == [200.0, 210.0]
    assert [point.value for point in result.measures["en"]["rep_talk_share"].points] == [0.5]


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [
        ((), (0, 0, 0)),
        ((0,), (1, 1, 1)),
        ((1,), (1, 1, 1)),
        ((2,), (0, 1, 1)),
        ((0, 1, 2), (3, 3, 3)),
        ((1, 2, 1, 2), (2, 2, 2)),
        ((0, 2, 3, 4), (1, 3, 4)),
        ((5, 6, 9, 10, 11), (0, 3, 5)),
        ((0, -1, -5), (1, 1, 1)),
    ],
)
def test_a_streak_is_days_in_a_row_up_to_today_or_yesterday(days_ago, expected):
    result = streak([TODAY - timedelta(days=ago) for ago in days_ago], TODAY)
    assert (result.current_days, result.longest_days, result.practised_days) == expected
