"""Calls for the window's tests: the report's hand-written sample with a sound that was made for it."""

from __future__ import annotations

import hashlib
import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import soundfile

from coach.audio.track import TRACK_RATE_HZ
from coach.library.store import open_library, save_call
from coach.model import AudioInfo, Language, Scorecard
from tests.report.sample import sample

TONE_HZ = 220.0


class SilentOutput:
    """Takes sound at the pace of a loudspeaker, or `hurry` times as fast, and counts it."""

    def __init__(self) -> None:
        self.hurry = 1.0
        self.taken_s = 0.0
        self.latency_s = 0.0
        self._pace = threading.Event()

    @contextmanager
    def __call__(self) -> Iterator[SilentOutput]:
        yield self

    def write(self, samples: np.ndarray) -> None:
        length_s = len(samples) / TRACK_RATE_HZ
        self.taken_s += length_s
        self._pace.wait(length_s / self.hurry)


def write_sound(path: Path, scorecard: Scorecard) -> None:
    """Two channels at 16 kHz: a tone wherever the speaker of that channel has a turn."""
    times_s = np.arange(round((scorecard.duration_s or 0.0) * TRACK_RATE_HZ)) / TRACK_RATE_HZ
    channels = np.zeros((len(times_s), 2), dtype=np.float32)
    for turn in scorecard.turns:
        inside = slice(math.ceil(turn.start_s * TRACK_RATE_HZ), math.ceil(turn.end_s * TRACK_RATE_HZ))
        hz = TONE_HZ if turn.role == "rep" else 1.5 * TONE_HZ
        channels[inside, 0 if turn.role == "rep" else 1] = 0.4 * np.sin(2 * np.pi * hz * times_s[inside])
    soundfile.write(path, channels, TRACK_RATE_HZ)


def with_sound(scorecard: Scorecard, path: Path) -> Scorecard:
    write_sound(path, scorecard)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return replace(scorecard, audio=AudioInfo(path=str(path), sha256=digest, sample_rate_hz=TRACK_RATE_HZ, channels=2))


def keep_sample(folder: Path, language: Language) -> str:
    """The sample call with its sound, kept in the library; its uid."""
    scorecard = with_sound(sample(language), folder / "router.wav")
    with open_library() as db:
        save_call(db, scorecard, title="The router", rubric_text=None)
    return scorecard.uid
