"""Which turn does what: the labels of the contract and the marks that only criteria need, each with the words that show it.

Several layers vote (`coach/rubric/votes.py`): the phrases of `rubrics/phrases/`, the network (`coach/rubric/meaning/`), and
what a rubric teaches itself. The most certain vote wins, but a rubric's own words before all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coach.model import LABELS, LabelEvidence, Language, Layer, Turn
from coach.rubric.format import TaughtMark
from coach.rubric.phrases import find_all, find_marks
from coach.rubric.plain import Plain, plain
from coach.rubric.taught import taught_votes
from coach.rubric.votes import Vote, decide


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A mark decided for a turn: by which layer, how certain (0-1), on which of the turn's words; all votes, best first."""

    mark: str
    layer: Layer
    certainty: float
    quote: str
    votes: tuple[Vote, ...]


Marks = Mapping[str, Mapping[str, Found]]  # by turn uid and mark


def label_turns(
    turns: Sequence[Turn], *, language: Language, taught: Sequence[TaughtMark] = ()
) -> tuple[Turn, ...]:
    """The turns with `labels`, `upset` and `label_evidence`; texts and order stay as they are.

    Only the rep's turns get labels and only the customer's can be upset; unknown speakers get neither. `language` is the
    call's; a turn in the other language is read in its own. `taught` is what the rubric teaches (`Rubric.marks`).
    """
    marks = marks_of(turns, language=language, taught=taught)
    return tuple(_labelled(turn, marks[turn.uid]) for turn in turns)


def get_ready(taught: Sequence[TaughtMark] = ()) -> None:
    """Load the network and learn the examples of `taught`, so that `label_turns` need not: a few seconds at first."""
    from coach.rubric.meaning.reader import turn_reader
    from coach.rubric.meaning.taught import learnt

    turn_reader()
    for mark in taught:
        learnt(mark)


def marks_of(
    turns: Sequence[Turn], *, language: Language, taught: Sequence[TaughtMark] = ()
) -> dict[str, dict[str, Found]]:
    """What was found in each turn, by its uid: the labels and the marks that only criteria need, {} where nothing is."""
    votes = votes_of(turns, language=language, taught=taught)
    return {uid: {mark: found for mark, each in of_turn.items() if (found := _found(each))} for uid, of_turn in votes.items()}


def votes_of(
    turns: Sequence[Turn], *, language: Language, taught: Sequence[TaughtMark] = ()
) -> dict[str, dict[str, list[Vote]]]:
    """Every layer's votes on each turn, by its uid and the mark; those against a mark too."""
    from coach.rubric.meaning.taught import example_votes
    from coach.rubric.meaning.votes import meaning_votes

    votes: dict[str, dict[str, list[Vote]]] = {turn.uid: defaultdict(list) for turn in turns}
    languages = {turn.uid: language_of(plain(turn.text), language) for turn in turns}
    for found in (
        _phrase_votes(turns, languages),
        meaning_votes(turns, languages=languages),
        _taught_votes(turns, languages, taught),
        example_votes(turns, taught),
    ):
        for uid, of_turn in found.items():
            for vote in of_turn:
                votes[uid][vote.mark].append(vote)
    return votes


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


def _phrase_votes(turns: Sequence[Turn], languages: Mapping[str, Language]) -> dict[str, list[Vote]]:
    votes: dict[str, list[Vote]] = {}
    seen: set[str] = set()
    asked: list[str] = []  # what the customer said since the rep last spoke
    for turn in turns:
        if turn.role not in ("rep", "customer"):
            continue
        votes[turn.uid] = find_marks(
            plain(turn.text),
            language=languages[turn.uid],
            speaker=turn.role,
            first=turn.role not in seen,
            asked=plain(" ".join(asked)) if turn.role == "rep" else None,
        )
        seen.add(turn.role)
        asked = [] if turn.role == "rep" else [*asked, turn.text]
    return votes


def _taught_votes(
    turns: Sequence[Turn], languages: Mapping[str, Language], taught: Sequence[TaughtMark]
) -> dict[str, list[Vote]]:
    votes: dict[str, list[Vote]] = {}
    seen: set[str] = set()
    for turn in turns:
        text, language, first = plain(turn.text), languages[turn.uid], turn.role not in seen
        votes[turn.uid] = [
            vote
            for mark in taught
            if mark.speaker == turn.role
            for vote in taught_votes(mark, text, language=language, first=first)
        ]
        seen.add(turn.role)
    return votes


def _found(votes: Sequence[Vote]) -> Found | None:
    """What the votes come to; None where the most certain one says that the mark is not there."""
    won = decide(votes)
    if won is None or not won.present:
        return None
    ranked = sorted(votes, key=lambda vote: (vote is not won, -vote.certainty))
    return Found(mark=won.mark, layer=won.layer, certainty=won.certainty, quote=won.quote, votes=tuple(ranked))


def _labelled(turn: Turn, marks: Mapping[str, Found]) -> Turn:
    labels = tuple(label for label in LABELS if label in marks)
    shown = (*labels, *(["upset"] if "upset" in marks else []))
    return replace(
        turn,
        labels=labels,
        upset="upset" in marks,
        label_evidence=tuple(
            LabelEvidence(label=name, layer=vote.layer, certainty=round(vote.certainty, 3), quote=vote.quote)
            for name in shown
            for vote in marks[name].votes
            if vote.present
        ),
    )
