"""Pitch on sound with known answers."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from coach.audio.track import TRACK_RATE_HZ
from coach.delivery import pitch
from coach.delivery.listen import listen
from coach.delivery.pitch import PITCH_HOP_S, pitch_contour, pitch_figures, voiced_s, without_outliers
from coach.model import Span
from tests.delivery.signals import Signal, intonation, speech_like, through_telephone, with_white_noise, write_track

SECONDS = 20.0
GAPS = (Span(4.4, 5.5), Span(11.0, 13.2))
CHANGES = {
    "clean": lambda samples: samples,
    "white noise at 10 dB": lambda samples: with_white_noise(samples, 10.0),
    "telephone": through_telephone,
}


@cache
def voice(median_hz: float, range_st: float) -> Signal:
    contour = intonation(median_hz=median_hz, range_st=range_st, seed=round(median_hz))
    return speech_like(SECONDS, contour, gaps=GAPS, seed=round(median_hz))


def heard(folder: Path, samples: np.ndarray, speech: tuple[Span, ...]) -> np.ndarray:
    return listen(write_track(folder / "track.pcm", samples), speech).f0_hz


def at_frames(signal: Signal, count: int) -> np.ndarray:
    places = np.minimum(np.round(np.arange(count) * PITCH_HOP_S * TRACK_RATE_HZ).astype(int), len(signal.f0_hz) - 1)
    return signal.f0_hz[places]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize(("median_hz", "range_st"), [(100, 2), (100, 7), (140, 12), (210, 7), (260, 12)])
def test_gross_errors_and_spread(tmp_path: Path, change, median_hz: float, range_st: float) -> None:
    signal = voice(median_hz, range_st)
    found = heard(tmp_path, change(signal.samples), signal.speech)
    true = at_frames(signal, len(found))
    both = np.isfinite(true) & np.isfinite(found)
    assert both.sum() > 0.75 * np.isfinite(true).sum()
    assert np.mean(np.abs(found[both] / true[both] - 1) > 0.2) <= 0.01

    measured, known = pitch_figures(without_outliers(found)), pitch_figures(true)
    assert measured.sd_st == pytest.approx(known.sd_st, rel=0.2)
    assert measured.range_st == pytest.approx(known.range_st, rel=0.2)
    assert measured.median_hz == pytest.approx(known.median_hz, rel=0.03)


@pytest.mark.parametrize("gain_db", [-20, 20])
def test_gain_changes_nothing(tmp_path: Path, gain_db: int) -> None:
    signal = voice(140, 7)
    quiet = signal.samples * 0.09  # +20 dB stays below full scale
    reference = pitch_figures(without_outliers(heard(tmp_path, quiet, signal.speech)))
    figures = pitch_figures(without_outliers(heard(tmp_path, quiet * 10 ** (gain_db / 20), signal.speech)))
    assert figures.range_st == pytest.approx(reference.range_st, rel=0.03)
    assert figures.sd_st == pytest.approx(reference.sd_st, rel=0.03)
    assert figures.median_hz == pytest.approx(reference.median_hz, rel=0.03)


def test_one_click_does_not_set_the_scale(tmp_path: Path) -> None:
    signal = voice(140, 7)
    quiet = signal.samples * 0.01
    clicked = quiet.copy()
    clicked[round(2.05 * TRACK_RATE_HZ)] = 1.0
    without, with_click = (voiced_s(heard(tmp_path, samples, signal.speech)) for samples in (quiet, clicked))
    assert with_click == pytest.approx(without, rel=0.02)


def test_block_borders_do_not_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signal = voice(140, 7)
    track = write_track(tmp_path / "track.pcm", signal.samples)
    whole = [Span(0.0, track.duration_s)]
    in_blocks = pitch_contour(track, whole, peak=0.5)
    monkeypatch.setattr(pitch, "_BLOCK_FRAMES", 10**9)
    assert np.allclose(in_blocks, pitch_contour(track, whole, peak=0.5), rtol=1e-3, equal_nan=True)


def test_only_speech_is_heard(tmp_path: Path) -> None:
    signal = voice(140, 7)
    found = heard(tmp_path, signal.samples, (Span(5.5, 11.0),))
    frames = np.flatnonzero(np.isfinite(found)) * PITCH_HOP_S
    assert frames.min() >= 5.4 and frames.max() <= 11.1


def test_octave_errors_are_dropped() -> None:
    contour = 140 * 2 ** (np.linspace(-2, 2, 500) / 12)
    spoiled = contour.copy()
    spoiled[::10] *= 2  # a tenth of the frames an octave too high
    spoiled[5::50] = np.nan
    kept = without_outliers(spoiled)
    assert not np.isfinite(kept[::10]).any()
    assert pitch_figures(kept).range_st == pytest.approx(pitch_figures(contour).range_st, rel=0.05)


def test_known_figures() -> None:
    figures = pitch_figures(200 * 2 ** (np.linspace(-5, 5, 1001) / 12))
    assert figures.median_hz == pytest.approx(200)
    assert figures.range_st == pytest.approx(8.0, abs=0.01)
    assert figures.sd_st == pytest.approx(10 / 12**0.5, abs=0.01)


def test_nothing_voiced(tmp_path: Path) -> None:
    silence = np.zeros(TRACK_RATE_HZ, dtype=np.float32)
    found = heard(tmp_path, silence, (Span(0.0, 1.0),))
    assert len(found) and not np.isfinite(found).any()
    assert pitch_figures(without_outliers(found)) is None
    assert len(heard(tmp_path, silence[:0], ())) == 0
