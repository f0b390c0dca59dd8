"""What a layer says of a turn: this mark is there, or it is not, and how sure it is.

Layers: `phrase` (exact words or a pattern), `sound` (the same in pinyin), `meaning` (the network, or a rubric's examples).
Where they disagree the most certain one is believed (`decide`), and the others stay visible beside it. Only the exact words
of a rubric are believed before anything that comes with the program: who writes a rubric has the last word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.model import Layer


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """`certainty` (0-1) is that of what is said, present or not; `quote` the turn's own words, "" when not present.

    `taught`: the rubric's own examples, phrases or patterns say so word for word.
    """

    mark: str
    layer: Layer
    present: bool
    certainty: float
    quote: str
    taught: bool = False


def decide(votes: Sequence[Vote]) -> Vote | None:
    """The most certain vote, the rubric's own before others, the first of equals; None without any. All are on one mark of one turn."""
    return max(votes, key=lambda vote: (vote.taught, vote.certainty), default=None)
