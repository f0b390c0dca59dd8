"""The sound of a telephone line on a synthetic call: band, faint room noise, 16 kHz."""

from __future__ import annotations

import numpy as np
import soxr
from engines import RATE_HZ
from scipy.signal import butter, sosfilt

OUTPUT_RATE_HZ = 16_000
BAND_HZ = (120, 5_500)  # a wideband telephone line, softened a little at the top
NOISE_DBFS = -76.0  # never digital silence, far below the speech
STEP = 8 / 32768  # 13-bit steps, as on a telephone line: hidden in the noise, and the FLAC is a third smaller


def telephone(call: np.ndarray) -> np.ndarray:
    """Samples (n, channels) at 24 kHz to (m, channels) at 16 kHz, peak 0.7, as they are written to the file."""
    low = soxr.resample(call, RATE_HZ, OUTPUT_RATE_HZ)
    heard = sosfilt(butter(2, BAND_HZ, "bandpass", fs=OUTPUT_RATE_HZ, output="sos"), low, axis=0)
    heard *= 0.7 / np.abs(heard).max()
    noise = np.random.default_rng(20).standard_normal(heard.shape) * 10 ** (NOISE_DBFS / 20)
    return np.round((heard + noise) / STEP) * STEP
