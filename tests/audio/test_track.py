"""A track reads exactly the samples asked for."""

from __future__ import annotations

import numpy as np
import pytest

from coach.audio.track import Track


@pytest.fixture
def track(tmp_path) -> Track:
    path = tmp_path / "ramp.s16"
    np.arange(-16_000, 16_000, dtype="<i2").tofile(path)
    return Track(path=path, index=0, sample_count=32_000)


def test_a_stretch(track):
    samples = track.read(0.5, 0.75)
    assert samples.dtype == np.float32
    assert samples.tolist() == (np.arange(-8_000, -4_000) / 32768).tolist()
    assert track.duration_s == 2.0


@pytest.mark.parametrize(
    ("start_s", "end_s", "count"),
    [(0, None, 32_000), (-1, 9, 32_000), (1.5, None, 8_000), (2, 3, 0), (1, 0.5, 0), (9, None, 0)],
)
def test_times_beyond_the_track_are_clamped(track, start_s, end_s, count):
    assert track.read(start_s, end_s).shape == (count,)


@pytest.mark.parametrize("piece_s", [0.3, 1.0, 2.0, 30.0])
def test_pieces_are_the_whole_in_order(track, piece_s):
    pieces = list(track.pieces(piece_s))
    assert all(len(piece) == round(piece_s * 16_000) for piece in pieces[:-1])
    assert np.array_equal(np.concatenate(pieces), track.read())


def test_an_empty_track(tmp_path):
    (tmp_path / "empty.s16").touch()
    track = Track(path=tmp_path / "empty.s16", index=0, sample_count=0)
    assert track.read().shape == (0,)
    assert list(track.pieces()) == []
