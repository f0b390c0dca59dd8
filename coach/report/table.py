"""Tables that a spreadsheet opens: CSV in UTF-8, in which nothing is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# A text that begins like this is a formula to Excel, LibreOffice or Google Sheets (OWASP, “CSV injection”); the
# full-width signs are the same to Excel in East Asian versions.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_ESCAPE = "'"

Cell = str | int | float | None


def table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows as CSV (RFC 4180) with the byte-order mark by which Excel knows UTF-8; None is an empty cell.

    A text that a spreadsheet would compute gets an apostrophe in front, also behind spaces; numbers stay numbers.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    for row in (head, *rows):
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return ("\ufeff" + stream.getvalue()).encode("utf-8", "replace")


def harmless(text: str) -> str:
    """`text` as a cell that is never computed, without control characters but for line ends."""
    text = "".join(letter for letter in text if letter >= " " or letter in "\n\t\r")
    return _ESCAPE + text if text.lstrip(" \u3000\u00a0").startswith(_FORMULA) else text
