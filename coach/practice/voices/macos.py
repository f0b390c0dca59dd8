"""macOS: `say`, with the voices that the user has installed, Mandarin included."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from coach.errors import UserError
from coach.model import Language
from coach.practice.voices.programs import run
from coach.practice.voices.voice import Voice

_ROW = re.compile(r"^(?P<name>\S.*?)\s+(?P<locale>[a-z]{2}_[A-Z]{2})\s+#")  # Tingting            zh_CN    # 您好…
_LOCALES = {"zh": ("zh_CN",), "en": ("en_US", "en_GB", "en_AU")}
_NATURAL = ("Samantha", "Ava", "Allison", "Alex", "Tom", "Daniel", "Karen", "Tingting", "Ting-Ting", "Lili")


def voices(language: Language) -> list[Voice]:
    """The natural ones first: macOS also brings voices that joke (Zarvox, Bells)."""
    if shutil.which("say") is None:
        return []
    try:
        rows = run(["say", "-v", "?"]).splitlines()
    except UserError:  # it is there and does not work: as if it were not there
        return []
    found = [(row["name"], row["locale"]) for line in rows if (row := _ROW.match(line))]
    fitting = [(name, locale) for name, locale in found if locale in _LOCALES[language]]
    fitting.sort(key=lambda one: (*_rank(one[0]), _LOCALES[language].index(one[1])))
    return [Voice(engine="say", voice=name, language=language) for name, _ in fitting]


def speak(voice: Voice, text: str, target: Path) -> None:
    """Write `text` to `target` as a wav file of 22.05 kHz. Raises UserError."""
    run(["say", "-v", voice.voice, "-o", str(target), "--file-format=WAVE", "--data-format=LEI16@22050"], text=text)


def _rank(name: str) -> tuple[bool, bool]:
    better = "Premium" in name or "Enhanced" in name
    return not better, name.partition(" (")[0] not in _NATURAL
