"""The outline follows the sound and covers all of it."""

from __future__ import annotations

import numpy as np
import pytest

from coach.audio.track import Track
from coach.audio.waveform import waveform


def write_track(path, samples) -> Track:
    np.round(np.asarray(samples) * 32768).astype("<i2").tofile(path)
    return Track(path=path, index=1, sample_count=len(samples))


@pytest.mark.parametrize("count", [1, 7, 1600, 1601, 16_000 * 95 + 3])
def test_the_outline_is_the_extremes_of_each_step(tmp_path, count):
    samples = np.random.default_rng(0).integers(-32768, 32768, count) / 32768
    outline = waveform(write_track(tmp_path / "a.s16", samples))
    step = round(outline.step_s * 16_000)
    assert outline.track == 1
    assert len(outline.lows) == len(outline.highs) == -(-count // step) <= 1600
    for i in range(len(outline.lows)):
        part = samples[i * step : (i + 1) * step]
        assert (outline.lows[i], outline.highs[i]) == (part.min(), part.max())


def test_an_empty_track_has_no_outline(tmp_path):
    outline = waveform(write_track(tmp_path / "a.s16", []))
    assert (outline.lows, outline.highs, outline.step_s) == ((), (), 0.0)


def test_no_points_is_a_mistake(tmp_path):
    with pytest.raises(ValueError, match="points"):
        waveform(write_track(tmp_path / "a.s16", [0.0]), points=0)
