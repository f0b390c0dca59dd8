"""Showing a scorecard in the terminal, in the interface's language."""

from __future__ import annotations

import sys

from coach.interface import interface_language
from coach.model import Scorecard, Text


def print_card(scorecard: Scorecard) -> None:
    from coach.report.terminal import print_scorecard

    print_scorecard(scorecard, language=interface_language(), file=sys.stdout, liveliness=liveliness_words(scorecard))


def liveliness_words(scorecard: Scorecard) -> dict[str, Text]:
    """A plain word for each speaker's pitch range, where it could be measured."""
    from coach.delivery.liveliness import liveliness

    return {
        speaker: liveliness(delivery.pitch_range_st).word
        for speaker, delivery in scorecard.delivery.items()
        if delivery.pitch_range_st is not None
    }
