"""Lines of a given width in terminal cells, where a Chinese character takes two."""

from __future__ import annotations

import re

_CLOSING = re.escape("，。！？、；：）》」』”’,.!?;:)]}%…")
_OPENING = re.escape("（《「『“‘([{")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
# One wide character with the punctuation that must not be parted from it, or a run of anything else.
_PIECES = re.compile(rf"[{_OPENING}]*(?:[{_WIDE}]|[^\s{_WIDE}{_OPENING}]+)[{_CLOSING}]*|[{_OPENING}]+|\s+")


def wrap_cells(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells (at least 2).

    Breaks at spaces and between Chinese characters, never before closing or after opening punctuation unless a
    piece is wider than a line. An empty text gives one empty line.
    """
    from rich.cells import cell_len, chop_cells

    lines, line = [], ""
    for piece in _PIECES.findall(text):
        if cell_len(line) + cell_len(piece.rstrip()) <= width:
            line += " " if piece.isspace() else piece
            continue
        if line.strip():
            lines.append(line.rstrip())
        *full, line = chop_cells(piece.lstrip(), width) or [""]
        lines += full
    return [*lines, line.rstrip()] if line.strip() or not lines else lines
