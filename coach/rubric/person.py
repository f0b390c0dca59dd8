"""What a person said of a turn: this label is there, or it is not. It outweighs every layer and outlives a new judgement.

It stands in the turn's `label_evidence` with the layer `person`, before the machine's own entries, which stay. Without a
quote it says that the label is not there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from coach.model import LABELS, LabelEvidence, Turn
from coach.rubric.labels import Found, Marks
from coach.rubric.votes import Vote


def with_verdict(turn: Turn, label: str, quote: str) -> Turn:
    """The turn with a person's word on `label`: there, on the words `quote`, or not there when `quote` is empty.

    A name that is no label of the contract (`name_given`) is only kept as evidence, for the criteria that ask for it.
    """
    said = LabelEvidence(label=label, layer="person", certainty=1.0, quote=quote)
    machine = [each for each in turn.label_evidence if (each.label, each.layer) != (label, "person")]
    labels = {*turn.labels, label} if quote else {*turn.labels} - {label}
    return replace(
        turn, labels=tuple(each for each in LABELS if each in labels), label_evidence=(said, *machine)
    )


def without_verdict(turn: Turn, label: str) -> Turn:
    """The turn as if nobody had said anything about `label`: it is there when the machine's own entries say so."""
    machine = tuple(each for each in turn.label_evidence if (each.label, each.layer) != (label, "person"))
    there = any(each.label == label for each in machine)
    labels = {*turn.labels, label} if there else {*turn.labels} - {label}
    return replace(turn, labels=tuple(each for each in LABELS if each in labels), label_evidence=machine)


def keep_verdicts(turns: Sequence[Turn], before: Sequence[Turn]) -> tuple[Turn, ...]:
    """Freshly labelled `turns` with what a person said of the same turns (by uid) `before`."""
    said = {turn.uid: verdicts(turn) for turn in before}
    kept = []
    for turn in turns:
        for verdict in reversed(said.get(turn.uid, ())):  # each goes to the front: the order stays
            turn = with_verdict(turn, verdict.label, verdict.quote)
        kept.append(turn)
    return tuple(kept)


def verdicts(turn: Turn) -> tuple[LabelEvidence, ...]:
    """What a person said of the turn, the latest first; () where nobody did."""
    return tuple(each for each in turn.label_evidence if each.layer == "person")


def excused(turn: Turn, mark: str) -> bool:
    """Whether a person said of the whole turn that `mark` is there: it counts in the score, but no words of it are praised."""
    return any((verdict.label, verdict.quote) == (mark, turn.text) for verdict in verdicts(turn))


def marks_with_verdicts(marks: Marks, turns: Sequence[Turn]) -> Marks:
    """The machine's marks with what a person said of the turns in their place."""
    return {turn.uid: _of_turn(marks[turn.uid], verdicts(turn)) for turn in turns}


def _of_turn(marks: Mapping[str, Found], said: Sequence[LabelEvidence]) -> Mapping[str, Found]:
    if not said:
        return marks
    denied = {verdict.label for verdict in said if not verdict.quote}
    kept = {mark: found for mark, found in marks.items() if mark not in denied}
    return kept | {verdict.label: _found(verdict, marks.get(verdict.label)) for verdict in said if verdict.quote}


def _found(verdict: LabelEvidence, machine: Found | None) -> Found:
    vote = Vote(mark=verdict.label, layer="person", present=True, certainty=verdict.certainty, quote=verdict.quote)
    return Found(
        mark=vote.mark,
        layer=vote.layer,
        certainty=vote.certainty,
        quote=vote.quote,
        votes=(vote, *(machine.votes if machine else ())),
    )
