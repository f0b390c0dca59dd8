"""The rep's voice measured beside the recorder, in a process of its own that gives way to everything else.

    with Measuring(folder) as measuring:       # the folder may come later
        ...                                    # the recording runs
        delivery = measuring.finish(practice)  # a moment after it has ended

What goes wrong here costs nothing but the early figures: the analysis measures the finished recording anew.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from coach.interface import interface_language
from coach.model import Delivery, Language
from coach.practising.practice import Practice

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from types import TracebackType

LOOK_EVERY_S = 2.0
MOST_S = 5.0  # to wait for the figures at the end; the recording itself must go on to be kept
NICE = 10


class Measuring:
    """See the top of this file. To be used from one thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> Measuring:
        from multiprocessing import get_context

        context = get_context("spawn")  # fork would copy the window's threads
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_life, args=(theirs, self._folder), name="redcard-measuring", daemon=True)
        self._process.start()
        theirs.close()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._connection.close()
        self._process.kill()
        self._process.join()

    def finish(self, practice: Practice, *, most_s: float = MOST_S) -> Delivery | None:
        """How the rep spoke; None when it cannot be told from what was recorded, or not within `most_s`.

        With somebody else at the same microphone nobody knows yet whose voice is whose.
        """
        if practice.customer == "colleague":
            return None
        with suppress(EOFError, OSError):
            self._connection.send(practice)
            if self._connection.poll(most_s):
                return self._connection.recv()
        return None


def _life(connection: Connection, folder: Path) -> None:
    """The process's whole life."""
    import signal

    from coach.errors import UserError
    from coach.practising.known_words import sounding
    from coach.practising.so_far import VoiceSoFar, get_ready

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICE)
    voice = VoiceSoFar(folder)
    with suppress(EOFError, OSError, UserError):  # nobody is there any more, or the folder is damaged
        get_ready()
        while not connection.poll(LOOK_EVERY_S):
            voice.look()
        practice: Practice = connection.recv()
        voice.look(is_over=True)
        connection.send(voice.delivery(sounding(practice.heard_lines, ()), _language(practice)))


def _language(practice: Practice) -> Language:
    return interface_language() if practice.language == "auto" else practice.language
