"""A voice whose words are not known yet: tones for syllables, silences for pauses."""

from __future__ import annotations

import numpy as np
import pytest

from coach.audio.clip import Clip
from coach.audio.track import TRACK_RATE_HZ
from coach.delivery.listen import listen
from coach.model import Delivery, Span
from coach.voices import voice_without_words, with_words

SYLLABLES_PER_S = 4.0


def spoken(parts: list[tuple[float, bool]]) -> tuple[Clip, list[Span]]:
    """Sound in which a voice hums four times a second where `is_speech`, for stretches of (seconds, is_speech); and those stretches."""
    length_s = sum(seconds for seconds, _ in parts)
    time_s = np.arange(round(length_s * TRACK_RATE_HZ)) / TRACK_RATE_HZ
    hum = sum(np.sin(2 * np.pi * 150 * harmonic * time_s) / harmonic for harmonic in range(1, 9))
    swell = 0.5 - 0.5 * np.cos(2 * np.pi * SYLLABLES_PER_S * time_s)
    voice, spans, at_s = np.zeros(len(time_s)), [], 0.0
    for seconds, is_speech in parts:
        if is_speech:
            spans.append(Span(at_s, at_s + seconds))
            inside = (time_s >= at_s) & (time_s < at_s + seconds)
            voice[inside] = (0.15 * hum * (0.05 + swell))[inside]
        at_s += seconds
    return Clip(voice.astype(np.float32)), spans


@pytest.fixture(scope="module")
def delivery() -> Delivery:
    clip, spans = spoken([(10.0, True), (1.0, False), (10.0, True), (6.0, False), (4.0, True)])
    return voice_without_words(listen(clip, spans), (), "en")


def test_pauses_pitch_and_loudness_need_no_words(delivery):
    assert [round(pause.end_s - pause.start_s, 1) for pause in delivery.pauses] == [1.0]  # six seconds are two parts
    assert delivery.speaking_s == pytest.approx(25.0, abs=0.2)
    assert delivery.pitch_median_hz == pytest.approx(150.0, abs=2.0)
    assert delivery.pitch_range_st == pytest.approx(0.0, abs=0.2)
    assert delivery.level_range_db is not None
    assert (delivery.speech_rate_per_min, delivery.filler_count) == (None, None)


def test_the_pace_is_that_of_the_syllables_that_sound(delivery):
    assert delivery.syllables_per_min == pytest.approx(60 * SYLLABLES_PER_S * 24 / 25, rel=0.05)
    assert delivery.articulation_syllables_per_min == pytest.approx(60 * SYLLABLES_PER_S, rel=0.05)


def test_where_somebody_else_speaks_is_no_pause():
    clip, spans = spoken([(6.0, True), (3.0, False), (6.0, True)])
    sound = listen(clip, spans)
    assert voice_without_words(sound, (), "en").longest_pause_s == pytest.approx(3.0, abs=0.1)
    assert voice_without_words(sound, [Span(6.5, 8.5)], "en").pauses == ()


def test_too_little_has_no_pace_and_nothing_has_nothing():
    clip, spans = spoken([(3.0, True)])
    assert voice_without_words(listen(clip, spans), (), "en").syllables_per_min is None
    assert voice_without_words(listen(clip, []), (), "zh") == Delivery(rate_unit="characters")


def test_words_bring_their_own_pace(delivery):
    worded = Delivery(rate_unit="words", speech_rate_per_min=150.0, syllables_per_min=210.0, filler_count=2)
    both = with_words(delivery, worded)
    assert (both.speech_rate_per_min, both.syllables_per_min, both.filler_count) == (150.0, 210.0, 2)
    assert both.pitch_range_st == delivery.pitch_range_st
    assert with_words(delivery, Delivery(rate_unit="words")) == delivery
