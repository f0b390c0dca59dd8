"""The customer in the drill is heard from the call's own recording, else by a voice."""

from __future__ import annotations

import numpy as np
import pytest
import soundfile

from coach.audio.track import TRACK_RATE_HZ
from coach.library.store import get_call, open_library
from coach.practice.drill import moments_of
from coach.practising.customers_words import customers_words
from tests.ui.calls import TONE_HZ, keep_sample


@pytest.fixture
def moments(tmp_path):
    with open_library() as db:
        keep_sample(tmp_path, "en")
        return moments_of(get_call(db, "call-en"))


def test_the_passage_from_the_customers_own_channel(moments):
    sounds = dict(customers_words(moments))
    assert list(sounds) == [moment.uid for moment in moments]
    for moment in moments:
        words = sounds[moment.uid]
        assert words.voice is None
        assert words.clip.duration_s == pytest.approx(moment.heard.duration_s + 0.3, abs=0.02)
        spectrum = abs(np.fft.rfft(words.clip.samples))
        heard_hz = spectrum.argmax() * TRACK_RATE_HZ / len(words.clip.samples)
        assert heard_hz == pytest.approx(1.5 * TONE_HZ, abs=2)  # the customer's tone, not the rep's


@pytest.mark.parametrize("harm", ["gone", "changed", "damaged"])
def test_without_that_recording_a_voice_says_it(moments, tmp_path, harm):
    path = tmp_path / "router.wav"
    if harm == "gone":
        path.unlink()
    elif harm == "damaged":
        path.write_bytes(b"no sound")
    else:
        samples, rate_hz = soundfile.read(path)
        soundfile.write(path, samples[: len(samples) // 2], rate_hz)
    ((_, words), *_) = customers_words(moments[:1])
    assert words.voice is not None
    assert words.clip.duration_s > 2


def test_no_moments_no_words():
    assert list(customers_words(())) == []
