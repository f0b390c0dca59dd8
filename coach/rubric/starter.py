"""A rubric to start from: a commented one that teaches how to teach, or a copy of another."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from coach.errors import UserError
from coach.files import write_new
from coach.model import Language
from coach.paths import data_folder
from coach.rubric.load import list_rubrics, load_rubric
from coach.rubric.parse import ID
from coach.toml.copy import with_id


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
    # the commands that a starter's comments give are about the new one
    write_new(path, with_id(text, rubric_id).replace("--rubric new-rubric", f"--rubric {rubric_id}"))
    return path


def _starter(language: Language) -> str:
    return files("rubrics").joinpath("starter", f"{language}.toml").read_text(encoding="utf-8")
