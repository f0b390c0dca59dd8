"""The drill's work beside the window: one job for a sitting records the answers, hears them, judges them and keeps the result.

It alone has the sitting; the window is handed each new one.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from coach.errors import UserError
from coach.practising.sitting import Sitting, give, overrule
from coach.recording.messages import Status
from ui.jobs import Failure, Handle, Jobs

if TYPE_CHECKING:
    from coach.hearing.worker import HearingWorker

Doing = Literal["resting", "opening", "listening", "speaking", "hearing", "judging"]


@dataclass(frozen=True, slots=True)
class _Listen:
    """Open the microphone called so for the answer to what waits first."""

    device: str | None


@dataclass(frozen=True, slots=True)
class _Typed:
    text: str


@dataclass(frozen=True, slots=True)
class _Overrule:
    well: bool


# go on: the customer has spoken; stop: the rep has; leave: no answer now; end: of the sitting.
_Order = _Listen | _Typed | _Overrule | Literal["go on", "stop", "leave", "end"]


class Ears(QObject):
    """`heard` with a Status while an answer is spoken, `changed` when `doing` is new, `judged` with the Sitting after an
    answer or a new grade, `nothing_heard`, `failed` with a Failure; `ended` when all of it has stopped.
    """

    heard = Signal(object)
    changed = Signal()
    judged = Signal(object)
    nothing_heard = Signal()
    failed = Signal(object)
    ended = Signal()

    def __init__(self, parent: QObject, jobs: Jobs, sitting: Sitting) -> None:
        super().__init__(parent)
        self._orders: SimpleQueue[_Order] = SimpleQueue()
        self.doing: Doing = "resting"
        job = jobs.start(lambda handle: _work(handle, self._orders, sitting))
        job.handle.on_cancel(lambda: self._orders.put("end"))
        job.progressed.connect(self._take)
        job.failed.connect(self.failed)
        job.ended.connect(self.ended)

    def listen(self, device: str | None) -> None:
        """Get the microphone ready; nothing is kept before `go_on`."""
        self._orders.put(_Listen(device))

    def go_on(self) -> None:
        self._orders.put("go on")

    def stop(self) -> None:
        """The answer is over."""
        self._orders.put("stop")

    def leave(self) -> None:
        """Forget what is being spoken."""
        self._orders.put("leave")

    def take_typed(self, text: str) -> None:
        self._orders.put(_Typed(text))

    def overrule(self, well: bool) -> None:
        self._orders.put(_Overrule(well))

    def end(self) -> None:
        self._orders.put("leave")
        self._orders.put("end")

    def _take(self, news: object) -> None:
        """In the window's thread: what the job reports."""
        if isinstance(news, Status):
            self.heard.emit(news)
        elif isinstance(news, Sitting):
            self.judged.emit(news)
        elif isinstance(news, Failure):
            self.failed.emit(news)
        elif news == "nothing":
            self.nothing_heard.emit()
        else:
            self.doing = news
            self.changed.emit()


def _work(handle: Handle, orders: SimpleQueue[_Order], sitting: Sitting) -> None:
    """In the job's thread, until "end"."""
    with ExitStack() as at_the_end:
        desk = _Work(handle, orders, sitting, at_the_end)
        while (order := orders.get()) != "end":
            try:
                desk.do(order)
            except UserError as error:
                handle.progress(Failure(error.text))
                handle.progress("resting")


class _Work:
    def __init__(self, handle: Handle, orders: SimpleQueue[_Order], sitting: Sitting, at_the_end: ExitStack) -> None:
        self._handle, self._orders, self._sitting, self._at_the_end = handle, orders, sitting, at_the_end
        self._worker: HearingWorker | None = None

    def do(self, order: _Order) -> None:
        """Raises UserError; then nothing of the sitting has changed."""
        if isinstance(order, _Listen) and self._sitting.now is not None:
            self._hear(order.device)
        elif isinstance(order, _Typed) and self._sitting.now is not None:
            self._judge(order.text)
        elif isinstance(order, _Overrule) and self._sitting.given:
            self._keep(lambda: overrule(self._sitting, order.well))

    def _hear(self, device: str | None) -> None:
        from coach.audio.scratch import scratch_folder
        from coach.paths import work_folder
        from coach.practising.spoken import hear_answer, record_answer

        self._handle.progress("opening")
        worker = self._ready_worker()  # loads its model while the customer speaks
        with scratch_folder(work_folder()) as scratch:
            folder = Path(scratch) / "answer"
            if not record_answer(folder, device, self._look()):
                self._handle.progress("resting")
                return
            self._handle.progress("hearing")
            try:
                text = hear_answer(folder, worker, self._sitting.now.language)
            except UserError:
                self._worker = None  # it may have died: the next answer gets a fresh one
                raise
        if text.strip():
            self._judge(text)
        else:
            self._handle.progress("resting")
            self._handle.progress("nothing")

    def _look(self) -> Callable[[Status], Literal["go on", "stop", "leave"] | None]:
        """Hands the level on and takes what is ordered meanwhile."""
        shown: list[Doing] = ["opening"]

        def look(status: Status) -> Literal["go on", "stop", "leave"] | None:
            doing = {"starting": "opening", "paused": "listening", "recording": "speaking"}.get(status.state)
            if doing and doing != shown[-1]:
                shown.append(doing)
                self._handle.progress(doing)
            self._handle.progress(status)
            try:
                order = self._orders.get_nowait()
            except Empty:
                return None
            if order in ("go on", "stop", "leave"):
                return order
            self._orders.put(order)  # "end", or typed instead: for when this is left
            return "leave"

        return look

    def _judge(self, text: str) -> None:
        from coach.practising.answer import judge_answer, rubric_of

        self._handle.progress("judging")
        moment = self._sitting.now
        judged = judge_answer(moment, text, rubric_of(moment))
        self._keep(lambda: give(self._sitting, judged))

    def _keep(self, change: Callable[[], Sitting]) -> None:
        self._sitting = change()
        self._handle.progress("resting")
        self._handle.progress(self._sitting)

    def _ready_worker(self) -> HearingWorker:
        from coach.hearing.models import model_files
        from coach.hearing.worker import HearingWorker
        from coach.settings import chosen_model

        if self._worker is None:
            self._worker = self._at_the_end.enter_context(HearingWorker(model_files(chosen_model()).folder))
        return self._worker
