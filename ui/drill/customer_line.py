"""The customer in the drill: the passage of the call, or a voice, made ready ahead and played."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from PySide6.QtCore import QObject, Signal

from coach.audio.play import Output
from coach.practice.drill import Moment
from coach.practising.customers_words import Words, customers_words
from ui.call.player import Player
from ui.desk import Desk
from ui.jobs import Failure, Handle, Job


class CustomerLine(QObject):
    """`changed` when `words` or whether it plays is new; `spoken` when the customer has said it, or there is nothing to hear."""

    changed = Signal()
    spoken = Signal()
    failed = Signal(object)  # Failure

    def __init__(self, parent: QObject, desk: Desk, output: Callable[[], AbstractContextManager[Output]]) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ready: dict[str, Words] = {}
        self._job: Job | None = None
        self._moment: Moment | None = None
        self._is_awaited = self._is_heard = False
        self.player = Player(self, output)
        self.player.changed.connect(self._played)
        self.player.failed.connect(self._cannot_play)

    @property
    def words(self) -> Words | None:
        """The sound of the moment that was asked for last; None while it is being made ready."""
        return self._ready.get(self._moment.uid) if self._moment else None

    def get_ready(self, moments: Sequence[Moment]) -> None:
        """Make the sound of these, the first one's first."""
        self.end()
        self._ready = {}

        def work(handle: Handle) -> None:
            for found in customers_words(moments):
                handle.progress(found)

        job = self._job = self._desk.jobs.start(work)
        job.progressed.connect(lambda found: self._take(job, *found))
        job.failed.connect(lambda failure: self._go_without(job, failure))

    def say(self, moment: Moment) -> None:
        """As soon as its sound is there."""
        self.hush()
        self._moment, self._is_awaited = moment, True
        self._speak()

    def hush(self) -> None:
        self._is_awaited = self._is_heard = False
        self.player.pause()

    def end(self) -> None:
        self.hush()
        self._moment = None
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _take(self, job: Job, uid: str, words: Words) -> None:
        if job is not self._job:
            return
        self._ready[uid] = words
        if self._is_awaited:
            self._speak()
        elif self._moment is not None and uid == self._moment.uid:
            self.changed.emit()  # answered before it could be heard; it can be now

    def _go_without(self, job: Job, failure: Failure) -> None:
        """The texts are there."""
        self.failed.emit(failure)
        if job is self._job and self._is_awaited:
            self._finish()

    def _cannot_play(self, failure: Failure) -> None:
        self.failed.emit(failure)

    def _speak(self) -> None:
        words = self.words
        if words is not None and words.clip is not None:
            self._is_awaited = False
            self.player.load((words.clip,))
            self.player.play(0.0)
            self._is_heard = True
        elif words is not None:
            self._finish()
        self.changed.emit()

    def _played(self) -> None:
        if self._is_heard and not self.player.is_playing:
            self._finish()

    def _finish(self) -> None:
        self._is_awaited = self._is_heard = False
        self.changed.emit()
        self.spoken.emit()
