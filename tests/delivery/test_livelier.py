"""A sentence with more rise and fall: measured by our own measure, as long as before, never clipped."""

from __future__ import annotations

import numpy as np
import pytest

from coach.again.livelier import BETWEEN_S, heard_voice, livelier_voice, one_after_the_other
from coach.audio.clip import Clip
from coach.audio.read import open_recording
from coach.audio.track import TRACK_RATE_HZ
from coach.delivery.livelier import FULL_SCALE, livelier
from coach.examples import example
from coach.hearing.voice_activity import speech_probabilities, speech_spans
from tests.delivery.signals import speech_like


def sentences(name: str, count: int) -> list[np.ndarray]:
    """The first stretches of speech of 2.5 s and more in an example's left channel."""
    with open_recording(example(name).path) as recording:
        track = recording.tracks[0]
        spans = [span for span in speech_spans(speech_probabilities(track)) if span.duration_s > 2.5]
        return [track.read(span.start_s - 0.1, span.end_s + 0.1) for span in spans[:count]]


@pytest.mark.parametrize("name", ["zh-bad-birthday-cake", "en-good-broadband"])
@pytest.mark.parametrize("strength", [1.25, 1.5])
def test_the_rise_and_fall_of_real_sentences_grows_by_the_factor_and_nothing_else(name, strength):
    ratios = []
    for samples in sentences(name, 2):
        voice = heard_voice(Clip(samples))
        lively = livelier_voice(voice, strength)
        assert len(lively.samples) == len(samples)
        assert np.abs(lively.samples).max() <= FULL_SCALE
        assert lively.figures.median_hz == pytest.approx(voice.figures.median_hz, rel=0.08)
        ratios.append(lively.figures.range_st / voice.figures.range_st)
    assert np.mean(ratios) == pytest.approx(strength, rel=0.12)


def test_a_glide_of_known_pitch_comes_out_twice_as_wide():
    glide = speech_like(4.4, lambda times_s: 150.0 * 2 ** (2 * np.sin(2 * np.pi * times_s / 2.2) / 12)).samples
    glide = (0.5 * glide / np.abs(glide).max()).astype(np.float32)
    voice = heard_voice(Clip(glide))
    lively = livelier_voice(voice, 2.0)
    assert lively.figures.sd_st == pytest.approx(2 * voice.figures.sd_st, rel=0.1)


def test_a_loud_sentence_is_not_clipped():
    (samples,) = sentences("zh-bad-birthday-cake", 1)
    loud = samples / np.abs(samples).max()
    said = livelier(heard_voice(Clip(loud)), 2.0)
    assert np.abs(said).max() <= FULL_SCALE
    assert np.abs(said).max() > 0.5


def test_what_has_no_pitch_stays_as_it_is():
    hiss = 0.05 * np.random.default_rng(0).standard_normal(TRACK_RATE_HZ).astype(np.float32)
    voice = heard_voice(Clip(hiss))
    assert voice.figures is None
    assert np.array_equal(livelier(voice, 1.5), voice.samples)
    nothing = heard_voice(Clip(np.zeros(0, dtype=np.float32)))
    assert len(livelier(nothing, 1.5)) == 0


@pytest.mark.parametrize("strength", [1.0, 2.5])
def test_only_strengths_that_still_sound_like_a_voice(strength):
    with pytest.raises(ValueError, match="strength"):
        livelier(heard_voice(Clip(np.zeros(100, dtype=np.float32))), strength)


def test_flat_and_livelier_are_heard_one_after_the_other():
    voice = heard_voice(Clip(np.full(1600, 0.1, dtype=np.float32)))
    clip = one_after_the_other(voice, voice)
    assert clip.sample_count == 2 * 1600 + round(BETWEEN_S * TRACK_RATE_HZ)
    assert not clip.samples[1600:-1600].any()
