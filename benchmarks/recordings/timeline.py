"""From a script to sound: every line spoken, placed in time on its speaker's channel."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from engines import RATE_HZ, Speak
from reshape import reshape
from script import Line, Script, Voice

START_S = 0.6
END_S = 0.8
EDGE_S = 0.03


@dataclass(frozen=True, slots=True)
class Placed:
    """A spoken line, `start_s` from the start of the call."""

    line: Line
    start_s: float
    samples: np.ndarray

    @property
    def end_s(self) -> float:
        return self.start_s + len(self.samples) / RATE_HZ


def place(script: Script, speak: Speak) -> list[Placed]:
    """All lines in the script's order with their true times."""
    placed: list[Placed] = []
    last: Placed | None = None
    for line in script.line:
        samples = say(line, script.rep if line.by == "rep" else script.customer, speak)
        if last is None:
            start_s = START_S
        elif line.at_s is not None:
            start_s = last.start_s + line.at_s
        else:
            start_s = last.end_s + line.after_s
        here = Placed(line, start_s, samples)
        placed.append(here)
        if line.at_s is None:
            last = here
    return placed


def say(line: Line, voice: Voice, speak: Speak) -> np.ndarray:
    """The line's sound without silence around it; `[2.5]` in its text becomes 2.5 s of silence."""
    pieces = []
    for part in re.split(r"(\[[\d.]+\])", line.text):
        if part.startswith("["):
            pieces.append(np.zeros(round(float(part[1:-1]) * RATE_HZ)))
        elif part.strip():
            spoken = speak(part.strip(), voice.pace * line.pace)
            pieces.append(trim(reshape(spoken, voice, line.lively)))
    return np.concatenate(pieces) * 10 ** (voice.level_db / 20)


def trim(samples: np.ndarray) -> np.ndarray:
    """Without the silence at both ends, each end faded over EDGE_S; speech brought to one level (rms 0.08)."""
    loud = np.flatnonzero(np.abs(samples) > 0.02 * np.abs(samples).max())
    edge = round(EDGE_S * RATE_HZ)
    kept = samples[max(0, loud[0] - edge) : loud[-1] + edge].copy()
    ramp = np.linspace(0, 1, edge)
    kept[:edge] *= ramp
    kept[-edge:] *= ramp[::-1]
    return kept * (0.08 / np.sqrt(np.mean(kept[np.abs(kept) > 0.01 * np.abs(kept).max()] ** 2)))


def channels(placed: list[Placed], names: tuple[str, ...]) -> np.ndarray:
    """Samples (n, channels) at 24 kHz, one channel for each of `names`."""
    length = round((max(each.end_s for each in placed) + END_S) * RATE_HZ)
    call = np.zeros((length, len(names)))
    for each in placed:
        first = round(each.start_s * RATE_HZ)
        call[first : first + len(each.samples), names.index(each.line.by)] += each.samples
    return call


def transcript(placed: list[Placed]) -> str:
    """The contract's transcript, in the order in which the lines begin."""
    lines = []
    for each in sorted(placed, key=lambda found: found.start_s):
        minutes, seconds = divmod(int(each.start_s), 60)
        words = re.sub(r"\s*\[[\d.]+\]\s*", " " if each.line.text.isascii() else "", each.line.text)
        lines.append(f"[{minutes:02d}:{seconds:02d}] {each.line.by}: {words.strip()}")
    return "\n".join(lines) + "\n"
