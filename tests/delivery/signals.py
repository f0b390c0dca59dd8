"""Speech-like sound with known answers: pitch, gaps, syllables. Used by the tests and by the benchmarks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from coach.audio.track import TRACK_RATE_HZ, Track
from coach.model import Span

# Formant frequencies in Hz of five vowels (Peterson & Barney 1952, men) with usual bandwidths.
_VOWELS_HZ = ((730, 1090, 2440), (270, 2290, 3010), (300, 870, 2240), (530, 1840, 2480), (570, 840, 2410))
_BANDWIDTHS_HZ = (80, 100, 140)
_SYLLABLE_S = 0.22
_CONSONANT_S = 0.06


@dataclass(frozen=True)
class Signal:
    """`samples` at 16 kHz, float32; `f0_hz` a value for each sample, nan where unvoiced; `speech` without the gaps."""

    samples: np.ndarray
    f0_hz: np.ndarray
    speech: tuple[Span, ...]
    syllables: int


def speech_like(
    duration_s: float, f0_hz: Callable[[np.ndarray], np.ndarray], *, gaps: Sequence[Span] = (), seed: int = 0
) -> Signal:
    """Syllables of a noisy consonant and a vowel: a glottal-pulse train of pitch `f0_hz(times_s)` through formants.

    Nothing sounds in `gaps`, which must lie in order and start and end with a syllable's border (0.22 s).
    """
    from scipy.signal import lfilter

    random = np.random.default_rng(seed)
    times_s = np.arange(round(duration_s * TRACK_RATE_HZ)) / TRACK_RATE_HZ
    f0 = f0_hz(times_s)
    # Rosenberg's (1971) glottal flow, differentiated by the lips' radiation.
    phase = np.cumsum(f0 / TRACK_RATE_HZ) % 1.0
    opening, closing = 0.5 * (1 - np.cos(np.pi * phase / 0.4)), np.cos(np.pi / 2 * (phase - 0.4) / 0.16)
    flow = np.where(phase < 0.4, opening, np.where(phase < 0.56, closing, 0.0))
    source = np.diff(flow, prepend=0.0)

    place_s = times_s % _SYLLABLE_S
    number = (times_s // _SYLLABLE_S).astype(int)
    silent = np.zeros(len(times_s), dtype=bool)
    for gap in gaps:
        silent |= (times_s >= gap.start_s) & (times_s < gap.end_s)
    vowel_share = np.clip((place_s - _CONSONANT_S) / (_SYLLABLE_S - _CONSONANT_S), 0, 1)
    envelope = np.where(silent, 0.0, np.sin(np.pi * vowel_share) ** 0.5)
    which = random.integers(0, len(_VOWELS_HZ), number[-1] + 1)[number]
    voice = np.zeros(len(times_s))
    for index, formants_hz in enumerate(_VOWELS_HZ):
        filtered = source
        for formant_hz, width_hz in zip(formants_hz, _BANDWIDTHS_HZ, strict=True):
            radius, angle = np.exp(-np.pi * width_hz / TRACK_RATE_HZ), 2 * np.pi * formant_hz / TRACK_RATE_HZ
            filtered = lfilter([1 - radius], [1, -2 * radius * np.cos(angle), radius**2], filtered)
        voice += np.where(which == index, envelope * filtered / np.std(filtered), 0.0)
    hiss = lfilter([1, -0.9], [1], random.standard_normal(len(times_s)))
    consonant = np.where(~silent & (place_s < _CONSONANT_S), 0.08 * np.sin(np.pi * place_s / _CONSONANT_S), 0.0)
    mixed = voice + consonant * hiss
    starts = np.unique(number[~silent])
    return Signal(
        samples=(0.5 * mixed / np.abs(mixed).max()).astype(np.float32),
        f0_hz=np.where(envelope > 0.3, f0, np.nan),
        speech=without(Span(0.0, duration_s), gaps),
        syllables=len(starts),
    )


def without(whole: Span, gaps: Sequence[Span]) -> tuple[Span, ...]:
    """`whole` less `gaps`, which lie in order."""
    borders = [whole.start_s, *(border for gap in gaps for border in (gap.start_s, gap.end_s)), whole.end_s]
    return tuple(Span(start, end) for start, end in zip(borders[::2], borders[1::2], strict=True) if end > start)


def intonation(*, median_hz: float, range_st: float, seed: int = 0) -> Callable[[np.ndarray], np.ndarray]:
    """A smooth contour around `median_hz` whose 10-90 % range is about `range_st` semitones."""
    random = np.random.default_rng(seed)

    def contour(times_s: np.ndarray) -> np.ndarray:
        knots_s = np.arange(0.0, times_s[-1] + 1.0, 0.35)
        # 10-90 % of a normal distribution spans 2.563 standard deviations
        knots_st = np.clip(random.standard_normal(len(knots_s)), -2, 2) * range_st / 2.3
        return median_hz * 2 ** (np.interp(times_s, knots_s, knots_st) / 12)

    return contour


def with_white_noise(samples: np.ndarray, snr_db: float, *, seed: int = 0) -> np.ndarray:
    """`samples` in white noise; the ratio is to the power of what sounds (40 dB below the peak and up)."""
    loud = samples[np.abs(samples) > 0.01 * np.abs(samples).max()].astype(np.float64)
    noise = np.random.default_rng(seed).standard_normal(len(samples))
    return (samples + noise * np.sqrt(np.mean(loud**2) / 10 ** (snr_db / 10))).astype(np.float32)


def through_telephone(samples: np.ndarray) -> np.ndarray:
    """300-3400 Hz and back from 8 kHz."""
    import soxr
    from scipy.signal import butter, sosfilt

    narrow = soxr.resample(samples, TRACK_RATE_HZ, 8000)
    band = butter(4, [300, 3400], btype="bandpass", fs=8000, output="sos")
    wide = soxr.resample(sosfilt(band, narrow).astype(np.float32), 8000, TRACK_RATE_HZ)
    return np.pad(wide, (0, max(0, len(samples) - len(wide))))[: len(samples)]


def write_track(path: Path, samples: np.ndarray, *, index: int = 0) -> Track:
    """`samples` (-1..1) as a track on disk."""
    np.clip(np.round(samples * 32768.0), -32768, 32767).astype("<i2").tofile(path)
    return Track(path=path, index=index, sample_count=len(samples))
