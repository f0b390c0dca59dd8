"""A session on disk: a line for each event, on the disk before it counts, so that a crash loses nothing.

    <sessions>/<uid>/events.jsonl    what the trainer's screen did
    <sessions>/<uid>/phones.jsonl    what came from the observers' phones, written by the process that serves them

Each file has one writer, and both are readable by the user alone.
"""

from __future__ import annotations

import heapq
import os
from pathlib import Path
from typing import Literal

import msgspec

from coach.errors import UserError
from coach.exercise.events import Event
from coach.files import could_not_write, sync_folder
from coach.paths import private_folder

Writer = Literal["events", "phones"]
WRITERS: tuple[Writer, ...] = ("events", "phones")


def session_folder(sessions: Path, uid: str) -> Path:
    return private_folder(sessions / uid)


def append(folder: Path, *events: Event, writer: Writer = "events") -> None:
    """Write the events down; they are on the disk when this returns. Raises UserError when they could not be written."""
    path = _file(folder, writer)
    try:
        is_new = not path.exists()
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "r+b", buffering=0) as file:
            _cut_torn_line(file)
            file.write(b"".join(msgspec.json.encode(event) + b"\n" for event in events))
            os.fsync(file.fileno())
        if is_new:
            sync_folder(folder)
    except OSError as error:
        raise could_not_write(path, error) from error


def read(folder: Path) -> tuple[Event, ...]:
    """Both files' events by their time, each file's in its order; () when there are none. A torn last line never happened.

    Raises UserError when another line cannot be read: the file was changed or made by a newer version.
    """
    return tuple(heapq.merge(*(read_one(folder, writer) for writer in WRITERS), key=lambda event: event.at_s))


def read_one(folder: Path, writer: Writer) -> tuple[Event, ...]:
    """One file's events; errors as for `read`."""
    return read_from(folder, writer, 0)[0]


def read_from(folder: Path, writer: Writer, offset: int) -> tuple[tuple[Event, ...], int]:
    """One file's events behind that many bytes, and where the next ones will begin; errors as for `read`."""
    path = _file(folder, writer)
    try:
        with path.open("rb") as file:
            file.seek(offset)
            data = file.read()
    except FileNotFoundError:
        return (), offset
    whole = data[: data.rfind(b"\n") + 1]  # what stands behind the last newline is a torn line
    try:
        events = tuple(msgspec.json.decode(line, type=Event) for line in whole.splitlines())
    except msgspec.MsgspecError as error:
        raise UserError(
            zh=f"{path} 里有看不懂的内容：它可能被改动过，或由更新的版本写成；请更新程序，或从备份恢复。",
            en=f"{path} has something in it that cannot be read: it was changed, or a newer version wrote it; update the program, or restore a backup.",
        ) from error
    return events, offset + len(whole)


def _file(folder: Path, writer: Writer) -> Path:
    return folder / f"{writer}.jsonl"


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
