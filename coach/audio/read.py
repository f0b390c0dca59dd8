"""A recording of any kind, opened as 16 kHz tracks on disk with notes on what its listener should know."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from coach.audio import notes, refuse
from coach.audio.channels import Channels, reduce_channels
from coach.audio.decode import Sound, open_sound
from coach.audio.scratch import scratch_folder
from coach.audio.track import Track
from coach.audio.write import Written, write_tracks
from coach.files import sha256_of
from coach.model import AudioInfo, Note
from coach.paths import work_folder

MIN_LENGTH_S = 0.1
CUT_SHORT_S, CUT_SHORT_SHARE = 0.25, 0.005  # headers round: a note only when more than both is missing


@dataclass(frozen=True, slots=True)
class Recording:
    """An opened recording. `tracks`: one, or two with left first; all as long as `duration_s`."""

    info: AudioInfo
    duration_s: float
    tracks: tuple[Track, ...]
    notes: tuple[Note, ...]


@contextmanager
def open_recording(path: Path, *, folder: Path | None = None) -> Iterator[Recording]:
    """Decode `path` (sound, or the sound of a video) into tracks that live until the end of the `with` block.

    The content decides what it is, not the extension. The temporary files go into a private folder inside
    `folder` (default: the user's work folder). Memory does not grow with the length.
    UserError for whatever cannot be read; damage that leaves something to hear becomes a note.
    """
    _check_file(path)
    with scratch_folder(folder or work_folder()) as scratch:
        try:
            recording = _read(path, scratch)
        except OSError as error:  # a stick pulled out, a disk that filled up
            is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            raise refuse.disk_full(path, folder=scratch) if is_full else refuse.unreadable(path, error) from error
        yield recording


def _check_file(path: Path) -> None:
    if path.is_dir():
        raise refuse.a_folder(path)
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise refuse.not_a_file(path)
        with path.open("rb"):
            pass
    except FileNotFoundError as error:
        raise refuse.missing(path) from error
    except OSError as error:
        raise refuse.unreadable(path, error) from error
    if size == 0:
        raise refuse.empty(path)


def _read(path: Path, scratch: Path) -> Recording:
    with open_sound(path) as sound:
        written = write_tracks(sound, scratch, path=path)
    gain = 1.0
    if sound.codec.startswith("pcm_f") and written.peak > 1.0:  # only these can hold more than full scale
        gain = 1.0 / written.peak
        with open_sound(path) as again:
            written = write_tracks(again, scratch, path=path, gain=gain)
    duration_s = written.tracks[0].duration_s
    if duration_s < MIN_LENGTH_S:
        raise refuse.too_short(path, length_s=duration_s)
    channels = reduce_channels(written.tracks)
    return Recording(
        info=AudioInfo(
            path=str(path), sha256=sha256_of(path), sample_rate_hz=sound.sample_rate_hz, channels=sound.channels
        ),
        duration_s=duration_s,
        tracks=channels.tracks,
        notes=_notes(sound, written, channels, gain),
    )


def _notes(sound: Sound, written: Written, channels: Channels, gain: float) -> tuple[Note, ...]:
    duration_s = written.tracks[0].duration_s
    missing_s = (sound.announced_s or 0.0) - duration_s
    is_cut = missing_s > max(CUT_SHORT_S, CUT_SHORT_SHARE * duration_s)
    found: list[Note | None] = [
        notes.cut_short(read_s=duration_s, announced_s=sound.announced_s) if is_cut else None,
        # The packet at the cut is always broken; the note above already says so.
        notes.damaged_parts(written.lost_packets) if written.lost_packets > is_cut else None,
        notes.gaps_filled(written.filled_s) if written.filled_s else None,
        notes.bad_samples(written.bad_samples) if written.bad_samples else None,
        notes.scaled_down(written.peak) if gain != 1.0 else None,
        notes.clipped(written.clipped_share) if written.clipped_share > notes.CLIPPED_SHARE else None,
        notes.other_streams(sound.other_streams) if sound.other_streams else None,
        notes.channels(channels, sound.channels),
        *(notes.level(track, len(channels.tracks)) for track in channels.tracks),
    ]
    return tuple(note for note in found if note is not None)
