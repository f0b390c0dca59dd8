"""Read cases: the bundled ones and a trainer's own. All mistakes of a file are told at once."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from coach.errors import UserError
from coach.files import read_at_most
from coach.paths import data_folder
from coach.practice.format import Case, CaseSummary
from coach.practice.parse import MAX_BYTES, parse_case
from coach.toml.mistakes import did_you_mean


def own_cases_folder() -> Path:
    """Where a trainer's own cases and recorded lines lie; it need not be there."""
    return data_folder() / "scenarios"


def load_case(which: str | Path) -> Case:
    """The case with this id (a trainer's own before the bundled one), or in this file (a Path or `….toml`).

    Raises UserError when there is none, or with every mistake in it: `file:line: field: what is wrong`.
    """
    if isinstance(which, Path) or which.endswith(".toml"):
        return _read(Path(which), str(which))
    for file, _ in _case_files():
        if file.name == f"{which}.toml":
            return _read(file, file.name)
    known = sorted({file.name.removesuffix(".toml") for file, _ in _case_files()})
    mean = did_you_mean(which, known, list_them=False)
    raise UserError(
        zh=f"没有叫“{which}”的案例{mean.zh}：现有 {'、'.join(known)}，也可以给出 .toml 文件的路径。",
        en=f"There is no case called “{which}”{mean.en}: choose one of {', '.join(known)}, or give the path of a .toml file.",
    )


def list_cases() -> tuple[CaseSummary, ...]:
    """Every case by id; an own one hides the bundled one. One that cannot be used says why and blocks no other."""
    found: dict[str, CaseSummary] = {}
    for file, origin in _case_files():
        case_id = file.name.removesuffix(".toml")
        if case_id not in found:
            found[case_id] = _summary(file, case_id, origin)
    return tuple(found[case_id] for case_id in sorted(found))


def _case_files() -> Iterator[tuple[Traversable, Literal["bundled", "own"]]]:
    own = own_cases_folder()
    if own.is_dir():
        yield from ((file, "own") for file in sorted(own.glob("*.toml")))
    bundled = (file for file in files("rubrics").joinpath("scenarios").iterdir() if file.name.endswith(".toml"))
    yield from ((file, "bundled") for file in sorted(bundled, key=lambda file: file.name))


def _summary(file: Traversable, case_id: str, origin: Literal["bundled", "own"]) -> CaseSummary:
    try:
        case = _read(file, file.name)
    except UserError as error:
        return CaseSummary(id=case_id, title=None, origin=origin, error=error.text)
    return CaseSummary(
        id=case.id, title=case.title, origin=origin, temper=case.temper, rubric=case.rubric, languages=case.languages
    )


def _read(file: Traversable, name: str) -> Case:
    return parse_case(read_at_most(file, MAX_BYTES, name=name), name)
