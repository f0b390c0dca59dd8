"""Phrases as data: `rubrics/phrases/*.toml` says which words carry which mark, and which words around them undo it.

A mark is a turn label of the contract or one of the few that only criteria need (`HIDDEN_MARKS`).
Patterns are matched against plain text (`coach/rubric/plain.py`), so no punctuation stands in them.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Annotated, Literal

import msgspec

from coach.model import LABELS, RED_CARDS, Language
from coach.rubric.plain import Plain
from coach.rubric.votes import Vote

# name_given: the rep's own name; vague: a promise that nobody keeps; harsh: makes a card red at once;
# listening: a turn that only listens; agreement: the customer agrees; promise: what will be done;
# promise_if_timed: what is a promise only with a time beside it; time: by when; suggests: words of a proposal; polite_tag: 好吗, "okay?" at the end of
# a clause; anything_else: the offer to help with more; asks_help: the customer asks for a hand.
HIDDEN_MARKS = (
    "name_given",
    "vague",
    "harsh",
    "listening",
    "agreement",
    "promise",
    "promise_if_timed",
    "time",
    "suggests",
    "polite_tag",
    "anything_else",
    "asks_help",
)
_FROM_CUSTOMER = ("upset", "agreement", "asks_help")
MARKS = (*LABELS, *HIDDEN_MARKS, "upset")
# How far around a match `unless` looks, in plain characters: about one clause each side.
NEAR = {"zh": 14, "en": 60}
# The words of a card, undone by what stands beside them: surer than the network ever is; but where the turn goes on beyond
# what stands beside them, the rest may hold a card of its own, and then the network may say so.
_UNDONE, _UNDONE_IN_PART = 0.995, 0.9
_ECHO = {"zh": 5, "en": 14}  # plain characters from which the same words are no coincidence
_PART = re.compile(r"\{([a-z_]+)\}")

Place = Literal["anywhere", "first", "later"]


class _Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule as written: any pattern of `any`, unless one of `unless` stands near it, or `unless_asked` before.

    `if_asked`: only where one of these stands in what the other side said right before. `place`: anywhere, in the
    speaker's first turn, or in a later one.
    """

    mark: Literal[MARKS]
    any: tuple[str, ...]
    unless: tuple[str, ...] = ()
    unless_asked: tuple[str, ...] = ()
    if_asked: tuple[str, ...] = ()
    certainty: Annotated[float, msgspec.Meta(gt=0, le=1)] = 0.9
    place: Place = "anywhere"
    whole: bool = False
    present: bool = True


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A phrase file: named parts, used as {part} in patterns, and the rules."""

    rule: tuple[_Entry, ...]
    parts: dict[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    mark: str
    any: re.Pattern[str]
    unless: re.Pattern[str] | None
    unless_asked: re.Pattern[str] | None
    if_asked: re.Pattern[str] | None
    certainty: float
    place: Place
    present: bool


def find_marks(
    text: Plain, *, language: Language, speaker: Literal["rep", "customer"], first: bool, asked: Plain | None
) -> list[Vote]:
    """A vote for each mark of one turn, by its most certain match; [] for empty text.

    `first`: it is the speaker's first turn; `asked`: the other's turn before, which can make an order an answer.
    """
    found: dict[str, Vote] = {}
    undone: dict[str, float] = {}  # cards whose words are there, but quoted, negated, asked for …: how certain that is
    for rule in _rules(language, speaker):
        if rule.place != "anywhere" and (rule.place == "first") != first:
            continue
        if rule.mark in found and found[rule.mark].certainty >= rule.certainty:
            continue
        if rule.unless_asked and asked and rule.unless_asked.search(asked.text):
            if rule.mark in RED_CARDS and (words := rule.any.search(text.text)):
                undone[rule.mark] = _undone(words, text, NEAR[language])
            continue
        if rule.if_asked and not (asked and rule.if_asked.search(asked.text)):
            continue
        matches = _matches(rule, text, NEAR[language])
        if rule.mark in RED_CARDS and asked:  # giving the customer's own words back is quoting
            matches = (match for match in matches if len(match[0]) < _ECHO[language] or match[0] not in asked.text)
        match = next(matches, None)
        if match is None and rule.mark in RED_CARDS and rule.present and (words := rule.any.search(text.text)):
            undone[rule.mark] = _undone(words, text, NEAR[language])
        if match:
            quote = text.quote(*match.span()) if rule.present else ""
            found[rule.mark] = Vote(mark=rule.mark, layer="phrase", present=rule.present, certainty=rule.certainty, quote=quote)
    for mark in undone.keys() - found.keys():
        found[mark] = Vote(mark=mark, layer="phrase", present=False, certainty=undone[mark], quote="")
    return list(found.values())


def find_all(mark: str, text: Plain, *, language: Language) -> list[tuple[int, int]]:
    """Where the rep's `mark` stands in `text.text`: (start, end) in order, not overlapping; [] without one."""
    spans = sorted(
        match.span()
        for rule in _rules(language, "rep")
        if rule.mark == mark and rule.present
        for match in _matches(rule, text, NEAR[language])
    )
    apart: list[tuple[int, int]] = []
    for start, end in spans:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def _undone(words: re.Match[str], text: Plain, near: int) -> float:
    whole = words.start() <= near and len(text.text) - words.end() <= near
    return _UNDONE if whole else _UNDONE_IN_PART


def _matches(rule: _Rule, text: Plain, near: int) -> Iterator[re.Match[str]]:
    for match in rule.any.finditer(text.text):
        around = text.text[max(0, match.start() - near) : match.end() + near]
        if match.end() > match.start() and not (rule.unless and rule.unless.search(around)):
            yield match


@functools.cache
def _rules(language: Language, speaker: Literal["rep", "customer"]) -> tuple[_Rule, ...]:
    """The compiled rules for one side; customers are upset, agree or ask for help."""
    data = files("rubrics").joinpath("phrases", f"{language}.toml").read_text(encoding="utf-8")
    written = msgspec.convert(tomllib.loads(data), _File)
    return tuple(
        _Rule(
            mark=entry.mark,
            any=_compile(entry.any, written.parts, language, whole=entry.whole),
            unless=_compile(entry.unless, written.parts, language) if entry.unless else None,
            unless_asked=_compile(entry.unless_asked, written.parts, language) if entry.unless_asked else None,
            if_asked=_compile(entry.if_asked, written.parts, language) if entry.if_asked else None,
            certainty=entry.certainty,
            place=entry.place,
            present=entry.present,
        )
        for entry in written.rule
        if (entry.mark in _FROM_CUSTOMER) == (speaker == "customer")
    )


def _compile(
    patterns: tuple[str, ...], parts: dict[str, str], language: Language, *, whole: bool = False
) -> re.Pattern[str]:
    """One pattern of many; English ones match whole words and are written with apostrophes, which plain text lacks."""
    joined = "|".join(patterns)
    for _ in range(3):  # parts may use parts
        joined = _PART.sub(lambda part: f"(?:{parts[part[1]]})", joined)
    joined = joined.replace("'", "")
    if whole:
        return re.compile(rf"^(?:{joined})$")
    return re.compile(rf"\b(?:{joined})\b" if language == "en" else joined)
