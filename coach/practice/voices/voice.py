"""What a voice is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coach.model import Language, Text

Engine = Literal["hibari", "say", "sapi", "espeak"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A voice of this machine. `voice` is its name in the engine; `robotic`: it sounds like a machine, and is said to."""

    engine: Engine
    voice: str
    language: Language
    robotic: bool = False

    @property
    def name(self) -> Text:
        """As a list shows it."""
        engine = _ENGINES[self.engine]
        return Text(zh=f"{engine.zh}（{self.voice}）", en=f"{engine.en} ({self.voice})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A line as sound: the file, the words that are heard in it, and who speaks, None for a trainer's recording."""

    path: Path
    text: str
    voice: Voice | None


_ENGINES = {
    "hibari": Text(zh="自带的英语声音", en="the bundled English voice"),
    "say": Text(zh="macOS 的声音", en="macOS voice"),
    "sapi": Text(zh="Windows 的声音", en="Windows voice"),
    "espeak": Text(zh="espeak-ng，机器味很重", en="espeak-ng, robotic"),
}
