"""Practise: choose, record with somebody to talk to, and hand the recording to the analysis."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from coach.audio.play import Output
from coach.errors import UserError
from coach.paths import unfinished_folder
from coach.practising.keep import Recorded, keep_recording
from coach.practising.partner import Partner
from coach.practising.practice import SaidLine, practice_file, write_practice
from coach.recording.messages import Status
from coach.recording.recovery import Unfinished, new_folder, unfinished
from ui.desk import Desk
from ui.jobs import Failure, Job
from ui.practise.customer_voice import CustomerVoice
from ui.practise.interrupted import Interrupted
from ui.practise.recording_page import RecordingPage
from ui.practise.running import RunningRecording
from ui.practise.setup import SetupPage
from ui.widgets.parts import column, label


class PractiseScreen(QWidget):
    """`stopped` with the title and how the rep spoke (a Delivery, or None where nobody can say yet), then `recorded` with a Recorded
    that is to be analysed, or `failed`; `busy` whether it records; `offers` when interrupted ones were found."""

    stopped = Signal(str, object)
    recorded = Signal(object)
    busy = Signal(bool)
    offers = Signal()
    failed = Signal(object)  # Failure

    def __init__(self, desk: Desk, output: Callable[[], AbstractContextManager[Output]]) -> None:
        super().__init__()
        self._desk = desk
        self._rounds = 0
        self.recording: RunningRecording | None = None
        page = column(self, margins=(28, 22, 28, 18), spacing=14)
        self._title = label(role="heading")
        self.interrupted = Interrupted(desk)
        self.setup = SetupPage(desk, output)
        self.voice = CustomerVoice(self, desk, output)
        self.page = RecordingPage(desk, self.voice)
        self.actions_by_name = self.page.actions_by_name
        self._stack = QStackedWidget()
        for each in (self.setup, self.page):
            self._stack.addWidget(each)
        page.addWidget(self._title)
        page.addWidget(self.interrupted)
        page.addWidget(self._stack, 1)
        self.setup.started.connect(self.start)
        self.setup.failed.connect(self.failed)
        self.voice.failed.connect(self.failed)
        self.voice.said.connect(self._remember_line)
        self.voice.cut.connect(self._cut_line)
        self.page.ordered.connect(self._order)
        self.interrupted.kept.connect(self._keep)
        self.interrupted.deleted.connect(self._delete)
        desk.words.changed.connect(self.retranslate)
        self.retranslate()

    def read(self) -> None:
        """Cases, voices, and what was interrupted, beside the window."""
        self.setup.read()
        self._look_for_interrupted().done.connect(self._say_offers)

    def start(self) -> None:
        """Record with what is chosen."""
        if self.recording is not None:
            return
        chosen = self.setup.chosen()
        self.setup.microphone.stop()
        recording = RunningRecording(
            self,
            self._desk.jobs,
            new_folder(unfinished_folder()),
            chosen.names,
            limit_s=chosen.limit_s,
            practice=chosen.practice,
        )
        self.recording = recording
        recording.changed.connect(self._show_status)
        recording.ended.connect(self._end)
        recording.failed.connect(self._could_not_record)
        partner = None
        if chosen.case is not None:
            is_aloud = chosen.practice.customer == "aloud"
            partner = Partner(chosen.case, chosen.language, chosen.voice, is_aloud=is_aloud, round=self._rounds)
            self._rounds += 1
        self.interrupted.hide()
        self._stack.setCurrentWidget(self.page)
        self.page.begin(self.setup.case, chosen.language, limit_s=chosen.limit_s, is_played=partner is not None)
        self.voice.begin(partner, chosen.silence_s)
        self._show_title()
        self.busy.emit(True)

    @property
    def is_recording(self) -> bool:
        return self.recording is not None

    def take_focus(self) -> None:
        """Give the keys to what one would press next."""
        if self.recording is not None:
            self.page.setFocus()
        else:
            self.setup.take_focus()

    def close_sound(self) -> None:
        """Fall silent; the window closes. What is being recorded is found again at the next start."""
        self.setup.microphone.stop()
        self.voice.end()

    def retranslate(self) -> None:
        self._show_title()
        self.interrupted.retranslate()
        self.setup.retranslate()
        self.page.retranslate()

    def _show_title(self) -> None:
        recording = self.recording
        self._title.setText(recording.practice.title if recording else self._desk.words("practise_title"))

    # --- a recording

    def _order(self, order: str) -> None:
        if self.recording is None:
            return
        if order in ("pause", "stop"):
            self.voice.hush()
        self.recording.order(order)

    def _show_status(self, status: Status) -> None:
        self.page.show_status(status)
        self.voice.hear(status)

    def _remember_line(self, line: SaidLine) -> None:
        if self.recording is not None:
            self.recording.remember(self.recording.practice.with_line(line))

    def _cut_line(self, heard_s: float) -> None:
        if self.recording is not None and self.recording.practice.lines:
            self.recording.remember(self.recording.practice.cut_short(heard_s))

    def _end(self, status: Status) -> None:
        self.voice.end()
        self.page.show_status(status)
        if status.problem is not None:
            self.failed.emit(Failure(status.problem.text))
        recording = self.recording
        folder, practice, title = recording.folder, recording.practice, self._desk.words("practice_call")

        def keep() -> Recorded:
            with suppress(UserError):  # on a full disk: what was last written is nearly the same
                write_practice(practice_file(folder), practice)
            return keep_recording(folder, title=title)

        self.stopped.emit(practice.title, recording.voice)
        self._start_keeping(keep)

    def _could_not_record(self, failure: Failure) -> None:
        self.voice.end()
        self.failed.emit(failure)
        self._go_back()

    # --- keeping

    def _keep(self, folder: Path) -> None:
        title = self._desk.words("practice_call")
        self.interrupted.setEnabled(False)
        self._start_keeping(lambda: keep_recording(folder, title=title))

    def _start_keeping(self, keep: Callable[[], Recorded]) -> None:
        job = self._desk.jobs.start(lambda handle: keep())
        job.done.connect(self.recorded)
        job.failed.connect(self.failed)
        job.ended.connect(self._go_back)

    def _delete(self, folder: Path) -> None:
        job = self._desk.jobs.start(lambda handle: shutil.rmtree(folder, ignore_errors=True))
        job.ended.connect(lambda: self._look_for_interrupted())

    def _go_back(self) -> None:
        """To the choices, with what could not be kept offered."""
        if self.recording is not None and self.recording.status.state in ("ended", "starting"):
            self.recording.deleteLater()
            self.recording = None
            self.busy.emit(False)
        if self.recording is None:
            self._stack.setCurrentWidget(self.setup)
            self._show_title()
        self._look_for_interrupted()

    def _look_for_interrupted(self) -> Job:
        job = self._desk.jobs.start(lambda handle: unfinished(unfinished_folder()))
        job.done.connect(self._offer)
        job.failed.connect(self.failed)
        return job

    def _offer(self, found: tuple[Unfinished, ...]) -> None:
        self.interrupted.setEnabled(True)
        if self.recording is None:
            self.interrupted.show_found(found)

    def _say_offers(self, found: tuple[Unfinished, ...]) -> None:
        """Only at the start: later the user is somewhere on purpose."""
        if any(each.about is not None for each in found):
            self.offers.emit()
