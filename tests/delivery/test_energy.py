"""Loudness on sound with known levels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coach.audio.track import TRACK_RATE_HZ
from coach.delivery.energy import LEVEL_HOP_S, fine_levels, level_contour, level_figures, speech_peak
from coach.model import Span
from tests.delivery.signals import write_track


def steps(*levels_db: float, seconds: float = 6.0) -> np.ndarray:
    """A 200 Hz tone whose RMS level changes every `seconds`."""
    tone = np.sqrt(2) * np.sin(2 * np.pi * 200 * np.arange(round(seconds * TRACK_RATE_HZ)) / TRACK_RATE_HZ)
    return np.concatenate([tone * 10 ** (level_db / 20) for level_db in levels_db]).astype(np.float32)


def test_known_levels(tmp_path: Path) -> None:
    track = write_track(tmp_path / "track.pcm", steps(-20, -30))
    contour = level_contour(fine_levels(track), [Span(0, 3), Span(6, 12)])
    assert len(contour) == round(12 / LEVEL_HOP_S)
    assert np.allclose(contour[:60], -20, atol=0.1) and np.allclose(contour[120:], -30, atol=0.1)
    assert np.isnan(contour[60:120]).all()


@pytest.mark.parametrize("gain_db", [0, -20])
def test_figures_follow_the_dynamics_and_not_the_gain(tmp_path: Path, gain_db: int) -> None:
    levels_db = [-20 + gain_db, -30 + gain_db] * 3
    track = write_track(tmp_path / "track.pcm", steps(*levels_db))
    figures = level_figures(level_contour(fine_levels(track), [Span(0, 36)]))
    assert figures.sd_db == pytest.approx(5.0, rel=0.03)
    assert figures.range_db == pytest.approx(10.0, rel=0.03)


def test_a_steady_voice_has_no_spread(tmp_path: Path) -> None:
    track = write_track(tmp_path / "track.pcm", steps(-20, -20, -20))
    figures = level_figures(level_contour(fine_levels(track), [Span(0, 18)]))
    assert figures.sd_db == pytest.approx(0.0, abs=0.05) and figures.range_db == pytest.approx(0.0, abs=0.05)


def test_too_little_speech_gives_none() -> None:
    assert level_figures(np.full(round(14 / LEVEL_HOP_S), -20.0)) is None
    assert level_figures(np.zeros(0)) is None


def test_digital_silence_and_an_empty_track(tmp_path: Path) -> None:
    track = write_track(tmp_path / "track.pcm", np.zeros(TRACK_RATE_HZ, dtype=np.float32))
    assert np.allclose(level_contour(fine_levels(track), [Span(0, 1)]), -120)
    assert speech_peak(track, [Span(0, 1)]) == 0.0
    empty = write_track(tmp_path / "empty.pcm", np.zeros(0, dtype=np.float32))
    assert len(level_contour(fine_levels(empty), [])) == 0
    assert speech_peak(empty, []) == 0.0


def test_a_track_longer_than_a_block(tmp_path: Path) -> None:
    track = write_track(tmp_path / "track.pcm", steps(-20, -40, seconds=61.0))
    levels_db = fine_levels(track)
    assert np.allclose(levels_db[:6000], -20, atol=0.2) and np.allclose(levels_db[6200:], -40, atol=0.2)
    assert speech_peak(track, [Span(0, 122)]) == pytest.approx(0.1 * np.sqrt(2), rel=0.01)
