"""What the first bytes of a file say: the length that a WAV header promises."""

from __future__ import annotations

import os
import struct
from pathlib import Path

OPEN_ENDED = 0x7FFF_0000  # programs that write to a pipe put this or more, as they cannot know the length
MAX_CHUNKS = 1_000


def announced_wav_s(path: Path) -> float | None:
    """Length in seconds that the RIFF header announces; None when it leaves the length open or is not plain.

    The layout is Microsoft's RIFF WAVE: chunks of a four-letter name, a 32-bit size and that many bytes,
    padded to an even length; bytes a second stand in `fmt ` at offset 8.
    """
    bytes_per_s = 0
    with path.open("rb") as file:
        riff = file.read(12)
        if riff[:4] != b"RIFF" or riff[8:] != b"WAVE":
            return None
        for _ in range(MAX_CHUNKS):
            head = file.read(8)
            if len(head) < 8:
                return None
            name, size = struct.unpack("<4sI", head)
            if name == b"data":
                is_open = size == 0 or size >= OPEN_ENDED
                return None if is_open or not bytes_per_s else size / bytes_per_s
            body = file.read(12) if name == b"fmt " else b""
            if len(body) == 12:
                (bytes_per_s,) = struct.unpack("<I", body[8:])
            file.seek(size + size % 2 - len(body), os.SEEK_CUR)
    return None
