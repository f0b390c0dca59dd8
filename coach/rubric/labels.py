"""Which turn does what: the labels of the contract, each with the words that show it.

A labeller is a function from turns to labelled turns; this one goes by phrases (`coach/rubric/phrases.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach.model import LABELS, LabelEvidence, Language, Turn
from coach.rubric.phrases import Found, find_all, find_marks
from coach.rubric.plain import Plain, plain


def label_turns(turns: Sequence[Turn], *, language: Language) -> tuple[Turn, ...]:
    """The turns with `labels`, `upset` and `label_evidence`; texts and order stay as they are.

    Only the rep's turns get labels and only the customer's can be upset; unknown speakers get neither.
    `language` is the call's; a turn in the other language is read in its own.
    """
    marks = marks_of(turns, language=language)
    return tuple(_labelled(turn, marks[turn.uid]) for turn in turns)


def marks_of(turns: Sequence[Turn], *, language: Language) -> dict[str, dict[str, Found]]:
    """What was found in each turn, by its uid: the labels and the marks that only criteria need, {} where nothing is."""
    marks: dict[str, dict[str, Found]] = {}
    seen: set[str] = set()
    asked: list[str] = []  # what the customer said since the rep last spoke
    for turn in turns:
        if turn.role not in ("rep", "customer"):
            marks[turn.uid] = {}
            continue
        text = plain(turn.text)
        marks[turn.uid] = find_marks(
            text,
            language=language_of(text, language),
            speaker=turn.role,
            first=turn.role not in seen,
            asked=plain(" ".join(asked)) if turn.role == "rep" else None,
        )
        seen.add(turn.role)
        asked = [] if turn.role == "rep" else [*asked, turn.text]
    return marks


def only_listens(turn: Turn) -> bool:
    """Whether the turn is nothing but listening tokens ("mm-hm", 嗯、对); True for a turn without words."""
    text = plain(turn.text)
    return not text.text or bool(find_all("listening", text, language=language_of(text, "en")))


def language_of(text: Plain, language: Language) -> Language:
    """The turn's own language: Chinese as soon as a third of it is Han characters, else the call's without letters."""
    letters = sum(character.isalpha() for character in text.text)
    if not letters:
        return language
    han = sum("\u3400" <= character <= "\u9fff" for character in text.text)
    return "zh" if han * 3 >= letters else "en"


def _labelled(turn: Turn, marks: dict[str, Found]) -> Turn:
    labels = tuple(label for label in LABELS if label in marks)
    return replace(
        turn,
        labels=labels,
        upset="upset" in marks,
        label_evidence=tuple(
            LabelEvidence(label=name, layer="phrase", certainty=marks[name].certainty, quote=marks[name].quote)
            for name in (*labels, *(["upset"] if "upset" in marks else []))
        ),
    )
