"""Keeps what ALSA, JACK and their like print on standard error away from the user's terminal."""

from __future__ import annotations

import os


def hush() -> None:
    """For a process that has nothing to say on standard error: its own errors go to its parent as values."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
