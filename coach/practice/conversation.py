"""What has been said so far in a practice call, as a frozen value; everything else is worked out from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from coach.model import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something the customer says.

    `key` names the line in its case, and a recording of it. `repeats`: the key of the line that it says again.
    `ends`: the customer hangs up after it.
    """

    key: str
    text: str
    repeats: str | None = None
    ends: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One turn. `labels` are those of a rep's turn (`coach.model.LABELS`), None while nobody knows them.

    `line` is the customer's, None for the rep.
    """

    role: Literal["rep", "customer"]
    text: str
    labels: tuple[str, ...] | None = None
    line: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A practice call as far as it has gone. `round` (0 or more) varies which of several lines comes first."""

    language: Language
    said: tuple[Said, ...] = ()
    round: int = 0

    @property
    def over(self) -> bool:
        """Whether the customer has hung up."""
        return any(turn.line is not None and turn.line.ends for turn in self.said)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What the customer has said, in order."""
        return tuple(turn.line for turn in self.said if turn.line is not None)

    def with_rep(self, text: str, labels: Sequence[str] | None = None) -> Conversation:
        known = None if labels is None else tuple(labels)
        return replace(self, said=(*self.said, Said(role="rep", text=text, labels=known)))

    def with_customer(self, line: Line) -> Conversation:
        return replace(self, said=(*self.said, Said(role="customer", text=line.text, line=line)))

    def with_labels(self, labels: Sequence[Sequence[str]]) -> Conversation:
        """The same with the labels of each turn, now that they are known; the customer's are left out."""
        known = zip(self.said, labels, strict=True)
        return replace(
            self, said=tuple(replace(turn, labels=tuple(new)) if turn.role == "rep" else turn for turn, new in known)
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What the rep said in one go between two turns of the customer's. `labels` is None when none of it is judged yet."""

    text: str
    labels: frozenset[str] | None


def answers(said: Sequence[Said]) -> list[Answer]:
    """The rep's answers to the customer, in order; what the rep says before the customer's first words is none."""
    found: list[list[Said]] = []
    before = None
    for turn in said:
        if turn.role == "rep" and before == "rep" and found:
            found[-1].append(turn)
        elif turn.role == "rep" and before is not None and before != "rep":
            found.append([turn])
        before = turn.role
    return [_answer(turns) for turns in found]


def _answer(turns: Sequence[Said]) -> Answer:
    known = [turn.labels for turn in turns if turn.labels is not None]
    return Answer(
        text=" ".join(turn.text for turn in turns),
        labels=frozenset(label for labels in known for label in labels) if known else None,
    )
