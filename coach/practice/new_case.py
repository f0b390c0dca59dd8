"""A case of one's own, begun as a copy of another or as a draft."""

from __future__ import annotations

import re
from pathlib import Path

from coach.errors import UserError
from coach.files import write_new
from coach.practice.format import ID
from coach.practice.load import load_case, own_cases_folder
from coach.toml.copy import with_id


def new_case(case_id: str, source: str) -> Path:
    """Write `scenarios/ID.toml` in the data folder, a copy of the case `source` (an id or a file), and return its path.

    Raises UserError for a wrong id, a case that is not there, a file that is there already, or a folder that cannot be
    written. Nothing is ever overwritten.
    """
    checked_id(case_id)
    return write_case(case_id, with_id(load_case(source).text, case_id))


def write_case(case_id: str, text: str) -> Path:
    """Write `text`, a case file's or a draft of one, as `scenarios/ID.toml`; what it returns and raises is as for `new_case`."""
    path = own_cases_folder() / f"{checked_id(case_id)}.toml"
    write_new(path, text)
    return path


def checked_id(case_id: str) -> str:
    """The id. Raises UserError for one that no case can have."""
    if not re.fullmatch(ID, case_id):
        raise UserError(
            zh=f"“{case_id}”不能作案例的名字：只用小写字母、数字和连字符，最多 64 个，例如 my-case。",
            en=f"“{case_id}” cannot be a case's id: use lower-case letters, digits and hyphens, at most 64, such as my-case.",
        )
    return case_id
