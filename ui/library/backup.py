"""Backing up and restoring from the window: where, whether one is sure, how far it is, and stopping it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QProgressBar, QWidget

from coach.library.backup import BackupMade, back_up
from coach.library.restore import Restored, restore
from coach.report.format import clean, duration, percent, size
from ui.desk import Desk
from ui.jobs import Handle, Job, TimeLeft
from ui.library.model import when
from ui.widgets.parts import button, column, label, row

ENDING = ".zip"
WIDTH = 460  # pixels


class Keeper(QObject):
    """`told` with the key of a sentence and its values; `restored` when all that is there is another; `failed` with a Failure."""

    told = Signal(str, dict)
    restored = Signal()
    failed = Signal(object)

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk

    def ask_for_backup(self) -> None:
        """Let the user name a file, and write the backup there."""
        words = self._desk.words
        usual = f"red-card-coach-{date.today():%Y-%m-%d}{ENDING}"
        name, _ = QFileDialog.getSaveFileName(self._window, words("back_up"), usual, f"{words('backup_kind')} (*{ENDING})")
        if name:
            self.back_up(Path(name) if Path(name).suffix else Path(name + ENDING))

    def ask_for_restore(self) -> None:
        """Let the user choose a backup, make sure, and put it back."""
        words = self._desk.words
        name, _ = QFileDialog.getOpenFileName(self._window, words("restore"), "", f"{words('backup_kind')} (*{ENDING})")
        if name:
            box = QMessageBox(QMessageBox.Icon.Question, words("restore").rstrip("…"), words("restore_sure"), parent=self._window)
            yes = box.addButton(words("restore_yes"), QMessageBox.ButtonRole.AcceptRole)
            box.setDefaultButton(box.addButton(words("cancel"), QMessageBox.ButtonRole.RejectRole))
            box.buttonClicked.connect(lambda pressed: self.restore(Path(name)) if pressed is yes else None)
            box.finished.connect(lambda result: box.deleteLater())
            box.open()

    def back_up(self, target: Path) -> None:
        def done(made: BackupMade) -> None:
            values = {"path": clean(str(target)), "calls": made.calls, "sounds": made.recordings, "size": size(made.size_bytes)}
            self.told.emit("backed_up", values)

        self._start("backing_up", lambda handle: back_up(target, progress=handle.progress)).done.connect(done)

    def restore(self, archive: Path) -> None:
        def done(restored: Restored) -> None:
            values = {"calls": restored.calls, "sounds": restored.recordings, "before": clean(str(restored.before))}
            self.restored.emit()
            self.told.emit("restored", {"made": when(restored.made_at, self._desk.words), **values})

        self._start("restoring", lambda handle: restore(archive, progress=handle.progress)).done.connect(done)

    def _start(self, key: str, work: Callable[[Handle], object]) -> Job:
        job = self._desk.jobs.start(work)
        job.failed.connect(self.failed)
        WorkDialog(self._window, self._desk, key, job).open()
        return job


class WorkDialog(QDialog):
    """How far a job is that reports its share, the time left, and a way to stop it; closes when the job ends.

    Once all of it is there, what is left is short and must not be stopped.
    """

    def __init__(self, parent: QWidget, desk: Desk, key: str, job: Job) -> None:
        super().__init__(parent)
        self._desk, self._job, self._left = desk, job, TimeLeft()
        words = desk.words
        self.setWindowTitle(words(key))
        lines = column(self, margins=(26, 22, 26, 18), spacing=10)
        lines.addWidget(label(words(key), "strong"))
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        self._bar.setAccessibleName(words(key))
        self._state = label(percent(0.0), "hint")
        lines.addWidget(self._bar)
        lines.addWidget(self._state)
        foot = row()
        foot.addStretch(1)
        self._stop = button(words("cancel"), self.reject)
        foot.addWidget(self._stop)
        lines.addLayout(foot)
        self.setMinimumWidth(WIDTH)
        job.progressed.connect(self._show)
        job.ended.connect(self.accept)
        self.rejected.connect(job.cancel)
        self.finished.connect(lambda result: self.deleteLater())

    def reject(self) -> None:
        if self._stop.isEnabled():
            super().reject()

    def _show(self, share: float) -> None:
        words = self._desk.words
        left_s = self._left.seconds(share)
        text = percent(share)
        if left_s is not None and share < 1:
            text = words("work_left", percent=text, left=duration(max(1.0, left_s), words.language))
        self._stop.setEnabled(share < 1)
        self._bar.setValue(round(1000 * share))
        self._state.setText(words("work_last") if share >= 1 else text)
