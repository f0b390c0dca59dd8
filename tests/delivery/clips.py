"""Real recordings from the development data, and known silences put between their phrases."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from coach.audio.track import TRACK_RATE_HZ, Track
from coach.hearing.voice_activity import speech_probabilities, speech_spans
from coach.model import Span
from tests.paths import SPEECH

# One speaker each, at least 15 s of voice, two languages, studio and telephone.
ONE_VOICE = (
    "english/azure_en_test_audio.wav",
    "mandarin/azure_zh_train_audio1.wav",
    "english/watson_enUS_broadband1_55s.wav",
    "telephone_prompts/asterisk_demo-instruct.wav",
    "call_centre/aws_demo_agent1_8k.wav",
)
# A floor at least 50 dB below the speech, so that a phrase's true beginning and end can be seen.
CLEAN_FLOOR = (
    "english/azure_en_test_audio.wav",
    "mandarin/azure_zh_train_audio1.wav",
    "telephone_prompts/asterisk_demo-instruct.wav",
    "telephone_prompts/asterisk_demo-congrats.wav",
    "mandarin/cosyvoice_cross_lingual_prompt.wav",
    "mandarin/funasr_paraformer_3.wav",
    "call_centre/aws_demo_agent1_8k.wav",
    "call_centre/google_commercial_mono_8k.wav",
)
_FRAME = TRACK_RATE_HZ // 100
_BELOW_DB = 40.0  # below the loudest 5 %: silence
_SPLIT_FRAMES = 12  # of silence end a phrase
_FAINT_DB, _FAINT_FRAMES = 25.0, 18  # a phrase with so long a faint stretch holds a pause of its own: left out
_SHORTEST_FRAMES = 50


def load_clip(name: str) -> np.ndarray:
    """The first channel of a recording at 16 kHz, float32."""
    import soundfile
    import soxr

    samples, rate = soundfile.read(SPEECH / name, dtype="float32", always_2d=True)
    return soxr.resample(samples[:, 0], rate, TRACK_RATE_HZ)


def heard_speech(track: Track) -> tuple[Span, ...]:
    """Where the voice activity hears speech, as the pipeline asks it."""
    return speech_spans(speech_probabilities(track))


def phrases(samples: np.ndarray) -> list[np.ndarray]:
    """Stretches without any silence inside, from their first to their last frame above the silence."""
    frames = samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME).astype(np.float64)
    levels_db = 10 * np.log10(np.square(frames).mean(axis=1) + 1e-12)
    top_db = np.percentile(levels_db, 95)
    sounding = np.flatnonzero(levels_db > top_db - _BELOW_DB)
    groups = np.split(sounding, np.flatnonzero(np.diff(sounding) > _SPLIT_FRAMES) + 1)
    whole = []
    for first, last in ((group[0], group[-1] + 1) for group in groups):
        loud = np.flatnonzero(np.concatenate(([True], levels_db[first:last] >= top_db - _FAINT_DB, [True])))
        if last - first > _SHORTEST_FRAMES and np.diff(loud).max() <= _FAINT_FRAMES:
            whole.append(samples[first * _FRAME : last * _FRAME])
    return whole


def spliced(said: Sequence[np.ndarray], *, seed: int) -> tuple[np.ndarray, tuple[Span, ...]]:
    """The phrases one after another with known silences between, and these silences.

    0.27-3 s long, one in ten 0.1-0.2 s, which is no pause. A floor of noise 60 dB below the speech lies over all.
    """
    random = np.random.default_rng(seed)
    parts, silences, place = [], [], 0
    for number, phrase in enumerate(said):
        if number:
            short = random.random() < 0.1
            length_s = random.uniform(0.1, 0.2) if short else np.exp(random.uniform(np.log(0.27), np.log(3.0)))
            count = round(length_s * TRACK_RATE_HZ)
            parts.append(np.zeros(count, dtype=np.float32))
            silences.append(Span(place / TRACK_RATE_HZ, (place + count) / TRACK_RATE_HZ))
            place += count
        parts.append(phrase)
        place += len(phrase)
    joined = np.concatenate(parts)
    power = np.mean(np.concatenate(said).astype(np.float64) ** 2)
    floor = random.standard_normal(len(joined)) * np.sqrt(power) * 1e-3
    return (joined + floor).astype(np.float32), tuple(silences)
