"""Which channels of a recording carry something of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.audio.track import BYTES_PER_SAMPLE, Track

if TYPE_CHECKING:
    import numpy as np

COMPARE_S = 1.0
# Two channels are copies where what differs is 15 dB below them. Measured on a doubled voice: AAC at 48 kbit/s leaves
# -45 dB in the median second and -23 dB in the worst of twenty; two separate people 0 dB, a stereo mix of music -2 dB.
SAME_RESIDUE = 10 ** (-15 / 10)
SAME_MAX_GAIN_DB = 3.0  # a voice that leaks into a quieter channel is not a copy
MAX_DIFFERENT_SHARE = 0.03  # of the loud seconds: clicks, coding at the edges
LOUD_RANGE_DB = 25.0  # seconds this close to the loudest are compared, since noise differs in copies too
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
        mixed = mix([tracks[i] for i in kept])
        for i in set(range(len(tracks))) - set(kept):
            tracks[i].path.unlink()
        return Channels((mixed,), same=copies, silent=len(silent), mixed=len(kept))
    for i, track in enumerate(tracks):
        if i not in kept:
            track.path.unlink()
    left = tuple(replace(tracks[i], index=index) for index, i in enumerate(kept))
    return Channels(left, same=copies, silent=len(silent))


def _compare(tracks: tuple[Track, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Peak of each channel, and a matrix (channels, channels) that is True where one is a copy of the other."""
    import numpy as np

    peaks = np.zeros(len(tracks))
    powers = []  # for each second the products of all pairs, (channels, channels)
    for second in zip(*(track.pieces(COMPARE_S) for track in tracks), strict=True):
        samples = np.stack(second)
        peaks = np.maximum(peaks, np.abs(samples).max(axis=1))
        powers.append(samples @ samples.T / samples.shape[1])
    power = np.stack(powers).astype(np.float64)
    own = np.diagonal(power, axis1=1, axis2=2)
    louder = np.maximum(own[:, :, None], own[:, None, :])
    quieter = np.minimum(own[:, :, None], own[:, None, :])
    is_loud = louder > louder.max(axis=0) / 10 ** (LOUD_RANGE_DB / 10)
    # What is left of one after the best multiple of the other is taken away, as a share of it.
    residue = 1 - power**2 / np.maximum(louder * quieter, 1e-30)
    differs = is_loud & ((residue > SAME_RESIDUE) | (quieter < louder / 10 ** (SAME_MAX_GAIN_DB / 10)))
    return peaks, is_loud.any(axis=0) & (differs.sum(axis=0) <= MAX_DIFFERENT_SHARE * is_loud.sum(axis=0))


def mix(tracks: Sequence[Track]) -> Track:
    """The mean of the tracks, in a file of its own beside theirs, which are removed; the track itself where there is but one."""
    import numpy as np

    if len(tracks) == 1:
        return tracks[0]

    mixed = tracks[0].path.with_name("mixed.s16")
    mixed.touch(mode=0o600)
    with mixed.open("wb") as file:
        for pieces in zip(*(track.pieces() for track in tracks), strict=True):
            file.write(np.rint(np.mean(pieces, axis=0) * 32768.0).astype("<i2"))
    for track in tracks:
        track.path.unlink()
    return Track(path=mixed, index=0, sample_count=mixed.stat().st_size // BYTES_PER_SAMPLE)
