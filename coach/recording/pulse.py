"""On Linux, what PulseAudio (or PipeWire in its place) does behind ALSA's back.

When a microphone is unplugged, it moves the recording to another one without a word: the blocks keep coming, from the
wrong device. `pactl`, which comes with either, tells. Where it is not there, or there is no such server, nothing is known.
"""

from __future__ import annotations

import json
import os
import subprocess

ASK_S = 5.0


def recorded_sources() -> tuple[int, ...]:
    """The server's numbers of the sources that this process records from, in the order in which it opened them."""
    outputs = [each for each in _ask("source-outputs") if _process_id(each) == str(os.getpid())]
    return tuple(each["source"] for each in sorted(outputs, key=lambda each: each["index"]))


def present_sources() -> frozenset[int]:
    """The numbers of all sources that there are; none when the server does not answer."""
    return frozenset(each["index"] for each in _ask("sources"))


def _process_id(output: dict) -> str | None:
    return output.get("properties", {}).get("application.process.id")


def _ask(what: str) -> list[dict]:
    command = ["pactl", "--format=json", "list", what]
    try:
        run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=ASK_S, check=True)
        return json.loads(run.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return []
