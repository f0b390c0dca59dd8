"""Which of several people is the rep, from the words alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from coach.model import Language
from coach.speakers.rep_words import says_rep

# Log odds between the likeliest and the next, in sum and for each turn of the two. On the corpus's dialogues left out of
# the learning, two to six turns among them, every wrong one stays below 2.2.
SURE, SURE_PER_TURN = 3.0, 0.2
MOST_CERTAIN = 0.99


@dataclass(frozen=True, slots=True)
class RepGuess:
    """`person` is the rep with `certainty` (0-1), None where the words do not tell; `likeliest` in either case.

    `likeliest` is None when nobody says anything.
    """

    person: str | None
    likeliest: str | None
    certainty: float


def which_rep(turns: Sequence[tuple[str, str]], language: Language) -> RepGuess:
    """`turns` are (person, text) in order. A person alone is the rep when a rep would speak so."""
    odds: dict[str, float] = {}
    spoken: dict[str, int] = {}
    for person, text in turns:
        odds[person] = odds.get(person, 0.0) + says_rep(text, language, first=person not in odds)
        spoken[person] = spoken.get(person, 0) + 1
    if not odds:
        return RepGuess(None, None, 0.0)
    best, *others = sorted(odds, key=lambda person: -odds[person])
    margin = odds[best] - (odds[others[0]] if others else 0.0)
    count = spoken[best] + (spoken[others[0]] if others else 0)
    certainty = min(MOST_CERTAIN, 1 / (1 + exp(-margin))) if margin > 0 else 0.5
    sure = margin >= max(SURE, SURE_PER_TURN * count)
    return RepGuess(best if sure else None, best, certainty)
