"""Which voices this machine has."""

from __future__ import annotations

import sys
from pathlib import Path

from coach.model import Language
from coach.practice.voices import bundled, espeak, macos, windows
from coach.practice.voices.voice import Voice

_SYSTEM = {"darwin": macos, "win32": windows}
_ENGINES = {"hibari": bundled, "say": macos, "sapi": windows, "espeak": espeak}


def find_voices(language: Language, *, platform: str = sys.platform) -> tuple[Voice, ...]:
    """The voices that speak `language` on `platform`, the best first; () when there is none.

    The bundled one, the operating system's, and espeak-ng where it is installed. Linux has no voice of its own that can be
    written to a file (speech-dispatcher only plays, mostly with espeak-ng). Asking the system takes up to a second.
    """
    system = _SYSTEM.get(platform)
    return (*bundled.voices(language), *(system.voices(language) if system else ()), *espeak.voices(language))


def write_speech(voice: Voice, text: str, target: Path) -> None:
    """Write `text` spoken by `voice` to `target`, a wav file. Raises UserError."""
    _ENGINES[voice.engine].speak(voice, text, target)
