"""What can be done with chosen turns: give them to a speaker, join them, cut one. A menu and a bar offer the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.apart import sample_words
from coach.correct import Correction
from coach.model import Scorecard, Speaker
from coach.report.transcript import speaker_name
from ui.messages import Words


@dataclass(frozen=True, slots=True)
class Deed:
    """`changes` in the order they are to be made; `key` names it for tests and screen readers' helpers."""

    key: str
    text: str
    changes: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """A place inside the turn with this number (from 1): `rest` is its text from there on."""

    number: int
    rest: str


def deeds(scorecard: Scorecard, numbers: Sequence[int], cut: Cut | None, words: Words) -> list[Deed]:
    """For the turns with these numbers (from 1, in order, one after the other); [] for none."""
    turns = [scorecard.turns[number - 1] for number in numbers]
    if not turns:
        return []
    names = names_of(scorecard, words.language)
    found = []
    for speaker in scorecard.speakers if len(scorecard.speakers) > 1 else ():
        others = [turn for turn in turns if turn.speaker != speaker.id]
        if others:
            changes = tuple(Correction(what="speaker", target=turn.uid, value=speaker.id) for turn in others)
            found.append(Deed(f"give_{speaker.id}", words("said_by", name=names[speaker.id]), changes))
    joins = (Correction(what="join", target=turns[0].uid),)
    if len(turns) > 1:
        found.append(Deed("join", words("join_turns", n=len(turns)), joins * (len(turns) - 1)))
    elif numbers[0] < len(scorecard.turns):
        found.append(Deed("join", words("join_with_next"), joins))
    if cut is not None and cut.number in numbers:
        turn = scorecard.turns[cut.number - 1]
        shown = words("cut_before", words=sample_words(cut.rest))
        found.append(Deed("cut", shown, (Correction(what="split", target=turn.uid, value=cut.rest),)))
    return found


def names_of(scorecard: Scorecard, language: str) -> dict[str, str]:
    """What each speaker is called; with a letter or id where two would be called the same."""
    names = {each.id: speaker_name(each, each.role, language) for each in scorecard.speakers}
    called = list(names.values())
    return {id: name if called.count(name) == 1 else f"{name} ({id})" for id, name in names.items()}


def rep_of(scorecard: Scorecard) -> Speaker | None:
    return next((each for each in scorecard.speakers if each.role == "rep"), None)
