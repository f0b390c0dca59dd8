"""A text that a command is given: a file, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from coach.encoding import decoded
from coach.errors import UserError
from coach.files import read_at_most

MAX_BYTES = 100_000


def bytes_of(file: str) -> bytes:
    """What is in the file, of `-` what comes by standard input. Raises UserError when it cannot be opened or is too large."""
    data = sys.stdin.buffer.read(MAX_BYTES + 1) if file == "-" else read_at_most(Path(file), MAX_BYTES)
    if len(data) > MAX_BYTES:
        raise UserError(
            zh=f"{file} 超过 {MAX_BYTES // 1000} kB：请只留下要用的部分。",
            en=f"{file} is larger than {MAX_BYTES // 1000} kB: keep only the part that is needed.",
        )
    return data


def text_of(file: str) -> str:
    """As text, whatever its encoding. Raises UserError as `bytes_of` does, and for what is no text."""
    found = decoded(bytes_of(file))
    if found is None:
        raise UserError(
            zh=f"{file} 不是文本文件：请存成 UTF-8 文本再试。",
            en=f"{file} is not a text file: save it as UTF-8 text.",
        )
    return found.text
