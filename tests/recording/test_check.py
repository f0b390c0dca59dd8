"""The microphone check on sounds whose verdict is known."""

from __future__ import annotations

import numpy as np
import pytest
import soundfile

from coach.examples import example
from coach.recording.check import ADVICE, judge, levels_of
from coach.recording.level import Level


@pytest.fixture(scope="module")
def speech() -> tuple[np.ndarray, int]:
    """Three seconds of a real person speaking, about -20 dB while active."""
    samples, rate_hz = soundfile.read(example("en-good-practice-refund").path, frames=3 * 48_000, dtype="float64")
    return samples / np.abs(samples).max() / 2, rate_hz


def verdict(samples: np.ndarray, rate_hz: int) -> str:
    return judge(levels_of((np.clip(samples, -1, 32767 / 32768) * 32768).astype("<i2"), rate_hz))


@pytest.mark.parametrize(("gain_db", "expected"), [(0, "good"), (-15, "good"), (-45, "too_quiet"), (20, "too_loud"), (-100, "nothing")])
def test_speech_by_its_level(speech, gain_db, expected):
    samples, rate_hz = speech
    assert verdict(samples * 10 ** (gain_db / 20), rate_hz) == expected


@pytest.mark.parametrize("noise_db", [-65, -40, -25])
def test_noise_without_a_voice(noise_db):
    noise = np.random.default_rng(1).normal(0, 10 ** (noise_db / 20), 3 * 44_100)
    assert verdict(noise, 44_100) == "only_noise"


def test_a_hum_is_no_voice():
    hum = 0.1 * np.sin(2 * np.pi * 50 * np.arange(3 * 44_100) / 44_100)
    assert verdict(hum, 44_100) == "only_noise"


def test_silence_and_no_sound_at_all_are_nothing():
    assert verdict(np.zeros(44_100), 44_100) == "nothing"
    assert judge([]) == "nothing"
    assert levels_of(np.zeros(10, "<i2"), 44_100) == ()


def test_one_click_is_not_too_loud(speech):
    samples, rate_hz = speech
    clicked = samples.copy()
    clicked[rate_hz] = 1.0
    assert verdict(clicked, rate_hz) == "good"


def test_every_verdict_has_its_advice():
    assert set(ADVICE) == {"good", "too_quiet", "too_loud", "only_noise", "nothing"}
    assert len(levels_of(np.ones(4410 * 7 + 5, "<i2"), 44_100)) == 7
    assert judge([Level(-20.0, -30.0), Level(-50.0, -60.0)] * 10) == "good"
