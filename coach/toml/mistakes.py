"""Mistakes in a file: where each stands and what is wrong, all of them at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coach.errors import UserError
from coach.model import Text
from coach.toml.lines import Path, line_at, lines_of

_LONGEST_SHOWN = 60  # characters of what a file says
_FEW = 12  # names that are listed when none is like the one written


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """`path` leads to what is wrong, () for the whole file; `what` is the end of a sentence, without a full stop."""

    path: Path
    what: Text


def told(mistakes: Iterable[Mistake], *, file: str, text: str) -> Text:
    """A line for each mistake, in the order of the file: `file:line: field: what`. `text` is valid TOML."""
    lines = lines_of(text)
    rows = sorted(((line_at(lines, mistake.path), mistake) for mistake in mistakes), key=lambda row: row[0])
    return Text(
        zh="\n".join(f"{file}:{line}: {_field(mistake.path, '：')}{mistake.what.zh}" for line, mistake in rows),
        en="\n".join(f"{file}:{line}: {_field(mistake.path, ': ')}{mistake.what.en}" for line, mistake in rows),
    )


def all_of_them(mistakes: Iterable[Mistake], *, file: str, text: str) -> UserError:
    """`told` as an error to raise."""
    each = told(mistakes, file=file, text=text)
    return UserError(zh=each.zh, en=each.en)


def shown(value: object) -> str:
    """A value of the file as a message can show it: one line, printable, not long."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | dict):
        return "[…]" if isinstance(value, list) else "{…}"
    if isinstance(value, int) and abs(value) >= 10**_LONGEST_SHOWN:  # Python refuses to write out huge ones
        return "…"
    words = "".join(character if character.isprintable() else " " for character in str(value)[: _LONGEST_SHOWN + 1])
    return words if len(words) <= _LONGEST_SHOWN else words[:_LONGEST_SHOWN] + "…"


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known name that is most like the word; None where none is."""
    return next(iter(difflib.get_close_matches(word[:_LONGEST_SHOWN], known, n=1)), None)


def did_you_mean(word: str, known: Sequence[str], *, list_them: bool = True) -> Text:
    """The known name that is most like the word, in brackets; else, with `list_them`, all of them if they are few."""
    close = closest(word, known)
    if close:
        return Text(zh=f"（您是不是想写 {close}？）", en=f" (did you mean {close}?)")
    if list_them and 0 < len(known) <= _FEW:
        return Text(zh=f"（可用的有 {'、'.join(known)}）", en=f" (there are {', '.join(known)})")
    return Text(zh="", en="")


def _field(path: Path, end: str) -> str:
    """`criteria[1].title.zh` and what ends it, counting from 1; "" for the whole file."""
    field = ""
    for part in path:
        field += f"[{part + 1}]" if isinstance(part, int) else f".{shown(part)}"
    return field.removeprefix(".") + end if field else ""
