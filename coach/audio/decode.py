"""Any sound or video file as a stream of float samples at the file's own rate, decoded by FFmpeg (PyAV)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coach.audio.header import announced_wav_s
from coach.audio.refuse import no_samples, no_sound_stream, not_a_sound, undecodable, unlikely_header

if TYPE_CHECKING:
    import av
    import numpy as np
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer

# Only containers that hold recordings: playlists and network descriptions could reach other files or the network.
FORMATS = "wav,w64,aiff,au,caf,flac,mp3,aac,mov,ogg,matroska,webm,amr,amrnb,amrwb,asf,avi,mpegts,mpeg,flv"
LENGTH_IN_HEADER = ("flac", "aiff", "au", "mov", "matroska")  # these write the true length at the start
RATES_HZ = range(4_000, 768_001)
CHANNELS = range(1, 17)
MAX_READ_FAILURES = 50
PIECE_S = 1.0
MIN_GAP_S = 0.1  # shorter ones are rounded timestamps
# Silence for gaps, in all: at most a minute and four times the sound so far; beyond, the timestamps are broken.
MAX_FILLED_S, MAX_FILLED_RATIO = 60.0, 4.0


@dataclass(frozen=True, slots=True)
class Piece:
    """`samples`: float32 of shape (n, channels), full scale at ±1 but unbounded, n may be 0.

    `lost_packets` before its end could not be decoded; `filled_s` seconds of it are silence, put where the
    file's timestamps leave a gap.
    """

    samples: np.ndarray
    sample_rate_hz: int
    lost_packets: int = 0
    filled_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Sound:
    """What the file says of itself, and its samples in pieces of about a second, to be read once.

    `announced_s`: the length that the header promises, None when this kind of file does not say.
    `other_streams`: sound streams of the file that are left out.
    """

    sample_rate_hz: int
    channels: int
    codec: str
    announced_s: float | None
    other_streams: int
    pieces: Iterator[Piece]


@contextmanager
def open_sound(path: Path) -> Iterator[Sound]:
    """Open `path`, whatever its extension says; UserError when it holds no sound that can be read."""
    import av

    # PyAV 18 stops at tags in another encoding (GBK) unless told not to; PyAV 19 never does and dropped the option.
    tolerant = {"metadata_errors": "ignore"} if int(av.__version__.split(".")[0]) < 19 else {}
    options = {"protocol_whitelist": "file", "format_whitelist": FORMATS}
    try:
        # An absolute path, so that no name is taken for a network address.
        container = av.open(str(path.absolute()), mode="r", options=options, **tolerant)
    except av.error.FFmpegError as error:
        raise not_a_sound(path) from error
    with container:
        yield _sound(path, container)


def _sound(path: Path, container: InputContainer) -> Sound:
    stream = container.streams.best("audio")
    if stream is None:
        raise no_sound_stream(path)
    if stream.codec_context is None:
        raise undecodable(path)
    frames = _frames(container, stream)
    held: list[AudioFrame | None] = []
    for frame in frames:  # the first frame knows rate and channels better than the header (HE-AAC)
        held.append(frame)
        if frame is not None:
            break
    if not held:
        raise no_samples(path)
    if held[-1] is None:
        raise undecodable(path)
    rate_hz, channels = held[-1].sample_rate, held[-1].layout.nb_channels
    if rate_hz not in RATES_HZ or channels not in CHANNELS:
        raise unlikely_header(path, rate_hz=rate_hz, channels=channels, rates_hz=RATES_HZ, most_channels=CHANNELS[-1])
    return Sound(
        sample_rate_hz=rate_hz,
        channels=channels,
        codec=stream.codec_context.name,
        announced_s=_announced_s(path, container, stream),
        other_streams=len(container.streams.audio) - 1,
        pieces=_gathered(_pieces(itertools.chain(held, frames), rate_hz, channels)),
    )


def _announced_s(path: Path, container: InputContainer, stream: AudioStream) -> float | None:
    kind = container.format.name
    if kind == "wav":  # FFmpeg shortens the header's length to what is there
        return announced_wav_s(path)
    # An MP3's length is an estimate unless a LAME header came with it, which also sets the start time.
    if not (kind.startswith(LENGTH_IN_HEADER) or (kind == "mp3" and stream.start_time)):
        return None
    if stream.duration is not None:
        return float(stream.duration * stream.time_base)
    return container.duration / 1e6 if container.duration is not None else None


def _packets(container: InputContainer, stream: AudioStream) -> Iterator[av.Packet | None]:
    """The stream's packets; None for each place where the file could not be read."""
    import av

    for _ in range(MAX_READ_FAILURES):
        try:
            yield from container.demux(stream)
            return
        except av.error.FFmpegError:
            yield None
        except IndexError:  # PyAV issue 692: at the end it looks for streams that appeared after opening
            return


def _frames(container: InputContainer, stream: AudioStream) -> Iterator[AudioFrame | None]:
    """Decoded frames that hold samples; None for each packet that could not be read or decoded."""
    import av

    for packet in _packets(container, stream):
        if packet is None:
            yield None
            continue
        try:
            frames = packet.decode()
        except av.error.FFmpegError:
            yield None
            continue
        yield from (frame for frame in frames if frame.samples and frame.sample_rate and frame.layout.nb_channels)


def _pieces(frames: Iterator[AudioFrame | None], rate_hz: int, channels: int) -> Iterator[Piece]:
    """One piece a frame, all with `channels` channels, and silence where the timestamps leave a gap."""
    import av
    import numpy as np

    lost_packets = 0
    setup = convert = None
    heard_s = filled_s = 0.0
    origin_s = None  # the timestamp of the very start
    for frame in frames:
        if frame is None:
            lost_packets += 1
            continue
        rate_hz = frame.sample_rate
        if setup != (frame.format.name, frame.layout.name, rate_hz):  # joined files change in the middle
            setup = (frame.format.name, frame.layout.name, rate_hz)
            # Always by way of FFmpeg: PyAV's own to_ndarray crashes on frames of 8 and more planes.
            convert = av.AudioResampler(format="flt", layout=frame.layout, rate=rate_hz)
        if frame.pts is not None and frame.time_base:
            start_s = float(frame.pts * frame.time_base) - (heard_s + filled_s)
            gap_s = 0.0 if origin_s is None else start_s - origin_s
            if MIN_GAP_S < gap_s <= MAX_FILLED_S + MAX_FILLED_RATIO * heard_s - filled_s:
                yield from _silence(gap_s, rate_hz, channels)
                filled_s += gap_s
            elif origin_s is None or abs(gap_s) > MIN_GAP_S:
                origin_s = start_s
        for converted in convert.resample(frame):
            samples = converted.to_ndarray().reshape(-1, frame.layout.nb_channels)
            heard_s += len(samples) / rate_hz
            yield Piece(_with_channels(samples, channels), rate_hz, lost_packets)
            lost_packets = 0
    if lost_packets:
        yield Piece(np.zeros((0, channels), np.float32), rate_hz, lost_packets)


def _silence(length_s: float, rate_hz: int, channels: int) -> Iterator[Piece]:
    import numpy as np

    missing = round(length_s * rate_hz)
    while missing:
        count = min(missing, rate_hz)
        yield Piece(np.zeros((count, channels), np.float32), rate_hz, filled_s=count / rate_hz)
        missing -= count


def _with_channels(samples: np.ndarray, channels: int) -> np.ndarray:
    """Samples (n, any) as (n, channels): their mean on every channel where the number differs."""
    import numpy as np

    if samples.shape[1] == channels:
        return samples
    return np.repeat(samples.mean(axis=1, keepdims=True), channels, axis=1)


def _gathered(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """The same sound in pieces of about a second, so that what follows works on long arrays."""
    group: list[Piece] = []
    count = 0
    for piece in pieces:
        if group and piece.sample_rate_hz != group[0].sample_rate_hz:
            yield _joined(group)
            group, count = [], 0
        group.append(piece)
        count += len(piece.samples)
        if count >= PIECE_S * piece.sample_rate_hz:
            yield _joined(group)
            group, count = [], 0
    if group:
        yield _joined(group)


def _joined(group: list[Piece]) -> Piece:
    import numpy as np

    return Piece(
        np.concatenate([piece.samples for piece in group]),
        group[0].sample_rate_hz,
        sum(piece.lost_packets for piece in group),
        sum(piece.filled_s for piece in group),
    )
