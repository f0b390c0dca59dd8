"""What stands at the top of a scorecard: the call's name and a line of facts."""

from __future__ import annotations

from coach.model import Language, Scorecard
from coach.report.format import clean, duration, file_name
from coach.report.words import word


def call_name(scorecard: Scorecard, title: str | None, language: Language) -> str:
    """`title` when there is one, else the audio file's name without its folders, else "Transcript"."""
    if title:
        return clean(title)
    return file_name(scorecard.audio.path) if scorecard.audio else word("text_only", language)


def call_facts(scorecard: Scorecard, language: Language) -> list[str]:
    """The rubric's title, the call's language, and its length where it is known."""
    facts = [clean(scorecard.rubric.title.in_(language)), word(scorecard.language, language)]
    return facts if scorecard.duration_s is None else [*facts, duration(scorecard.duration_s, language)]
