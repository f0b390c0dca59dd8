"""Slower or faster without changing the pitch: FFmpeg's `atempo` (WSOLA), through PyAV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coach.audio.track import TRACK_RATE_HZ, Track

if TYPE_CHECKING:
    import numpy as np

SLOWEST, FASTEST = 0.5, 2.0
BLOCK_S = 0.03


def blocks(
    tracks: Sequence[Track], start_s: float, end_s: float | None = None, *, speed: float = 1.0
) -> Iterator[tuple[float, np.ndarray]]:
    """The tracks mixed to one, from `start_s` on, as pairs of where a block starts in the recording (seconds) and its samples.

    Samples are float32 in -1..1 at 16 kHz, shape (n,). `speed` is 0.5-2 (ValueError otherwise). Past the end, or without
    tracks, there are none.
    """
    if not SLOWEST <= speed <= FASTEST:
        raise ValueError(f"speed must be {SLOWEST}-{FASTEST}, not {speed}")
    plain = _mixed(tracks, start_s, end_s)
    return plain if speed == 1.0 else _stretched(plain, start_s, speed)


def _mixed(tracks: Sequence[Track], start_s: float, end_s: float | None) -> Iterator[tuple[float, np.ndarray]]:
    import numpy as np

    length_s = max((track.duration_s for track in tracks), default=0.0)
    last = round(min(length_s, length_s if end_s is None else end_s) * TRACK_RATE_HZ)
    step = round(BLOCK_S * TRACK_RATE_HZ)
    for first in range(round(max(0.0, start_s) * TRACK_RATE_HZ), last, step):
        heard = [track.read_samples(first, min(first + step, last)) for track in tracks]
        mixed = np.zeros(max(map(len, heard)), dtype=np.float32)
        for samples in heard:
            mixed[: len(samples)] += samples
        yield first / TRACK_RATE_HZ, np.clip(mixed, -1.0, 1.0)


def _stretched(
    plain: Iterator[tuple[float, np.ndarray]], start_s: float, speed: float
) -> Iterator[tuple[float, np.ndarray]]:
    import av
    import numpy as np
    from av.filter import Graph

    graph = Graph()
    source = graph.add_abuffer(
        sample_rate=TRACK_RATE_HZ, format="flt", layout="mono", time_base=_per_sample(), name="in"
    )
    tempo = graph.add("atempo", f"{speed:.3f}")
    sink = graph.add("abuffersink")
    source.link_to(tempo)
    tempo.link_to(sink)
    graph.configure()
    put = 0

    def pulled() -> Iterator[tuple[float, np.ndarray]]:
        nonlocal put
        while True:
            try:
                frame = sink.pull()
            except (av.BlockingIOError, av.EOFError):
                return
            samples = frame.to_ndarray().reshape(-1)
            yield start_s + put / TRACK_RATE_HZ * speed, samples
            put += len(samples)

    given = 0
    for _, samples in plain:
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples[np.newaxis]), format="flt", layout="mono")
        frame.sample_rate = TRACK_RATE_HZ
        frame.pts = given
        frame.time_base = _per_sample()
        given += len(samples)
        source.push(frame)
        yield from pulled()
    source.push(None)
    yield from pulled()


def _per_sample():
    from fractions import Fraction

    return Fraction(1, TRACK_RATE_HZ)
