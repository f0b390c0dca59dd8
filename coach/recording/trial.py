"""A few seconds recorded to see whether the microphone is right, judged, and played back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coach.recording import refuse
from coach.recording.check import Verdict, judge, levels_of
from coach.recording.devices import load_portaudio
from coach.recording.layout import Source, read_about, sound_file
from coach.recording.messages import Status
from coach.recording.recorder import Recorder

if TYPE_CHECKING:
    import numpy as np

TRIAL_S = 3.0
LOOK_S = 0.1
PLAYER_S = 30.0  # to start and end, on a busy machine


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """`samples` are signed 16 bits of shape (n,), at the source's rate."""

    source: Source
    samples: np.ndarray
    verdict: Verdict


def try_microphone(
    folder: Path, name: str | None, *, length_s: float = TRIAL_S, show: Callable[[Status], None] = lambda _: None
) -> Trial:
    """Record `length_s` from the device called `name`; `show` is given the levels meanwhile. Nothing is kept.

    `folder` must not be there yet. UserError when the device cannot be opened, goes away or gives nothing at all.
    """
    import numpy as np

    try:
        with Recorder(folder, [name], limit_s=length_s) as recorder:
            status = recorder.status()
            while status.state != "ended":
                status = recorder.wait(LOOK_S)
                show(status)
        if status.problem:
            raise status.problem
        source = read_about(folder).sources[0]
        samples = np.fromfile(sound_file(folder, 0), "<i2")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Trial(source=source, samples=samples, verdict=judge(levels_of(samples, source.rate_hz)))


def play(trial: Trial) -> None:
    """Play it on the system's loudspeaker and wait until it has ended. UserError when there is none.

    In a process of its own, as in `devices.input_devices`.
    """
    from multiprocessing import get_context

    context = get_context("spawn")
    process = context.Process(target=_play, args=(trial.samples, trial.source.rate_hz), name="redcard-play", daemon=True)
    process.start()
    process.join(len(trial.samples) / trial.source.rate_hz + PLAYER_S)
    failed = process.exitcode != 0
    process.kill()
    process.join()
    if failed:
        raise refuse.no_loudspeaker()


def _play(samples: np.ndarray, rate_hz: int) -> None:
    from coach.recording.quiet import hush

    hush()
    load_portaudio().play(samples, rate_hz, blocking=True)
