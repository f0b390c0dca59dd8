"""Decoded sound brought to 16 kHz and written to disk, one raw file a channel, with what was seen on the way."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from coach.audio.decode import Sound
from coach.audio.refuse import disk_full, too_long
from coach.audio.track import BYTES_PER_SAMPLE, MAX_HOURS, TRACK_RATE_HZ, Track

if TYPE_CHECKING:
    import numpy as np

KEEP_FREE_BYTES = 200_000_000
LOOK_AT_DISK_EVERY = 256  # pieces
MAX_SAMPLE = 2.0**31  # float files at the scale of 32-bit integers exist; beyond is damage
MAX_OVERSHOOT = 2.0  # lossy codecs overshoot full scale a little, damaged packets by far
CLIPPED_RUN = 3
# Largest value of each kind of sample; the companded ones stop short of 1 (ITU-T G.711).
FULL_SCALE = {"pcm_u8": 127 / 128, "pcm_mulaw": 32124 / 32768, "pcm_alaw": 32256 / 32768}
FULL_SCALE_OTHERS = 0.999


@dataclass(frozen=True, slots=True)
class Written:
    """`peak`: largest sample of the file as it was, 1 is full scale.

    `clipped_share` (0-1, of the channel with most) counts samples at full scale in runs of three or more.
    `bad_samples` were no numbers and are silence now. `filled_s` is silence put into gaps of the timestamps.
    """

    tracks: tuple[Track, ...]
    peak: float
    clipped_share: float
    bad_samples: int
    lost_packets: int
    filled_s: float


def write_tracks(sound: Sound, folder: Path, *, path: Path, gain: float = 1.0) -> Written:
    """Write each channel of `sound` as `channel-N.s16` in `folder`, times `gain`, clipped at full scale.

    UserError when the sound is longer than 12 hours or the disk is nearly full; `path` is named in the sentence.
    OSError when writing fails.
    """
    import numpy as np

    full_scale = FULL_SCALE.get(sound.codec, FULL_SCALE_OTHERS) / gain
    clipped_counts = np.zeros(sound.channels)
    nothing = np.zeros((0, sound.channels), np.float32)
    peak, length_s, filled_s = 0.0, 0.0, 0.0
    read_count, bad_samples, lost_packets = 0, 0, 0
    rate_hz, resample = sound.sample_rate_hz, _resampler(sound.sample_rate_hz, sound.channels)
    paths = [folder / f"channel-{channel}.s16" for channel in range(sound.channels)]
    with ExitStack() as stack:
        files = [stack.enter_context(open(file, "wb", opener=_private)) for file in paths]
        for number, piece in enumerate(sound.pieces):
            if number % LOOK_AT_DISK_EVERY == 0 and shutil.disk_usage(folder).free < KEEP_FREE_BYTES:
                raise disk_full(path, folder=folder)
            length_s += len(piece.samples) / piece.sample_rate_hz
            if length_s > MAX_HOURS * 3600:
                raise too_long(path, most_hours=MAX_HOURS)
            if piece.sample_rate_hz != rate_hz:
                _put(resample(nothing, True), files)
                rate_hz, resample = piece.sample_rate_hz, _resampler(piece.sample_rate_hz, sound.channels)
            samples, bad = _sane(piece.samples)
            if samples.size:
                peak = max(peak, float(samples.max()), -float(samples.min()))
            clipped_counts += _clipped_counts(samples, full_scale)
            read_count += len(samples)
            bad_samples += bad
            lost_packets += piece.lost_packets
            filled_s += piece.filled_s
            _put(resample(np.clip(samples * np.float32(gain), -MAX_OVERSHOOT, MAX_OVERSHOOT), False), files)
        _put(resample(nothing, True), files)
    return Written(
        tracks=tuple(
            Track(path=file, index=index, sample_count=file.stat().st_size // BYTES_PER_SAMPLE)
            for index, file in enumerate(paths)
        ),
        peak=peak,
        clipped_share=float(clipped_counts.max()) / max(read_count, 1),
        bad_samples=bad_samples,
        lost_packets=lost_packets,
        filled_s=filled_s,
    )


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _resampler(rate_hz: int, channels: int) -> Callable[[np.ndarray, bool], np.ndarray]:
    """A function of (samples (n, channels), last) to samples at 16 kHz; soxr HQ, which aliases below -130 dB."""
    if rate_hz == TRACK_RATE_HZ:
        return lambda samples, last: samples
    import soxr

    stream = soxr.ResampleStream(rate_hz, TRACK_RATE_HZ, channels, dtype="float32", quality="HQ")
    return lambda samples, last: stream.resample_chunk(samples, last=last)


def _sane(samples: np.ndarray) -> tuple[np.ndarray, int]:
    """The samples with silence for whatever is no number or absurd, and how many those were."""
    import numpy as np

    good = np.abs(samples) <= MAX_SAMPLE  # False for NaN too
    bad = samples.size - int(np.count_nonzero(good))
    return (np.where(good, samples, np.float32(0)), bad) if bad else (samples, 0)


def _clipped_counts(samples: np.ndarray, full_scale: float) -> np.ndarray:
    """For each channel, how many samples (n, channels) stand at full scale in runs of `CLIPPED_RUN` or more."""
    import numpy as np

    hot = np.abs(samples) >= full_scale
    if len(hot) < CLIPPED_RUN or not hot.any():
        return np.zeros(samples.shape[1])
    starts = hot[:-2] & hot[1:-1] & hot[2:]
    inside = np.zeros_like(hot)
    for shift in range(CLIPPED_RUN):
        inside[shift : len(starts) + shift] |= starts
    return inside.sum(axis=0)


def _put(samples: np.ndarray, files: list[BinaryIO]) -> None:
    import numpy as np

    whole = np.clip(np.rint(samples * 32768.0), -32768, 32767).astype("<i2")
    for channel, file in enumerate(files):
        file.write(np.ascontiguousarray(whole[:, channel]))
