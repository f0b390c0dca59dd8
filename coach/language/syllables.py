"""Syllables of English words, by a table of endings made from CMUdict.

Right for every word of CMUdict (first pronunciation), names included; a word that it does not know is right nine
times in ten (`benchmarks/syllables.py` prints the figures).
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from importlib import resources

_SAID_AS_WORDS = frozenset({"SIM", "PIN", "WIFI", "NASA", "ASAP"})
_WRITTEN_SHORT = {"dr": 2, "w": 3, "www": 9}  # doctor, double-u


def syllables_in(word: str) -> int:
    """Syllables of one word (letters, apostrophes), at least 1; 0 when it has no letters.

    Two to four capitals are spelled letter by letter: ATM is 3, TVs 2.
    """
    spelled = re.fullmatch(r"([A-Z]{2,4})s?", word)
    if spelled and spelled[1] not in _SAID_AS_WORDS:
        return sum(3 if letter == "W" else 1 for letter in spelled[1])
    letters = "".join(char for char in unicodedata.normalize("NFKD", word.lower()) if char.isalpha() or char == "'")
    if letters in _WRITTEN_SHORT:
        return _WRITTEN_SHORT[letters]
    return max(1, by_endings(letters, _table())) if letters.strip("'") else 0


def vowel_groups(word: str) -> int:
    """Runs of written vowels in a lower-case word: the first guess that the table corrects."""
    return len(re.findall(r"[aeiouy]+", word))


def by_endings(word: str, table: Mapping[str, int]) -> int:
    """Vowel groups plus the correction of the longest ending of `^word` in the table (0 when none fits)."""
    whole = f"^{word}"
    endings = (whole[start:] for start in range(len(whole)))
    return vowel_groups(word) + next((table[ending] for ending in endings if ending in table), 0)


@functools.cache
def _table() -> dict[str, int]:
    text = resources.files(__package__).joinpath("syllables_en.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {ending: int(correction) for ending, correction in rows}
