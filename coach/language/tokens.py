"""How much was said: words and syllables of English, characters of Mandarin. Punctuation is never counted.

Numbers are counted as they are spoken ("$18.40" is five words, 2017年 five characters).
"""

from __future__ import annotations

import re
import unicodedata

from coach.language.numbers_en import numbers_in_words
from coach.language.numbers_zh import numbers_in_characters
from coach.language.syllables import syllables_in
from coach.model import Language

_HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SYMBOLS = {"&": " and ", "@": " at ", "+": " plus ", "=": " equals "}


def units(text: str, language: Language) -> int:
    """What the speech rate counts: words in English, characters in Mandarin; 0 for empty text."""
    return count_characters(text) if language == "zh" else count_words(text)


def count_words(text: str) -> int:
    """English words: "don't" is 1, "twenty-five" and "check-in" are 2, "a.m." is 1; a Chinese character is 1."""
    return len(_english_words(text))


def count_syllables(text: str) -> int:
    """Syllables of English text; a Chinese character in it is 1."""
    return sum(1 if _HAN.match(word) else syllables_in(word) for word in _english_words(text))


def count_characters(text: str) -> int:
    """Mandarin syllables: each Chinese character is 1, a Latin word counts its syllables (iPhone 2, APP 3, 5G 2)."""
    spoken = numbers_in_characters(_plain(text))
    latin = _WORD.findall(_HAN.sub(" ", spoken))
    return len(_HAN.findall(spoken)) + sum(map(syllables_in, latin))


def _english_words(text: str) -> list[str]:
    text = _plain(text)
    # 10 a.m., U.S.: one word each, in capitals because they are spelled
    text = re.sub(r"(?<=\d)\s?([ap])\.?m\b\.?", lambda match: f" {match[1].upper()}M ", text, flags=re.IGNORECASE)
    text = re.sub(r"\b(?:[A-Za-z]\.){2,}", lambda match: match[0].replace(".", "").upper() + " ", text)
    text = re.sub(r"(?<=\w)\.(?=(?:com|org|net|edu|gov|io|co|uk|cn)\b)", " dot ", text)
    text = re.sub(r"#(?=\d)", " number ", text)
    for symbol, said in _SYMBOLS.items():
        text = text.replace(symbol, said)
    return _WORD.findall(_HAN.sub(r" \g<0> ", numbers_in_words(text)))


def _plain(text: str) -> str:
    """Full-width digits and signs as plain ones, one kind of apostrophe."""
    return unicodedata.normalize("NFKC", text).replace("’", "'").replace("\u2044", "/")
