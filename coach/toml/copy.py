"""A copy of a file under another id, comments and all."""

from __future__ import annotations

import re

from coach.toml.lines import lines_of

_OLD_ID = re.compile(r"""^(\s*(?:id|"id"|'id')\s*=\s*)(?:"[^"]*"|'[^']*')""")


def with_id(text: str, new_id: str) -> str:
    """The text with another `id` in its line; it is valid TOML and has one."""
    lines = text.split("\n")
    at = lines_of(text)[("id",)] - 1
    lines[at] = _OLD_ID.sub(rf'\g<1>"{new_id}"', lines[at].removeprefix("\ufeff"))
    return "\n".join(lines)
