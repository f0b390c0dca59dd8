"""One new answer on the window's side: recorded, then heard and judged in a job; the model loads while the rep speaks."""

from __future__ import annotations

import shutil
from pathlib import Path
from queue import SimpleQueue
from typing import Literal

from PySide6.QtCore import QObject, Signal

from coach.again.attempt import Attempt
from coach.again.keep import answer_again
from coach.paths import unfinished_folder
from coach.practising.practice import Practice
from coach.recording.messages import Status
from coach.recording.recovery import new_folder
from coach.settings import settings_or_usual
from ui.desk import Desk
from ui.jobs import Failure, Handle
from ui.practise.running import RunningRecording

LONGEST_S = 120.0  # one answer; then the recording ends by itself
Doing = Literal["nothing", "recording", "hearing"]


class Answer(QObject):
    """`changed` when `doing` or the recorder's `status` is new; `answered` with an Attempt; `failed` with a Failure.

    Were the window closed meanwhile, the recording would be offered at the next start like any other.
    """

    changed = Signal()
    answered = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self._recording: RunningRecording | None = None
        self._folders: SimpleQueue[Path | None] = SimpleQueue()
        self._is_unwanted = False
        self.doing: Doing = "nothing"
        self.status = Status(state="starting")

    def start(self, call_uid: str, finding_uid: str, practice: Practice) -> None:
        """Record an answer to the finding's moment. `practice`: what the recording is for, should it be interrupted."""
        if self.doing != "nothing" or self._recording is not None:
            return
        self._is_unwanted = False
        self._folders = folders = SimpleQueue()
        recording = RunningRecording(
            self,
            self._desk.jobs,
            new_folder(unfinished_folder()),
            [settings_or_usual().microphone],
            limit_s=LONGEST_S,
            practice=practice,
        )
        self._recording = recording
        recording.changed.connect(self._show)
        recording.ended.connect(self._hand_over)
        recording.failed.connect(self._could_not_record)
        job = self._desk.jobs.start(lambda handle: _heard(handle, folders, call_uid, finding_uid))
        job.done.connect(self._take)
        job.failed.connect(self.failed)
        job.ended.connect(self._rest)
        self.status = Status(state="starting")
        self._go("recording")

    def stop(self) -> None:
        """The answer is finished."""
        if self._recording is not None and self.doing == "recording":
            self._recording.order("stop")

    def throw_away(self) -> None:
        """Nobody wants it any more, whatever it is: a recording ends and is deleted, an answer that is being heard is still kept."""
        self._is_unwanted = self.doing == "recording"
        self.stop()

    def _show(self, status: Status) -> None:
        self.status = status
        if self._is_unwanted:
            self.stop()
        self.changed.emit()

    def _hand_over(self, status: Status) -> None:
        folder = self._recording.folder
        self._let_go()
        if self._is_unwanted:
            self._folders.put(None)
            self._desk.jobs.start(lambda handle: shutil.rmtree(folder, ignore_errors=True))
            return
        if status.problem is not None:
            self.failed.emit(Failure(status.problem.text))
        self._folders.put(folder)
        self._go("hearing")

    def _could_not_record(self, failure: Failure) -> None:
        self._let_go()
        self._folders.put(None)
        if not self._is_unwanted:
            self.failed.emit(failure)

    def _let_go(self) -> None:
        self._recording.deleteLater()
        self._recording = None

    def _take(self, attempt: Attempt | None) -> None:
        if attempt is not None:
            self.answered.emit(attempt)

    def _rest(self) -> None:
        if self._recording is not None:  # nobody can hear it, the model is not there: no use in going on
            self.throw_away()
        self._go("nothing")

    def _go(self, doing: Doing) -> None:
        self.doing = doing
        self.changed.emit()


def _heard(handle: Handle, folders: SimpleQueue[Path | None], call_uid: str, finding_uid: str) -> Attempt | None:
    """In the job's thread: loads the model, waits for the recording, hears and keeps it; None when there is none."""
    from coach.hearing.models import model_files
    from coach.hearing.worker import HearingWorker

    with HearingWorker(model_files(settings_or_usual().speech_model).folder) as worker:

        def stop() -> None:
            folders.put(None)
            worker.kill()

        handle.on_cancel(stop)
        folder = folders.get()
        handle.check()
        return None if folder is None else answer_again(call_uid, finding_uid, folder, worker)
