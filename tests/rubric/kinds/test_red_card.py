"""Red cards: severity, points, what stays out."""

from __future__ import annotations

import pytest

from tests.rubric.dialogue import criterion, findings, judged

# The same thing said in both languages weighs the same.
PAIRS = [
    ("no_commanding", "你必须先交钱。", "You have to pay first.", "yellow"),
    ("no_commanding", "您必须先填表。", "You have to send the form first.", "yellow"),
    ("no_commanding", "你冷静一点。", "Calm down.", "red"),
    ("no_commanding", "别喊了。", "Stop shouting.", "red"),
    ("no_commanding", "闭嘴。", "Shut up.", "red"),
    ("no_irresponsible", "这不归我管。", "That's not my department.", "yellow"),
    ("no_irresponsible", "这关我什么事？", "That's not my problem.", "red"),
    ("no_irresponsible", "那我也没办法。", "There's nothing I can do.", "yellow"),
    ("no_not_humble", "我们规定就是这样。", "That's just our policy.", "yellow"),
    ("no_not_humble", "我都说了三遍了。", "How many times do I have to tell you?", "red"),
    ("no_not_humble", "您肯定是弄错了。", "You're wrong.", "yellow"),
    ("no_not_humble", "我已经跟您说过了。", "I've already told you.", "yellow"),
    ("no_not_humble", "是你自己的问题。", "That's your own fault.", "red"),
]


@pytest.mark.parametrize(("id", "zh", "en", "severity"), PAIRS)
def test_both_languages_weigh_the_same(id, zh, en, severity):
    for hello, sentence in (("rep: 您好", zh), ("rep: Hello", en)):
        judgement = judged(hello, f"rep: {sentence}")
        (one,) = findings(judgement, id, "red_card")
        assert one.severity == severity
        assert criterion(judgement, id).points == (0 if severity == "red" else 6)
        assert judgement.critical_failures == ((one.uid,) if severity == "red" else ())
        assert one.turn == "t1"


def test_the_reason_speaks_of_this_call():
    (one,) = findings(judged("rep: Hello", "rep: You have to pay first."), "no_commanding", "red_card")
    assert one.severity_because.en == "The first time in this call, and not harsh"
    assert one.severity_because.zh == "本通电话里是第一次，语气不重"


@pytest.mark.parametrize(
    "sentence", ["You'll have to take that up with the courier yourself.", "您自己去找快递公司问。"]
)
def test_no_two_cards_have_the_same_highlight(sentence):
    judgement = judged("rep: Hello" if sentence.isascii() else "rep: 您好", f"rep: {sentence}")
    quotes = [one.quote for one in judgement.findings if one.kind == "red_card"]
    assert quotes
    assert len(set(quotes)) == len(quotes)


def test_the_second_is_red_and_costs_everything():
    judgement = judged("rep: You have to send the form.", "customer: No", "rep: You need to pay the fee.")
    assert [one.severity for one in findings(judgement, "no_commanding", "red_card")] == ["yellow", "red"]
    result = criterion(judgement, "no_commanding")
    assert (result.points, result.max_points, result.critical_failed) == (0, 12, True)
    assert len(result.findings) == 2


def test_the_quote_is_the_clause_that_the_evidence_stands_in():
    judgement = judged("rep: Well, that's not my department at all, madam.")
    (one,) = findings(judgement, "no_irresponsible", "red_card")
    assert one.quote == "that's not my department at all"
    assert one.evidence[0].quote in one.quote
    assert one.severity_because.zh
    assert one.source.en.startswith("CS course")


def test_the_customers_words_are_never_the_reps_card():
    judgement = judged("rep: How can I help?", "customer: Calm down! That's not my problem. You should have read it.")
    assert [one for one in judgement.findings if one.kind == "red_card"] == []
    assert criterion(judgement, "no_commanding").points == 12
