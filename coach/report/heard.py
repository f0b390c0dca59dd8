"""Whether words were heard clearly enough to judge them without listening."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from coach.model import Finding, Turn, Word

# Measured on the 81 turns of the six example calls (model base, fast): the mean of a turn's words lies below 0.6 for the two
# that were clearly misheard (0.26 and 0.53, both in en-good-service-light) and for one 嗯; of the others the lowest has 0.68.
# The same limit on the words a card stands on: 0.47 for the one card that rests on misheard words, 0.75 and more elsewhere.
# A long turn with a few wrong words stays above it ("an art system" for "in our system": 0.80).
UNCLEAR_BELOW = 0.6


def turn_unclear(turn: Turn) -> bool:
    """Whether a turn was heard unclearly; never for a listening signal, on which nothing is judged, nor without words."""
    return turn.labels != ("backchannel",) and _unclear(turn.words)


def finding_unclear(finding: Finding, turns: Sequence[Turn]) -> bool:
    """Whether a turn that a finding stands at, or the words it quotes, were heard unclearly."""
    at = [turn for turn in turns if turn.uid in (finding.turn, finding.due_turn)]
    if any(turn_unclear(turn) for turn in at):
        return True
    if finding.start_s is None or finding.end_s is None:
        return False
    quoted = [
        word for turn in at for word in turn.words if word.end_s > finding.start_s and word.start_s < finding.end_s
    ]
    return _unclear(quoted)


def _unclear(words: Sequence[Word]) -> bool:
    return bool(words) and fmean(word.probability for word in words) < UNCLEAR_BELOW
