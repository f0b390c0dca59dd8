"""Whether the words can be in the language that the user asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from coach.model import Note, Text, Turn

# Mandarin calls keep some Latin names and English ones hardly ever hold a character: far from both, so never close.
HAN_SHARE = 0.3
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LETTER = re.compile(r"[^\W\d_]")


def language_note(asked: Literal["zh", "en", "auto"], turns: Iterable[Turn]) -> tuple[Note, ...]:
    """A note when the letters of the turns are mostly not those of the language asked for; none without letters."""
    letters = _LETTER.findall("".join(turn.text for turn in turns))
    if asked == "auto" or not letters:
        return ()
    han_share = sum(bool(_HAN.match(letter)) for letter in letters) / len(letters)
    return () if (han_share >= HAN_SHARE) == (asked == "zh") else (_DOUBTFUL[asked],)


_DOUBTFUL = {
    "zh": Note(
        code="language_doubtful",
        text=Text(
            zh="指定了中文（--language zh），但文字里几乎没有汉字：语言可能选错了，评判不可靠；请改用 --language en 或 auto。",
            en="Mandarin was asked for (--language zh), but the words hold hardly any Chinese characters: the language is "
            "probably wrong and the judgement not to be trusted; use --language en or auto.",
        ),
    ),
    "en": Note(
        code="language_doubtful",
        text=Text(
            zh="指定了英语（--language en），但文字里有很多汉字：语言可能选错了，评判不可靠；请改用 --language zh 或 auto。",
            en="English was asked for (--language en), but the words are full of Chinese characters: the language is "
            "probably wrong and the judgement not to be trusted; use --language zh or auto.",
        ),
    ),
}
