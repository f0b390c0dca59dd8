"""What the rep promised in the call, and by when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach.model import Language, Promise, Turn
from coach.rubric.labels import language_of
from coach.rubric.phrases import find_all
from coach.rubric.plain import Plain, plain

_SENTENCE_END = re.compile(r"[。！？!?；;\n]|\.(?!\d)")
_TRAILING = re.compile(r"[\s,，、:：-]*(?:\b(?:and|but|so|then)|并且|然后|而且|同时)?[\s,，、:：-]*$", re.IGNORECASE)
_MAX_QUOTE_CHARACTERS = 160


def find_promises(turns: Sequence[Turn], *, language: Language) -> tuple[Promise, ...]:
    """Every promise of the rep in order, the company's too ("we'll refund it"): each is one to tick off.

    Said twice in one turn in the same words, it is one.

    `due` is the words that say by when, None without any. Course: CS, "keep what you promise" (言出必行).
    """
    promises: list[Promise] = []
    for turn in turns:
        if turn.role == "rep":
            text = plain(turn.text)
            promises += _promises(turn, text, language_of(text, language))
    return tuple(dict.fromkeys(promises))


def _promises(turn: Turn, text: Plain, language: Language) -> list[Promise]:
    spans = find_all("promise", text, language=language)
    times = find_all("time", text, language=language)
    found = []
    free_from = 0  # what the promise before it has not used up
    starts = [start for start, _ in spans]
    for (start, end), limit in zip(spans, [*starts[1:], len(text.text)], strict=False):
        # The time mostly stands in the promise or after it; "tomorrow by noon I'll call" puts it just before.
        within = [time for time in times if start <= time[0] < limit]
        just_before = [time for time in times if free_from <= time[0] and start - 1 <= time[1] <= start]
        due = next(iter(within + just_before), None)
        first, last = (min(start, due[0]), max(end, due[1])) if due else (start, end)
        quote = _quote(text, first, last, limit)
        found.append(Promise(turn=turn.uid, quote=quote, due=text.quote(*due) if due else None))
        free_from = last
    return found


def _quote(text: Plain, start: int, end: int, limit: int) -> str:
    """The promise in the turn's own words, to the end of its sentence or the next promise."""
    first, last = text.positions[start], text.positions[end - 1] + 1
    until = text.positions[limit] if limit < len(text.positions) else len(text.original)
    stop = _SENTENCE_END.search(text.original, last)
    last = max(last, min(until, stop.start() if stop else until))
    return _TRAILING.sub("", text.original[first : min(last, first + _MAX_QUOTE_CHARACTERS)])
