"""On which line of a TOML file each key, table and list item stands; `tomllib` does not tell."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right

Path = tuple[str | int, ...]

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANKS = re.compile(r"[ \t]*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_STRING = re.compile(
    "|".join(
        (
            r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})',  # up to two quotes may stand before the closing three
            r"'''.*?'''(?:'{0,2})",
            r'"(?:[^"\\\n]|\\.)*"',
            r"'[^'\n]*'",
        )
    ),
    re.DOTALL,
)
_BARE = re.compile(r"[^,\]}\n#]+")  # numbers, dates, true and false
_DEEPEST = 12  # a rubric goes six deep; what is nested deeper gets the line of what holds it


def lines_of(text: str) -> dict[Path, int]:
    """Lines, from 1, by path: `("criteria", 0, "title", "zh")`. Of a table in a list it is the line of its header.

    The text must be valid TOML, as read with `tomllib`; {} for an empty one.
    """
    return _Scan(text).lines


def line_at(lines: dict[Path, int], path: Path) -> int:
    """The line of the path, or of the nearest thing around it that has one; 1 when there is none."""
    return next((lines[path[:length]] for length in range(len(path), 0, -1) if path[:length] in lines), 1)


class _Scan:
    """One pass over the text."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self._text = text.removeprefix("\ufeff")
        self._ends = [newline.start() for newline in re.finditer("\n", self._text)]
        self._at = 0
        self._lengths: dict[Path, int] = {}  # how many tables a list of tables has so far
        table: Path = ()
        self._skip(_SPACE)
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table, 0)
            self._skip(_SPACE)

    def _header(self) -> Path:
        start = self._at
        is_list = self._text.startswith("[[", start)
        self._at += 1 + is_list
        keys = self._keys()
        self._at += 1 + is_list
        path = self._resolved(keys[:-1])
        for length in range(1, len(path) + 1):
            self._note(path[:length], start)
        path = (*path, keys[-1])
        self._note(path, start)
        if is_list:
            count = self._lengths.get(path, 0)
            self._lengths[path] = count + 1
            path = (*path, count)
            self._note(path, start)
        return path

    def _resolved(self, keys: Path) -> Path:
        """The path that a header's keys mean: within a list of tables its last table."""
        path: Path = ()
        for key in keys:
            path = (*path, key)
            if path in self._lengths:
                path = (*path, self._lengths[path] - 1)
        return path

    def _pair(self, table: Path, depth: int) -> None:
        start = self._at
        keys = self._keys()
        for length in range(1, len(keys) + 1):
            self._note((*table, *keys[:length]), start)
        self._at += 1  # the equals sign
        self._skip(_BLANKS)
        self._value((*table, *keys), depth)

    def _keys(self) -> Path:
        """Keys joined by dots; stops at what follows them."""
        keys: list[str] = []
        while True:
            self._skip(_BLANKS)
            written = self._skip(_KEY)
            keys.append(tomllib.loads(f"key = {written}")["key"] if written[0] in "\"'" else written)
            self._skip(_BLANKS)
            if self._text[self._at] != ".":
                return tuple(keys)
            self._at += 1

    def _value(self, path: Path, depth: int) -> None:
        opening = self._text[self._at]
        if opening in "[{" and depth >= _DEEPEST:
            self._skip_brackets()
        elif opening == "[":
            self._items(path, depth + 1)
        elif opening == "{":
            self._inline_table(path, depth + 1)
        elif not self._skip(_STRING):
            self._skip(_BARE)

    def _items(self, path: Path, depth: int) -> None:
        self._at += 1
        index = 0
        while self._more("]"):
            self._note((*path, index), self._at)
            self._value((*path, index), depth)
            index += 1

    def _inline_table(self, path: Path, depth: int) -> None:
        self._at += 1
        while self._more("}"):
            self._pair(path, depth)

    def _more(self, closing: str) -> bool:
        """Go to the next item of what was opened; False behind its end."""
        self._skip(_SPACE)
        if self._text[self._at] == ",":
            self._at += 1
            self._skip(_SPACE)
        if self._text[self._at] == closing:
            self._at += 1
            return False
        return True

    def _skip_brackets(self) -> None:
        depth = 0
        while True:
            character = self._text[self._at]
            depth += (character in "[{") - (character in "]}")
            if not self._skip(_STRING) and not (character == "#" and self._skip(_SPACE)):
                self._at += 1
            if depth == 0:
                return

    def _skip(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            return ""
        self._at = found.end()
        return found[0]

    def _note(self, path: Path, at: int) -> None:
        self.lines.setdefault(path, bisect_right(self._ends, at - 1) + 1)
