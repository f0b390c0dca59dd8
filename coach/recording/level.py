"""How loud a stretch of samples is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

FLOOR_DB = -120.0  # stands for digital silence; 16 bits reach down to -96 dB
FULL_SCALE = 32768.0


@dataclass(frozen=True, slots=True)
class Level:
    """Largest sample and root mean square in dB below full scale, -120..0; -120 is digital silence or no sound at all."""

    peak_db: float = FLOOR_DB
    rms_db: float = FLOOR_DB


class Meter:
    """Gathers blocks of one channel until somebody looks."""

    def __init__(self) -> None:
        self._clear()

    def add(self, samples: np.ndarray) -> None:
        """Signed 16-bit samples (n,)."""
        if not len(samples):
            return
        values = samples.astype("f8")
        self._peak = max(self._peak, float(abs(values).max()))
        self._power += float(values @ values)
        self._count += len(values)

    def take(self) -> Level | None:
        """The level since the last look; None when nothing has come since."""
        if not self._count:
            return None
        level = Level(_db(self._peak), _db(math.sqrt(self._power / self._count)))
        self._clear()
        return level

    def _clear(self) -> None:
        self._peak, self._power, self._count = 0.0, 0.0, 0


def _db(amplitude: float) -> float:
    return max(FLOOR_DB, 20 * math.log10(amplitude / FULL_SCALE)) if amplitude else FLOOR_DB
