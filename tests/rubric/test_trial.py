"""One sentence tried out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.errors import UserError
from coach.rubric.format import Sentences, TaughtMark
from coach.rubric.load import load_rubric
from coach.rubric.trial import MAX_CHARACTERS, Tried, try_sentence

FIRST = TaughtMark(id="opens", place="first", phrases=Sentences(en=("purple desk",), zh=("紫色前台",)))
LATER = TaughtMark(id="goes_on", place="later", phrases=Sentences(en=("purple desk",)))
NOT = TaughtMark(id="never", counter_examples=Sentences(en=("the purple desk",)), phrases=Sentences(en=("purple desk",)))
THEIRS = TaughtMark(id="asks_for_it", speaker="customer", phrases=Sentences(en=("purple desk",)))


@pytest.fixture
def rubric():
    return replace(load_rubric("service-cycle"), marks=(FIRST, LATER, NOT, THEIRS))


def tried(sentence: str, rubric, **words) -> dict[str, Tried]:
    return {one.mark: one for one in try_sentence(sentence, rubric, **words)}


def test_where_a_mark_counts(rubric):
    found = tried("The purple desk!", rubric)
    assert (found["opens"].place, found["opens"].present) == ("first", True)
    assert (found["goes_on"].place, found["goes_on"].present) == ("later", True)
    assert found["never"].place == "anywhere"
    assert "asks_for_it" not in found
    assert tried("The purple desk!", rubric, speaker="customer").keys() & {"asks_for_it", "opens"} == {"asks_for_it"}


def test_the_most_certain_vote_stands_first_and_decides(rubric):
    never = tried("The purple desk!", rubric)["never"]
    assert [(vote.present, vote.certainty) for vote in never.votes if vote.layer == "phrase"] == [(False, 0.98), (True, 0.95)]
    assert not never.present
    order = [one.present for one in try_sentence("Good morning, the purple desk!", rubric)]
    assert order == sorted(order, reverse=True)


def test_the_programs_own_layers_are_tried_too(rubric):
    for mark, sentence in (("commanding", "You have to calm down right now!"), ("empathy", "我能理解您的心情")):
        layers = {vote.layer for vote in tried(sentence, rubric)[mark].votes if vote.present or vote.layer == "meaning"}
        assert layers == {"phrase", "meaning"}


def test_what_the_customer_said_before_counts(rubric):
    def phrase_says(customer: str) -> bool:
        found = tried("You have to send us a form.", rubric, customer=customer).get("commanding")
        return found is not None and any(vote.layer == "phrase" and vote.present for vote in found.votes)

    assert phrase_says("It is broken.")
    assert not phrase_says("What do I have to do?")


def test_the_language_is_the_sentences_own(rubric):
    assert tried("紫色前台", rubric)["opens"].votes[0].quote == "紫色前台"
    assert tried("紫色前台", rubric, language="en")["opens"].present


@pytest.mark.parametrize("sentence", ["", " ", "？！", "a" * (MAX_CHARACTERS + 1)])
def test_what_cannot_be_tried(rubric, sentence):
    with pytest.raises(UserError):
        try_sentence(sentence, rubric)
    if sentence.strip():
        with pytest.raises(UserError):
            try_sentence("fine", rubric, customer="a" * (MAX_CHARACTERS + 1))
