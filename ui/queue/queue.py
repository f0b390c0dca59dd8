"""The files on their way to a scorecard: one at a time, in an order the user can change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Signal

from coach.analyse import Options, Progress
from coach.model import Scorecard, Text
from ui.jobs import Failure, Handle, Job, Jobs, TimeLeft
from ui.queue.process import STARTING, AnalysisProcess, SoFar, Task

State = Literal["waiting", "working", "done", "failed", "cancelled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One file. `share` is 0-1, `left_s` a guess or None; `uid` is the call's once it is in the library.

    `so_far`: what has been heard of it while it is being worked on.
    """

    id: int
    task: Task
    state: State = "waiting"
    step: Text | None = None
    share: float = 0.0
    left_s: float | None = None
    failure: Failure | None = None
    uid: str | None = None
    so_far: Scorecard | None = None


class Queue(QObject):
    """`changed` after any change; `finished` with the uid of a call that came into the library."""

    changed = Signal()
    progressed = Signal(int)  # the id of the item whose progress is new
    finished = Signal(str)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._process = AnalysisProcess()
        self._ids = count(1)
        self._job: Job | None = None
        self._left = TimeLeft()
        self.items: tuple[Item, ...] = ()

    def add(self, paths: Sequence[Path], options: Options, *, title: str | None = None) -> tuple[int, ...]:
        """Put files at the end; their ids."""
        new = tuple(
            Item(id=next(self._ids), task=Task(path=path, title=title or path.name, options=options)) for path in paths
        )
        self.items += new
        self.changed.emit()
        self._go_on()
        return tuple(item.id for item in new)

    def find(self, item_id: int) -> Item | None:
        return next((item for item in self.items if item.id == item_id), None)

    def cancel(self, item_id: int) -> None:
        """Stop one that waits or is being worked on."""
        item = self.find(item_id)
        if item is None:
            return
        if item.state == "working" and self._job is not None:
            self._job.cancel()
        elif item.state == "waiting":
            self._put(replace(item, state="cancelled"))

    def retry(self, item_id: int) -> None:
        item = self.find(item_id)
        if item is not None and item.state in ("failed", "cancelled"):
            self._put(Item(id=item.id, task=item.task))
            self._go_on()

    def remove(self, item_id: int) -> None:
        """Take one out of the list; one that is being worked on is cancelled first."""
        self.cancel(item_id)
        self.items = tuple(item for item in self.items if item.id != item_id)
        self.changed.emit()

    def clear_finished(self) -> None:
        self.items = tuple(item for item in self.items if item.state in ("waiting", "working"))
        self.changed.emit()

    def move(self, item_id: int, by: int) -> None:
        """Move one up (negative) or down in the order; held inside the list."""
        order = list(self.items)
        at = next((place for place, item in enumerate(order) if item.id == item_id), None)
        if at is None:
            return
        to = min(max(0, at + by), len(order) - 1)
        order.insert(to, order.pop(at))
        self.items = tuple(order)
        self.changed.emit()

    def close(self) -> None:
        """Stop everything; the processes end."""
        self.items = ()
        if self._job is not None:
            self._job.cancel()
        self._process.kill()

    def release(self) -> None:
        """After the jobs have ended: wait for the process."""
        self._process.close()

    def _go_on(self) -> None:
        if self._job is not None:
            return
        item = next((item for item in self.items if item.state == "waiting"), None)
        if item is None:
            return
        self._left = TimeLeft()
        self._put(replace(item, state="working", step=STARTING))

        def work(handle: Handle) -> str:
            handle.on_cancel(self._process.kill)
            try:
                return self._process.analyse(item.task, progress=handle.progress)
            finally:
                handle.on_cancel(None)

        self._job = job = self._jobs.start(work)
        job.progressed.connect(lambda progress: self._show_progress(item.id, progress))
        job.done.connect(lambda uid: self._done(item.id, uid))
        job.failed.connect(lambda failure: self._settle(item.id, state="failed", failure=failure))
        job.cancelled.connect(lambda: self._settle(item.id, state="cancelled"))
        job.ended.connect(self._ended)

    def _show_progress(self, item_id: int, news: Progress | SoFar) -> None:
        item = self.find(item_id)
        if item is not None and item.state == "working":
            if isinstance(news, SoFar):
                changed = replace(item, so_far=news.scorecard)
            else:
                changed = replace(item, step=news.step, share=news.share, left_s=self._left.seconds(news.share))
            self.items = tuple(changed if each.id == item_id else each for each in self.items)
            self.progressed.emit(item_id)

    def _done(self, item_id: int, uid: str) -> None:
        self._settle(item_id, state="done", uid=uid, share=1.0)
        self.finished.emit(uid)

    def _settle(self, item_id: int, **changes: object) -> None:
        item = self.find(item_id)
        if item is not None:
            self._put(replace(item, left_s=None, so_far=None, **changes))

    def _ended(self) -> None:
        self._job = None
        self._go_on()

    def _put(self, changed: Item) -> None:
        self.items = tuple(changed if item.id == changed.id else item for item in self.items)
        self.changed.emit()


