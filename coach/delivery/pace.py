"""Pace: how fast somebody speaks.

Speech rate = words (Chinese: characters) / speaking time with the pauses inside turns; articulation rate = the
same / that time without pauses >= 0.25 s (De Jong & Wempe 2009, doi:10.3758/BRM.41.2.385).
"""

from __future__ import annotations

from collections.abc import Sequence

from coach.language.tokens import count_syllables, units
from coach.model import Language, RateUnit

MIN_SPEAKING_S = 5.0  # in less, one word more or less moves the rate by over 5 %


def rate_unit(language: Language) -> RateUnit:
    return "characters" if language == "zh" else "words"


def count_units(texts: Sequence[str], language: Language) -> int:
    """Characters of Chinese, words of English; punctuation is never counted, numbers count as spoken."""
    return sum(units(text, language) for text in texts)


def count_all_syllables(texts: Sequence[str], language: Language) -> int:
    """Syllables as spoken; a Chinese character is one."""
    return count_units(texts, language) if language == "zh" else sum(count_syllables(text) for text in texts)


def per_minute(count: float, seconds: float) -> float | None:
    """`count` a minute; None without time."""
    return 60.0 * count / seconds if seconds > 0 else None
