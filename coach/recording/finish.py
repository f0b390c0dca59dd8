"""An ended recording becomes one sound file that everything else can read; only then do its raw samples go."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec

from coach.audio.new_file import replacing_sound
from coach.files import write_private
from coach.paths import ABOUT_RECORDING
from coach.recording import refuse
from coach.recording.layout import Event, Source, frame_count, held, read_about, read_events, sound_file

if TYPE_CHECKING:
    import numpy as np

KINDS = {".flac": "FLAC", ".wav": "WAV"}
PIECE_S = 1.0
MOST_ABOUT_BYTES = 10_000_000  # hours of events
MOST_WAV_BYTES = 4_000_000_000  # a plain WAV counts its bytes in 32 bits


class Column(Protocol):
    """One or more channels of the finished sound, read from its beginning to its end."""

    def read(self, count: int) -> np.ndarray:
        """The next samples, int16 of shape (count, channels)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A kept recording: what lies, as a small JSON file, beside the sound called `name`.

    Two channels: left is the rep, right the customer. `moments_s` are the marked ones, `events` what else happened.
    """

    name: str
    started_at: str
    duration_s: float
    channels: int
    sources: tuple[Source, ...]
    moments_s: tuple[float, ...] = ()
    overflows: int = 0
    events: tuple[Event, ...] = ()


def check_target(path: Path) -> None:
    """Raises UserError when `finish` could not write `path`."""
    from coach.files import check_writable

    if path.suffix.lower() not in KINDS:
        raise refuse.unknown_kind(path)
    check_writable(path)


def new_target(folder: Path, started_at: str) -> Path:
    """A name for a recording in `folder` that no file has yet, by when it started (ISO 8601)."""
    stem = started_at[:19].replace(":", "-").replace("T", "_")
    names = (f"{stem}{'' if number == 1 else f'-{number}'}.flac" for number in range(1, 10_000))
    return next(folder / name for name in names if not (folder / name).exists())


def about_target(path: Path) -> Path:
    return path.with_suffix(ABOUT_RECORDING)


def moments_of(sound: Path) -> tuple[float, ...]:
    """The moments that were marked while the recording `sound` was made, in seconds; none where nothing readable beside it says so."""
    try:
        with about_target(sound).open("rb") as file:
            return msgspec.json.decode(file.read(MOST_ABOUT_BYTES), type=Finished).moments_s
    except (OSError, msgspec.MsgspecError):
        return ()


def finish(folder: Path, target: Path, *, customer: Callable[[int], Column] | None = None) -> Finished:
    """Write what `folder` has as `target` (.flac or .wav, private), then delete `folder`.

    `customer` gives, for a rate in Hz, one channel to stand right of the rep's where only the rep was recorded. Channels of
    different rates get the first one's. UserError when nothing was recorded (the folder goes then too), the recording still
    runs, or the disk refuses (the folder stays as it is).
    """
    check_target(target)
    with held(folder):
        about, events = read_about(folder), read_events(folder)
        counts = [frame_count(folder, index, source) for index, source in enumerate(about.sources)]
        rate_hz = about.sources[0].rate_hz
        length = max(round(count * rate_hz / source.rate_hz) for count, source in zip(counts, about.sources))
        channels = sum(source.channels for source in about.sources)
        if length:
            columns: list[Column] = [_Source(sound_file(folder, index), source, rate_hz) for index, source in enumerate(about.sources)]
            if customer and channels == 1:
                columns.append(customer(rate_hz))
                channels = 2
            finished = Finished(
                name=target.name,
                started_at=about.started_at,
                duration_s=round(length / rate_hz, 3),
                channels=channels,
                sources=about.sources,
                moments_s=tuple(event.at_s for event in events if event.kind == "moment"),
                overflows=sum(event.kind == "overflow" for event in events),
                events=tuple(event for event in events if event.kind not in ("moment", "overflow")),
            )
            _write_sound(columns, channels, rate_hz, length, target)
            write_private(about_target(target), msgspec.json.format(msgspec.json.encode(finished)))
    shutil.rmtree(folder, ignore_errors=True)  # what cannot go now is found, and finished once more, at the next start
    if not length:
        raise refuse.nothing_recorded()
    return finished


def _write_sound(columns: Sequence[Column], channels: int, rate_hz: int, length: int, target: Path) -> None:
    import numpy as np
    import soundfile

    kind = KINDS[target.suffix.lower()]
    if kind == "WAV" and 2 * channels * length > MOST_WAV_BYTES:
        kind = "RF64"
    with (
        replacing_sound(target) as new,
        soundfile.SoundFile(new, "w", samplerate=rate_hz, channels=channels, format=kind, subtype="PCM_16") as file,
    ):
        step = round(PIECE_S * rate_hz)
        for first in range(0, length, step):
            count = min(step, length - first)
            file.write(np.hstack([each.read(count) for each in columns]))


class _Source:
    """One device's samples in order, at the rate asked for, followed by silence without end."""

    def __init__(self, path: Path, source: Source, rate_hz: int) -> None:
        self._pieces = _pieces(path, source, rate_hz)
        self._channels = source.channels
        self._ready: list[np.ndarray] = []

    def read(self, count: int) -> np.ndarray:
        """The next samples, int16 of shape (count, channels)."""
        import numpy as np

        while sum(map(len, self._ready)) < count:
            piece = next(self._pieces, None)
            if piece is None:
                piece = np.zeros((count, self._channels), np.int16)
            self._ready.append(piece)
        samples = np.concatenate(self._ready)
        self._ready = [samples[count:]]
        return samples[:count]


def _pieces(path: Path, source: Source, rate_hz: int) -> Iterator[np.ndarray]:
    """Int16 of shape (n, channels) at `rate_hz`; nothing when there is no file."""
    import numpy as np
    import soxr

    if not path.exists():
        return
    same_rate = source.rate_hz == rate_hz
    stream = None if same_rate else soxr.ResampleStream(source.rate_hz, rate_hz, source.channels, dtype="int16")
    step = round(PIECE_S * source.rate_hz) * source.channels
    with path.open("rb") as file:
        while len(samples := np.fromfile(file, "<i2", count=step)):
            whole = samples[: len(samples) // source.channels * source.channels].reshape(-1, source.channels)
            yield stream.resample_chunk(whole) if stream else whole
    if stream:
        yield stream.resample_chunk(np.zeros((0, source.channels), np.int16), last=True)
