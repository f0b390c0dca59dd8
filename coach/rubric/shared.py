"""Marks that several rubrics share: a rubric says `use = ["thanks"]`, and `rubrics/marks/thanks.toml` teaches it.

The rubric's text then has the texts of these files behind its own, so that it stands alone and its hash covers them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coach.rubric.sources import MARKS, MAX_BYTES, mark_files, read
from coach.toml.decode import Reading
from coach.toml.lines import Path
from coach.toml.mistakes import did_you_mean, shown
from coach.toml.syntax import parsed

MAX_MARKS = 100  # that a rubric teaches, with the shared ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A shared mark's file: `path` leads to where the rubric names it, `table` is what the file says."""

    path: Path
    name: str
    text: str
    table: Mapping[str, Any]

    @property
    def file(self) -> str:
        return f"{MARKS}/{self.name}.toml"


def used(text: str, table: Mapping[str, Any], reading: Reading) -> list[Shared]:
    """The files that `use` names in a rubric of this text; what is wrong goes to `reading`. Raises UserError for one that is no TOML.

    A mark that the rubric teaches itself is left out: its own words count, and a text that has the shared ones behind it
    (see `with_shared`) needs no file.
    """
    names, own = table.get("use"), table.get("marks")
    names = names[:MAX_MARKS] if isinstance(names, list) else []
    taught = [mark.get("id") for mark in own if isinstance(mark, dict)] if isinstance(own, list) else []
    files = mark_files() if names else {}
    found: list[Shared] = []
    size = len(text.encode())
    for index, name in enumerate(names):
        path = ("use", index)
        if not isinstance(name, str) or name in taught:  # decoding tells the former
            continue
        if name in names[:index]:
            reading.wrong(path, zh=f"“{shown(name)}”写了两次", en=f"“{shown(name)}” stands here twice")
        elif name not in files:
            mean = did_you_mean(name, list(files))
            reading.wrong(
                path, zh=f"没有“{shown(name)}”这个共用的标记{mean.zh}", en=f"there is no shared mark “{shown(name)}”{mean.en}"
            )
        else:
            file = f"{MARKS}/{name}.toml"
            data = read(files[name], file)
            size += len(data) + len(file) + 5  # with the line that names it
            if size > MAX_BYTES:
                reading.wrong(
                    path,
                    zh=f"连同到这里为止的共用标记超过 {MAX_BYTES // 1000} kB：请少用几个",
                    en=f"with the shared marks up to this one the rubric is larger than {MAX_BYTES // 1000} kB: use fewer",
                )
                break
            words, inside = parsed(data, file)
            found.append(Shared(path=path, name=name, text=words, table=inside))
    for one in found:
        _check_shape(one, reading)
    return found


def _check_shape(shared: Shared, reading: Reading) -> None:
    """The file has one [[marks]] table, with the name of the file for its id, and nothing else."""
    for key in shared.table:
        if key != "marks":
            reading.wrong(
                (*shared.path, key),
                zh="共用标记的文件里只能有一个 [[marks]]",
                en="a shared mark's file has one [[marks]] table and nothing else",
            )
    marks = shared.table.get("marks")
    if not isinstance(marks, list) or len(marks) != 1 or not isinstance(marks[0], dict):
        reading.wrong(
            (*shared.path, "marks"), zh="这里要有且只有一个 [[marks]]", en="there should be one [[marks]] table here"
        )
    elif marks[0].get("id") != shared.name:
        reading.wrong(
            (*shared.path, "marks", 0, "id"),
            zh=f"“{shown(marks[0].get('id'))}”应与文件名一致，即“{shared.name}”",
            en=f"“{shown(marks[0].get('id'))}” should be the file's name, “{shared.name}”",
        )


def with_shared(text: str, table: Mapping[str, Any], shared: Sequence[Shared], reading: Reading) -> str:
    """The rubric's text with those of the shared marks behind it, as it is without any; what is wrong goes to `reading`."""
    if not shared:
        return text
    parts = [text, *(f"# {one.file}\n" + one.text.removeprefix("\ufeff") for one in shared)]
    whole = "\n".join(part if part.endswith("\n") else f"{part}\n" for part in parts)
    together = {**table, "marks": [*table.get("marks", []), *(mark for one in shared for mark in one.table["marks"])]}
    if not _says(whole, together):
        reading.wrong(
            ("use",),
            zh="无法与共用的标记合在一起：这里和共用文件里的标记都要各以 [[marks]] 开头",
            en="cannot be put together with the shared marks: those here and in their files must each begin with [[marks]]",
        )
    return whole


def _says(text: str, table: Mapping[str, Any]) -> bool:
    try:
        return tomllib.loads(text.removeprefix("\ufeff")) == table
    except tomllib.TOMLDecodeError:
        return False
