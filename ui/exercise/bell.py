"""The gentle signals of the clock."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from PySide6.QtCore import QObject, Signal

from coach.audio.chime import chime
from coach.audio.clip import Clip
from coach.audio.play import Output
from coach.exercise.clock import Signal as Passed
from ui.call.player import Player
from ui.desk import Desk
from ui.jobs import Failure

STROKES: dict[Passed, int] = {"two_minutes": 1, "thirty_seconds": 2, "over": 3}


class Bell(QObject):
    """`ring` does nothing while `is_on` is false; a loudspeaker that fails turns it off, `failed` says why."""

    failed = Signal(object)  # Failure

    def __init__(self, parent: QObject, desk: Desk, output: Callable[[], AbstractContextManager[Output]]) -> None:
        super().__init__(parent)
        self._desk = desk
        self.is_on = True
        self.player = Player(self, output)
        self.player.failed.connect(self._fail)

    def ring(self, signal: Passed) -> None:
        if self.is_on:
            job = self._desk.jobs.start(lambda handle: chime(STROKES[signal]))
            job.done.connect(self._play)
            job.failed.connect(self.failed)

    def stop(self) -> None:
        self.player.pause()

    def _play(self, clip: Clip) -> None:
        self.player.load((clip,))
        self.player.play(0.0)

    def _fail(self, failure: Failure) -> None:
        self.is_on = False
        self.failed.emit(failure)
