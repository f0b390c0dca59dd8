"""A running recording on disk: takes blocks as they come, knows what is lost, and tells how long it is."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from coach.recording.layout import Event, EventKind, Source, events_file, sound_file
from coach.recording.level import Level, Meter

if TYPE_CHECKING:
    from io import FileIO

LEAST_LOST_S = 0.05  # shorter than this is the jitter of the clock at the blocks' arrival
MOST_FILLED_S = 1.0  # a longer hole means that the computer slept; nobody wants that as silence


@dataclass(frozen=True, slots=True)
class Block:
    """Samples as a device gave them. `start_s` is when the first was spoken, by this process's clock.

    `overflow`: the system says that samples before this block were lost.
    """

    source: int
    samples: bytes
    start_s: float
    overflow: bool = False


class Take:
    """Writes one file a source. Nothing is written before `go_on`; every write reaches the system at once.

    Times in and out are seconds by the clock that stamped the blocks, but for `at_s` and `elapsed_s`, which count the
    recording itself without its pauses. OSError when the disk refuses.
    """

    def __init__(self, folder: Path, sources: Sequence[Source]) -> None:
        self.folder = folder
        self.sources = tuple(sources)
        self.overflows = 0
        self.slept_s = 0.0
        self.moments: list[float] = []
        self._files = [_open(sound_file(folder, index)) for index in range(len(sources))]
        self._events = _open(events_file(folder))
        self._frames = [0] * len(sources)
        self._meters = [[Meter() for _ in range(source.channels)] for source in sources]
        self._levels = [[Level()] * source.channels for source in sources]
        self._from_s: float | None = None  # None: nothing is being written
        self._until_s: float | None = None
        self._expected_s: list[float | None] = [None] * len(sources)  # when the next block should start

    @property
    def is_paused(self) -> bool:
        return self._from_s is None or self._until_s is not None

    @property
    def elapsed_s(self) -> float:
        return self._frames[0] / self.sources[0].rate_hz

    @property
    def bytes_on_disk(self) -> int:
        return sum(frames * source.bytes_per_frame for frames, source in zip(self._frames, self.sources))

    def levels(self) -> tuple[Level, ...]:
        """Of each channel since the last look, left first; what the last look saw where nothing has come since."""
        for levels, meters in zip(self._levels, self._meters):
            levels[:] = [meter.take() or level for level, meter in zip(levels, meters)]
        return tuple(level for levels in self._levels for level in levels)

    def go_on(self, now_s: float) -> None:
        """Begin, or end a pause: from `now_s` on what is spoken is kept."""
        self._from_s, self._until_s = now_s, None
        self._expected_s = [None] * len(self.sources)

    def pause(self, now_s: float) -> None:
        """What is spoken up to `now_s` is still kept as it arrives, nothing after it."""
        if not self.is_paused:
            self._until_s = now_s
            self._note("pause")

    def mark(self) -> float:
        """Remember this moment; returns it."""
        self.moments.append(self.elapsed_s)
        self._note("moment")
        return self.elapsed_s

    def lose_customer(self) -> None:
        self._note("customer_gone")

    def note_sleep(self, stood_still_s: float) -> None:
        self.slept_s += stood_still_s
        self._note("slept", stood_still_s)

    def add(self, block: Block) -> None:
        """Keep what of the block belongs to the recording."""
        source = self.sources[block.source]
        self._measure(block)
        if block.overflow:
            self.overflows += 1
            if not self.is_paused:
                self._note("overflow")
        if self._from_s is None:
            return
        frames = len(block.samples) // source.bytes_per_frame
        first, last = 0, frames
        if self._until_s is not None:
            last = min(frames, round((self._until_s - block.start_s) * source.rate_hz))
        is_first = self._expected_s[block.source] is None
        if is_first:
            first = max(0, round((self._from_s - block.start_s) * source.rate_hz))
        if first >= last:
            return
        if not is_first:
            self._fill(block)
        self._expected_s[block.source] = block.start_s + frames / source.rate_hz
        self._write(block.source, block.samples[first * source.bytes_per_frame : last * source.bytes_per_frame])

    def sync(self) -> None:
        """Put what was written where a power cut does not reach it; may run beside everything else."""
        for file in (*self._files, self._events):
            os.fsync(file.fileno())

    def close(self) -> None:
        for file in (*self._files, self._events):
            file.close()

    def _fill(self, block: Block) -> None:
        """Silence for what the system lost before the block, so that times stay true and both channels together."""
        source = self.sources[block.source]
        lost_s = block.start_s - self._expected_s[block.source]
        if block.overflow and lost_s > LEAST_LOST_S:
            self._note("gap", lost_s)
            if lost_s <= MOST_FILLED_S:
                self._write(block.source, bytes(round(lost_s * source.rate_hz) * source.bytes_per_frame))

    def _measure(self, block: Block) -> None:
        import numpy as np

        columns = np.frombuffer(block.samples, "<i2").reshape(-1, self.sources[block.source].channels)
        for channel, meter in enumerate(self._meters[block.source]):
            meter.add(columns[:, channel])

    def _write(self, index: int, samples: bytes) -> None:
        rest = memoryview(samples)
        while rest:  # a full disk takes a part first and refuses afterwards
            rest = rest[self._files[index].write(rest) :]
        self._frames[index] += len(samples) // self.sources[index].bytes_per_frame

    def _note(self, kind: EventKind, lost_s: float = 0.0) -> None:
        event = Event(kind=kind, at_s=round(self.elapsed_s, 3), lost_s=round(lost_s, 3))
        with suppress(OSError):  # on a full disk the sound's own refusal is the one to tell
            self._events.write(msgspec.json.encode(event) + b"\n")


def _open(path: Path) -> FileIO:
    return open(path, "ab", buffering=0, opener=lambda name, flags: os.open(name, flags, 0o600))
