"""Which of the two languages a text is written in."""

from __future__ import annotations

import re

from coach.model import Language

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LATIN_WORD = re.compile(r"[A-Za-z]+")


def detect_language(text: str) -> Language:
    """zh when there are at least as many Han characters as Latin words, else en (also for text without letters)."""
    han = len(_HAN.findall(text))
    return "zh" if han and han >= len(_LATIN_WORD.findall(text)) else "en"


def has_words(text: str) -> bool:
    """Whether there is a word of either language in it."""
    return bool(_HAN.search(text) or _LATIN_WORD.search(text))
