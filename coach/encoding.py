"""A text file's characters, whatever program wrote it: UTF-8, UTF-16 with a mark, or the Chinese encoding of Windows."""

from __future__ import annotations

import codecs
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decoded:
    """`is_guessed`: it was neither UTF-8 nor marked, and was read as GB18030 (which holds GBK)."""

    text: str
    is_guessed: bool = False


def decoded(data: bytes) -> Decoded | None:
    """The text without its byte-order mark, lines ended by a newline alone; None when it is no text. "" for no bytes."""
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    is_guessed = False
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            return None
        is_guessed = True
    if "\x00" in text:
        return None
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), is_guessed)
