"""Marks that are due after something, and marks that should not be there."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from coach.rubric.format import MarkDue, MarkUnwanted
from coach.rubric.kinds.mark_due import judge_mark_due
from coach.rubric.kinds.mark_unwanted import judge_mark_unwanted
from tests.rubric.marked import ABOUT, marked

THANKS = msgspec.convert(
    {**ABOUT, "kind": "mark_due", "after": ["praise"], "marks": ["thanks"], "well_done": {"zh": "好。", "en": "Good."}},
    MarkDue,
)
FOUND = msgspec.convert({**ABOUT, "kind": "mark_due", "after": ["upset", "doubts"], "marks": ["feel_felt_found"], "once": True}, MarkDue)
VAGUE = msgspec.convert({**ABOUT, "kind": "mark_unwanted", "marks": ["vague"], "costs": 4, "unless": ["ownership"]}, MarkUnwanted)
BLAME = msgspec.convert(
    {**ABOUT, "kind": "mark_unwanted", "marks": ["premature_blame"], "costs": 10, "until": ["open_question"]}, MarkUnwanted
)

PRAISE = {"en": "customer: [praise|You were so kind].", "zh": "customer: [praise|你服务真好]。"}
THANKED = {"en": "rep: [thanks|Thank you for saying so].", "zh": "rep: [thanks|谢谢您这么说]。"}
COLD = {"en": "rep: Your number, please.", "zh": "rep: 请报一下单号。"}
MHM = {"en": "rep: Mm-hm.", "zh": "rep: 嗯。"}
CALM = {"en": "customer: It is four.", "zh": "customer: 是四号。"}
ANGRY = {"en": "customer: I'm [upset|furious]!", "zh": "customer: 我[upset|气死了]！"}
TOLD = {"en": "rep: [feel_felt_found|Others felt the same, and found it helps].", "zh": "rep: [feel_felt_found|别的客户也担心过，后来发现很方便]。"}
MAYBE = {"en": "rep: [vague|Someone will call].", "zh": "rep: [vague|会有人联系您]。"}
MAYBE_AND_I = {"en": "rep: [vague|Someone will call], and [ownership|I'll see to it].", "zh": "rep: [vague|会有人联系您]，[ownership|我来盯着]。"}
OURS = {"en": "rep: [premature_blame|It's all our fault].", "zh": "rep: [premature_blame|都是我们的错]。"}
ASK = {"en": "rep: [open_question|What happened]?", "zh": "rep: [open_question|是怎么回事]？"}
OURS_THEN_ASK = {"en": "rep: [premature_blame|It's all our fault]. [open_question|What happened]?", "zh": "rep: [premature_blame|都是我们的错]。[open_question|是怎么回事]？"}
ASK_THEN_OURS = {"en": "rep: [open_question|What happened]? [premature_blame|It's all our fault].", "zh": "rep: [open_question|是怎么回事]？[premature_blame|都是我们的错]。"}
each_language = pytest.mark.parametrize("language", ["zh", "en"])


def due(criterion: MarkDue, language: str, *lines: dict[str, str]):
    return judge_mark_due(criterion, marked(*(line[language] for line in lines)))


def unwanted(criterion: MarkUnwanted, language: str, *lines: dict[str, str]):
    return judge_mark_unwanted(criterion, marked(*(line[language] for line in lines)))


@each_language
def test_due_and_there(language):
    outcome = due(THANKS, language, PRAISE, THANKED)
    assert outcome.share == 1
    (praised,) = outcome.findings
    assert (praised.kind, praised.turn, praised.why.en) == ("strength", "t1", "Good.")
    assert due(THANKS, language, PRAISE, MHM, THANKED).share == 1


@each_language
def test_due_and_not_there(language):
    outcome = due(THANKS, language, PRAISE, COLD)
    assert outcome.share == 0
    (missed,) = outcome.findings
    assert (missed.kind, missed.id, missed.due_turn) == ("missed", "thanks", "t1")
    assert missed.evidence[0].quote in PRAISE[language]


@each_language
def test_not_due(language):
    assert due(THANKS, language, CALM, COLD).share is None
    assert due(THANKS, language, CALM, THANKED).share is None
    assert due(THANKS, language, COLD, PRAISE).share is None  # nobody answers


@each_language
def test_each_moment_counts_and_two_turns_in_a_row_are_one(language):
    assert due(THANKS, language, PRAISE, THANKED, PRAISE, COLD).share == 0.5
    assert due(THANKS, language, PRAISE, PRAISE, COLD).share == 0
    assert len(due(THANKS, language, PRAISE, PRAISE, COLD).findings) == 1


@each_language
def test_once_in_the_call_is_enough(language):
    assert due(FOUND, language, ANGRY, COLD, ANGRY, COLD, CALM, TOLD).share == 1
    missed = due(FOUND, language, ANGRY, COLD, ANGRY, COLD)
    assert missed.share == 0
    assert [one.due_turn for one in missed.findings] == ["t1"]
    assert due(FOUND, language, TOLD, ANGRY, COLD).share == 0  # before it was due


@each_language
def test_any_of_several_marks_makes_it_due(language):
    doubts = {"en": "customer: [doubts|I don't trust it].", "zh": "customer: [doubts|我信不过]。"}
    assert due(FOUND, language, doubts, TOLD).share == 1
    assert due(FOUND, language, doubts, COLD).share == 0


@each_language
def test_the_greeting_misses_nothing(language):
    hello = {"en": "rep: [greeting|Good morning], the flower shop.", "zh": "rep: [greeting|您好]，这里是花店。"}
    assert due(FOUND, language, ANGRY, hello, CALM, TOLD).share == 1
    assert [one.due_turn for one in due(FOUND, language, ANGRY, hello, CALM, COLD).findings] == ["t3"]


@each_language
def test_unwanted_words_cost_their_points(language):
    outcome = unwanted(VAGUE, language, CALM, MAYBE)
    assert outcome.share == 0.6
    (one,) = outcome.findings
    assert (one.id, one.turn, one.due_turn) == ("vague", "t1", None)
    assert unwanted(VAGUE, language, MAYBE, CALM, MAYBE, CALM, MAYBE).share == 0


@each_language
def test_wanted_beside_it_excuses(language):
    assert unwanted(VAGUE, language, CALM, MAYBE_AND_I).findings == ()
    assert unwanted(VAGUE, language, CALM, COLD).share == 1
    assert unwanted(VAGUE, language, CALM).share is None
    listening = {"en": "rep: [vague|Right].", "zh": "rep: [vague|嗯]。"}
    assert unwanted(VAGUE, language, CALM, listening).share == 1


@each_language
def test_only_before_the_facts(language):
    assert unwanted(BLAME, language, ANGRY, OURS, CALM, ASK).share == 0
    assert unwanted(BLAME, language, ANGRY, ASK, CALM, OURS).share == 1
    assert unwanted(BLAME, language, ANGRY, OURS_THEN_ASK).share == 0
    assert unwanted(BLAME, language, ANGRY, ASK_THEN_OURS).share == 1


@each_language
def test_what_the_customer_has_shown_may_be_owned_at_once(language):
    shown = {"en": "customer: [mistake_told|You wrote Brain, he is called Brian].", "zh": "customer: [mistake_told|名字写错了，你看]。"}
    criterion = msgspec.structs.replace(BLAME, until_told=("mistake_told",))
    assert unwanted(criterion, language, shown, OURS).share == 1
    assert unwanted(criterion, language, ANGRY, OURS, shown).share == 0


@each_language
def test_blame_that_is_only_guessed_is_too_soon_even_then(language):
    shown = {"en": "customer: [mistake_told|Nobody rang me].", "zh": "customer: [mistake_told|没有人通知我]。"}
    guess = {"en": "rep: [guessed_blame|We must have lost your number].", "zh": "rep: [guessed_blame|肯定是我们把号码弄丢了]。"}
    marks = ("premature_blame", "guessed_blame")
    criterion = msgspec.structs.replace(BLAME, marks=marks, until_told=("mistake_told",))
    assert unwanted(criterion, language, shown, guess).share == 1
    criterion = msgspec.structs.replace(criterion, even_told=("guessed_blame",))
    assert unwanted(criterion, language, shown, guess).share < 1
    assert unwanted(criterion, language, shown, OURS).share == 1


@pytest.mark.parametrize(("layer", "certainty", "costs"), [("meaning", 0.7, 0), ("meaning", 0.85, 4), ("phrase", 0.7, 4)])
def test_meaning_alone_must_be_sure(layer, certainty, costs):
    call = marked(CALM["en"], MAYBE["en"])
    found = replace(call.marks["t1"]["vague"], layer=layer, certainty=certainty)
    outcome = judge_mark_unwanted(VAGUE, replace(call, marks={**call.marks, "t1": {"vague": found}}))
    assert outcome.share == 1 - costs / 10
