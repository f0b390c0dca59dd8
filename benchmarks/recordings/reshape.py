"""One engine voice into several people: pitch, contour and formants changed with WORLD (Morise et al. 2016)."""

from __future__ import annotations

import numpy as np
import pyworld
from engines import RATE_HZ
from script import Voice


def reshape(samples: np.ndarray, voice: Voice, lively: float) -> np.ndarray:
    """`samples` (n,) at 24 kHz as `voice` would say them; untouched when nothing changes."""
    spread = voice.lively * lively
    if voice.pitch == voice.formants == spread == 1.0:
        return samples
    f0_hz, times_s = pyworld.harvest(samples, RATE_HZ, f0_floor=70, f0_ceil=500)
    envelope = pyworld.cheaptrick(samples, f0_hz, times_s, RATE_HZ)
    aperiodicity = pyworld.d4c(samples, f0_hz, times_s, RATE_HZ)
    new_f0_hz = scale_contour(f0_hz, voice.pitch, spread)
    return pyworld.synthesize(
        new_f0_hz, move_formants(envelope, voice.formants), move_formants(aperiodicity, voice.formants), RATE_HZ
    )


def scale_contour(f0_hz: np.ndarray, ratio: float, spread: float) -> np.ndarray:
    """The contour times `ratio`, its distance from the median (in semitones) times `spread`; 0 stays unvoiced."""
    voiced = f0_hz > 0
    if not voiced.any():
        return f0_hz
    median_hz = np.median(f0_hz[voiced])
    scaled = np.zeros_like(f0_hz)
    scaled[voiced] = ratio * median_hz * (f0_hz[voiced] / median_hz) ** spread
    return scaled


def move_formants(frames: np.ndarray, ratio: float) -> np.ndarray:
    """Every spectral frame of (frames, bins) stretched by `ratio` along the frequency axis."""
    bins = np.arange(frames.shape[1])
    source = np.minimum(bins / ratio, bins[-1])
    return np.ascontiguousarray([np.interp(source, bins, frame) for frame in frames])
