"""Steps in their order."""

from __future__ import annotations

import msgspec
import pytest

from coach.rubric.format import Order
from coach.rubric.kinds.order import judge_order
from tests.rubric.marked import ABOUT, marked

STEPS = [
    {"id": "explore", "title": {"zh": "探索", "en": "Explore"}, "marks": ["open_question"]},
    {"id": "offer", "title": {"zh": "提议", "en": "Offer"}, "marks": ["propose_solution"]},
    {"id": "act", "title": {"zh": "行动", "en": "Act"}, "marks": ["ownership", "willingness"]},
    {"id": "confirm", "title": {"zh": "确认", "en": "Confirm"}, "marks": ["summarise"]},
]
CRITERION = msgspec.convert({**ABOUT, "kind": "order", "steps": STEPS, "min_rep_turns": 2}, Order)

EXPLORE = {"en": "rep: [open_question|What happened]?", "zh": "rep: [open_question|是怎么回事]？"}
OFFER = {"en": "rep: [propose_solution|I can send a new one].", "zh": "rep: [propose_solution|我可以给您换一台]。"}
ACT = {"en": "rep: [ownership|I'll book it].", "zh": "rep: [ownership|我来给您登记]。"}
CONFIRM = {"en": "rep: [summarise|To sum up], it comes at four.", "zh": "rep: [summarise|总结一下]，四点送到。"}
ALL_BUT_ACT = {
    "en": "rep: [open_question|What happened]? [propose_solution|I can send a new one]. [summarise|To sum up], it comes at four.",
    "zh": "rep: [open_question|是怎么回事]？[propose_solution|我可以给您换一台]。[summarise|总结一下]，四点送到。",
}
each_language = pytest.mark.parametrize("language", ["zh", "en"])


def outcome(language: str, *lines: dict[str, str]):
    return judge_order(CRITERION, marked(*(line[language] for line in lines)))


@each_language
def test_all_in_order(language):
    assert outcome(language, EXPLORE, OFFER, ACT, CONFIRM).share == 1
    assert outcome(language, EXPLORE, OFFER, ACT, OFFER, CONFIRM).share == 1
    assert outcome(language, ALL_BUT_ACT, ACT, CONFIRM).share == 1  # steps may share a turn


@each_language
def test_an_offer_before_the_question(language):
    missed = outcome(language, OFFER, EXPLORE, ACT, CONFIRM)
    assert missed.share == 0.75
    (one,) = missed.findings
    assert (one.id, one.turn) in {("offer", "t0"), ("explore", "t1")}
    assert "太早" in one.why.zh and "too early" in one.why.en
    assert one.evidence[0].layer == "order"


@each_language
def test_the_first_place_of_a_step_that_may_not_come_early(language):
    strict = [*STEPS[:1], {**STEPS[1], "at_first": True}, *STEPS[2:]]
    criterion = msgspec.convert({**ABOUT, "kind": "order", "steps": strict}, Order)
    lines = [line[language] for line in (OFFER, EXPLORE, OFFER, ACT, CONFIRM)]
    assert judge_order(criterion, marked(*lines)).share == 0.75
    assert judge_order(CRITERION, marked(*lines)).share == 1


@each_language
def test_a_step_that_is_missing_was_due_before_the_next(language):
    (one,) = outcome(language, EXPLORE, ACT, CONFIRM).findings
    assert (one.id, one.due_turn) == ("offer", "t1")
    assert "缺了“提议”" in one.why.zh and "“Offer” is missing" in one.why.en
    (last,) = outcome(language, EXPLORE, OFFER, ACT).findings
    assert (last.id, last.due_turn) == ("confirm", "t2")


@each_language
def test_nothing_of_it(language):
    plain = {"en": "rep: One moment please.", "zh": "rep: 请您稍等片刻。"}
    missed = outcome(language, plain, plain)
    assert missed.share == 0
    assert [one.id for one in missed.findings] == ["explore", "offer", "act", "confirm"]


@each_language
def test_too_short_a_call(language):
    assert outcome(language, EXPLORE).share is None


def test_the_customers_words_are_no_step():
    call = marked("customer: [propose_solution|Can you send a new one]", EXPLORE["en"], ACT["en"], CONFIRM["en"])
    assert "offer" in [one.id for one in judge_order(CRITERION, call).findings]
