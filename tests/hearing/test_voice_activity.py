"""Voice activity on sound with known silences, at any level, and on sound without a voice."""

from __future__ import annotations

import numpy as np
import pytest

from coach.audio.track import TRACK_RATE_HZ, Track
from coach.hearing import voice_activity
from coach.hearing.utterances import utterances
from coach.hearing.voice_activity import FRAME_S, listening_gain, speech_probabilities, speech_spans
from coach.model import Span
from tests.hearing.material import ENGLISH_WITHOUT_FILLERS, in_a_row, load, spoken, write_track
from tests.paths import SPEECH, needs_shared


def spans_of(samples, tmp_path, name="track.pcm"):
    return speech_spans(speech_probabilities(write_track(tmp_path / name, samples)))


def seconds(spans):
    return sum(span.duration_s for span in spans)


@pytest.fixture(scope="module")
def sentences() -> np.ndarray:
    return in_a_row([spoken(text) for text in ENGLISH_WITHOUT_FILLERS[:4]], gap_s=1.0)


def test_blocks_give_exactly_what_one_pass_gives(sentences, tmp_path, monkeypatch):
    track = write_track(tmp_path / "track.pcm", sentences)
    whole = speech_probabilities(track)
    monkeypatch.setattr(voice_activity, "BLOCK_FRAMES", 7)
    assert np.array_equal(speech_probabilities(track), whole)
    assert whole.dtype == np.float32
    assert len(whole) == -(-track.sample_count // 512)


def test_an_empty_track_has_no_frames_and_nobody_speaks(tmp_path):
    (tmp_path / "empty.pcm").touch()
    assert speech_probabilities(Track(tmp_path / "empty.pcm", 0, 0)).shape == (0,)
    assert speech_spans(np.zeros(0, dtype=np.float32)) == ()


def test_speech_starts_at_the_threshold_and_ends_after_a_silence_of_100_ms():
    high, low = 0.9, 0.1
    # three frames of silence (96 ms) are none, four (128 ms) are one
    probabilities = np.array([low, high, low, low, low, high, low, low, low, low, low, high, high], dtype=np.float32)
    assert speech_spans(probabilities) == (Span(1 * FRAME_S, 6 * FRAME_S), Span(11 * FRAME_S, 13 * FRAME_S))


def test_between_the_thresholds_speech_neither_starts_nor_ends():
    between = 0.495
    probabilities = np.array([between, between, 0.9, between, between, between, between, between], dtype=np.float32)
    assert speech_spans(probabilities) == (Span(2 * FRAME_S, 8 * FRAME_S),)


def test_short_speech_is_dropped_and_padding_meets_in_the_middle():
    probabilities = np.array([0.0] * 10 + [0.9] * 2 + [0.0] * 6 + [0.9] * 10 + [0.0] * 6 + [0.9] * 10, dtype=np.float32)
    spans = speech_spans(probabilities, min_speech_s=0.1, pad_s=0.5)
    assert len(spans) == 2
    assert spans[0].start_s == pytest.approx(18 * FRAME_S - 0.5)
    assert spans[0].end_s == spans[1].start_s == pytest.approx(31 * FRAME_S)
    assert spans[1].end_s == pytest.approx(44 * FRAME_S)  # the end of the track


def test_known_silences_are_found_where_they_are(sentences, tmp_path):
    heard = spans_of(sentences, tmp_path)
    starts_s, at_s = [], 1.0
    for text in ENGLISH_WITHOUT_FILLERS[:4]:
        starts_s.append(at_s)
        at_s += len(spoken(text)) / TRACK_RATE_HZ + 1.0
    after_silence_s = [heard[0].start_s] + [
        right.start_s for left, right in zip(heard, heard[1:], strict=False) if right.start_s - left.end_s > 0.8
    ]
    assert len(after_silence_s) == 4
    assert np.abs(np.array(after_silence_s) - starts_s).max() < 0.1


@needs_shared
@pytest.mark.parametrize("level_db", [-20, -30, -40])
def test_a_quiet_recording_has_as_much_speech_as_a_loud_one(tmp_path, level_db):
    loud_samples = load(SPEECH / "mandarin/azure_zh_train_audio1.wav")  # -22 dBFS
    loud = seconds(spans_of(loud_samples, tmp_path, "loud.pcm"))
    quiet = seconds(spans_of(loud_samples * 10 ** (level_db / 20), tmp_path, "quiet.pcm"))
    assert quiet == pytest.approx(loud, rel=0.03)


def test_a_loud_recording_and_digital_silence_are_left_as_they_are(tmp_path):
    tone = 0.7 * np.sin(2 * np.pi * 200 * np.arange(TRACK_RATE_HZ) / TRACK_RATE_HZ)
    assert listening_gain(write_track(tmp_path / "tone.pcm", tone)) == 1.0
    assert listening_gain(write_track(tmp_path / "silence.pcm", np.zeros(TRACK_RATE_HZ))) == 1.0


def without_a_voice() -> dict[str, np.ndarray]:
    random, count = np.random.default_rng(1), 20 * TRACK_RATE_HZ
    time_s = np.arange(count) / TRACK_RATE_HZ
    white = random.standard_normal(count)
    spectrum = np.fft.rfft(white)
    pink = np.fft.irfft(spectrum / np.sqrt(np.maximum(np.arange(len(spectrum)), 1)), count)
    ringing = np.sin(2 * np.pi * 440 * time_s) + np.sin(2 * np.pi * 480 * time_s)
    return {
        "silence": np.zeros(count),
        "white noise": white,
        "pink noise": pink,
        "American ringing": ringing * (time_s % 6 < 2),
        "Chinese ringing": np.sin(2 * np.pi * 450 * time_s) * (time_s % 5 < 1),
        "mains hum": np.sin(2 * np.pi * 50 * time_s) + 0.3 * np.sin(2 * np.pi * 150 * time_s),
    }


@pytest.mark.parametrize("peak", [0.5, 0.0005])
@pytest.mark.parametrize("name", without_a_voice())
def test_noise_and_tones_are_no_speech_at_any_level(name, peak, tmp_path):
    samples = without_a_voice()[name]
    assert spans_of(samples * peak / max(np.abs(samples).max(), 1e-9), tmp_path) == ()


@needs_shared
@pytest.mark.parametrize(
    "name", ["hold_music_morning_coffee_8k.wav", "alsa_noise.wav", "speechbrain_noise2.wav", "speechbrain_noise3.wav"]
)
def test_recorded_noise_and_hold_music_hold_no_utterance(name, tmp_path):
    assert utterances(spans_of(load(SPEECH / "traps" / name), tmp_path)) == ()
