"""What a mark that a rubric teaches says of a turn, from the turn's words alone. Its meaning: `coach/rubric/examples.py`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from coach.errors import UserError
from coach.language.pinyin import find_by_sound
from coach.model import Language, Layer
from coach.rubric.format import TaughtMark
from coach.rubric.patterns import SLOW, TooSlow, matches
from coach.rubric.phrases import NEAR
from coach.rubric.plain import Plain, plain
from coach.rubric.votes import Vote

# How certain each kind of evidence is (ours): the whole turn, exact words, a pattern, what undoes them, the sound.
EXAMPLE, PHRASE, PATTERN, UNDONE, SOUND = 0.98, 0.95, 0.9, 0.9, 0.8
_MOST_MATCHES = 100  # of each kind that are looked at in a turn: more are no honest turn
_LATIN = re.compile(r"[^\W\u3400-\u9fff]")

Span = tuple[int, int]


def taught_votes(taught: TaughtMark, text: Plain, *, language: Language, first: bool) -> list[Vote]:
    """At most one vote of each kind of evidence: example, counter-example, phrases, patterns, sound; [] for none.

    `language` is the turn's own, `first` whether it is its speaker's first; that the speaker is the taught one is the
    caller's to see to. What stands only near a match of `unless` votes against the mark. A counter-example counts at
    any place. Raises UserError for a pattern that takes too long.
    """
    here = taught.place == "anywhere" or (taught.place == "first") == first
    votes = []
    if here and _is_one_of(text, taught.examples.in_(language)):
        votes.append(_present(taught, "phrase", EXAMPLE, text, (0, len(text.text))))
    if _is_one_of(text, taught.counter_examples.in_(language)):
        votes.append(_absent(taught, "phrase", EXAMPLE))
    if not here:
        return votes
    kinds: tuple[tuple[Layer, float, Callable[[], Iterator[Span]]], ...] = (
        ("phrase", PHRASE, lambda: _phrases(taught, text, language)),
        ("phrase", PATTERN, lambda: _patterns(taught, taught.patterns.in_(language), text.text, language)),
        ("sound", SOUND, lambda: _sounds(taught, text, language)),
    )
    undone: list[Vote] = []
    for layer, certainty, found in kinds:
        spans = list(islice(found(), _MOST_MATCHES))
        standing = next((span for span in spans if not _is_undone(taught, text, language, span)), None)
        if standing:
            votes.append(_present(taught, layer, certainty, text, standing))
        elif spans:
            undone.append(_absent(taught, layer, min(certainty, UNDONE)))
    # A match elsewhere in the turn that nothing undoes is not contradicted by one that is undone.
    return votes if any(vote.present for vote in votes) else votes + undone


def _is_one_of(text: Plain, sentences: Iterable[str]) -> bool:
    return bool(text.text) and any(plain(sentence).text == text.text for sentence in sentences)


def _phrases(taught: TaughtMark, text: Plain, language: Language) -> Iterator[Span]:
    for phrase in taught.phrases.in_(language):
        wanted = plain(phrase).text
        at = text.text.find(wanted) if wanted else -1
        while at >= 0:
            if _is_whole(text.text, at, at + len(wanted)):
                yield at, at + len(wanted)
            at = text.text.find(wanted, at + 1)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no Latin word or number is cut in two."""
    return not any(
        0 < border < len(text) and _LATIN.match(text[border - 1]) and _LATIN.match(text[border])
        for border in (start, end)
    )


def _patterns(taught: TaughtMark, patterns: Iterable[str], text: str, language: Language) -> Iterator[Span]:
    for pattern in patterns:
        try:
            yield from matches(pattern, language, text)
        except TooSlow as error:
            raise UserError(
                zh=f"评分表 {taught.rubric}.toml 里，标记“{taught.id}”的表达式“{pattern}”{SLOW.zh}。",
                en=f"In the rubric {taught.rubric}.toml, the pattern “{pattern}” of the mark “{taught.id}” {SLOW.en}.",
            ) from error


def _sounds(taught: TaughtMark, text: Plain, language: Language) -> Iterator[Span]:
    if language == "zh":
        for phrase in taught.phrases.zh:
            yield from find_by_sound(plain(phrase).text, text.text)


def _is_undone(taught: TaughtMark, text: Plain, language: Language, span: Span) -> bool:
    around = text.text[max(0, span[0] - NEAR[language]) : span[1] + NEAR[language]]
    return any(True for _ in _patterns(taught, taught.unless.in_(language), around, language))


def _present(taught: TaughtMark, layer: Layer, certainty: float, text: Plain, span: Span) -> Vote:
    return Vote(mark=taught.id, layer=layer, present=True, certainty=certainty, quote=text.quote(*span), taught=layer == "phrase")


def _absent(taught: TaughtMark, layer: Layer, certainty: float) -> Vote:
    return Vote(mark=taught.id, layer=layer, present=False, certainty=certainty, quote="", taught=layer == "phrase")
