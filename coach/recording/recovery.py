"""Recordings whose process or computer ended before they were finished: found, and finished like any other."""

from __future__ import annotations

import secrets
import shutil
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coach.errors import UserError
from coach.recording.layout import About, frame_count, held, read_about

_NAMED = "named-"
LITTER_AFTER_S = 60.0  # a folder without sound may be one that is about to get some


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """`about` and `duration_s` are None when the folder's description is damaged."""

    folder: Path
    about: About | None
    duration_s: float | None


def new_folder(base: Path) -> Path:
    """A name for a recording's folder in `base` that nothing has yet."""
    return base / f"{datetime.now():%Y-%m-%d_%H-%M-%S}-{secrets.token_hex(3)}"


def named_folder(base: Path, name: str) -> Path:
    """As `new_folder`, for a recording whose file is to be called `name`: others refer to it before it is finished."""
    return base / f"{_NAMED}{name}"


def name_of(folder: Path) -> str | None:
    """What the recording in `folder` is to be called; None for one that was given no name."""
    return folder.name.removeprefix(_NAMED) if folder.name.startswith(_NAMED) else None


def unfinished(base: Path) -> tuple[Unfinished, ...]:
    """The recordings in `base` that no process works on, oldest first. Folders in which no sound ever arrived are removed."""
    folders = sorted(folder for folder in base.iterdir() if folder.is_dir()) if base.is_dir() else []
    return tuple(found for folder in folders if (found := _look_at(folder)))


def _look_at(folder: Path) -> Unfinished | None:
    age_s = time.time() - folder.stat().st_mtime
    try:
        with held(folder):
            has_sound = any(file.stat().st_size for file in folder.glob("source-*.s16"))
    except UserError:  # it is being recorded, or finished
        return None
    if not has_sound:
        if age_s > LITTER_AFTER_S:
            shutil.rmtree(folder, ignore_errors=True)
        return None
    try:
        about = read_about(folder)
    except UserError:
        return Unfinished(folder=folder, about=None, duration_s=None)
    longest_s = max(frame_count(folder, index, source) / source.rate_hz for index, source in enumerate(about.sources))
    return Unfinished(folder=folder, about=about, duration_s=longest_s)
