"""The session that is on: each thing that happens is on the disk before it is shown."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from PySide6.QtCore import QObject, QTimer, Signal

from coach.errors import UserError
from coach.exercise.clock import signals_between
from coach.exercise.events import Event
from coach.exercise.log import append, read, read_from
from coach.exercise.state import State, after, replay
from ui.jobs import Failure, Jobs

TICK_MS = 200
AGAIN_MS = 2000  # a disk that refused is asked again


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A session as it lies on the disk; `phones_bytes`: so much of the phones' file has been read."""

    folder: Path
    state: State
    phones_bytes: int


def open_session(folder: Path) -> Opened | None:
    """None when nothing is there. Raises UserError as `log.read`."""
    _, phones_bytes = read_from(folder, "phones", 0)
    state = replay(read(folder))
    return Opened(folder=folder, state=state, phones_bytes=phones_bytes) if state else None


class Diary(QObject):
    """`changed` when `state` is another, `ticked` about five times a second, `signalled` with a clock's Signal as it is passed.

    `ahead` is the state with what is still on its way to the disk: what is decided next goes by it, what is shown by `state`.
    `decided` comes when the trainer has changed it.
    """

    changed = Signal()
    decided = Signal()
    ticked = Signal()
    signalled = Signal(str)
    failed = Signal(object)  # Failure

    def __init__(self, parent: QObject, jobs: Jobs, opened: Opened, now_s: Callable[[], float]) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.folder = opened.folder
        self.now_s = now_s
        self.state = self.ahead = opened.state
        self._phones_bytes = opened.phones_bytes
        self._reads_phones = True
        self._looked: tuple[int | None, float] = (opened.state.step, now_s())
        self._waiting: deque[Event] = deque()
        self._lock = Lock()
        self._is_writing = False
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._write)

    def add(self, *events: Event) -> None:
        """They happened. A disk that refuses is asked again until it takes them."""
        for event in events:
            self.ahead = after(self.ahead, event)
            self._waiting.append(event)
        self.decided.emit()
        self._write()

    def close(self) -> None:
        """Write what waits, and stop looking."""
        self._timer.stop()
        self._again.stop()
        while self._waiting:
            try:
                self._write_first()
            except UserError as error:
                self.failed.emit(Failure(error.text))
                return

    def _write(self) -> None:
        if self._is_writing or not self._waiting:
            return
        self._is_writing = True
        job = self._jobs.start(lambda handle: self._write_first())
        job.done.connect(self._written)
        job.failed.connect(self._not_written)

    def _write_first(self) -> Event | None:
        """One at a time: of two that the disk took in part, one would happen twice."""
        with self._lock:
            if not self._waiting:
                return None
            append(self.folder, self._waiting[0])
            return self._waiting.popleft()

    def _written(self, event: Event | None) -> None:
        self._is_writing = False
        if event is not None:
            self._show(event)
        self._write()

    def _not_written(self, failure: Failure) -> None:
        self._is_writing = False
        self.failed.emit(failure)
        self._again.start()

    def _show(self, *events: Event) -> None:
        for event in events:
            self.state = after(self.state, event)
        if self._looked[0] != self.state.step:
            self._looked = (self.state.step, self.now_s())  # the signals of a step count from its beginning
        self.changed.emit()

    def _tick(self) -> None:
        self._read_phones()
        step, before_s = self._looked
        now_s, state = self.now_s(), self.state
        self._looked = (state.step, now_s)
        if state.clock is not None and state.clock.is_running and step == state.step:
            for signal in signals_between(state.clock, before_s, now_s):
                self.signalled.emit(signal)
        self.ticked.emit()

    def _read_phones(self) -> None:
        path = self.folder / "phones.jsonl"
        if not self._reads_phones or not path.exists() or path.stat().st_size <= self._phones_bytes:
            return
        try:
            events, self._phones_bytes = read_from(self.folder, "phones", self._phones_bytes)
        except UserError as error:
            self._reads_phones = False
            self.failed.emit(Failure(error.text))
            return
        for event in events:
            self.ahead = after(self.ahead, event)
        if events:
            self._show(*events)
