"""A recording that runs: the recorder is a process of its own, a job of the window's listens to it and hands on what it says."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Literal

from PySide6.QtCore import QObject, Signal

from coach.errors import UserError
from coach.model import Delivery
from coach.practising.measuring import Measuring
from coach.practising.practice import Practice, practice_file, write_practice
from coach.recording.messages import Status
from coach.recording.recorder import Recorder
from ui.jobs import Handle, Jobs

LOOK_S = 0.05
Order = Literal["pause", "go on", "mark", "stop"]


@dataclass(frozen=True, slots=True)
class _Ended:
    status: Status
    voice: Delivery | None


class RunningRecording(QObject):
    """`changed` with a Status about twenty times a second; then `ended` with the last one, or `failed` when it could not begin.

    `is_paused`: the devices are opened and nothing is kept before it is ordered to go on.
    `voice` is how the rep spoke, as far as the sound alone tells, once it has ended; None where nobody can say yet.
    When the window closes, the recording ends, and is found again at the next start.
    """

    changed = Signal(object)  # Status
    ended = Signal(object)  # Status
    failed = Signal(object)  # Failure

    def __init__(
        self,
        parent: QObject,
        jobs: Jobs,
        folder: Path,
        names: Sequence[str | None],
        *,
        limit_s: float,
        practice: Practice,
        is_paused: bool = False,
    ) -> None:
        super().__init__(parent)
        self.folder = folder
        self.practice = practice
        self.status = Status(state="starting")
        self.voice: Delivery | None = None
        self.recorder_pid: int | None = None
        self._names, self._limit_s, self._is_paused = tuple(names), limit_s, is_paused
        self._orders: SimpleQueue[Order | Practice] = SimpleQueue()
        self._orders.put(practice)
        job = jobs.start(self._run)
        job.progressed.connect(self._show)
        job.done.connect(self._end)
        job.failed.connect(self.failed)

    def order(self, order: Order) -> None:
        self._orders.put(order)

    def remember(self, practice: Practice) -> None:
        """What the recording is for is now this, also should it be interrupted."""
        self.practice = practice
        self._orders.put(practice)

    def _show(self, status: Status) -> None:
        self.status = status
        self.changed.emit(status)

    def _end(self, ended: _Ended) -> None:
        self.status, self.voice = ended.status, ended.voice
        self.ended.emit(ended.status)

    def _run(self, handle: Handle) -> _Ended:
        """In the job's thread, the only one that touches the two processes."""
        with Recorder(self.folder, self._names, limit_s=self._limit_s, is_paused=self._is_paused) as recorder, Measuring(self.folder) as measuring:
            self.recorder_pid = recorder.pid
            status = self._follow(recorder, handle)
            return _Ended(status, measuring.finish(self.practice))

    def _follow(self, recorder: Recorder, handle: Handle) -> Status:
        """Until it has ended."""
        status = recorder.status()
        while status.state != "ended":
            handle.progress(status)
            if status.state != "starting" and self._obey(recorder):
                return recorder.stop()
            status = recorder.wait(LOOK_S)
        return status

    def _obey(self, recorder: Recorder) -> bool:
        """Do what was ordered; whether that was to stop."""
        does = {"pause": recorder.pause, "go on": recorder.go_on, "mark": recorder.mark}
        with suppress(Empty):
            while (order := self._orders.get_nowait()) != "stop":
                if isinstance(order, Practice):
                    with suppress(UserError):  # the disk is full: the recording itself says so
                        write_practice(practice_file(self.folder), order)
                else:
                    does[order]()
            return True
        return False
