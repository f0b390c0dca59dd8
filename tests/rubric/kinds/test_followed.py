"""One skill right after another, or after something the customer said."""

from __future__ import annotations

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
