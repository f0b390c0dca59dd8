"""A sound file written whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coach.files import could_not_write, replacing, sync_folder


@contextmanager
def replacing_sound(target: Path) -> Iterator[Path]:
    """A private file to be written with soundfile, which takes the place of `target` once both it and its name are on disk.

    Raises UserError when the system or libsndfile refuses; then `target` is as it was.
    """
    import soundfile

    try:
        with replacing(target) as new:
            yield new
        sync_folder(target.parent)
    except OSError as error:
        raise could_not_write(target, error) from error
    except soundfile.LibsndfileError as error:  # it does not say why; a full disk is what is left when all was checked
        raise could_not_write(target, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))) from error
