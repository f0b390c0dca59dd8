"""The edges of speech, moved by the level."""

from __future__ import annotations

import numpy as np
import pytest

from coach.delivery.edges import MAX_SHIFT_S, refine
from coach.delivery.energy import FINE_HOP_S
from coach.model import Span


def levels(*stretches: tuple[float, float]) -> np.ndarray:
    """(seconds, level in dB) one after another."""
    return np.concatenate([np.full(round(seconds / FINE_HOP_S), level_db) for seconds, level_db in stretches])


def test_a_faint_end_and_beginning_belong_to_the_speech() -> None:
    sound = levels((1.0, -20), (0.1, -50), (1.0, -80), (0.05, -50), (1.0, -20))
    first, second = refine([Span(0.0, 1.0), Span(2.15, 3.15)], sound)
    assert first.end_s == pytest.approx(1.1) and second.start_s == pytest.approx(2.1)
    assert (first.start_s, second.end_s) == (0.0, pytest.approx(3.15))


def test_an_edge_inside_clear_silence_moves_back() -> None:
    sound = levels((1.0, -20), (1.0, -80), (1.0, -20))
    first, second = refine([Span(0.0, 1.06), Span(1.95, 3.0)], sound)
    assert first.end_s == pytest.approx(1.0) and second.start_s == pytest.approx(2.0)


def test_in_noise_a_quiet_end_stays_speech() -> None:
    sound = levels((1.0, -20), (1.0, -40), (1.0, -20))
    assert refine([Span(0.0, 1.06), Span(1.96, 3.0)], sound) == (Span(0.0, 1.06), Span(1.96, 3.0))


def test_no_edge_moves_further_than_allowed() -> None:
    sound = levels((1.0, -20), (0.5, -40), (1.0, -80), (1.0, -20))
    first, _ = refine([Span(0.0, 1.0), Span(2.5, 3.5)], sound)
    assert first.end_s == pytest.approx(1.0 + MAX_SHIFT_S)


def test_a_short_faint_stretch_keeps_an_inside() -> None:
    sound = levels((1.0, -20), (1.0, -80), (0.1, -79), (1.0, -80), (1.0, -20))
    spans = refine([Span(0.0, 1.0), Span(2.0, 2.1), Span(3.1, 4.1)], sound)
    assert [span.duration_s > 0 for span in spans] == [True, True, True]


def test_nothing_to_refine() -> None:
    assert refine([], levels((1.0, -80))) == ()
    assert refine([Span(0.0, 1.0)], levels((1.0, -20))) == (Span(0.0, 1.0),)
    assert refine([Span(0.0, 0.5), Span(0.7, 1.0)], np.zeros(0)) == ()
