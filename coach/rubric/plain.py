"""Text without what may not change a verdict: punctuation, spacing, width, case, 您 for 你, Traditional characters."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

from coach.language.script import to_simplified

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_APOSTROPHES = "'’‘ʼ`´"
_FOLDED = {"您": "你", "妳": "你"}


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` is letters and digits, one space between Latin words, none beside Han characters.

    `positions[i]` is where `text[i]` stood in `original`.
    """

    text: str
    original: str
    positions: tuple[int, ...]

    def quote(self, start: int, end: int) -> str:
        """What `text[start:end]` was in the original, without spaces at its ends; "" for an empty stretch."""
        while start < end and self.text[end - 1] == " ":
            end -= 1
        while start < end and self.text[start] == " ":
            start += 1
        return self.original[self.positions[start] : self.positions[end - 1] + 1] if start < end else ""


@functools.lru_cache(maxsize=8192)
def plain(original: str) -> Plain:
    """`original` made plain. Apostrophes vanish (don't -> dont); other marks and spaces part Latin words."""
    letters: list[str] = []
    positions: list[int] = []
    gap = False
    simplified = to_simplified(original) if _HAN.search(original) else original
    for position, character in enumerate(simplified):
        for letter in unicodedata.normalize("NFKC", character).casefold():
            if letter in _APOSTROPHES or unicodedata.category(letter).startswith("M"):
                continue
            if not letter.isalnum():
                gap = True
                continue
            if gap and letters and not (_HAN.match(letter) or _HAN.match(letters[-1])):
                letters.append(" ")
                positions.append(position)
            gap = False
            letters.append(_FOLDED.get(letter, letter))
            positions.append(position)
    return Plain("".join(letters), original, tuple(positions))
