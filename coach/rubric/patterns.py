"""Regular expressions from a rubric: somebody else's, so that none may hang the program.

They are matched against plain text (`coach/rubric/plain.py`): no punctuation, lower case, 你 for 您, Simplified characters.
"""

from __future__ import annotations

import functools
import re
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from coach.language.script import to_simplified
from coach.model import Language, Text

if TYPE_CHECKING:
    import regex

TIMEOUT_S = 0.1  # for one pattern on one turn; an honest one takes some microseconds
# `regex` goes by the whole program's time, which other threads can use up: only a match whose own thread was at work that long is slow.
TRIES = 50
_NEVER_IN_PLAIN_TEXT = re.compile("[，。！？；：、…—～·“”‘’（）【】《》「」]")
_PART = re.compile(r"\{[a-z_]{2,}\}")
_PROBE_CHARACTERS, _PROBED_LETTERS = 300, 12


class TooSlow(Exception):
    """The pattern did not come to an end within `TIMEOUT_S` of its thread's own time."""


class BadPattern(ValueError):
    """What is wrong with a pattern, in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@functools.lru_cache(maxsize=8192)
def compiled(pattern: str, language: Language) -> regex.Pattern[str]:
    """The pattern as it is matched: case does not count, English ones match whole words and may have apostrophes.

    Raises BadPattern for one that is no regular expression.
    """
    import regex

    folded = to_simplified(pattern).replace("您", "你").replace("'", "").replace("’", "")
    try:
        return regex.compile(rf"\b(?:{folded})\b" if language == "en" else folded, regex.IGNORECASE)
    except regex.error as error:
        raise BadPattern(
            Text(zh=f"不是有效的正则表达式（{error.msg}）", en=f"is no valid regular expression ({error.msg})")
        ) from error
    except (RecursionError, OverflowError, ValueError) as error:  # nested too deep, a number or name out of range
        raise BadPattern(
            Text(zh="这个正则表达式太复杂：请拆成几个", en="is too complex a regular expression: make several of it")
        ) from error


def matches(pattern: str, language: Language, text: str) -> list[tuple[int, int]]:
    """(start, end) of each match that is not empty, in order. Raises TooSlow, BadPattern."""
    ready = compiled(pattern, language)
    for _ in range(TRIES):
        began_s = time.thread_time()
        try:
            return [match.span() for match in ready.finditer(text, timeout=TIMEOUT_S) if match.end() > match.start()]
        except TimeoutError as error:
            late = error
            if time.thread_time() - began_s >= TIMEOUT_S / 2:
                break
    raise TooSlow(pattern) from late


@functools.lru_cache(maxsize=8192)  # the marks that ship stand in several rubrics, and every window lists them
def check_pattern(pattern: str, language: Language) -> None:
    """Raises BadPattern for a pattern that does not compile, can never match or is slow on a text made to be hard for it."""
    mark = _NEVER_IN_PLAIN_TEXT.search(pattern)
    if mark:
        raise BadPattern(
            Text(
                zh=f"里面有“{mark[0]}”，而匹配的文字里没有标点：请去掉它，括号请用半角 ( )",
                en=f"has “{mark[0]}” in it, but the text it is matched against has no punctuation: leave it out",
            )
        )
    part = _PART.search(pattern)
    if part:
        raise BadPattern(
            Text(
                zh=f"里面有 {part[0]}：这样的片段只能用在程序自带的说法文件里",
                en=f"has {part[0]} in it: such parts work only in the program's own phrase files",
            )
        )
    compiled(pattern, language)
    for probe in _probes(pattern):
        try:
            matches(pattern, language, probe)
        except TooSlow as error:
            raise BadPattern(SLOW) from error


def _probes(pattern: str) -> Iterator[str]:
    """Texts that are hard for the pattern if any is: its letters over and over, and what would complete a match too late."""
    run = "".join(character for character in pattern if character.isalnum()) or "a"
    letters = "".join(dict.fromkeys(run))
    for piece in (*letters[:_PROBED_LETTERS], run, letters):
        yield f"{(piece * _PROBE_CHARACTERS)[:_PROBE_CHARACTERS]} 0 {letters} {run}"


SLOW = Text(
    zh="匹配得太慢：请改写，不要在重复里再套重复，例如 ((a|b)*c?)*",
    en="takes too long to match: rewrite it without a repetition inside a repetition, such as ((a|b)*c?)*",
)
