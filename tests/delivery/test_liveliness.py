"""Plain words for a pitch range, and flat against lively on real recordings said again."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.delivery.listen import listen
from coach.delivery.liveliness import liveliness
from coach.delivery.pitch import MIN_VOICED_S, pitch_figures, voiced_s, without_outliers
from coach.delivery.psola import with_intonation
from tests.delivery.clips import ONE_VOICE, heard_speech, load_clip
from tests.delivery.signals import write_track
from tests.paths import needs_shared


@pytest.mark.parametrize(
    ("range_st", "zh", "en"),
    [(0.0, "平淡", "flat"), (3.9, "平淡", "flat"), (4.0, "偏平", "subdued"), (7.5, "自然", "natural"), (10.0, "生动", "lively")],
)
def test_words(range_st: float, zh: str, en: str) -> None:
    said = liveliness(range_st)
    assert (said.word.zh, said.word.en) == (zh, en)
    assert said.sentence.zh and said.sentence.en


@needs_shared
@pytest.mark.parametrize("name", ONE_VOICE[:3])
def test_flat_and_lively_come_out_in_order(tmp_path: Path, name: str) -> None:
    samples = load_clip(name)
    track = write_track(tmp_path / "track.pcm", samples)
    contour = without_outliers(listen(track, heard_speech(track)).f0_hz)
    own_st = pitch_figures(contour).range_st
    ranges = []
    for factor in (0.3, 0.6, 1.0, 1.5):
        said = write_track(tmp_path / "said.pcm", with_intonation(samples, contour, factor))
        f0_hz = without_outliers(listen(said, heard_speech(said)).f0_hz)
        assert voiced_s(f0_hz) >= MIN_VOICED_S
        ranges.append(pitch_figures(f0_hz).range_st)
        assert ranges[-1] == pytest.approx(own_st * factor, rel=0.2)
    assert ranges == sorted(ranges)
    assert liveliness(ranges[0]).word.en == "flat"
    assert liveliness(ranges[-1]).word.en == "lively"
