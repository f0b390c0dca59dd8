"""The life of the recorder's process (see `recorder.py`): devices opened, a folder made, then the loop."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from coach.errors import UserError
from coach.files import could_not_write
from coach.recording import refuse
from coach.recording.layout import About, held, write_about
from coach.recording.loop import SPARE_BYTES, Loop, free_bytes
from coach.recording.messages import Failed, Status
from coach.recording.source import BlockQueue, chosen_sources, start
from coach.recording.take import Take

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

ROOM_S = 60.0  # a recording does not start with less


def record(connection: Connection, folder: Path, names: Sequence[str | None], limit_s: float, is_paused: bool) -> None:
    """The process's whole life. Nothing is left open for an orderly end: the disk has it all, the system takes the rest."""
    import signal
    import traceback

    from coach.recording.quiet import hush

    hush()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the owner's to act on
    with suppress(OSError):  # nobody listens any more
        try:
            connection.send(_life(connection, folder, names, limit_s, is_paused))
        except UserError as error:
            connection.send(Failed(error))
        except Exception:  # hides nothing: the owner raises it
            connection.send(Failed(traceback.format_exc()))
    os._exit(0)  # PortAudio's own way out can hang on a device that is gone


def _life(connection: Connection, folder: Path, names: Sequence[str | None], limit_s: float, is_paused: bool) -> Status:
    chosen = chosen_sources(names)
    sources = tuple(source for _, source in chosen)
    per_s = sum(source.rate_hz * source.bytes_per_frame for source in sources)
    if free_bytes(folder.parent) < SPARE_BYTES + ROOM_S * per_s:
        raise refuse.little_room(folder.parent)
    blocks: BlockQueue = SimpleQueue()
    streams = [start(device, source, index, blocks) for index, (device, source) in enumerate(chosen)]
    with _made(folder), held(folder):
        write_about(folder, About(started_at=datetime.now().astimezone().isoformat(timespec="seconds"), sources=sources))
        status = Loop(connection, Take(folder, sources), blocks, limit_s, is_paused).run()
    del streams  # open until here
    return status


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(mode=0o700)
        yield
    except OSError as error:
        raise could_not_write(folder, error) from error
