"""Long work beside the window: threads with progress, time left, and a cancel that works.

No screen starts a thread of its own:

    job = jobs.start(lambda handle: read_call(uid))
    job.done.connect(self._show)

The work runs in a thread; the signals arrive on the window's thread. Heavy work goes on into a process of its own
(`ui/queue/process.py`), which `handle.on_cancel` ends at once.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event, Lock
from typing import Any

from PySide6.QtCore import QObject, Signal

from coach.errors import UserError
from coach.model import Text

THREADS = 6  # a queue, a recording and its customer's voice, a call being read, its sound being decoded, and one to spare
FIRST_GUESS_AFTER_S, FIRST_GUESS_FROM = 1.5, 0.03  # before that a guess at the time left would jump about


class Cancelled(Exception):
    """The work was told to stop."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong, in one sentence; `details` is a bug's traceback, None when the user can mend it."""

    text: Text
    details: str | None = None


class Handle:
    """The work's side of a job."""

    def __init__(self, report: Callable[[object], None]) -> None:
        self._report = report
        self._stop = Event()
        self._lock = Lock()
        self._on_cancel: Callable[[], None] | None = None

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    def check(self) -> None:
        """Raises Cancelled when the job is to stop."""
        if self._stop.is_set():
            raise Cancelled

    def progress(self, progress: object) -> None:
        """Say how far the work is: a Progress, or what the job's own listener knows. Raises Cancelled when it is to stop."""
        self.check()
        self._report(progress)

    def on_cancel(self, callback: Callable[[], None] | None) -> None:
        """Call this once, from the window's thread, when the job is cancelled; at once if it already was."""
        with self._lock:
            self._on_cancel = callback
            late = self._stop.is_set()
        if late and callback is not None:
            callback()

    def cancel(self) -> None:
        with self._lock:
            first, callback = not self._stop.is_set(), self._on_cancel
            self._stop.set()
        if first and callback is not None:
            callback()


class Job(QObject):
    """The window's side of a job. Exactly one of `done`, `failed`, `cancelled` comes, then `ended`."""

    progressed = Signal(object)  # Progress, or what else the work reports
    done = Signal(object)
    failed = Signal(object)  # Failure
    cancelled = Signal()
    ended = Signal()
    # From the thread these two go first to the window's thread: there nobody misses what comes before they listen.
    _reported = Signal(object)
    _settled = Signal(str, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.handle = Handle(self._reported.emit)
        self._reported.connect(self.progressed)
        self._settled.connect(self._settle)

    def cancel(self) -> None:
        self.handle.cancel()

    def _run(self, work: Callable[[Handle], Any]) -> None:
        """In the thread."""
        try:
            self.handle.check()
            result = work(self.handle)
        except Cancelled:
            self._settled.emit("cancelled", None)
        except UserError as error:
            self._settled.emit("failed", Failure(error.text))
        except Exception as error:  # hides nothing: shown with all its details
            self._settled.emit("failed", bug(error))
        else:
            self._settled.emit("done", result)

    def _settle(self, how: str, what: object) -> None:
        if how == "cancelled" or self.handle.cancelled:
            self.cancelled.emit()
        elif how == "failed":
            self.failed.emit(what)
        else:
            self.done.emit(what)
        self.ended.emit()


class Jobs(QObject):
    """Starts jobs and, at the end, stops those that still run."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="redcard-job")
        self._running: set[Job] = set()

    def start(self, work: Callable[[Handle], Any]) -> Job:
        job = Job(self)
        self._running.add(job)
        job.ended.connect(lambda: self._forget(job))
        self._pool.submit(job._run, work)
        return job

    def close(self) -> None:
        """Cancel what runs and wait for it; nothing is started any more."""
        for job in tuple(self._running):
            job.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _forget(self, job: Job) -> None:
        self._running.discard(job)
        job.deleteLater()


def bug(error: BaseException) -> Failure:
    details = "".join(traceback.format_exception(error))
    last = f"{type(error).__name__}: {error}"
    return Failure(
        Text(
            zh=f"程序出了错（{last}）：录音和通话都没有丢。请再试一次；若还出错，请把详情发给我们。",
            en=f"Something broke in the program ({last}). Your recordings and calls are safe: try again, and if it "
            "happens again send us the details.",
        ),
        details,
    )


class TimeLeft:
    """A guess at the seconds left, from the share done and the time it took."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._started = now()

    def seconds(self, share: float) -> float | None:
        """None while it is too early to say."""
        passed_s = self._now() - self._started
        if share < FIRST_GUESS_FROM or passed_s < FIRST_GUESS_AFTER_S:
            return None
        return passed_s * (1 - share) / share
