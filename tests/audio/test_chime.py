"""The gentle bell."""

from __future__ import annotations

import numpy as np
import pytest

from coach.audio.chime import HZ, PEAK, STROKE_S, chime
from coach.audio.track import TRACK_RATE_HZ


@pytest.mark.parametrize("strokes", [1, 2, 3])
def test_so_many_strokes_that_begin_and_end_in_silence(strokes):
    samples = chime(strokes).samples
    assert np.abs(samples).max() == pytest.approx(PEAK, abs=0.001)
    assert abs(samples[0]) < 0.001
    assert np.abs(samples[-100:]).max() < 0.02
    size = round(STROKE_S * TRACK_RATE_HZ)
    begins = [np.abs(samples[place * size : place * size + 800]).max() > 0.5 * PEAK for place in range(strokes + 1)]
    assert begins == [True] * strokes + [False]


def test_it_is_a_c():
    samples = chime(1).samples
    spectrum = np.abs(np.fft.rfft(samples))
    assert np.argmax(spectrum) * TRACK_RATE_HZ / len(samples) == pytest.approx(HZ, abs=2.0)
