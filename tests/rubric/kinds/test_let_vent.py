"""First vent, then solve."""

from __future__ import annotations

import msgspec
import pytest

from coach.rubric.format import LetVent
from coach.rubric.kinds.let_vent import judge_let_vent
from tests.rubric.marked import ABOUT, marked

CRITERION = msgspec.convert({**ABOUT, "kind": "let_vent", "instead": ["closed_question", "logic"]}, LetVent)

SHORT = {"en": "customer: This is [upset|ridiculous]!", "zh": "customer: [upset|太过分了]！"}
LONG = {
    "en": "customer: Three days without a line, I've called you five times and nobody, nobody at all has called back, this is [upset|ridiculous]!",
    "zh": "customer: 三天没有网，我给你们打了五次电话，次次都说马上给我回，到现在一个人都没给我回过，我班也上不了，孩子的课也上不了，你们也[upset|太过分了]！",
}
MHM = {"en": "rep: Mm-hm.", "zh": "rep: 嗯。"}
NUMBER = {"en": "rep: [closed_question|What is your account number]?", "zh": "rep: [closed_question|您的单号是多少]？"}
RECORDS = {"en": "rep: [logic|The system shows no fault].", "zh": "rep: [logic|系统显示没有问题]。"}
KIND = {"en": "rep: [empathy|I'm so sorry] this happened.", "zh": "rep: [empathy|让您受累了]。"}
KIND_ASKING = {"en": "rep: [empathy|I'm so sorry]. [closed_question|What is your number]?", "zh": "rep: [empathy|让您受累了]。[closed_question|您的单号是多少]？"}
OPEN = {"en": "rep: Tell me more about it, please.", "zh": "rep: 您跟我具体说一说。"}
CALM = {"en": "customer: It is four.", "zh": "customer: 是四号。"}
each_language = pytest.mark.parametrize("language", ["zh", "en"])


def outcome(language: str, *lines: dict[str, str], times=None):
    return judge_let_vent(CRITERION, marked(*(line[language] for line in lines), times=times))


@each_language
def test_listening_then_kind_words(language):
    assert outcome(language, LONG, MHM, SHORT, KIND).share == 1
    assert outcome(language, SHORT, KIND_ASKING).share == 1
    assert outcome(language, SHORT, OPEN).share == 1


@each_language
@pytest.mark.parametrize("cold", [NUMBER, RECORDS])
def test_the_first_outburst_answered_with_procedure(language, cold):
    missed = outcome(language, SHORT, cold)
    assert missed.share == 0
    (one,) = missed.findings
    assert (one.id, one.due_turn) == ("let_vent", "t1")
    assert one.why.zh.endswith("因为。") and one.why.en.endswith("Because.")


@each_language
def test_a_question_after_listening_is_no_first_answer(language):
    assert outcome(language, SHORT, MHM, SHORT, NUMBER).findings == ()


@each_language
def test_a_long_outburst_wants_a_signal(language):
    missed = outcome(language, LONG, OPEN)
    assert missed.share == 0.5
    assert [(one.id, one.turn) for one in missed.findings] == [("backchannel", "t1")]
    assert outcome(language, LONG, KIND).share == 1
    assert [one.id for one in outcome(language, SHORT, OPEN, SHORT, OPEN).findings] == ["backchannel"]


@each_language
def test_a_calm_customer_needs_no_venting(language):
    assert outcome(language, CALM, NUMBER).share is None
    assert outcome(language, SHORT).share is None
    assert outcome(language, SHORT, KIND, CALM, NUMBER).share == 1


@each_language
def test_cutting_in_on_the_anger(language):
    late = outcome(language, LONG, KIND, times=[(0, 10), (10.2, 12)])
    assert late.share == 1
    early = outcome(language, LONG, KIND, times=[(0, 10), (7, 12)])
    assert [(one.id, one.turn) for one in early.findings] == [("interrupting", "t1")]
    assert early.share == pytest.approx(2 / 3)
    listening = outcome(language, LONG, MHM, KIND, times=[(0, 10), (7, 7.5), (10.2, 12)])
    assert listening.share == 1


@each_language
def test_a_greeting_that_opens_the_call_answers_nothing(language):
    hello = {"en": "rep: [greeting|Hello], [closed_question|what is your name]?", "zh": "rep: [greeting|您好]，[closed_question|您贵姓]？"}
    assert outcome(language, SHORT, hello, SHORT, MHM).findings == ()
