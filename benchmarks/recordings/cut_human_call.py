"""Cut the human example call out of its two source tracks.

`python benchmarks/recordings/cut_human_call.py AGENT.wav CALLER.wav`: the samples are the sources' own; only the
last 0.2 s are faded. Agent on the left, caller on the right.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import soundfile

OUTPUT = Path(__file__).resolve().parents[2] / "recordings" / "en-good-service-light.flac"
END_S = 119.0  # the agent's offer ends at 118.5 s, the caller answers at 120.5 s
FADE_S = 0.2


def cut(agent_file: Path, caller_file: Path) -> tuple[np.ndarray, int]:
    """The first END_S of both tracks as int16 samples (n, 2) with their rate in hertz."""
    agent, rate_hz = soundfile.read(agent_file, dtype="int16")
    caller, caller_rate_hz = soundfile.read(caller_file, dtype="int16")
    if rate_hz != caller_rate_hz or len(agent) != len(caller):
        raise SystemExit("The two tracks must belong to one call: same rate, same length.")
    call = np.stack([agent, caller], axis=1)[: round(END_S * rate_hz)]
    fade = round(FADE_S * rate_hz)
    call[-fade:] = call[-fade:] * np.linspace(1, 0, fade)[:, None]
    return call, rate_hz


if __name__ == "__main__":
    call, rate_hz = cut(Path(sys.argv[1]), Path(sys.argv[2]))
    soundfile.write(OUTPUT, call, rate_hz, subtype="PCM_16", compression_level=1.0)
