"""Where rubrics and shared marks lie: the user's own in the data folder, then those that ship."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

from coach.files import read_at_most
from coach.paths import data_folder

MAX_BYTES = 500_000  # of a rubric, with the shared marks that it uses; the longest that ships has 79,000
MARKS = "marks"  # the folder beside the rubrics for marks that several of them share, a file each

Origin = Literal["bundled", "own"]


def rubric_files() -> Iterator[tuple[Traversable, Origin]]:
    """Every rubric file; of two with the same name the first one counts."""
    return _files("rubrics")


def mark_files() -> dict[str, Traversable]:
    """The files of the shared marks, by the mark's name and in the order of names; an own one hides one that ships."""
    found: dict[str, Traversable] = {}
    for file, _ in _files("rubrics", MARKS):
        found.setdefault(file.name.removesuffix(".toml"), file)
    return dict(sorted(found.items()))


def read(file: Traversable, name: str) -> bytes:
    """What is in the file, a byte more than MAX_BYTES at most. Raises UserError, with `name`, when it cannot be opened."""
    return read_at_most(file, MAX_BYTES, name=name)


def _files(*folder: str) -> Iterator[tuple[Traversable, Origin]]:
    own = data_folder().joinpath(*folder)
    if own.is_dir():
        yield from ((file, "own") for file in sorted(own.glob("*.toml")))
    package, *inside = folder
    bundled = files(package).joinpath(*inside)
    found = [file for file in bundled.iterdir() if file.name.endswith(".toml")] if bundled.is_dir() else []
    yield from ((file, "bundled") for file in sorted(found, key=lambda file: file.name))
