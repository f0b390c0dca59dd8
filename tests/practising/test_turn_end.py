"""Turns of known length in known noise."""

from __future__ import annotations

import pytest

from coach.practising.turn_end import TurnEnd
from coach.recording.level import Level

STEP_S = 0.05


def ends(parts: list[tuple[float, float]], silence_s: float = 1.5) -> list[float]:
    """When turns are said to be over, for stretches of (seconds, dB)."""
    turn_end, now_s, found = TurnEnd(silence_s), 0.0, []
    for length_s, level_db in parts:
        for _ in range(round(length_s / STEP_S)):
            now_s += STEP_S
            if turn_end.hear(now_s, Level(level_db + 12, level_db)):
                found.append(round(now_s, 2))
    return found


@pytest.mark.parametrize("noise_db", [-120.0, -70.0, -50.0, -38.0])
def test_the_turn_is_over_after_the_silence_that_was_chosen(noise_db):
    assert ends([(2.0, noise_db), (3.0, -22.0), (4.0, noise_db)]) == [pytest.approx(6.5, abs=0.11)]
    assert ends([(2.0, noise_db), (3.0, -22.0), (4.0, noise_db)], 3.0) == [pytest.approx(8.0, abs=0.11)]


def test_a_short_pause_inside_a_turn_ends_nothing():
    assert ends([(1.0, -65.0), (2.0, -25.0), (1.0, -65.0), (2.0, -25.0), (1.0, -65.0)]) == []


def test_a_cough_is_no_turn_and_silence_alone_never_ends():
    assert ends([(2.0, -65.0), (0.2, -20.0), (20.0, -65.0)]) == []


def test_each_turn_is_said_once():
    assert len(ends([(1.0, -65.0), (2.0, -25.0), (3.0, -65.0), (2.0, -25.0), (3.0, -65.0)])) == 2


def test_what_was_before_a_new_turn_does_not_count():
    turn_end = TurnEnd(1.0)
    for step in range(1, 41):
        turn_end.hear(step * STEP_S, Level(-10.0, -22.0))
    assert turn_end.has_spoken
    turn_end.begin(2.0)
    assert not any(turn_end.hear(2.0 + step * STEP_S, Level(-55.0, -65.0)) for step in range(1, 60))
