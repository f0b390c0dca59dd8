"""How many threads the heavy work may use."""

from __future__ import annotations

import os


def default_threads() -> int:
    """What `REDCARD_THREADS` says, else one for each physical core; at least 1."""
    chosen = os.environ.get("REDCARD_THREADS", "")
    if chosen.isdecimal() and int(chosen) > 0:
        return int(chosen)
    import joblib

    return joblib.cpu_count(only_physical_cores=True)
