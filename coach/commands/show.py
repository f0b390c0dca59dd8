"""Showing a scorecard in the terminal, in the interface's language."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TextIO

from coach.interface import interface_language
from coach.liveliness_words import liveliness_words

if TYPE_CHECKING:
    from coach.model import Scorecard


def print_card(scorecard: Scorecard, *, title: str | None = None) -> None:
    from coach.report.terminal import print_scorecard

    print_scorecard(
        scorecard,
        language=interface_language(),
        file=sys.stdout,
        title=title,
        liveliness=liveliness_words(scorecard),
    )


def print_explained(scorecard: Scorecard, *, file: TextIO) -> None:
    from coach.report.explain import print_explanation

    print_explanation(scorecard, language=interface_language(), file=file)
