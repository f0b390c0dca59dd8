"""Text as TOML writes it."""

from __future__ import annotations

import json
from collections.abc import Iterable


def quoted(text: str) -> str:
    """A basic string; JSON writes it the same way but for DEL, which TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def string_list(texts: Iterable[str], indent: str = "    ") -> str:
    """A list, an item a line; `[]` for none."""
    items = "".join(f"{indent}{quoted(text)},\n" for text in texts)
    return f"[\n{items}]" if items else "[]"
