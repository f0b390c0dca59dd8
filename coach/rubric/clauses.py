"""A turn in clauses: what stands between two punctuation marks, without a polite tag at its end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coach.model import Language
from coach.rubric.phrases import find_all
from coach.rubric.plain import Plain, plain

_END = re.compile(r"[，。！？；…—!?;\n]+|[.,](?!\d)|:(?!\d)|：|\s-\s")
_SENTENCE_END = re.compile(r"[。！？；!?;\n.]")


@dataclass(frozen=True, slots=True)
class Clause:
    """`text` is the clause made plain; it starts at `start` of the turn's text. `sentence` counts sentences from 0."""

    text: Plain
    start: int
    sentence: int


def clauses_of(text: str, language: Language) -> list[Clause]:
    """The clauses of a turn in order, those without a letter left out; a tag (好吗, "okay?") is no part of one."""
    clauses: list[Clause] = []
    start = sentence = 0
    for mark in [*_END.finditer(text), None]:
        stop = mark.start() if mark else len(text)
        clause = plain(text[start:stop])
        tags = find_all("polite_tag", clause, language=language)
        if tags:
            clause = plain(text[start : start + clause.positions[tags[0][0]]])
        if clause.text:
            clauses.append(Clause(clause, start, sentence))
        if mark:
            start = mark.end()
            sentence += bool(_SENTENCE_END.search(mark[0]))
    return clauses
