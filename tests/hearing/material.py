"""Sound with known words: recordings of people beside the checkout, and synthetic speech made here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import soundfile
import soxr

from coach.audio.track import TRACK_RATE_HZ, Track
from coach.model import Language
from tests.paths import SPEECH

JFK = "And so, my fellow Americans, ask not what your country can do for you, ask what you can do for your country."

ENGLISH_WITH_FILLERS = (
    "Hello, um, thank you for calling, my name is Anna and I will help you today.",
    "So, uh, I ordered a coffee machine two weeks ago and, um, it still has not arrived.",
    "I am sorry to hear that. Let me, uh, look at your order right now.",
    "The tracking page says, um, it left the warehouse on Monday.",
    "And then, uh, nothing happened for, um, six days.",
    "I understand, that must be, um, really annoying when you wait for it.",
    "What I can do is, um, send you a new one today by express.",
    "Or, uh, I can give you a full refund if you prefer that.",
    "Of course. I will, uh, book the courier and, um, send you a message.",
    "When will it, uh, arrive at my house?",
)
ENGLISH_FILLERS = 13
ENGLISH_WITHOUT_FILLERS = tuple(text.replace(", um,", "").replace(", uh,", "") for text in ENGLISH_WITH_FILLERS)


def write_track(path: Path, samples: np.ndarray, index: int = 0) -> Track:
    """16 kHz samples in -1..1 as a track on disk."""
    (np.clip(samples, -1, 32767 / 32768) * 32768).round().astype("<i2").tofile(path)
    return Track(path, index, len(samples))


def load(path: Path) -> np.ndarray:
    """The first channel of a sound file at 16 kHz, float32."""
    samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    return soxr.resample(samples[:, 0], rate_hz, TRACK_RATE_HZ)


@cache
def spoken(sentence: str) -> np.ndarray:
    """A sentence in a synthetic American voice, 16 kHz, without the silence around it."""
    samples = soxr.resample(_voice()(sentence, speed=0.95, seed=1), 24_000, TRACK_RATE_HZ).astype(np.float32)
    sounding = np.flatnonzero(np.abs(samples) > 0.02 * np.abs(samples).max())
    return samples[sounding[0] : sounding[-1] + 1]


def in_a_row(sounds: Sequence[np.ndarray], *, gap_s: float = 0.7) -> np.ndarray:
    """The sounds with silence between them and around them."""
    silence = np.zeros(int(gap_s * TRACK_RATE_HZ), dtype=np.float32)
    return np.concatenate([silence, *(part for sound in sounds for part in (sound, silence))])


def referenced_clips(language: Language) -> dict[str, str]:
    """Clips of people whose words are known: path below the speech data -> what they say."""
    manifest = json.loads((SPEECH / "MANIFEST.json").read_text(encoding="utf-8"))
    known = {
        file["path"]: file["reference_transcript"]
        for file in manifest["files"]
        if file.get("language") == language and file.get("reference_transcript") not in (None, "none")
    }
    return known | ({"english/jfk.flac": JFK} if language == "en" else {})


@cache
def _voice():
    from hibari import Hibari

    return Hibari()
