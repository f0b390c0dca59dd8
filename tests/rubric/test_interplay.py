"""Interplay of turns with known times."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.model import Span, Turn, Word
from coach.rubric.interplay import interplay
from tests.rubric.dialogue import dialogue, timed


def test_shares_and_latency():
    found = interplay(
        timed(
            (0, 2, "rep: Good morning"),
            (3, 9, "customer: My phone is broken"),
            (10, 14, "rep: Let me look at that"),
            (14.5, 16.5, "customer: It is the screen"),
            (19.5, 20.5, "rep: Which one is it"),
        )
    )
    assert found.rep_talk_share == pytest.approx(7 / 15)
    assert found.response_latency_median_s == pytest.approx(2.0)  # 1 s and 3 s
    assert found.longest_monologue_s == 4
    assert (found.interruptions, found.overlaps, found.dead_air) == ((), (), ())


def test_dead_air_is_five_seconds_of_nobody():
    found = interplay(timed((0, 2, "rep: Hello there"), (7, 8, "customer: Hello"), (12.9, 14, "rep: How are you")))
    assert found.dead_air == (Span(2, 7),)


def test_an_interruption_and_who_did_it():
    found = interplay(timed((0, 10, "customer: It has been three weeks and I"), (8, 12, "rep: You have to wait")))
    (cut,) = found.interruptions
    assert (cut.start_s, cut.end_s, cut.by) == (8, 10, "rep")
    assert found.overlaps == (Span(8, 10),)
    assert found.response_latency_median_s is None  # an overlapping answer has no latency


@pytest.mark.parametrize("token", ["Mm-hm", "嗯", "I see"])
def test_a_listening_token_interrupts_nobody_and_answers_nothing(token):
    found = interplay(
        timed(
            (0, 10, "customer: It has been three weeks"), (8, 8.5, f"rep: {token}"), (12, 14, "rep: Let me check that")
        )
    )
    assert found.interruptions == ()
    assert found.response_latency_median_s == pytest.approx(2.0)


def test_starting_a_little_early_is_no_interruption():
    assert interplay(timed((0, 5, "customer: And that is it"), (4.6, 6, "rep: Let me check"))).interruptions == ()


def test_overlap_goes_by_the_words_not_by_the_silence_in_a_turn():
    speaking, listening = timed((0, 10, "rep: Let me check that for you"), (4, 5, "customer: mm"))
    speaking = replace(speaking, words=(Word(0, 2, "Let", 1), Word(8, 10, "me", 1)))
    assert interplay([speaking, listening]).overlaps == ()


def test_dead_air_inside_a_turn_counts():
    speaking, answer = timed((0, 12, "rep: One moment there you are"), (12.5, 13, "customer: Thanks a lot"))
    speaking = replace(speaking, words=(Word(0, 2, "One", 1), Word(9, 12, "there", 1)))
    assert interplay([speaking, answer]).dead_air == (Span(2, 9),)


def test_nothing_without_times_or_without_the_other_voice():
    assert interplay(dialogue("rep: Hello", "customer: Hi")) is None
    assert interplay(timed((0, 1, "rep: Hello"), (2, 3, "rep: Anyone"))) is None
    assert interplay([]) is None
    unknown = Turn(uid="u", index=0, speaker="u", role="unknown", start_s=0.0, end_s=1.0, text="Hi")
    assert interplay([unknown]) is None
