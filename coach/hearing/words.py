"""From the scraps that the recogniser times to words as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coach.model import Word

APART_S = 0.3
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")  # Chinese characters and wide punctuation


def whole_words(scraps: Iterable[Word]) -> tuple[Word, ...]:
    """Words in order, each with the white space before it, as the recogniser gives it.

    A scrap without white space continues the word before (a + .m., 20 + 17) unless Chinese characters touch or time
    lies between; the word is then as probable as its least probable scrap. Broken characters (U+FFFD) are cut out, and what has
    neither letter nor digit is dropped.
    """
    whole: list[Word] = []
    for scrap in scraps:
        text = scrap.text.replace("\N{REPLACEMENT CHARACTER}", "")
        if whole and scrap.start_s - whole[-1].end_s < APART_S and _continues(whole[-1].text, text):
            last = whole[-1]
            probability = min(last.probability, scrap.probability)
            whole[-1] = Word(last.start_s, scrap.end_s, last.text + text, probability)
        elif text:
            whole.append(Word(scrap.start_s, scrap.end_s, text, scrap.probability))
    return tuple(word for word in whole if any(character.isalnum() for character in word.text))


def _continues(word: str, text: str) -> bool:
    return not text[:1].isspace() and not _WIDE.search(word) and not _WIDE.search(text)
