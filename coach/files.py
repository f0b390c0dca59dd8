"""Writing the user's own files: private, and whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from coach.errors import UserError


def write_private(path: Path, content: bytes) -> None:
    """Write `content` to `path`, readable by the user alone (0600); an old file is replaced only once the new one is on disk.

    Raises UserError when the folder is missing, not writable or full.
    """
    name = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mkstemp makes it 0600
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except OSError as error:
        if name is not None:
            Path(name).unlink(missing_ok=True)
        raise UserError(
            zh=f"无法写入 {path}（{error.strerror}）：请换一个可以写入、有剩余空间的位置。",
            en=f"Could not write {path} ({error.strerror}): choose a place that exists, is writable and has room.",
        ) from error
