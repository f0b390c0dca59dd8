"""What the program said as the customer of a practice call: its words are known, so nobody has to hear them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from coach.language.tokens import units
from coach.model import Span, Utterance, Word
from coach.paths import ABOUT_PRACTICE
from coach.practising.customer_channel import SENT_LAG_S
from coach.practising.practice import SaidLine, read_practice_file
from coach.transcript import detect_language

CUSTOMER_TRACK = 1  # where the recording has the customer's column
ROUNDING_S = 1e-6
_WORDS = re.compile(r"[\u3007\u3400-\u9fff](?:[^\w\s]*)|[^\s\u3007\u3400-\u9fff]+")  # a character or a word, with the marks behind it


def known_lines(sound: Path) -> tuple[SaidLine, ...]:
    """The lines that sound in the right channel of the recording `sound`; none where nothing beside it says so."""
    practice = read_practice_file(sound.with_suffix(ABOUT_PRACTICE))
    return practice.heard_lines if practice else ()


def known_utterances(lines: Sequence[SaidLine], speech: Sequence[Span]) -> tuple[Utterance, ...]:
    """An utterance for each line, its words laid over the stretches of the customer's `speech` (in order) in the line's time.

    Of a line that was cut short, by the rep or by the next one, the words that did not come are left out; a line in whose
    time nobody speaks is left out.
    """
    found = []
    for line, whole in zip(lines, _times(lines), strict=True):
        own = [Span(max(span.start_s, whole.start_s), min(span.end_s, whole.end_s)) for span in speech if span.overlap_s(whole) > ROUNDING_S]
        words = _said(line, whole.duration_s)
        if own and words:
            found.append(_utterance(line, words, own))
    return tuple(found)


def sounding(lines: Sequence[SaidLine], speech: Sequence[Span]) -> tuple[Span, ...]:
    """Where the customer's channel sounds, breath and faint words too; `speech` (in order) where the length of a line is not known."""
    times = _times(lines)
    return tuple(times) if all(line.length_s is not None for line in lines) else tuple(speech)


def _times(lines: Sequence[SaidLine]) -> list[Span]:
    """From when until when each line may sound: its own length, no more than was played of it, up to the next one."""
    starts_s = [line.at_s + SENT_LAG_S for line in lines]
    spans = []
    for index, (line, start_s) in enumerate(zip(lines, starts_s, strict=True)):
        ends_s = [start_s + length_s for length_s in (line.length_s, line.heard_s) if length_s is not None]
        spans.append(Span(start_s, max(start_s, min([*starts_s[index + 1 : index + 2], *ends_s], default=float("inf")))))
    return spans


def _said(line: SaidLine, heard_s: float) -> list[str]:
    """The line's words, those that began in the first `heard_s` of it."""
    words = _WORDS.findall(line.text)
    if line.length_s is None or heard_s >= line.length_s:
        return words
    starts, whole = _starts(line, words)
    return [word for word, start in zip(words, starts, strict=True) if start < whole * heard_s / line.length_s]


def _utterance(line: SaidLine, words: Sequence[str], own: Sequence[Span]) -> Utterance:
    starts, whole = _starts(line, words)
    sounding_s = sum(span.duration_s for span in own)
    begin_s = [_at(own, sounding_s * start / whole, is_end=False) for start in starts]
    end_s = [_at(own, sounding_s * end / whole, is_end=True) for end in (*starts[1:], whole)]
    is_whole = len(words) == len(_WORDS.findall(line.text))
    language = detect_language(line.text)
    return Utterance(
        track=CUSTOMER_TRACK,
        start_s=own[0].start_s,
        end_s=own[-1].end_s,
        text=line.text if is_whole else ("" if language == "zh" else " ").join(words),
        words=tuple(Word(*times_s, word, 1.0) for *times_s, word in zip(begin_s, end_s, words, strict=True)),
        language=language,
    )


def _starts(line: SaidLine, words: Sequence[str]) -> tuple[list[float], float]:
    """Where each word begins and the last one ends, counted in what the pace counts; a mark alone takes half a word."""
    language = detect_language(line.text)
    starts, at = [], 0.0
    for word in words:
        starts.append(at)
        at += units(word, language) or 0.5
    return starts, at


def _at(own: Sequence[Span], sounding_s: float, *, is_end: bool) -> float:
    """The time in the recording at which so many seconds of `own` have sounded; at a pause its beginning, or its end."""
    for span in own:
        if sounding_s < span.duration_s + (ROUNDING_S if is_end else -ROUNDING_S):
            return min(span.start_s + sounding_s, span.end_s)
        sounding_s = max(0.0, sounding_s - span.duration_s)
    return own[-1].end_s
