"""Waiting for a running recording to come to something."""

from __future__ import annotations

import time
from collections.abc import Callable

from coach.recording.messages import Status
from coach.recording.recorder import Recorder

SECONDS = 30.0  # "within seconds", on a busy machine


def until(recorder: Recorder, is_so: Callable[[Status], bool]) -> Status:
    """Wait for it; an end that is not waited for fails."""
    end_s = time.monotonic() + SECONDS
    while not is_so(status := recorder.wait(0.05)):
        assert status.state != "ended", status.problem
        assert time.monotonic() < end_s, status
    return status


def after(length_s: float) -> Callable[[Status], bool]:
    return lambda status: status.elapsed_s >= length_s


def ended(recorder: Recorder) -> Status:
    end_s = time.monotonic() + SECONDS
    while (status := recorder.wait(0.05)).state != "ended":
        assert time.monotonic() < end_s, status
    return status
