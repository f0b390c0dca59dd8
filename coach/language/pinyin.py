"""Chinese by its sound: where a phrase was said, though a recogniser wrote other characters for it.

A homophone stands for a word only as far as it can hardly be another word: the shorter the phrase, the more must agree.
Readings are those of pypinyin (MIT), in the context of the text.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

_HAN_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]+")
_SYLLABLE = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)([a-zê]+)([1-5])")
_SHORTEST, _ANY_TONE_FROM = 2, 5  # syllables


@dataclass(frozen=True, slots=True)
class Syllable:
    """`initial` may be "", `tone` is 1-4, or 5 for the neutral one."""

    initial: str
    final: str
    tone: int

    @property
    def folded(self) -> str:
        """Without tone, and without what southern speakers and recognisers mix: l/n, z/zh, c/ch, s/sh, n/ng."""
        return _folded_initial(self.initial) + _folded_final(self.final)


def find_by_sound(phrase: str, text: str) -> list[tuple[int, int]]:
    """Where the phrase is heard in the text but written otherwise: (start, end) in order; both in Simplified characters.

    The same character always agrees. Beside that, two syllables must be the very same, tones too, have one character in
    common, and not be parts of two other words; three may be mixed up (`Syllable.folded`) but keep their tones; of four
    one may have another tone; from five on tones do not matter. [] for a phrase of one syllable or one with anything but
    Chinese characters.
    """
    if len(phrase) < _SHORTEST or not _HAN_RUN.fullmatch(phrase):
        return []
    spans: set[tuple[int, int]] = set()
    # Each character by itself as well: 着 is not read alike in 着急 and in what was written for it, 着级.
    for in_context in (True, False):
        wanted, heard = syllables_of(phrase, in_context=in_context), syllables_of(text, in_context=in_context)
        if None in wanted:
            return []
        needle, hay = _key(phrase, in_context), _key(text, in_context)
        at = hay.find(needle)
        while at >= 0:
            start = hay.count(" ", 0, at)
            end = start + len(wanted)
            if text[start:end] != phrase and _agree(phrase, wanted, text, heard, start):
                spans.add((start, end))
            at = hay.find(needle, at + 1)
    return sorted(spans)


@functools.lru_cache(maxsize=4096)
def syllables_of(text: str, *, in_context: bool = True) -> tuple[Syllable | None, ...]:
    """One for each character of the text, None for what is no Chinese character or has no known reading.

    `in_context`: as the word that it stands in is read; else the most usual reading of each character.
    """
    from pypinyin import Style, lazy_pinyin

    syllables: list[Syllable | None] = [None] * len(text)
    for run in _HAN_RUN.finditer(text):
        readings = lazy_pinyin(
            run[0] if in_context else list(run[0]),
            style=Style.TONE3,
            neutral_tone_with_five=True,
            errors=lambda unknown: [""] * len(unknown),
        )
        for position, reading in enumerate(readings, start=run.start()):
            parts = _SYLLABLE.fullmatch(reading)
            syllables[position] = Syllable(parts[1], parts[2], int(parts[3])) if parts else None
    return tuple(syllables)


def _agree(
    phrase: str, wanted: tuple[Syllable, ...], text: str, heard: tuple[Syllable | None, ...], start: int
) -> bool:
    """Whether what is heard from `start` on, equal when folded, can stand for the phrase."""
    count = len(wanted)
    pairs = [
        (one, other)
        for one, other, written, said in zip(
            wanted, heard[start : start + count], phrase, text[start : start + count], strict=True
        )
        if written != said
    ]
    if count == _SHORTEST:
        same = all(one == other for one, other in pairs)
        return same and len(pairs) < count and not _of_two_words(text, start)
    other_tones = sum(not _same_tone(one, other) for one, other in pairs)
    return count >= _ANY_TONE_FROM or other_tones <= (1 if count == _ANY_TONE_FROM - 1 else 0)


def _same_tone(one: Syllable, other: Syllable) -> bool:
    """A neutral tone agrees with any tone of the very same syllable (觉得 may be written 觉德)."""
    if one.tone == other.tone:
        return True
    return 5 in (one.tone, other.tone) and (one.initial, one.final) == (other.initial, other.final)


def _of_two_words(text: str, start: int) -> bool:
    """Whether the two characters belong to their neighbours: 付责 in 支付责任."""
    from pypinyin.constants import PHRASES_DICT

    return text[start + 1 : start + 3] in PHRASES_DICT or text[max(0, start - 1) : start + 1] in PHRASES_DICT


@functools.lru_cache(maxsize=4096)
def _key(text: str, in_context: bool) -> str:
    """What `str.find` can search: each syllable between marks of its own, so that no part of one is found."""
    syllables = syllables_of(text, in_context=in_context)
    return "".join(f" {syllable.folded if syllable else '?'}|" for syllable in syllables)


def _folded_initial(initial: str) -> str:
    return "l" if initial == "n" else initial.removesuffix("h") if len(initial) == 2 else initial


def _folded_final(final: str) -> str:
    return final.removesuffix("g") if final.endswith("ng") else final
