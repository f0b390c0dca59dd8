"""Known sounds in any format: a tone between two silences, written by FFmpeg or libsndfile."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import soundfile

TONE_HZ = 440.0
TONE_DB = -15.0  # RMS, full scale is 0 dB at amplitude 1
LEAD_S, TONE_S, TAIL_S = 0.5, 2.0, 0.5
LENGTH_S = LEAD_S + TONE_S + TAIL_S


def tone(rate_hz: int, *, hz: float = TONE_HZ, level_db: float = TONE_DB) -> np.ndarray:
    """Half a second of silence, two seconds of tone, half a second of silence; float64 of shape (n,)."""
    times_s = np.arange(round(LENGTH_S * rate_hz)) / rate_hz
    amplitude = np.sqrt(2) * 10 ** (level_db / 20)
    inside = (times_s >= LEAD_S) & (times_s < LEAD_S + TONE_S)
    return np.where(inside, amplitude * np.sin(2 * np.pi * hz * (times_s - LEAD_S)), 0.0)


def write_sndfile(path: Path, samples: np.ndarray, rate_hz: int, kind: str, subtype: str) -> Path:
    """Samples (n,) or (n, channels) as a file of libsndfile's `kind` and `subtype`."""
    soundfile.write(path, samples, rate_hz, format=kind, subtype=subtype)
    return path


def write_ffmpeg(
    path: Path, samples: np.ndarray, rate_hz: int, kind: str, codec: str, *, layout: str = "mono", video: bool = False
) -> Path:
    """Samples (n,) or (n, channels) as a file of FFmpeg's `kind`, with a few black pictures when `video`."""
    frames = samples.reshape(len(samples), -1).astype(np.float32)
    with av.open(str(path), mode="w", format=kind) as container:
        pictures = container.add_stream("mpeg4", rate=5) if video else None
        if pictures:
            pictures.width = pictures.height = 64
            pictures.pix_fmt = "yuv420p"
        stream = container.add_stream(codec, rate=rate_hz, layout=layout)
        stream.codec_context.bit_rate = 12_200 if "amr" in codec else 64_000 * frames.shape[1]
        if pictures:
            for number in range(round(LENGTH_S * 5)):
                picture = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
                picture.pts = number
                container.mux(pictures.encode(picture))
            container.mux(pictures.encode(None))
        for first in range(0, len(frames), 4096):
            packed = frames[first : first + 4096].reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(packed, format="flt", layout=layout)
            frame.sample_rate, frame.pts = rate_hz, first
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def start_s(samples: np.ndarray, rate_hz: int) -> float:
    """Where the tone starts: the first sample above half of the amplitude, less the rise of the sine to it."""
    amplitude = np.abs(samples).max()
    return float(np.argmax(np.abs(samples) > amplitude / 2)) / rate_hz - np.arcsin(0.5) / (2 * np.pi * TONE_HZ)


def pitch_and_level(samples: np.ndarray, rate_hz: int) -> tuple[float, float]:
    """Frequency (Hz) and RMS level (dB) of a second from the middle of the tone."""
    first = round((LEAD_S + 0.5) * rate_hz)
    middle = samples[first : first + rate_hz].astype(np.float64)
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle)), 8 * rate_hz))
    return float(np.argmax(spectrum)) / 8, float(10 * np.log10(np.mean(middle**2)))
