"""espeak-ng, the last resort: it speaks every language and sounds like a machine. A program of its own, never bundled."""

from __future__ import annotations

import shutil
from pathlib import Path

from coach.errors import UserError
from coach.model import Language
from coach.practice.voices.programs import run
from coach.practice.voices.voice import Voice

_VOICES = {"zh": ("cmn", "zh"), "en": ("en-us", "en")}  # older ones call Mandarin zh
_WORDS_PER_MINUTE = "160"


def voices(language: Language) -> list[Voice]:
    program = shutil.which("espeak-ng")
    if program is None:
        return []
    try:
        known = {row.split()[1] for row in run([program, "--voices"]).splitlines()[1:] if len(row.split()) > 1}
    except UserError:  # it is there and does not work: as if it were not there
        return []
    found = [name for name in _VOICES[language] if name in known]
    return [Voice(engine="espeak", voice=name, language=language, robotic=True) for name in found[:1]]


def speak(voice: Voice, text: str, target: Path) -> None:
    """Write `text` to `target` as a wav file of 22.05 kHz. Raises UserError."""
    run(["espeak-ng", "-v", voice.voice, "-s", _WORDS_PER_MINUTE, "-w", str(target), "--stdin"], text=text)
