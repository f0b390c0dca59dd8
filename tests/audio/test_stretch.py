"""Slower and faster: the length changes, the pitch does not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coach.audio.stretch import blocks
from coach.audio.track import TRACK_RATE_HZ, Track

TONE_HZ, LENGTH_S = 440.0, 4.0


@pytest.fixture
def tone(tmp_path: Path) -> Track:
    times_s = np.arange(round(LENGTH_S * TRACK_RATE_HZ)) / TRACK_RATE_HZ
    return track(tmp_path / "tone.s16", 0.3 * np.sin(2 * np.pi * TONE_HZ * times_s))


def track(path: Path, samples: np.ndarray) -> Track:
    (samples * 32767).astype("<i2").tofile(path)
    return Track(path, 0, len(samples))


def played(*tracks: Track, start_s: float = 0.0, end_s: float | None = None, speed: float = 1.0) -> np.ndarray:
    return np.concatenate([samples for _, samples in blocks(tracks, start_s, end_s, speed=speed)])


@pytest.mark.parametrize("speed", [0.5, 0.75, 1.0, 1.25, 1.5, 2.0])
def test_the_length_is_divided_by_the_speed_and_the_pitch_stays(tone, speed):
    samples = played(tone, speed=speed)
    assert len(samples) / TRACK_RATE_HZ == pytest.approx(LENGTH_S / speed, abs=0.06)
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    assert spectrum.argmax() * TRACK_RATE_HZ / len(samples) == pytest.approx(TONE_HZ, abs=2.0)


@pytest.mark.parametrize("speed", [0.5, 1.0, 2.0])
def test_each_block_says_where_it_starts_in_the_recording(tone, speed):
    starts = [at_s for at_s, _ in blocks([tone], 1.0, 3.0, speed=speed)]
    assert starts[0] == 1.0
    assert starts == sorted(starts)
    assert starts[-1] < 3.05


def test_two_voices_are_heard_together_and_held_inside_the_range(tmp_path):
    loud = track(tmp_path / "a.s16", np.full(8000, 0.9))
    also = track(tmp_path / "b.s16", np.full(4000, 0.9))
    samples = played(loud, also)
    assert samples.max() == 1.0
    assert samples[-1] == pytest.approx(0.9, abs=0.001)


def test_past_the_end_and_without_tracks_there_is_nothing(tone):
    assert list(blocks([tone], LENGTH_S + 1)) == []
    assert list(blocks([], 0.0)) == []


@pytest.mark.parametrize("speed", [0.0, 0.49, 2.01])
def test_other_speeds_are_refused(tone, speed):
    with pytest.raises(ValueError, match="speed"):
        blocks([tone], 0.0, speed=speed)
