"""Role-play: a session is planned or chosen here, then run by the trainer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from coach.audio.play import Output
from coach.exercise import events as happened
from coach.exercise.log import append, session_folder
from coach.exercise.session import Session
from coach.exercise.sessions import Found, forget, list_sessions
from coach.paths import sessions_folder
from coach.practice.format import Case
from coach.report.format import clean
from ui.desk import Desk
from ui.exercise.debrief import DebriefPage
from ui.exercise.diary import Diary, Opened, open_session
from ui.exercise.names import step_name
from ui.exercise.run_page import RunPage
from ui.exercise.sessions_list import SessionsList
from ui.exercise.setup import SetupPage
from ui.jobs import Job
from ui.widgets.parts import button, column, flowing, frame, label, row


class RoleplayScreen(QWidget):
    """`recorded` with a Recorded to be analysed, `busy` whether it records, `offers` when a session that is not over was found."""

    recorded = Signal(object)
    busy = Signal(bool)
    offers = Signal()
    failed = Signal(object)  # Failure

    def __init__(
        self, desk: Desk, output: Callable[[], AbstractContextManager[Output]], now_s: Callable[[], float]
    ) -> None:
        super().__init__()
        self._desk, self._now_s = desk, now_s
        self._offered: Found | None = None
        self.is_read = self._is_opening = False
        page = column(self, margins=(22, 16, 22, 14), spacing=10)
        self._stack = QStackedWidget()
        self.start = QWidget()
        lines = column(self.start, spacing=12)
        self._title = label(role="heading")
        lines.addWidget(self._title)
        lines.addWidget(self._make_offer())
        both = row(spacing=12)
        self.sessions, self.setup = SessionsList(desk), SetupPage(desk, now_s)
        both.addWidget(self.sessions, 2)
        both.addWidget(self.setup, 9)
        lines.addLayout(both, 1)
        self.run = RunPage(desk, output, now_s)
        self.debrief = DebriefPage(desk, output)
        self.debrief.failed.connect(self.failed)
        self.run.put_debrief(self.debrief)
        self.actions_by_name = self.run.actions_by_name
        for each in (self.start, self.run):
            self._stack.addWidget(each)
        page.addWidget(self._stack, 1)
        self.setup.chosen.connect(self._make_session)
        self.sessions.opened.connect(lambda found: self.open(found.folder))
        self.sessions.deleted.connect(self._delete)
        self.run.left.connect(self.go_back)
        self.run.kept.connect(self.recorded)
        self.run.busy.connect(self.busy)
        self.run.failed.connect(self.failed)
        desk.words.changed.connect(self.retranslate)
        self.retranslate()
        self.sessions.show_found(())

    def read(self) -> None:
        """Sessions, beside the window; one that is not over is offered."""
        self._look().done.connect(self._offer)

    def open(self, folder: Path) -> None:
        """The session in this folder, where it stands."""
        if self._is_opening:
            return
        self._is_opening = True
        job = self._desk.jobs.start(lambda handle: open_session(folder))
        job.done.connect(self._run)
        job.failed.connect(self.failed)
        job.ended.connect(self._opened)

    def go_back(self) -> None:
        """To the sessions; the one that was open goes on without being watched."""
        self.run.close_session_view()
        self._stack.setCurrentWidget(self.start)
        self._look()
        self.take_focus()

    @property
    def is_running(self) -> bool:
        """Whether a session is open."""
        return self.run.diary is not None

    @property
    def is_recording(self) -> bool:
        return self.run.is_recording

    def take_focus(self) -> None:
        if self.is_running:
            self.run.setFocus()
        else:
            self.setup.take_focus()

    def close_sound(self) -> None:
        """The window closes."""
        self.run.close_sound()
        self.debrief.close_sound()

    def retranslate(self) -> None:
        self._title.setText(self._desk.words("roleplay_title"))
        self._go_on.setText(self._desk.words("go_on_with_session"))
        self._show_offer()
        self.sessions.retranslate()
        self.setup.retranslate()
        self.run.retranslate()

    # --- what is offered

    def _make_offer(self) -> QWidget:
        self._notice = frame("notice")
        line = row(self._notice, margins=(14, 8, 10, 8), spacing=8)
        self._offer_text = flowing()
        self._go_on = button("", self._take_offer, "main")
        line.addWidget(self._offer_text, 1)
        line.addWidget(self._go_on)
        self._notice.hide()
        return self._notice

    def _offer(self, found: tuple[Found, ...]) -> None:
        self._offered = next((each for each in found if each.is_on), None)
        self._show_offer()
        if self._offered is not None:
            self.offers.emit()

    def _show_offer(self) -> None:
        words, found = self._desk.words, self._offered
        self._notice.setVisible(found is not None)
        if found is not None:
            state = found.state
            step = step_name(state.now_on, state.session, words)
            self._offer_text.setText(words("session_interrupted", title=clean(state.session.title), step=step))

    def _take_offer(self) -> None:
        if self._offered is not None:
            self.open(self._offered.folder)

    # --- sessions

    def show_cases(self, cases: tuple[Case, ...]) -> None:
        """Those to choose from."""
        self.setup.show_cases(cases)
        self.run.show_cases(cases)

    def _look(self) -> Job:
        job = self._desk.jobs.start(lambda handle: list_sessions(sessions_folder()))
        job.done.connect(self._show_found)
        job.failed.connect(self.failed)
        return job

    def _show_found(self, found: tuple[Found, ...]) -> None:
        self.is_read = True
        self.sessions.show_found(found)

    def _make_session(self, session: Session, begins: bool) -> None:
        at_s = self._now_s()

        def make() -> Path:
            folder = session_folder(sessions_folder(), session.uid)
            append(folder, happened.Opened(at_s=at_s, session=session))
            return folder

        job = self._desk.jobs.start(lambda handle: make())
        job.done.connect(lambda folder: self._made(folder, begins))
        job.failed.connect(self.failed)

    def _made(self, folder: Path, begins: bool) -> None:
        self.setup.clear()
        if begins:
            self.open(folder)
        else:
            self._look()

    def _run(self, opened: Opened | None) -> None:
        if opened is not None:
            self._offered = None
            self._show_offer()
            self._stack.setCurrentWidget(self.run)
            self.run.open(Diary(self, self._desk.jobs, opened, self._now_s))

    def _opened(self) -> None:
        self._is_opening = False

    def _delete(self, found: Found) -> None:
        if self._offered is not None and self._offered.folder == found.folder:
            self._offered = None
            self._show_offer()
        job = self._desk.jobs.start(lambda handle: forget(found.folder))
        job.ended.connect(lambda: self._look())
