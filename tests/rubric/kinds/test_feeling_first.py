"""The feeling before the problem."""

from __future__ import annotations

import msgspec
import pytest

from coach.rubric.format import FeelingFirst
from coach.rubric.kinds.feeling_first import judge_feeling_first
from tests.rubric.marked import ABOUT, marked

CRITERION = msgspec.convert({**ABOUT, "kind": "feeling_first", "promises": True}, FeelingFirst)

ANGRY = {"en": "customer: I'm [upset|furious]!", "zh": "customer: 我[upset|气死了]！"}
KIND = {"en": "rep: That must be [empathy|so frustrating].", "zh": "rep: 换了谁[empathy|都会着急]。"}
OFFER = {"en": "rep: [propose_solution|I can send a new one].", "zh": "rep: [propose_solution|我可以给您换一台]。"}
ASKS = {"en": "rep: What is the number?", "zh": "rep: 单号是多少？"}
CALM = {"en": "customer: It is four.", "zh": "customer: 是四号。"}
BOTH = {
    "en": ("rep: [empathy|I'm so sorry]. [propose_solution|I can send a new one].", "rep: [propose_solution|I can send a new one]. [empathy|I'm so sorry]."),
    "zh": ("rep: [empathy|让您着急了]。[propose_solution|我可以给您换一台]。", "rep: [propose_solution|我可以给您换一台]。[empathy|让您着急了]。"),
}
each_language = pytest.mark.parametrize("language", ["zh", "en"])


def outcome(language: str, *lines: dict[str, str]):
    return judge_feeling_first(CRITERION, marked(*(line[language] for line in lines)))


@each_language
def test_the_feeling_then_the_offer(language):
    assert outcome(language, ANGRY, KIND, OFFER).share == 1
    assert outcome(language, ANGRY, KIND, CALM, OFFER).share == 1
    assert outcome(language, ANGRY, KIND, ANGRY, OFFER).share == 1  # one empathy serves the run


@each_language
def test_the_offer_at_once(language):
    missed = outcome(language, ANGRY, OFFER)
    assert missed.share == 0
    (one,) = missed.findings
    assert (one.kind, one.id, one.due_turn, one.turn) == ("missed", "tested", "t1", "t1")
    assert one.quote in OFFER[language].replace("[propose_solution|", "")
    assert one.evidence[0].quote in ANGRY[language]


@each_language
def test_a_customer_who_has_grown_calm_may_be_offered_something(language):
    assert outcome(language, ANGRY, ASKS, CALM, OFFER).share is None
    assert [one.turn for one in outcome(language, ANGRY, ASKS, ANGRY, OFFER).findings] == ["t3"]


@each_language
def test_a_calm_customer_or_no_offer_is_no_moment(language):
    assert outcome(language, CALM, OFFER).share is None
    assert outcome(language, ANGRY, ASKS).share is None
    assert outcome(language, ANGRY, KIND).share is None
    assert outcome(language, OFFER, ANGRY).share is None


@each_language
def test_the_order_inside_a_turn_counts(language):
    first, last = BOTH[language]
    assert judge_feeling_first(CRITERION, marked(ANGRY[language], first)).share == 1
    assert judge_feeling_first(CRITERION, marked(ANGRY[language], last)).share == 0


@each_language
def test_one_finding_for_a_run_and_another_for_the_next(language):
    assert len(outcome(language, ANGRY, OFFER, ANGRY, OFFER).findings) == 1
    both = outcome(language, ANGRY, OFFER, CALM, KIND, ANGRY, OFFER)
    assert len(both.findings) == 2
    assert outcome(language, ANGRY, KIND, OFFER, CALM, ANGRY, OFFER).share == 0.5


@pytest.mark.parametrize(
    ("angry", "promise"),
    [
        ("customer: I'm [upset|furious]!", "rep: I'll call you back by noon."),
        ("customer: 我[upset|气死了]！", "rep: 我三点前给您回电话。"),
    ],
)
def test_a_promise_counts_where_the_rubric_says_so(angry, promise):
    call = marked(angry, promise)
    assert judge_feeling_first(CRITERION, call).share == 0
    assert judge_feeling_first(msgspec.structs.replace(CRITERION, promises=False), call).share is None


def test_other_marks_can_wait_for_the_feeling_too():
    logic = msgspec.structs.replace(CRITERION, marks=("logic",), promises=False)
    assert judge_feeling_first(logic, marked(ANGRY["en"], "rep: [logic|The terms say so].")).share == 0
    assert judge_feeling_first(logic, marked(ANGRY["en"], OFFER["en"])).share is None


FACTS = msgspec.structs.replace(CRITERION, facts=True)
PROCEDURE = {"en": "rep: Repairs are booked on the website, under orders.", "zh": "rep: 报修流程是先拍序列号，再在网上填地址。"}
TELL_ME = {"en": "rep: [open_question|Could you tell me what happened this morning]?", "zh": "rep: [open_question|您能跟我说说今天早上是怎么回事吗]？"}
SORRY = {"en": "rep: I'm so sorry.", "zh": "rep: 真对不起。"}


def of_facts(language: str, *lines: dict[str, str]):
    return judge_feeling_first(FACTS, marked(*(line[language] for line in lines)))


@each_language
def test_a_procedure_answers_the_problem_first(language):
    assert outcome(language, ANGRY, PROCEDURE).share is None
    (missed,) = of_facts(language, ANGRY, PROCEDURE).findings
    assert (missed.turn, missed.quote) == ("t1", PROCEDURE[language][5:])
    assert of_facts(language, ANGRY, KIND, PROCEDURE).share == 1
    assert of_facts(language, ANGRY, KIND).share == 1


@each_language
@pytest.mark.parametrize("answer", [TELL_ME, SORRY])
def test_room_to_go_on_is_no_answer_to_the_problem(language, answer):
    assert of_facts(language, ANGRY, answer).share is None
    assert of_facts(language, ANGRY, answer, ANGRY, KIND).share == 1
    assert of_facts(language, ANGRY, answer, ANGRY, PROCEDURE).share == 0
