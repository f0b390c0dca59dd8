"""Pauses: silences inside a speaker's own turn, taken from the sound and never from gaps between word times.

A silence before somebody's answer is a response latency, not a pause: it lies between turns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.delivery.spoken import SpokenTurn, overlapping
from coach.language.fillers import Filler, fillers_in_words
from coach.language.script import to_simplified
from coach.model import Language, Pause, PauseClass, Span, Word


@dataclass(frozen=True, slots=True)
class PauseBounds:
    """From how many seconds on a silence is a pause, a gap, dead air.

    0.25 s: De Jong & Bosker 2013, the usual limit for articulation rate too. 2 s and 5 s are this project's own,
    with no study behind them: a trainer may change them.
    """

    short_s: float = 0.25
    gap_s: float = 2.0
    dead_air_s: float = 5.0


# Words that bind to what follows: a silence after one of them, without a comma, stands inside a phrase.
_BINDING = {
    "en": frozenset(
        "a an the my your our their his its of to for with from at into and or but because if than "
        "is are was were will would can could i we he she they very".split()
    ),
    "zh": frozenset(
        "我 我们 你 您 你们 他 她 他们 这个 那个 把 被 给 跟 和 与 对 向 在 从 为 因为 如果 但 但是 而且 或者 很 是 要 会 能 可以".split()
    ),
}


def find_pauses(
    spoken: Sequence[SpokenTurn], others: Sequence[Span], *, language: Language, bounds: PauseBounds
) -> tuple[Pause, ...]:
    """The pauses of one speaker, in order.

    `others`: where anybody else speaks, in order and apart from one another; that time is no pause.
    """
    found: list[Pause] = []
    for turn in spoken:
        fillers = fillers_in_words(turn.turn.words, language)
        for before, after in zip(turn.speech, turn.speech[1:], strict=False):
            for silence in _without(Span(before.end_s, after.start_s), others):
                if silence.duration_s >= bounds.short_s:
                    kind = _classify(silence, turn.turn.words, fillers, language, bounds)
                    found.append(Pause(start_s=silence.start_s, end_s=silence.end_s, pause_class=kind))
    return tuple(found)


def _without(silence: Span, others: Sequence[Span]) -> list[Span]:
    """`silence` less the time in which somebody else speaks."""
    left: list[Span] = []
    start_s = silence.start_s
    for other in overlapping(others, silence):
        left.append(Span(start_s, max(start_s, other.start_s)))
        start_s = max(start_s, other.end_s)
    return [*left, Span(start_s, max(start_s, silence.end_s))]


def _classify(
    silence: Span, words: Sequence[Word], fillers: Sequence[Filler], language: Language, bounds: PauseBounds
) -> PauseClass:
    if silence.duration_s >= bounds.dead_air_s:
        return "dead_air"
    if silence.duration_s >= bounds.gap_s:
        return "gap"
    return "hesitation" if _hesitates(silence, words, fillers, language) else "short"


def _hesitates(silence: Span, words: Sequence[Word], fillers: Sequence[Filler], language: Language) -> bool:
    """Whether a filler stands beside the silence, or a word before it that binds to what follows.

    Word times are 0.1-0.25 s off at pauses: they only tell which two words stand on either side.
    """
    middle_s = (silence.start_s + silence.end_s) / 2
    before = [word for word in words if _middle_s(word) < middle_s][-1:]
    after = [word for word in words if _middle_s(word) >= middle_s][:1]
    if any(filler.start_s <= _middle_s(word) <= filler.end_s for word in before + after for filler in fillers):
        return True
    return any(_plain(word.text, language) in _BINDING[language] for word in before)


def _plain(text: str, language: Language) -> str:
    return to_simplified(text.strip()) if language == "zh" else text.strip().lower()


def _middle_s(word: Word) -> float:
    return (word.start_s + word.end_s) / 2
