"""How a recording lies on disk while it runs: a folder whose every state can be read again.

    about.json      what is recorded, written before the first sample
    source-N.s16    signed 16-bit little-endian samples of device N, its channels interleaved, at its own rate
    events.jsonl    a line for each pause, marked moment and loss, as it happens
    in-use.lock     held by the process that records or finishes it; the system lets go when that ends

Raw samples need no header that a crash could leave wrong: what is on disk is what was recorded.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from coach.files import sync_folder, write_private
from coach.recording import refuse

if TYPE_CHECKING:
    from collections.abc import Iterator

BYTES_PER_SAMPLE = 2
VERSION = 1

EventKind = Literal["pause", "moment", "overflow", "gap", "slept", "customer_gone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One device that is recorded: the first is the rep's, a second one the customer's. `channels` is 1 or 2."""

    device: str
    channels: int
    rate_hz: int

    @property
    def bytes_per_frame(self) -> int:
        return BYTES_PER_SAMPLE * self.channels


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """`started_at` is ISO 8601 with the local offset. Two channels in all: left is the rep, right the customer."""

    version: int = VERSION
    started_at: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened at `at_s` of the recording (pauses not counted).

    `lost_s` of a "gap": sound that the system lost there; silence stands in for it up to one second. Of "slept": how
    long the computer or the recorder stood still; the system may have kept that time's sound, or lost it.
    """

    kind: EventKind
    at_s: float
    lost_s: float = 0.0


def about_file(folder: Path) -> Path:
    return folder / "about.json"


def events_file(folder: Path) -> Path:
    return folder / "events.jsonl"


def sound_file(folder: Path, index: int) -> Path:
    return folder / f"source-{index}.s16"


def write_about(folder: Path, about: About) -> None:
    write_private(about_file(folder), msgspec.json.encode(about))
    sync_folder(folder)


def read_about(folder: Path) -> About:
    """Raises UserError when it is damaged or not there."""
    try:
        about = msgspec.json.decode(about_file(folder).read_bytes(), type=About)
    except (OSError, msgspec.MsgspecError) as error:
        raise refuse.damaged(folder) from error
    if not 1 <= len(about.sources) <= 2 or any(source.channels not in (1, 2) or source.rate_hz < 1 for source in about.sources):
        raise refuse.damaged(folder)
    return about


def read_events(folder: Path) -> tuple[Event, ...]:
    """In the order in which they happened; none when there is no file. A line that a crash cut off is left out."""
    try:
        lines = events_file(folder).read_bytes().splitlines()
    except OSError:
        return ()
    events = []
    for line in lines:
        try:
            events.append(msgspec.json.decode(line, type=Event))
        except msgspec.MsgspecError:
            continue
    return tuple(events)


def frame_count(folder: Path, index: int, source: Source) -> int:
    """Whole frames on disk; 0 without a file."""
    file = sound_file(folder, index)
    return file.stat().st_size // source.bytes_per_frame if file.exists() else 0


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """The folder's lock, for whoever writes to it or takes it away. Raises UserError when another process has it."""
    from filelock import FileLock, Timeout

    lock = FileLock(folder / "in-use.lock", timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise refuse.being_recorded(folder) from error
    try:
        yield
    finally:
        lock.release()
