"""Hesitation words: um, uh, er; 呃, 嗯, and 那个, 这个, 就是 where they fill a gap.

The rules are cautious, so a count is a lower bound ("at least N"):

- English: um, uh, er, erm, ehm and their drawn-out spellings; hm inside a turn. Not uh-huh, mm-hm, uh-uh
  (answers), not "Mm", "Ah", "Oh", nor a turn's first "Hmm" (listening).
- Mandarin: 呃 always (but not 呃逆, 打呃). 额, 恩 only between pauses (Whisper's spellings of the same sounds).
  嗯 inside a turn; at its start it is listening (嗯，好的) unless it trails off (嗯……) or another filler follows.
  Never doubled (嗯嗯) or asked (嗯？).
- 那个, 这个, 就是 only between pauses or beside another filler, or doubled (那个那个): "那个手机" points at a
  telephone, "我要那个。" is an answer, "就是这样" is a statement. 就是 at a turn's start is agreement, not a filler.
- Soft ones (well, so, you know, 然后, 其实) have too many honest uses and are not counted.

A pause is a comma, a dash, dots, a space in Chinese, or (with times) a gap of at least `GAP_S` between words.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from coach.language.script import to_simplified
from coach.model import Language, Word

GAP_S = 0.3  # word times are 0.1-0.25 s early at pauses, so this only supports the punctuation

_ENGLISH = re.compile(r"(?<![\w'’-])(?:u+h+m*|u+m+|er+m*|eh+m+|(?P<hm>h+m+))(?![\w'’]|-\w)", re.IGNORECASE)
_MANDARIN = re.compile(r"呃+|额+|恩+|嗯+|(?:那个)+|(?:这个)+|(?:就是)+")
_PAUSE = frozenset(" \t\n\u3000，,、…—–-~～")
_STOP = frozenset("。.？?！!；;：:")
_TRAILS_OFF = re.compile(r"\s*(?:…|\.\.|。。|—|[，,、\s]*(?:呃|那个[，,、…]|这个[，,、…]))")
_SPOKEN = re.compile(r"[^\W嗯]")


@dataclass(frozen=True, slots=True)
class Filler:
    """One filler as it was said; times in seconds, None when it comes from text without times."""

    text: str
    start_s: float | None = None
    end_s: float | None = None


def fillers_in_text(text: str, language: Language) -> tuple[Filler, ...]:
    """The fillers of one turn's text, in order, without times; () when there are none."""
    return tuple(Filler(text[start:end]) for start, end in _spans(text, language, frozenset()))


def fillers_in_words(words: Sequence[Word], language: Language) -> tuple[Filler, ...]:
    """The fillers of one turn's (or utterance's) words, in order, each with the times of the words it covers."""
    text = "".join(word.text for word in words)
    ends = list(accumulate(len(word.text) for word in words))
    gaps = frozenset(
        end
        for end, word, following in zip(ends, words, words[1:], strict=False)
        if following.start_s - word.end_s >= GAP_S
    )

    def filler(start: int, end: int) -> Filler:
        first = words[bisect.bisect_right(ends, start)]
        last = words[bisect.bisect_left(ends, end)]
        return Filler(text[start:end], first.start_s, last.end_s)

    return tuple(filler(start, end) for start, end in _spans(text, language, gaps))


def _spans(text: str, language: Language, gaps: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Character ranges of the fillers; before each character index in `gaps` lies a silence."""
    return _english_spans(text) if language == "en" else _mandarin_spans(to_simplified(text), gaps)


def _english_spans(text: str) -> Iterator[tuple[int, int]]:
    for match in _ENGLISH.finditer(text):
        emergency_room = match[0] == "ER"
        listening = match["hm"] and not re.search(r"\b(?![hm]+\b)\w", text[: match.start()], re.IGNORECASE)
        if not emergency_room and not listening:
            yield match.span()


def _mandarin_spans(text: str, gaps: frozenset[int]) -> Iterator[tuple[int, int]]:
    last_end = None  # what stands beside a filler stands beside a pause
    for match in _MANDARIN.finditer(text):
        start, end = match.span()
        before, after = text[:start], text[end : end + 1]
        opens = not _SPOKEN.search(before)
        pause_before = opens or start == last_end or start in gaps or before[-1] in _PAUSE | _STOP
        pause_after = end in gaps or after in _PAUSE or after in ("呃", "嗯")
        said = match[0]
        if said[0] == "呃":
            found = after != "逆" and not before.endswith("打")
        elif said[0] == "嗯":
            listening = opens and not _TRAILS_OFF.match(text, end)
            found = said == "嗯" and after not in ("？", "?") and not listening
        elif said[0] in "额恩":
            found = pause_before and pause_after
        else:
            agreement = said[0] == "就" and opens
            found = not agreement and (len(said) >= 4 or (pause_before and pause_after))
        if found:
            last_end = end
            yield start, end
