"""One skill right after another, or after something the customer said."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from coach.rubric.format import Followed
from coach.rubric.kinds.followed import judge_followed
from tests.rubric.marked import ABOUT, marked

CRITERION = msgspec.convert(
    {**ABOUT, "kind": "followed", "mark": "our_mistake", "after": ["mistake_told"], "by": "admit"}, Followed
)
TOLD = {"en": "customer: [mistake_told|You charged me twice].", "zh": "customer: [mistake_told|你们扣了两次钱]。"}
ASKED = {"en": "customer: When do you open?", "zh": "customer: 你们几点开门？"}
EXPLAINED = {"en": "rep: These machines are old, you know.", "zh": "rep: 这台机器有年头了。"}
MHM = {"en": "rep: Mm-hm.", "zh": "rep: 嗯。"}
FOUND = {"en": "rep: [our_mistake|I see you were charged twice].", "zh": "rep: [our_mistake|查到了，扣了两次]。"}
ADMITTED = {"en": "rep: [admit|That was our mistake].", "zh": "rep: [admit|是我们的失误]。"}
each_language = pytest.mark.parametrize("language", ["zh", "en"])


def outcome(language: str, *lines: dict[str, str]):
    return judge_followed(CRITERION, marked(*(line[language] for line in lines)))


@each_language
def test_nothing_made_it_due(language):
    assert outcome(language, ASKED, EXPLAINED).share is None


@each_language
def test_the_reps_own_words_make_it_due(language):
    assert outcome(language, FOUND, ASKED, ADMITTED).share == 1
    (one,) = outcome(language, FOUND, ASKED, EXPLAINED).findings
    assert (one.id, one.turn) == ("admit", "t0")


@each_language
def test_the_customers_words_make_it_due_in_the_answer(language):
    assert outcome(language, TOLD, ADMITTED).share == 1
    missed = outcome(language, TOLD, EXPLAINED)
    assert missed.share == 0
    (one,) = missed.findings
    assert (one.turn, one.quote) == ("t1", EXPLAINED[language][5:])
    assert one.evidence[0].quote in TOLD[language]


@each_language
def test_the_next_answer_is_soon_enough(language):
    assert outcome(language, TOLD, EXPLAINED, ASKED, ADMITTED).share == 1
    assert outcome(language, TOLD, EXPLAINED, ASKED, EXPLAINED, ASKED, ADMITTED).share == 0


@each_language
def test_a_listening_token_is_no_answer(language):
    assert outcome(language, TOLD, MHM).share is None


PUT_OFF = msgspec.structs.replace(CRITERION, first=("looks_first",), withdrawn=("takes_back",))
LOOKS = {"en": "rep: [looks_first|Let me look at the order].", "zh": "rep: [looks_first|我先看一下订单]。"}
MINE = {"en": "customer: Oh, [takes_back|I misread it].", "zh": "customer: 噢，[takes_back|是我看错了]。"}
PRESSED = {
    "en": "customer: [takes_back|I misread] one line, but [mistake_told|you charged me twice].",
    "zh": "customer: 那一行[takes_back|是我看错了]，可是[mistake_told|你们扣了两次钱]。",
}


@each_language
def test_finding_out_first_puts_it_off(language):
    def put_off(*lines):
        return judge_followed(PUT_OFF, marked(*(line[language] for line in lines)))

    assert put_off(TOLD, LOOKS).share is None
    assert put_off(TOLD, LOOKS, ASKED, ADMITTED).share == 1
    (missed,) = put_off(TOLD, LOOKS, ASKED, EXPLAINED).findings
    assert missed.turn == "t3"


@each_language
def test_what_the_customer_takes_back_is_due_no_more(language):
    def told(*lines):
        return judge_followed(PUT_OFF, marked(*(line[language] for line in lines)))

    assert told(TOLD, EXPLAINED, MINE).share is None
    assert told(TOLD, EXPLAINED, PRESSED).share == 0


PROPOSAL = msgspec.convert(
    {**ABOUT, "kind": "followed", "mark": "propose_solution", "also": ["decides"], "by": "invite_opinion"}, Followed
)
DECIDES = {"en": "rep: [decides|I'm moving you to Tuesday].", "zh": "rep: [decides|那给您改到周二]。"}
OPINION = {"en": "rep: [invite_opinion|How does that sound]?", "zh": "rep: [invite_opinion|您看怎么样]？"}


@each_language
def test_a_way_out_that_was_decided_needs_an_opinion_once(language):
    def proposal(*lines):
        return judge_followed(PROPOSAL, marked(*(line[language] for line in lines)))

    assert proposal(DECIDES, ASKED).share == 0
    assert proposal(DECIDES, ASKED, OPINION).share == 1
    assert proposal(OPINION, ASKED, DECIDES).share is None


@pytest.mark.parametrize(("words", "share"), [("You go via Rome.", 0), ("You go via Rome, would you like that?", 1)])
def test_an_opinion_that_only_meaning_sees_must_be_a_question(words, share):
    call = marked(f"rep: [propose_solution|{words}]", ASKED["en"])
    found = replace(call.marks["t0"]["propose_solution"], mark="invite_opinion", layer="meaning")
    call = replace(call, marks={**call.marks, "t0": {**call.marks["t0"], "invite_opinion": found}})
    assert judge_followed(PROPOSAL, call).share == share
