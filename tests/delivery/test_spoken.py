"""Turns laid over the sound."""

from __future__ import annotations

import pytest

from coach.delivery.spoken import speaking_s, speech_s, spoken_turns, union
from coach.model import Span, Turn


def turn(start_s: float | None, end_s: float | None) -> Turn:
    return Turn(uid="t", index=0, speaker="rep", role="rep", start_s=start_s, end_s=end_s, text="")


def test_silence_at_a_turns_borders_is_not_spoken() -> None:
    spoken = spoken_turns([turn(0.0, 10.0)], [Span(1.0, 3.0), Span(4.0, 8.0)])
    assert spoken[0].span == Span(1.0, 8.0)
    assert (speaking_s(spoken), speech_s(spoken)) == (7.0, 6.0)


def test_a_refined_edge_may_stick_out_and_another_speakers_speech_may_not() -> None:
    assert spoken_turns([turn(1.0, 2.0)], [Span(0.9, 2.1)])[0].speech == (Span(0.9, 2.1),)
    assert spoken_turns([turn(1.0, 2.0)], [Span(0.0, 5.0)])[0].speech == (Span(1.0, 2.0),)


def test_a_turn_without_heard_speech_counts_throughout() -> None:
    assert spoken_turns([turn(1.0, 2.0)], [Span(5.0, 6.0)])[0].speech == (Span(1.0, 2.0),)


def test_turns_without_times_are_left_out() -> None:
    assert spoken_turns([turn(None, None), turn(2.0, 2.0)], [Span(0.0, 5.0)]) == ()
    assert speaking_s(()) == pytest.approx(0.0)


def test_the_union_of_several_voices() -> None:
    assert union([Span(4, 5), Span(0, 3), Span(1, 2), Span(3, 3.5)]) == (Span(0, 3.5), Span(4, 5))
    assert union([]) == ()
