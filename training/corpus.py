"""The judgement corpus in memory: dialogues of labelled turns, split by situation, as examples of a turn in its context."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from coach.model import LABELS, RED_CARDS, Language

FOLDER = Path(__file__).resolve().parent.parent / "corpus"
OUTPUTS = (*LABELS, "upset")
Split = Literal["train", "dev", "test"]

_HEADER = re.compile(r"# id=(\S+) industry=(\w+) kind=(\w+) situation=(.+)")
_REP = re.compile(r"R (\S+)(?: \?(\S+))? \| (.+)")
_CUSTOMER = re.compile(r"C([!?]?) \| (.+)")


@dataclass(frozen=True, slots=True)
class CorpusTurn:
    """`labels` must be found; `optional` is left out of training and scoring; nothing else may be found."""

    role: Literal["rep", "customer"]
    text: str
    labels: frozenset[str]
    optional: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Dialogue:
    id: str
    language: Language
    industry: str
    kind: str
    situation: str
    turns: tuple[CorpusTurn, ...]

    @property
    def split(self) -> Split:
        """Eight in ten train, one develops, one tests; by a hash of the id, so that new batches move nothing."""
        tenth = hashlib.sha256(self.id.encode()).digest()[0] % 10
        return "test" if tenth == 0 else "dev" if tenth == 1 else "train"


@dataclass(frozen=True, slots=True)
class Example:
    """A turn as the model sees it: what the same side and the other side said before, the turn, and what is right.

    `targets` and `counted` are by `OUTPUTS`; a cell that is not counted is neither hit nor miss.
    """

    dialogue: str
    language: Language
    role: Literal["rep", "customer"]
    before: str
    asked: str
    text: str
    targets: tuple[bool, ...] = field(repr=False)
    counted: tuple[bool, ...] = field(repr=False)


def read_corpus(folder: Path = FOLDER) -> list[Dialogue]:
    """All batches of the corpus. Raises ValueError with file and line for what is not in the format."""
    return [dialogue for path in sorted(folder.glob("??-?.txt")) for dialogue in read_batch(path)]


def read_everyday(folder: Path = FOLDER / "everyday") -> list[Dialogue]:
    """Everyday talk without red cards, labelled for nothing else: whatever else a rep's turn may be is left out of training."""
    unlabelled = frozenset(LABELS) - frozenset(RED_CARDS)
    return [
        replace(dialogue, turns=tuple(replace(turn, optional=unlabelled) if turn.role == "rep" else turn for turn in dialogue.turns))
        for path in sorted(folder.glob("*.txt"))
        for dialogue in read_batch(path)
    ]


def read_batch(path: Path) -> list[Dialogue]:
    dialogues: list[Dialogue] = []
    turns: list[CorpusTurn] = []
    header: re.Match[str] | None = None

    def close() -> None:
        if header:
            dialogues.append(Dialogue(header[1], path.name[:2], header[2], header[3], header[4], tuple(turns)))

    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if found := _HEADER.fullmatch(line):
            close()
            header, turns = found, []
        elif found := _REP.fullmatch(line):
            labels = frozenset(found[1].split(",")) - {"-"}
            turns.append(CorpusTurn("rep", found[3], labels, frozenset((found[2] or "").split(",")) - {""}))
        elif found := _CUSTOMER.fullmatch(line):
            upset = frozenset({"upset"})
            turns.append(
                CorpusTurn("customer", found[2], upset if found[1] == "!" else frozenset(), upset if found[1] == "?" else frozenset())
            )
        elif line.strip():
            raise ValueError(f"{path.name}:{number}: neither a header nor a turn: {line[:60]!r}")
    close()
    return dialogues


def examples(dialogues: Sequence[Dialogue]) -> Iterator[Example]:
    """Every turn of every dialogue; rep turns are asked for the labels, customer turns for `upset` only."""
    for dialogue in dialogues:
        said = {"rep": "", "customer": ""}
        for turn in dialogue.turns:
            other = "customer" if turn.role == "rep" else "rep"
            mine = (lambda name: (name == "upset") == (turn.role == "customer"))
            yield Example(
                dialogue=dialogue.id,
                language=dialogue.language,
                role=turn.role,
                before=said[turn.role],
                asked=said[other],
                text=turn.text,
                targets=tuple(name in turn.labels for name in OUTPUTS),
                counted=tuple(mine(name) and name not in turn.optional for name in OUTPUTS),
            )
            said[turn.role] = turn.text
