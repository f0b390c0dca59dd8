"""What stands at the top of a scorecard: the call's name, a line of facts, and why there is no score."""

from __future__ import annotations

from coach.model import Language, Scorecard
from coach.report.format import clean, duration, file_name
from coach.report.words import word

_NO_SCORE_NOTES = ("too_short", "speakers_unknown", "rep_silent", "nothing_applies")


def call_name(scorecard: Scorecard, title: str | None, language: Language) -> str:
    """`title` when there is one, else the audio file's name without its folders, else "Transcript"."""
    if title:
        return clean(title)
    return file_name(scorecard.audio.path) if scorecard.audio else word("text_only", language)


def call_facts(scorecard: Scorecard, language: Language) -> list[str]:
    """The rubric's title, the call's language, and its length where it is known."""
    facts = [clean(scorecard.rubric.title.in_(language)), word(scorecard.language, language)]
    return facts if scorecard.duration_s is None else [*facts, duration(scorecard.duration_s, language)]


def was_judged(scorecard: Scorecard) -> bool:
    """Whether any criterion applied, so that an empty list of findings says something."""
    return any(criterion.applicable for criterion in scorecard.criteria)


def why_no_score(scorecard: Scorecard, language: Language) -> str:
    """Why `score` is None: the note that says so, else that no criterion applied."""
    notes = (note.text.in_(language) for note in scorecard.notes if note.code in _NO_SCORE_NOTES)
    return clean(next(notes, word("no_score_why", language)))
