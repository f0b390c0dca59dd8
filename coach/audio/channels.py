"""Which channels of a recording carry something of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.audio.track import BYTES_PER_SAMPLE, Track

if TYPE_CHECKING:
    import numpy as np

COMPARE_S = 1.0
# Two channels are the same where their difference is 30 dB below them: joint-stereo coding of one voice stays
# under that (64 kbit/s MP3 and AAC of doubled speech: below -40 dB), two microphones in one room do not reach it.
SAME_RESIDUE = 10 ** (-30 / 10)
SAME_MAX_GAIN_DB = 6.0  # a voice that leaks into a far quieter channel is not a copy
FLOOR_POWER = 10 ** (-70 / 10)  # below this a second is too quiet to tell
DIFFERENT_SECONDS = 0.01  # share of the seconds that may differ (clicks, the ends of a file)
SILENT_PEAK = 10 ** (-60 / 20)


@dataclass(frozen=True, slots=True)
class Channels:
    """`tracks`: what to analyse, at most two. `same`: channels left out as copies, `silent`: as empty,
    `mixed`: how many were mixed into the one track (0: none).
    """

    tracks: tuple[Track, ...]
    same: int = 0
    silent: int = 0
    mixed: int = 0


def reduce_channels(tracks: tuple[Track, ...]) -> Channels:
    """At most two tracks out of all channels.

    One stays as it is. Of two, a copy goes; a silent one stays, as it is somebody who said nothing. Of more,
    silent channels and copies go; when more than two are left they are mixed to one (their mean).
    Raw files that are no longer needed are removed.
    """
    if len(tracks) == 1:
        return Channels(tracks)
    peaks, same = _compare(tracks)
    silent = {i for i, peak in enumerate(peaks) if peak < SILENT_PEAK} if len(tracks) > 2 else set()
    if len(silent) == len(tracks):
        silent.remove(0)
    kept: list[int] = []
    copies = 0
    for i in range(len(tracks)):
        if i in silent:
            continue
        if any(same[j, i] for j in kept):
            copies += 1
        else:
            kept.append(i)
    if len(kept) > 2:
        return Channels((_mix(tracks, kept),), same=copies, silent=len(silent), mixed=len(kept))
    for i, track in enumerate(tracks):
        if i not in kept:
            track.path.unlink()
    left = tuple(replace(tracks[i], index=index) for index, i in enumerate(kept))
    return Channels(left, same=copies, silent=len(silent))


def _compare(tracks: tuple[Track, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Peak of each channel, and a matrix (channels, channels) that is True where one is a copy of the other."""
    import numpy as np

    count = len(tracks)
    peaks = np.zeros(count)
    different, loud = np.zeros((count, count)), np.zeros((count, count))
    for seconds in zip(*(track.pieces(COMPARE_S) for track in tracks), strict=True):
        x = np.stack(seconds).astype(np.float64)
        peaks = np.maximum(peaks, np.abs(x).max(axis=1))
        power = (x @ x.T) / x.shape[1]
        own = np.diag(power)
        louder, quieter = np.maximum.outer(own, own), np.minimum.outer(own, own)
        is_loud = louder > FLOOR_POWER
        # What is left of the louder one after the best multiple of the other is taken away, as a share of it.
        residue = 1 - power**2 / np.maximum(louder * quieter, 1e-30)
        loud += is_loud
        different += is_loud & ((residue > SAME_RESIDUE) | (quieter < louder / 10 ** (SAME_MAX_GAIN_DB / 10)))
    return peaks, (loud > 0) & (different <= DIFFERENT_SECONDS * loud)


def _mix(tracks: tuple[Track, ...], kept: list[int]) -> Track:
    """The mean of the channels `kept`, in a file of its own."""
    import numpy as np

    mixed = tracks[0].path.with_name("mixed.s16")
    mixed.touch(mode=0o600)
    with mixed.open("wb") as file:
        for pieces in zip(*(tracks[i].pieces() for i in kept), strict=True):
            file.write(np.rint(np.mean(pieces, axis=0) * 32768.0).astype("<i2"))
    for track in tracks:
        track.path.unlink()
    return Track(path=mixed, index=0, sample_count=mixed.stat().st_size // BYTES_PER_SAMPLE)
