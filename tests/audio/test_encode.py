"""The compressed copy plays the same sound at the same times."""

from __future__ import annotations

import numpy as np
import pytest

from coach.audio.encode import MEDIA_TYPE, encode_for_report
from coach.audio.read import open_recording
from coach.audio.track import Track
from tests.audio import sounds


def write_track(path, index: int, samples: np.ndarray) -> Track:
    np.round(samples * 32768).astype("<i2").tofile(path)
    return Track(path=path, index=index, sample_count=len(samples))


@pytest.mark.parametrize("pitches_hz", [(440.0,), (440.0, 880.0)])
def test_the_copy_sounds_like_the_tracks(tmp_path, pitches_hz):
    tracks = [
        write_track(tmp_path / f"{i}.s16", i, sounds.tone(16_000, hz=hz)) for i, hz in enumerate(pitches_hz)
    ]
    copy = tmp_path / "copy.m4a"
    copy.write_bytes(encode_for_report(tracks))
    assert MEDIA_TYPE == "audio/mp4" and copy.read_bytes()[4:8] == b"ftyp"
    with open_recording(copy) as recording:
        assert len(recording.tracks) == len(pitches_hz)
        assert recording.duration_s == pytest.approx(sounds.LENGTH_S, abs=0.07)  # AAC rounds up to 64 ms
        for track, hz in zip(recording.tracks, pitches_hz, strict=True):
            samples = track.read()
            pitch_hz, level_db = sounds.pitch_and_level(samples, 16_000)
            assert pitch_hz == pytest.approx(hz, abs=0.5)
            assert level_db == pytest.approx(sounds.TONE_DB, abs=0.2)
        assert sounds.start_s(recording.tracks[0].read(), 16_000) == pytest.approx(sounds.LEAD_S, abs=0.005)


def test_the_copy_is_small(tmp_path):
    noise = np.random.default_rng(0).normal(0, 0.1, 60 * 16_000)
    track = write_track(tmp_path / "a.s16", 0, noise)
    assert len(encode_for_report([track])) == pytest.approx(60 * 32_000 / 8, rel=0.1)


@pytest.mark.parametrize("count", [0, 3])
def test_only_one_or_two_tracks(tmp_path, count):
    track = write_track(tmp_path / "a.s16", 0, np.zeros(16_000))
    with pytest.raises(ValueError, match="one or two tracks"):
        encode_for_report([track] * count)


def test_an_empty_track_is_refused(tmp_path):
    with pytest.raises(ValueError, match="with samples"):
        encode_for_report([write_track(tmp_path / "a.s16", 0, np.zeros(0))])
