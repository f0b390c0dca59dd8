"""A rubric to start from: a commented one that teaches how to teach, or a copy of another."""

from __future__ import annotations

import os
import re
from importlib.resources import files
from pathlib import Path

from coach.errors import UserError
from coach.files import could_not_write
from coach.model import Language
from coach.paths import data_folder, private_folder
from coach.rubric.load import list_rubrics, load_rubric
from coach.rubric.parse import ID
from coach.toml.lines import lines_of

_OLD_ID = re.compile(r"""^(\s*(?:id|"id"|'id')\s*=\s*)(?:"[^"]*"|'[^']*')""")


def new_rubric(rubric_id: str, *, source: str | None, language: Language) -> Path:
    """Write `rubrics/ID.toml` in the data folder and return its path; the comments of a starter are in `language`.

    `source`: the id or file of a rubric to copy, comments and all. Raises UserError for a wrong id, a file that is there
    already, a bundled id without `source`, or a folder that cannot be written. Nothing is ever overwritten.
    """
    if not re.fullmatch(ID, rubric_id):
        raise UserError(
            zh=f"“{rubric_id}”不能作评分表的名字：只用小写字母、数字和连字符，最多 64 个，例如 my-team。",
            en=f"“{rubric_id}” cannot be a rubric's id: use lower-case letters, digits and hyphens, at most 64, such as my-team.",
        )
    bundled = {summary.id for summary in list_rubrics() if summary.origin == "bundled"}
    if source is None and rubric_id in bundled:
        raise UserError(
            zh=f"“{rubric_id}”是自带的评分表：要改它的副本，请加 --from {rubric_id}；要新写一份，请换个名字。",
            en=f"“{rubric_id}” is a bundled rubric: add --from {rubric_id} to change a copy of it, or choose another id.",
        )
    text = load_rubric(source).text if source else _starter(language)
    path = data_folder() / "rubrics" / f"{rubric_id}.toml"
    _write_new(path, _with_id(text, rubric_id))
    return path


def _starter(language: Language) -> str:
    return files("rubrics").joinpath("starter", f"{language}.toml").read_text(encoding="utf-8")


def _with_id(text: str, rubric_id: str) -> str:
    """The text with another id in its line, and in the commands that its comments give."""
    lines = text.split("\n")
    at = lines_of(text)[("id",)] - 1
    old = lines[at]
    lines[at] = _OLD_ID.sub(rf'\g<1>"{rubric_id}"', old.removeprefix("\ufeff"))
    return "\n".join(line.replace("--rubric new-rubric", f"--rubric {rubric_id}") for line in lines)


def _write_new(path: Path, text: str) -> None:
    try:
        private_folder(path.parent)
    except OSError as error:
        raise could_not_write(path, error) from error
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError as error:
        raise UserError(
            zh=f"{path} 已经有了：请直接改它，或换个名字。", en=f"{path} is there already: change that one, or choose another id."
        ) from error
    except OSError as error:
        raise could_not_write(path, error) from error
