"""A session on disk: a line for each event, on the disk before it counts, so that a crash loses nothing.

    <data folder>/sessions/<uid>/events.jsonl    readable by the user alone
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from coach.errors import UserError
from coach.exercise.events import Event
from coach.files import could_not_write, sync_folder
from coach.paths import private_folder

_NAME = "events.jsonl"


def session_folder(sessions: Path, uid: str) -> Path:
    return private_folder(sessions / uid)


def append(folder: Path, event: Event) -> None:
    """Write the event down; it is on the disk when this returns. Raises UserError when it could not be written."""
    path = folder / _NAME
    try:
        is_new = not path.exists()
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "r+b", buffering=0) as file:
            _cut_torn_line(file)
            file.write(msgspec.json.encode(event) + b"\n")
            os.fsync(file.fileno())
        if is_new:
            sync_folder(folder)
    except OSError as error:
        raise could_not_write(path, error) from error


def read(folder: Path) -> tuple[Event, ...]:
    """In order; () when there are none. A last line that a crash cut off never happened.

    Raises UserError when another line cannot be read: the file was changed or made by a newer version.
    """
    try:
        data = (folder / _NAME).read_bytes()
    except FileNotFoundError:
        return ()
    *lines, _ = data.split(b"\n")  # what stands behind the last newline is a torn line
    try:
        return tuple(msgspec.json.decode(line, type=Event) for line in lines)
    except msgspec.MsgspecError as error:
        raise UserError(
            zh=f"{folder / _NAME} 里有看不懂的内容：它可能被改动过，或由更新的版本写成；请更新程序，或从备份恢复。",
            en=f"{folder / _NAME} has something in it that cannot be read: it was changed, or a newer version wrote it; update the program, or restore a backup.",
        ) from error


def _cut_torn_line(file) -> None:
    """A line that a crash cut off would swallow the next one."""
    size = file.seek(0, os.SEEK_END)
    end = size
    while end > 0:
        start = max(0, end - 4096)
        file.seek(start)
        block = file.read(end - start)
        newline = block.rfind(b"\n")
        if newline >= 0:
            end = start + newline + 1
            break
        end = start
    if end < size:
        file.truncate(end)
