"""The sound of a call: only what was recorded here, or copied here, belongs to the library."""

from __future__ import annotations

import os
from pathlib import Path

from coach.model import Scorecard
from coach.paths import recordings_folder


def recording_name(scorecard: Scorecard) -> str | None:
    """Where in the recordings folder the call's sound lies, with `/`; None when it is a file of the user's own, elsewhere."""
    if scorecard.audio is None:
        return None
    path, folder = (Path(os.path.realpath(each)) for each in (scorecard.audio.path, recordings_folder()))
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) and path != folder else None


def recording_files(name: str) -> tuple[Path, ...]:
    """The sound and the file about it, those that are there; none when the name leads out of the recordings folder."""
    folder = Path(os.path.realpath(recordings_folder()))
    path = Path(os.path.realpath(folder / name))
    if not path.is_relative_to(folder) or path == folder:
        return ()
    beside = path.with_suffix(".json")
    return tuple(file for file in dict.fromkeys((path, beside)) if file.is_file())
