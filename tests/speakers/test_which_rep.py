from __future__ import annotations

import json

import pytest

from coach.examples import examples
from coach.speakers.rep_words import buckets
from coach.speakers.which_rep import which_rep
from coach.transcript import read_transcript
from tests.paths import SHARED, needs_shared

TWO_SIDED = [each for each in examples() if len(each.channels) == 2]


@pytest.mark.parametrize("call", TWO_SIDED, ids=lambda each: each.id)
def test_the_rep_of_a_bundled_call_is_found_without_names(call):
    turns = [({"rep": "B", "customer": "A"}[turn.role], turn.text) for turn in read_transcript(call.transcript).turns]
    guess = which_rep(turns, call.language)
    assert guess.person == "B"
    assert guess.certainty > 0.95


@needs_shared
@pytest.mark.parametrize("name", ["dialogues_en", "dialogues_zh", "dialogues_en_asr", "dialogues_zh_asr"])
def test_no_dialogue_that_was_not_learnt_from_is_taken_the_wrong_way_round(name):
    right = total = 0
    for line in (SHARED / "data" / "text" / f"{name}.jsonl").read_text("utf-8").splitlines():
        dialogue = json.loads(line)
        guess = which_rep([(turn["speaker"], turn["text"]) for turn in dialogue["turns"]], dialogue["language"])
        assert guess.person in ("rep", None)
        total += 1
        right += guess.person == "rep"
    assert right >= 0.95 * total


@pytest.mark.parametrize(
    ("turns", "language"),
    [
        ([("A", "Okay."), ("B", "Okay.")], "en"),
        ([("A", "I think the red one."), ("B", "The blue one is nicer, though.")], "en"),
        ([("A", "嗯。"), ("B", "对。")], "zh"),
    ],
)
def test_words_that_do_not_tell_leave_it_unsure(turns, language):
    assert which_rep(turns, language).person is None


def test_nobody_says_anything():
    guess = which_rep([], "en")
    assert (guess.person, guess.likeliest) == (None, None)


def test_one_person_alone_is_the_rep_only_when_a_rep_speaks_so():
    rep = "Good morning, thank you for calling Northline, my name is Sam, how can I help you today? I'll sort that out for you."
    customer = "Hi, I bought a kettle from you last week and it's broken, nobody calls me back and I'm fed up, I want my money back."
    assert which_rep([("A", rep)], "en").person == "A"
    assert which_rep([("A", customer)], "en").person is None


def test_polite_forms_scripts_and_punctuation_make_no_difference():
    assert buckets("您好，請問有什麼可以幫您？", "zh", first=False) == buckets("你好 请问有什么可以帮你", "zh", first=False)
    assert buckets("", "en", first=True) == []
