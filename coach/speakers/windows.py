"""The voice of a track, a window of at most 1.6 s every 0.4 s wherever somebody speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.audio.track import Track
from coach.model import Span
from coach.speakers.encoder import HOP_S, WINDOW_FRAMES, mel_frames, voice_vectors

if TYPE_CHECKING:
    import numpy as np

WINDOW_S = WINDOW_FRAMES * HOP_S
STEP_S = 0.4
# People take turns at pauses: a window never reaches across one, however short it then is.
PAUSE_S = 0.2
SHORTEST_S = 0.1  # a click has no voice
LONGEST_RUN_S = 60.0  # read at once: 4 MB


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """Where the windows lie, in order, and the vector of each: float32 (windows, 256)."""

    spans: tuple[Span, ...]
    vectors: np.ndarray


def listen_to_voices(track: Track, speech: Sequence[Span]) -> Windows:
    """The windows of a track; `speech` are the voice activity's spans in order. No speech gives no windows."""
    spans: list[Span] = []
    vectors = voice_vectors(_mel_windows(track, speech, spans))
    return Windows(tuple(spans), vectors)


def runs(speech: Sequence[Span]) -> list[Span]:
    """Speech without a pause of PAUSE_S; long runs cut at LONGEST_RUN_S."""
    joined: list[Span] = []
    for span in speech:
        if joined and span.start_s - joined[-1].end_s < PAUSE_S:
            joined[-1] = Span(joined[-1].start_s, span.end_s)
        else:
            joined.append(span)
    return [short for run in joined if run.duration_s >= SHORTEST_S for short in _shortened(run)]


def _shortened(run: Span) -> Iterator[Span]:
    start_s = run.start_s
    while run.end_s - start_s > LONGEST_RUN_S + WINDOW_S:
        yield Span(start_s, start_s + LONGEST_RUN_S)
        start_s += LONGEST_RUN_S
    yield Span(start_s, run.end_s)


def _mel_windows(track: Track, speech: Sequence[Span], spans: list[Span]) -> Iterator[np.ndarray]:
    """Each window's mel frames; where it lies is added to `spans`."""
    for run in runs(speech):
        mel = mel_frames(track.read(run.start_s, run.end_s))
        for first, last in evenly(len(mel)):
            spans.append(Span(run.start_s + first * HOP_S, min(run.end_s, run.start_s + last * HOP_S)))
            yield mel[first:last]


def evenly(frames: int, *, window: int = WINDOW_FRAMES, step_s: float = STEP_S) -> list[tuple[int, int]]:
    """(first, last) of windows of this many frames that cover all `frames` evenly, about `step_s` apart; one of fewer where there are no more."""
    if frames <= window:
        return [(0, frames)]
    steps = -(-(frames - window) // round(step_s / HOP_S))
    firsts = [round(index * (frames - window) / steps) for index in range(steps + 1)]
    return [(first, first + window) for first in firsts]
