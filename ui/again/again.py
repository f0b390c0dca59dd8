"""What the call's screen has of trying again: the answers that were kept, and the two windows over it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coach.again.attempt import Attempt
from coach.again.keep import attempts_of
from coach.again.moment import moment_of
from coach.audio.play import Output
from coach.audio.track import Track
from coach.model import Scorecard, Turn
from coach.report.cards import Card
from ui.again.dialog import AgainDialog
from ui.again.livelier import LivelierDialog
from ui.desk import Desk

Attempts = Mapping[str, Sequence[Attempt]]  # by the finding's uid, the oldest first


class Again(QObject):
    """`changed` when other answers are known; `failed` with a Failure."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, screen: QWidget, desk: Desk, output: Callable[[], AbstractContextManager[Output]]) -> None:
        super().__init__(screen)
        self._screen, self._desk, self._output = screen, desk, output
        self._uid: str | None = None
        self._open: AgainDialog | LivelierDialog | None = None
        self.attempts: dict[str, list[Attempt]] = {}

    def load(self, uid: str | None) -> None:
        """Forget the last call's answers, and look for this one's, beside the window."""
        self._uid, self.attempts = uid, {}
        if uid is not None:
            job = self._desk.jobs.start(lambda handle: (uid, attempts_of(uid)))
            job.done.connect(self._take)
            job.failed.connect(self.failed)

    def try_moment(self, scorecard: Scorecard, card: Card, tracks: Sequence[Track]) -> bool:
        """Open the window for the card's moment; False where there is nothing to answer anew."""
        moment = moment_of(scorecard, card.uid)
        if moment is None:
            return False
        attempts = self.attempts.get(card.uid, ())
        dialog = AgainDialog(self._screen, self._desk, scorecard, moment, card, attempts, tracks, self._output)
        dialog.attempted.connect(self._add)
        self._show(dialog)
        return True

    def hear_livelier(self, scorecard: Scorecard, turn: Turn | None, tracks: Sequence[Track]) -> bool:
        """Open the window for a turn of the rep's; False where it is nobody's of theirs, or has no sound."""
        if turn is None or turn.role == "customer" or turn.start_s is None or not tracks:
            return False
        self._show(LivelierDialog(self._screen, self._desk, scorecard, turn, tracks, self._output))
        return True

    def close(self) -> None:
        """Fall silent; the window closes."""
        if self._open is not None:
            self._open.shut()

    def _show(self, dialog: AgainDialog | LivelierDialog) -> None:
        dialog.failed.connect(self.failed)
        dialog.finished.connect(self._forget)
        self._open = dialog
        dialog.open()

    def _forget(self) -> None:
        self._open = None

    def _take(self, found: tuple[str, Sequence[Attempt]]) -> None:
        uid, attempts = found
        if uid == self._uid:  # else another call was opened meanwhile
            for attempt in attempts:
                self.attempts.setdefault(attempt.finding, []).append(attempt)
            self.changed.emit()

    def _add(self, attempt: Attempt) -> None:
        self.attempts.setdefault(attempt.finding, []).append(attempt)
        self.changed.emit()
