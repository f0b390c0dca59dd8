"""Is the microphone good enough? Judged from the levels of a few seconds in which somebody should have spoken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from coach.model import Text
from coach.recording.level import Level, Meter

if TYPE_CHECKING:
    import numpy as np

Verdict = Literal["good", "too_quiet", "too_loud", "only_noise", "nothing"]

BLOCK_S = 0.1
NOTHING_DB = -80.0  # peak: some ten steps of a 16-bit sample at most, less than any open microphone gives
# Between a quiet and a loud tenth of a second. In the example calls 186 stretches of 3 s with at least a second of speech
# have 5.9 dB or more, nine in ten 15; steady noise has about 1.
STEADY_DB = 4.0
LOUD_PEAK_DB = -0.3
LOUD_SHARE = 0.05  # of the tenths of a second
QUIET_DB = -45.0  # 5 dB above what a recording's notes call very quiet (coach/audio/notes.py)
ACTIVE_RANGE_DB = 20.0  # as in coach/audio/level.py

ADVICE: dict[Verdict, Text] = {
    "good": Text(zh="声音正好。", en="The level is good."),
    "too_quiet": Text(
        zh="声音太小：请离麦克风近一些，或在系统的声音设置里调高输入音量。",
        en="Too quiet: move closer to the microphone, or turn the input up in the system's sound settings.",
    ),
    "too_loud": Text(
        zh="声音太大，已经失真：请离麦克风远一些，或在系统的声音设置里调低输入音量。",
        en="Too loud, the sound is cut off at the top: move away from the microphone, or turn the input down in the system's "
        "sound settings.",
    ),
    "only_noise": Text(
        zh="只听到均匀的噪声，没有人声：请对着麦克风说话再试；若仍是这样，可能选错了设备。",
        en="There is only a steady noise and no voice: speak into the microphone and try again; if it stays so, this may be "
        "the wrong device.",
    ),
    "nothing": Text(
        zh="什么也没听到：麦克风可能静音了，没有插好，或者选错了设备。",
        en="Nothing was heard: the microphone may be muted or not plugged in, or this is the wrong device.",
    ),
}


def levels_of(samples: np.ndarray, rate_hz: int) -> tuple[Level, ...]:
    """The level of each tenth of a second of signed 16-bit samples (n,); the rest at the end is left out, n may be 0."""
    size = max(1, round(BLOCK_S * rate_hz))
    levels = []
    for first in range(0, len(samples) - size + 1, size):
        meter = Meter()
        meter.add(samples[first : first + size])
        levels.append(meter.take() or Level())
    return tuple(levels)


def judge(levels: Sequence[Level]) -> Verdict:
    """What a person should hear about these tenths of a second of their speech; "nothing" for none."""
    if max((level.peak_db for level in levels), default=NOTHING_DB) <= NOTHING_DB:
        return "nothing"
    if sum(level.peak_db >= LOUD_PEAK_DB for level in levels) >= LOUD_SHARE * len(levels):
        return "too_loud"
    ranked = sorted(level.rms_db for level in levels)
    if _at(ranked, 0.9) - _at(ranked, 0.1) < STEADY_DB:
        return "only_noise"
    return "too_quiet" if _active_db(ranked) < QUIET_DB else "good"


def _at(ranked: Sequence[float], share: float) -> float:
    return ranked[round(share * (len(ranked) - 1))]


def _active_db(ranked: Sequence[float]) -> float:
    """The mean power, in dB, of what is within 20 dB of the loudest."""
    import math

    powers = [10 ** (db / 10) for db in ranked if db >= ranked[-1] - ACTIVE_RANGE_DB]
    return 10 * math.log10(sum(powers) / len(powers))
