"""What a recording is for, kept in its folder while it runs, so that one that was interrupted still knows its case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import msgspec

from coach.files import write_private
from coach.model import Language

# aloud, text: the program plays the customer; colleague: a person, heard by the same microphone; line: one with a device
# of their own; nobody: the rep speaks alone.
Customer = Literal["aloud", "text", "colleague", "line", "nobody"]
MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidLine:
    """A line of the customer's from `at_s` of the recording (pauses not counted).

    `sound`: the file that was played, None when it was shown only; `length_s`: how long it is; `heard_s`: how much of it was
    played, None for all.
    """

    at_s: float
    text: str
    sound: str | None = None
    length_s: float | None = None
    heard_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """`case` is its id, None without one; `title` is what the call will be called."""

    title: str
    case: str | None = None
    rubric: str
    language: Literal["zh", "en", "auto"]
    customer: Customer = "nobody"
    lines: tuple[SaidLine, ...] = ()

    @property
    def heard_lines(self) -> tuple[SaidLine, ...]:
        """Those that were spoken aloud."""
        return tuple(line for line in self.lines if line.sound is not None)

    def with_line(self, line: SaidLine) -> Practice:
        return replace(self, lines=(*self.lines, line))

    def cut_short(self, heard_s: float) -> Practice:
        """The same, where the last line was heard only so far."""
        return replace(self, lines=(*self.lines[:-1], replace(self.lines[-1], heard_s=heard_s)))


def practice_file(folder: Path) -> Path:
    return folder / "practice.json"


def write_practice(file: Path, practice: Practice) -> None:
    """Raises UserError when the disk refuses."""
    write_private(file, msgspec.json.format(msgspec.json.encode(practice)))


def read_practice(folder: Path) -> Practice | None:
    """That of a running or interrupted recording; None when there is none, or it is damaged: the recording is worth more."""
    return read_practice_file(practice_file(folder))


def read_practice_file(path: Path) -> Practice | None:
    """None when there is none, or it is damaged."""
    try:
        with path.open("rb") as file:
            return msgspec.json.decode(file.read(MOST_BYTES), type=Practice)
    except (OSError, msgspec.MsgspecError):
        return None


def language_of(languages: tuple[Language, ...], wanted: Literal["zh", "en", "auto"], interface: Language) -> Language:
    """The language in which a customer who speaks `languages` (one or two) talks: the one wanted, else the interface's."""
    return next(each for each in (wanted, interface, *languages) if each in languages)
