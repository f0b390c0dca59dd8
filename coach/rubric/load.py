"""Read rubrics: the bundled ones and the user's own. All mistakes of a file are told at once."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

from coach.errors import UserError
from coach.rubric.format import Rubric, RubricSummary
from coach.rubric.parse import parse_rubric
from coach.rubric.sources import Origin, read, rubric_files


def load_rubric(which: str | Path) -> Rubric:
    """The rubric with this id (the user's own copy before the bundled one), or in this file (a Path or `….toml`).

    Raises UserError when there is none, or with every mistake in it: `file:line: field: what is wrong`.
    """
    if isinstance(which, Path) or which.endswith(".toml"):
        return _parsed(Path(which), str(which))
    for file, _ in rubric_files():
        if file.name == f"{which}.toml":
            return _parsed(file, file.name)
    known = sorted({file.name.removesuffix(".toml") for file, _ in rubric_files()})
    raise UserError(
        zh=f"没有叫“{which}”的评分表：现有 {'、'.join(known)}，也可以给出 .toml 文件的路径。",
        en=f"There is no rubric called “{which}”: choose one of {', '.join(known)}, or give the path of a .toml file.",
    )


def list_rubrics() -> tuple[RubricSummary, ...]:
    """Every rubric by id; an own copy hides the bundled one. One that cannot be used says why and blocks no other."""
    found: dict[str, RubricSummary] = {}
    for file, origin in rubric_files():
        rubric_id = file.name.removesuffix(".toml")
        if rubric_id not in found:
            found[rubric_id] = _summary(file, rubric_id, origin)
    return tuple(found[rubric_id] for rubric_id in sorted(found))


def _summary(file: Traversable, rubric_id: str, origin: Origin) -> RubricSummary:
    try:
        rubric = _parsed(file, file.name)
    except UserError as error:
        return RubricSummary(id=rubric_id, title=None, version=None, origin=origin, sha256="", error=error.text)
    return RubricSummary(
        id=rubric.id,
        title=rubric.title,
        version=rubric.version,
        origin=origin,
        sha256=rubric.sha256,
        criteria=len(rubric.criteria),
        marks=len(rubric.marks),
    )


def _parsed(file: Traversable, name: str) -> Rubric:
    return parse_rubric(read(file, name), name)
