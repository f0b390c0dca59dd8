"""Empathy and ownership where they were due."""

from __future__ import annotations

import pytest

from tests.rubric.dialogue import criterion, findings, judged

ANGRY = {"en": "customer: I'm furious, nobody called me!", "zh": "customer: 气死我了，没人理我！"}
KIND = {"en": "rep: That must be really frustrating.", "zh": "rep: 我能理解您的心情。"}
COLD = {"en": "rep: The number, please.", "zh": "rep: 单号是多少。"}
LISTENING = {"en": "rep: Mm-hm.", "zh": "rep: 嗯。"}
CALM = {"en": "customer: Okay, thank you. It is number four.", "zh": "customer: 单号是四。"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_empathy_that_came(language):
    judgement = judged(ANGRY[language], KIND[language])
    assert criterion(judgement, "empathy_when_upset").points == 14
    assert [one.turn for one in findings(judgement, "empathy_when_upset", "strength")] == ["t1"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_empathy_that_did_not_come(language):
    judgement = judged(ANGRY[language], COLD[language])
    (missed,) = findings(judgement, "empathy_when_upset")
    assert (missed.id, missed.turn, missed.due_turn) == ("empathy", "t1", "t1")
    assert missed.quote in COLD[language]
    assert missed.evidence
    assert criterion(judgement, "empathy_when_upset").points == 0
    assert judgement.focus == missed.uid


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_listening_token_is_no_answer(language):
    judgement = judged(ANGRY[language], LISTENING[language], ANGRY[language], KIND[language])
    assert criterion(judgement, "empathy_when_upset").points == 14
    (missed,) = findings(judged(ANGRY[language], LISTENING[language], COLD[language]), "empathy_when_upset")
    assert missed.due_turn == "t2"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_one_empathy_serves_the_run(language):
    judgement = judged(ANGRY[language], KIND[language], ANGRY[language], COLD[language])
    assert findings(judgement, "empathy_when_upset") == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_new_run_needs_a_new_answer(language):
    judgement = judged(ANGRY[language], KIND[language], CALM[language], COLD[language], ANGRY[language], COLD[language])
    (missed,) = findings(judgement, "empathy_when_upset")
    assert missed.due_turn == "t5"
    assert criterion(judgement, "empathy_when_upset").points == 7


@pytest.mark.parametrize("language", ["en", "zh"])
def test_two_lines_of_the_rep_are_one_answer(language):
    assert findings(judged(ANGRY[language], COLD[language], KIND[language]), "empathy_when_upset") == []


def test_a_run_that_nobody_answers_is_no_moment():
    assert not criterion(judged("rep: Hello", ANGRY["en"]), "empathy_when_upset").applicable


def test_a_calm_call_asks_for_no_empathy():
    assert not criterion(judged("rep: Hello", CALM["en"], "rep: Thanks"), "empathy_when_upset").applicable


@pytest.mark.parametrize(
    ("vague", "owned"),
    [
        ("rep: Someone will get back to you.", "rep: I'll call you back myself today."),
        ("rep: 会有人联系您的。", "rep: 我今天亲自给您回电话。"),
    ],
)
def test_vague_instead_of_ownership(vague, owned):
    customer = "customer: 123"
    judgement = judged(customer, vague)
    (missed,) = findings(judgement, "ownership")
    assert (missed.id, missed.due_turn) == ("ownership", "t1")
    assert criterion(judgement, "ownership").points == 0
    assert criterion(judged(customer, owned), "ownership").points == 12
    assert criterion(judged(customer, vague, customer, owned), "ownership").points == 6


def test_an_upset_customer_and_nobody_takes_it_on():
    judgement = judged(ANGRY["en"], KIND["en"], CALM["en"], "rep: It was a storm.", "customer: Hm", "rep: Goodbye.")
    (missed,) = findings(judgement, "ownership")
    assert missed.due_turn == "t3"  # the last answer before the farewell


def test_the_strength_shown_is_the_one_with_a_time():
    judgement = judged("rep: I'll check it.", "customer: Good", "rep: I'll call you back by noon.")
    (strength,) = findings(judgement, "ownership", "strength")
    assert strength.turn == "t2"
    assert strength.severity == "info"


@pytest.mark.parametrize(
    ("greeting", "upset"),
    [
        ("rep: Good morning, someone will be with you.", "customer: I'm furious, nobody called me!"),
        ("rep: 您好，会有专人为您处理。", "customer: 气死我了，没人理我！"),
    ],
)
def test_an_opening_misses_nothing(greeting, upset):
    bye = "rep: Goodbye." if greeting.isascii() else "rep: 再见。"
    for lines in ((greeting, "customer: 123", bye), (upset, greeting, "customer: 123", bye), (greeting, upset, bye)):
        missed = [one.due_turn for one in judged(*lines).findings if one.id in ("empathy", "ownership")]
        assert f"t{lines.index(greeting)}" not in missed
