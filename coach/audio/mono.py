"""A small sound file as one row of samples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coach.audio import refuse

if TYPE_CHECKING:
    import numpy as np


def read_mono(path: Path) -> tuple[np.ndarray, int]:
    """Samples (float32 in -1..1, shape (n,), channels mixed to one) and their rate in Hz, of a wav, flac, ogg or mp3 file.

    Raises UserError when it cannot be read.
    """
    import numpy as np
    import soundfile

    try:
        samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    except (OSError, soundfile.SoundFileError) as error:
        raise refuse.unreadable(path, error if isinstance(error, OSError) else OSError(str(error))) from error
    return np.clip(samples.mean(axis=1), -1.0, 1.0), rate_hz
