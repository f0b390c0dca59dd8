"""Where the user's own files live: one private folder, never beside the code.

`REDCARD_DATA` moves it (tests, portable installs).
"""

from __future__ import annotations

import os
from pathlib import Path


def private_folder(path: Path) -> Path:
    """Make `path` (and its parents) if need be, readable by the user alone, and return it."""
    path.mkdir(parents=True, exist_ok=True)
    if os.name == "posix":
        path.chmod(0o700)
    return path


def data_folder() -> Path:
    """The per-user data folder, made on first use."""
    chosen = os.environ.get("REDCARD_DATA")
    if chosen:
        return private_folder(Path(chosen).expanduser().absolute())
    import platformdirs

    return private_folder(Path(platformdirs.user_data_dir("red-card-coach", appauthor=False)))


def work_folder() -> Path:
    """For temporary files of an analysis; on the data disk, since /tmp may be memory."""
    return private_folder(data_folder() / "work")


# What lies beside a recording's sound, in place of its ending: how it was recorded, what was practised, what was heard in
# an answer that was tried again.
ABOUT_RECORDING, ABOUT_PRACTICE, ABOUT_ATTEMPT = ".recording.json", ".practice.json", ".attempt.json"


def recordings_folder() -> Path:
    """What was recorded here: sound files, each with small JSON files beside it."""
    return private_folder(data_folder() / "recordings")


def attempts_folder(call_uid: str) -> Path:
    """Where the answers lie that were tried again for a call; not made here. Among the recordings, so that backups have them.

    The name is made from the call's uid, which may come from a restored library and is no name of a folder as it stands.
    """
    from coach.uid import stable_uid

    return recordings_folder() / "attempts" / stable_uid("call", call_uid)


def unfinished_folder() -> Path:
    """Recordings that are running, or were when their process died: a folder each."""
    return private_folder(data_folder() / "unfinished")


def sessions_folder() -> Path:
    """Role-play sessions: a folder each (coach/exercise/log.py)."""
    return private_folder(data_folder() / "sessions")


def models_folder() -> Path:
    """Speech models; `REDCARD_MODELS` moves it."""
    chosen = os.environ.get("REDCARD_MODELS")
    return private_folder(Path(chosen).expanduser().absolute() if chosen else data_folder() / "models")
