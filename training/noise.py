"""What a small recogniser makes of words: homophones, words run together or lost. For training, and for its noisy test."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable

from coach.model import Language

SWAPPED = {"zh": 0.05, "en": 0.06}  # share of characters or words; base hears real calls about this well
LOST = 0.01


class Recogniser:
    """Mishears text. `texts` give the words that it may put in place of others."""

    def __init__(self, texts: Iterable[str]) -> None:
        import jellyfish
        from pypinyin import lazy_pinyin

        self._sounds: dict[str, str] = {}
        self._alike: dict[str, list[str]] = defaultdict(list)
        counts: dict[str, int] = defaultdict(int)
        for text in texts:
            for unit in _units(text):
                counts[unit] += 1
        for unit, count in counts.items():
            if _is_han(unit):
                sound = lazy_pinyin(unit)[0].replace("ng", "n")
            elif len(unit) > 2:
                sound = jellyfish.metaphone(unit)
            else:
                continue
            self._sounds[unit] = sound
            if count > 1:
                self._alike[sound].append(unit)

    def hear(self, text: str, language: Language, chance: random.Random) -> str:
        """The plain text misheard: the same words for the same state of `chance`."""
        heard = []
        for unit in _units(text):
            dice = chance.random()
            if dice < LOST:
                continue
            alike = self._alike.get(self._sounds.get(unit, ""), ())
            if dice < LOST + SWAPPED[language] and len(alike) > 1:
                unit = chance.choice(alike)
            heard.append(unit)
        return ("" if language == "zh" else " ").join(heard)


def _is_han(unit: str) -> bool:
    return "\u3400" <= unit <= "\u9fff"


def _units(text: str) -> list[str]:
    """Characters of Chinese, words of everything else."""
    spaced = "".join(f" {letter} " if _is_han(letter) else letter for letter in text)
    return spaced.split()
