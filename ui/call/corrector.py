"""Corrections of a call, one after the other, each judged in a job beside the window."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from coach.correct import Correction
from coach.keep_correction import correct_call, machines_card, redo, undo
from coach.library.store import open_library
from coach.model import Scorecard
from ui.call.opened import OpenedCall, read_call
from ui.desk import Desk

_Work = Callable[[], OpenedCall]


class Corrector(QObject):
    """`corrected` with the OpenedCall as it then is, `failed` with a Failure; `busy_changed` when it starts or rests."""

    corrected = Signal(object)
    failed = Signal(object)
    busy_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._waiting: deque[_Work] = deque()
        self.is_busy = False

    def correct(self, uid: str, changes: Sequence[Correction]) -> None:
        by = self._desk.words("layer_person")
        self._add(lambda: _corrected(uid, lambda db: correct_call(db, uid, changes, by)))

    def undo(self, uid: str) -> None:
        by = self._desk.words("layer_person")
        self._add(lambda: _corrected(uid, lambda db: undo(db, uid, by)))

    def redo(self, uid: str) -> None:
        by = self._desk.words("layer_person")
        self._add(lambda: _corrected(uid, lambda db: redo(db, uid, by)))

    def _add(self, work: _Work) -> None:
        self._waiting.append(work)
        if not self.is_busy:
            self._next()

    def _next(self) -> None:
        """What waits is started only when the one before is over: undo twice is two steps back."""
        self.is_busy = bool(self._waiting)
        if self.is_busy:
            work = self._waiting.popleft()
            job = self._desk.jobs.start(lambda handle: work())
            job.done.connect(self.corrected)
            job.failed.connect(self.failed)
            job.ended.connect(self._next)
        self.busy_changed.emit()


def read_machine(uid: str) -> Scorecard | None:
    """The call as the program alone judged it; None where no person changed anything in it."""
    from coach.library.store import get_call

    with open_library() as db:
        return machines_card(db, get_call(db, uid))


def _corrected(uid: str, change: Callable[..., Scorecard]) -> OpenedCall:
    with open_library() as db:
        change(db)
    return read_call(uid, with_machine=True)
