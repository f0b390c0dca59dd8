"""How long a model may take: an estimate from what base was measured to take.

Measured with base (int8, fast mode, an 8-minute call): 0.048 of the call's length on two threads, 0.070 on one.
The others are scaled by their number of parameters, other core counts by the same gain a doubling; neither was
measured, so the figure says the order of size, no more.
"""

from __future__ import annotations

import math
import os

from coach.hearing.catalogue import CatalogueEntry

_BASE_PARAMETERS_MILLION = 74
_ONE_CORE_SHARE = 0.070
_TWO_CORE_SHARE = 0.048
_MOST_CORES = 8  # beyond, nobody has shown us a gain


def usable_cores() -> int:
    """Cores this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def expected_share(entry: CatalogueEntry, cores: int) -> float:
    """Expected hearing time in fast mode as a share of the call's length (0.05: a minute's call takes 3 s)."""
    doublings = math.log2(min(max(cores, 1), _MOST_CORES))
    share = _ONE_CORE_SHARE * (_TWO_CORE_SHARE / _ONE_CORE_SHARE) ** doublings
    return share * entry.parameters_million / _BASE_PARAMETERS_MILLION
