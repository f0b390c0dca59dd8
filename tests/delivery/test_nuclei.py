"""Syllables counted from the sound."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coach.delivery.listen import listen
from coach.delivery.nuclei import syllable_nuclei, words_doubtful
from coach.model import Span
from tests.delivery.signals import intonation, speech_like, write_track


def test_known_syllables(tmp_path: Path) -> None:
    gaps = (Span(4.4, 5.5),)
    signal = speech_like(22.0, intonation(median_hz=150, range_st=6, seed=5), gaps=gaps, seed=5)
    nuclei_s = listen(write_track(tmp_path / "track.pcm", signal.samples), signal.speech).nuclei_s
    assert len(nuclei_s) == pytest.approx(signal.syllables, rel=0.05)
    assert not ((nuclei_s > 4.45) & (nuclei_s < 5.45)).any()


def test_unvoiced_peaks_are_no_syllables() -> None:
    levels_db = np.tile(np.concatenate([np.full(10, -20.0), np.full(10, -40.0)]), 10)
    assert len(syllable_nuclei(levels_db, np.full(125, np.nan))) == 0
    assert len(syllable_nuclei(levels_db, np.full(125, 150.0))) == 10
    assert len(syllable_nuclei(np.zeros(0), np.zeros(0))) == 0


@pytest.mark.parametrize(
    ("nuclei", "syllables", "doubtful"),
    [(200, 200, False), (170, 200, False), (100, 200, True), (300, 200, True), (10, 40, False), (150, 0, True), (0, 0, False)],
)
def test_doubt(nuclei: int, syllables: int, doubtful: bool) -> None:
    assert words_doubtful(nuclei, syllables) is doubtful
