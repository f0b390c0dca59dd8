"""Records a scene while its clock runs: the microphone opens with the step, the sound is kept while the time is."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coach.analyse import Options
from coach.exercise import events as happened
from coach.exercise.session import Scene
from coach.paths import unfinished_folder
from coach.practice.format import Case
from coach.practising.keep import Recorded, keep_recording
from coach.practising.practice import Practice, practice_file, write_practice
from coach.recording.messages import Status
from coach.recording.recorder import MOST_S
from coach.recording.recovery import name_of, named_folder
from ui.desk import Desk
from ui.exercise.diary import Diary
from ui.jobs import Failure
from ui.practise.running import RunningRecording


class SceneRecorder(QObject):
    """`changed` when `status` is new, `kept` with a Recorded. `is_wanted` and `names` (one or two devices) are set by its owner."""

    changed = Signal()
    kept = Signal(object)
    failed = Signal(object)  # Failure

    def __init__(self, parent: QObject, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self._diary: Diary | None = None
        self._recording: RunningRecording | None = None
        self._scene: int | None = None
        self._has_sound = self._is_refused = False
        self._ordered: str | None = None
        self._cases: tuple[Case, ...] = ()
        self.is_wanted = False
        self.names: tuple[str | None, ...] = (None,)

    @property
    def status(self) -> Status | None:
        """None while no microphone is open."""
        return self._recording.status if self._recording else None

    def show_cases(self, cases: Sequence[Case]) -> None:
        self._cases = tuple(cases)

    def open(self, diary: Diary) -> None:
        self._diary = diary
        diary.decided.connect(self.follow)  # not once it is on the disk: sound and time are to begin together
        self._keep_interrupted(diary)

    def close(self) -> None:
        """No more of this session; what is being recorded is kept."""
        if self._diary is not None:
            self._diary.decided.disconnect(self.follow)
            self._diary = None
        self.stop()

    def want(self, is_wanted: bool) -> None:
        self.is_wanted, self._is_refused = is_wanted, False
        self.follow()

    def stop(self) -> None:
        if self._recording is not None and self._ordered != "stop":
            self._order("stop")

    def follow(self) -> None:
        """Do what the session's clock does."""
        state = self._diary.ahead if self._diary else None
        step, clock = (state.now_on, state.clock) if state else (None, None)
        scene = step.scene if step is not None and step.kind == "play" and not clock.is_over and not state.is_closed else None
        if self._recording is not None:
            if not self.is_wanted or scene != self._scene:
                self.stop()
            else:
                self._order("go on" if clock.is_running else "pause")
        elif self.is_wanted and scene is not None and not self._is_refused:
            self._start(state.session.scene(scene))

    def _start(self, scene: Scene) -> None:
        diary, session = self._diary, self._diary.ahead.session
        case = next((each for each in self._cases if each.id == scene.case), None)
        number = sum(part.scene == scene.number for part in diary.ahead.recordings) + 1
        name = f"{session.uid}-{scene.number}-{number}"
        while named_folder(unfinished_folder(), name).exists():  # one that the disk did not let go
            number += 1
            name = f"{session.uid}-{scene.number}-{number}"
        title = self._desk.words("scene_call", title=session.title, n=scene.number, team=session.teams[scene.team].name)
        practice = Practice(
            title=title,
            case=scene.case,
            rubric=case.rubric if case else Options().rubric,
            language=session.language,
            customer="line" if len(self.names) == 2 else "colleague",
        )
        recording = RunningRecording(
            self, self._desk.jobs, named_folder(unfinished_folder(), name), self.names, limit_s=MOST_S, practice=practice,
            is_paused=True,
        )  # fmt: skip
        self._recording, self._scene, self._has_sound, self._ordered = recording, scene.number, False, "pause"
        recording.changed.connect(lambda status: self._show(recording, status))
        recording.ended.connect(lambda status: self._end(recording, status))
        recording.failed.connect(lambda failure: self._could_not_record(recording, failure))
        self.follow()
        self.changed.emit()

    def _order(self, order: str) -> None:
        if order != self._ordered and self._ordered != "stop":
            self._ordered = order
            self._recording.order(order)

    def _show(self, recording: RunningRecording, status: Status) -> None:
        if recording is self._recording and status.state == "recording" and not self._has_sound and self._diary is not None:
            self._has_sound = True
            at_s = self._diary.now_s() - status.elapsed_s
            name = f"{name_of(recording.folder)}.flac"
            self._diary.add(happened.Recorded(at_s=at_s, scene=self._scene, recording=name))
        self.changed.emit()

    def _end(self, recording: RunningRecording, status: Status) -> None:
        if status.problem is not None:
            self._is_refused = True
            self.failed.emit(Failure(status.problem.text))
        folder, practice = recording.folder, recording.practice
        if self._has_sound:
            self._start_keeping(folder, practice)
        else:
            self._desk.jobs.start(lambda handle: shutil.rmtree(folder, ignore_errors=True))
        self._let_go(recording)

    def _could_not_record(self, recording: RunningRecording, failure: Failure) -> None:
        self._is_refused = True
        self.failed.emit(failure)
        self._let_go(recording)

    def _let_go(self, recording: RunningRecording) -> None:
        recording.deleteLater()
        if recording is self._recording:
            self._recording = self._scene = self._ordered = None
        self.changed.emit()
        self.follow()

    def _start_keeping(self, folder: Path, practice: Practice | None) -> None:
        title = self._desk.words("practice_call")

        def keep() -> Recorded:
            if practice is not None:
                write_practice(practice_file(folder), practice)
            return keep_recording(folder, title=title)

        job = self._desk.jobs.start(lambda handle: keep())
        job.done.connect(self.kept)
        job.failed.connect(self.failed)

    def _keep_interrupted(self, diary: Diary) -> None:
        """Recordings of this session that a crash left behind."""
        for part in diary.state.recordings:
            folder = named_folder(unfinished_folder(), part.recording.removesuffix(".flac"))
            if folder.is_dir():
                self._start_keeping(folder, None)
