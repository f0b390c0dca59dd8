"""hibari-tts (Apache-2.0): an American woman's voice inside the wheel, on the processor, nothing is downloaded."""

from __future__ import annotations

import functools
from importlib.util import find_spec
from pathlib import Path

from coach.model import Language
from coach.practice.voices.voice import Voice

_VOICE = "heart"  # the one that lies in the wheel; asking for any other would download it


def voices(language: Language) -> list[Voice]:
    if language != "en" or find_spec("hibari") is None:
        return []
    return [Voice(engine="hibari", voice=_VOICE, language="en")]


def speak(voice: Voice, text: str, target: Path) -> None:
    """Write `text` to `target` as a wav file of 24 kHz; the same text always sounds the same."""
    _engine(voice.voice).save(text, str(target), seed=0)


@functools.cache
def _engine(voice: str):  # loading takes half a second
    from hibari import Hibari

    return Hibari(voice=voice, threads=1)
