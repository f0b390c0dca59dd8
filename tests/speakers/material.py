"""Calls with known speakers, from the bundled examples mixed to one channel."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from coach.audio.read import open_recording
from coach.audio.track import TRACK_RATE_HZ, Track
from coach.examples import example
from coach.hearing.voice_activity import speech_probabilities, speech_spans
from coach.model import Span


def sides(example_id: str) -> np.ndarray:
    """The channels of an example call, (channels, samples) at 16 kHz."""
    with open_recording(example(example_id).path) as recording:
        return np.stack([track.read() for track in recording.tracks])


def as_track(folder: Path, samples: np.ndarray, *, index: int = 0) -> Track:
    path = folder / f"track-{index}.s16"
    np.rint(np.clip(samples, -1, 32767 / 32768) * 32768).astype("<i2").tofile(path)
    return Track(path, index, len(samples))


def speech_of(track: Track) -> tuple[Span, ...]:
    return speech_spans(speech_probabilities(track))


def share_of(spans: tuple[Span, ...], within: tuple[Span, ...]) -> float:
    """How much of `spans` lies in `within`, 0-1."""
    shared_s = sum(one.overlap_s(two) for one in spans for two in within)
    return shared_s / sum(span.duration_s for span in spans)


def silence(length_s: float) -> np.ndarray:
    return np.zeros(round(length_s * TRACK_RATE_HZ))
