"""Measurements against their ranges."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from coach.model import Baseline, Delivery, Interplay, Interruption
from coach.rubric.format import DeliveryBand
from coach.rubric.judge import judge
from coach.rubric.kinds.delivery_band import judge_delivery_band
from coach.rubric.load import load_rubric
from tests.rubric.dialogue import criterion, dialogue, findings, judged, timed
from tests.rubric.marked import marked


def words(**measured) -> dict[str, Delivery]:
    return {"rep": Delivery(rate_unit="words", **measured)}


@pytest.mark.parametrize(("rate", "points"), [(150, 3), (110, 3), (200, 3), (230, 1.5), (231, 0), (80, 1.5), (79, 0)])
def test_pace_in_english(rate, points):
    judgement = judged("rep: Hello", delivery=words(speech_rate_per_min=float(rate)))
    assert criterion(judgement, "pace").points == points
    assert len(findings(judgement, "pace", "delivery")) == (points < 3)


def test_pace_in_chinese_has_its_own_range():
    delivery = {"rep": Delivery(rate_unit="characters", speech_rate_per_min=240.0)}
    assert criterion(judged("rep: 您好", delivery=delivery), "pace").points == 3


def test_what_was_not_measured_does_not_count():
    judgement = judged("rep: Hello", delivery=words())
    assert not criterion(judgement, "pace").applicable
    assert not criterion(judgement, "liveliness").applicable


def test_the_customers_delivery_is_not_judged():
    delivery = {"customer": Delivery(rate_unit="words", speech_rate_per_min=400.0)}
    assert not criterion(judged("rep: Hello", "customer: Hi", delivery=delivery), "pace").applicable


def test_a_finding_says_the_figure_and_the_range_in_both_languages():
    (off,) = findings(judged("rep: Hello", delivery=words(pitch_range_st=2.34)), "liveliness", "delivery")
    assert "2.3 semitones" in off.why.en
    assert "at least 4 semitones" in off.why.en
    assert "2.3 半音" in off.why.zh
    assert (off.kind, off.severity, off.evidence[0].layer) == ("delivery", "yellow", "measurement")


def test_zero_is_a_measurement():
    assert criterion(judged("rep: Hello", delivery=words(fillers_per_min=0.0)), "fillers").points == 2
    assert criterion(judged("rep: Hello", delivery=words(pitch_range_st=0.0)), "liveliness").points == 0


def test_only_the_reps_interruptions_count():
    turns = timed((0, 30, "rep: Hello there"), (30, 60, "customer: My phone is broken"))
    rubric = load_rubric("service-cycle")

    def points(by: str, count: int = 2) -> float:
        cuts = tuple(Interruption(start_s=float(i), end_s=i + 1.0, by=by) for i in range(count))
        together = Interplay(rep_talk_share=0.5, interruptions=cuts)
        return criterion(judge(rubric, turns, language="en", delivery={}, interplay=together), "no_interrupting").points

    assert points("customer") == 4
    assert points("rep") == 0  # twice in one minute
    assert points("rep", 1) == 4  # one alone is inside the range, however short the call


@pytest.mark.parametrize(("share", "points"), [(0.5, 3), (0.75, 1.5), (0.9, 0), (0.2, 1.5)])
def test_talk_share(share, points):
    turns = timed((0, 30, "rep: Hello there"), (30, 60, "customer: My phone is broken"))
    together = Interplay(rep_talk_share=share)
    judgement = judge(load_rubric("service-cycle"), turns, language="en", delivery={}, interplay=together)
    assert criterion(judgement, "talk_share").points == points


def test_shares_are_shown_as_percentages_and_paces_in_the_calls_own_unit():
    turns = timed((0, 30, "rep: Hello there"), (30, 60, "customer: My phone is broken"))
    judgement = judge(
        load_rubric("service-cycle"), turns, language="en", delivery={}, interplay=Interplay(rep_talk_share=0.9)
    )
    (share,) = findings(judgement, "talk_share", "delivery")
    assert "90%; the range for comparison is 30–70%" in share.why.en
    assert "90%，参考范围 30–70%" in share.why.zh
    fast_zh = {"rep": Delivery(rate_unit="characters", speech_rate_per_min=400.0)}
    (pace,) = findings(judged("rep: 您好", delivery=fast_zh), "pace", "delivery")
    assert "400 字/分钟，参考范围 160–300 字/分钟" in pace.why.zh
    assert "400 characters a minute" in pace.why.en


LIVELY = {
    "id": "liveliness", "kind": "delivery_band", "measure": "pitch_range_st", "points": 4, "baseline": True,
    "name": {"zh": "语调起伏", "en": "Pitch variation"}, "unit": {"zh": "半音", "en": "semitones"},
    "title": {"zh": "抑扬顿挫", "en": "Rise and fall"}, "why": {"zh": "原因。", "en": "Reason."},
    "source": {"zh": "自编", "en": "Ours"}, "band": {"low": 4, "margin": 1},
}  # fmt: skip


def lively(value: float, usual: Baseline | None, **changed):
    call = replace(
        marked("rep: Hello there", "customer: Hm"),
        delivery=words(pitch_range_st=value),
        baseline={"pitch_range_st": usual} if usual else {},
    )
    return judge_delivery_band(msgspec.convert({**LIVELY, **changed}, DeliveryBand), call)


def test_ones_own_usual_takes_the_place_of_the_band():
    usual = Baseline(median=9.0, spread=1.0, calls=6)
    assert [lively(value, usual).share for value in (9.0, 7.0, 6.5, 5.9, 30.0)] == [1, 1, 0.5, 0, 1]
    (off,) = lively(6.5, usual).findings
    assert off.why.en == "Pitch variation 6.5 semitones; your own usual is at least 7 semitones, from 6 earlier calls. Reason."
    assert off.why.zh == "语调起伏 6.5 半音，您自己平时不低于 7 半音（前 6 通电话）。原因。"


def test_too_few_calls_or_no_wish_for_it_leave_the_band():
    assert lively(5.0, Baseline(median=9.0, spread=1.0, calls=4)).share == 1
    assert lively(5.0, Baseline(median=9.0, spread=1.0, calls=6), baseline=False).share == 1
    assert lively(5.0, None).share == 1


def test_calls_that_are_all_alike_make_no_range_without_width():
    alike = Baseline(median=10.0, spread=0.0, calls=5)
    assert [lively(value, alike).share for value in (9.0, 8.5, 8.0)] == [1, 0.5, 0]


def test_a_baseline_reaches_the_criteria_through_the_judgement():
    rubric = load_rubric("service-cycle")
    usual = {"pitch_range_st": Baseline(median=9.0, spread=0.5, calls=12)}
    judgement = judge(
        rubric, dialogue("rep: Hello there"), language="en", delivery=words(pitch_range_st=5.0), interplay=None, baseline=usual
    )
    (off,) = findings(judgement, "liveliness", "delivery")
    assert "your own usual" in off.why.en
