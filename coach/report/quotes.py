"""Cutting what was said without cutting a word."""

from __future__ import annotations

import re

# Chinese is written without spaces: there every character is a border, except inside a number or a Latin word.
_WORD_CHARACTER = re.compile(r"(?![\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])[\w'’]")
_LONGEST_WORD = 40  # characters; a longer run is no word and is cut where it has to be


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """`text[start:end]` widened so that it neither starts nor stops inside a word."""
    return _border(text, start, -1), _border(text, end, 1)


def first_part(text: str, length: int) -> str:
    """At most `length` characters from the start, and "…" where more follows."""
    if len(text) <= length:
        return text
    return text[: _border(text, length, -1)].rstrip() + "…"


def last_part(text: str, length: int) -> str:
    """At most `length` characters from the end, led by "…" where more comes before."""
    if len(text) <= length:
        return text
    return "…" + text[_border(text, len(text) - length, 1) :].lstrip()


def _border(text: str, at: int, step: int) -> int:
    """The nearest border of a word from `at` on in the direction of `step` (1 or -1); `at` where there is none near."""
    for border in range(at, at + step * _LONGEST_WORD, step):
        if border <= 0 or border >= len(text) or not _is_inside(text, border):
            return border
    return at


def _is_inside(text: str, at: int) -> bool:
    return bool(_WORD_CHARACTER.match(text, at - 1) and _WORD_CHARACTER.match(text, at))
