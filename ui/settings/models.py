"""Which speech model hears the recordings; one that is not here can be fetched when the network is allowed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QProgressBar, QWidget

from coach.analyse import Progress
from coach.model import Text
from coach.report.format import percent, size
from coach.settings import Settings
from ui.desk import Desk
from ui.jobs import Handle, Job
from ui.widgets.parts import button, column, flowing, label, row

if TYPE_CHECKING:
    from coach.hearing.model_store import ModelState

HERE = ("ready", "installed")
_STEP = Text(zh="下载", en="download")


class ModelChoice(QWidget):
    """`change` saves settings and says whether it could."""

    failed = Signal(object)  # Failure

    def __init__(self, desk: Desk, change: Callable[..., bool]) -> None:
        super().__init__()
        self._desk, self._change = desk, change
        self._states: Sequence[tuple[ModelState, float]] = ()
        self._settings = Settings()
        self._job: Job | None = None
        self._share = 0.0
        lines = column(self, spacing=8)
        line = row(spacing=18)
        self._caption, self._box = label(), QComboBox()
        self._box.setMinimumWidth(320)
        self._box.activated.connect(lambda index: self._choose())
        line.addWidget(self._caption)
        line.addWidget(self._box)
        line.addStretch(1)
        lines.addLayout(line)
        self._hint = flowing(role="hint")
        lines.addWidget(self._hint)
        under = row(spacing=10)
        self._note, self._bar = flowing(role="soft"), QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        self._get, self._cancel = button("", self._fetch), button("", self._stop)
        under.addWidget(self._note, 1)
        under.addWidget(self._bar, 1)
        under.addWidget(self._get)
        under.addWidget(self._cancel)
        lines.addLayout(under)
        desk.words.changed.connect(self._show)
        self._show()

    def reload(self, settings: Settings) -> None:
        """Look beside the window which models are here."""
        self._settings = settings
        job = self._desk.jobs.start(lambda handle: _states())
        job.done.connect(self._take)
        job.failed.connect(self.failed)

    @property
    def is_read(self) -> bool:
        return bool(self._states)

    def _take(self, states: Sequence[tuple[ModelState, float]]) -> None:
        self._states = states
        self._show()

    def _state(self) -> ModelState | None:
        name = self._box.currentData()
        return next((state for state, _ in self._states if state.entry.name == name), None)

    def _show(self) -> None:
        words = self._desk.words
        self._caption.setText(words("model"))
        self._box.setAccessibleName(words("model"))
        self._hint.setText(words("hearing_hint"))
        self._cancel.setText(words("cancel"))
        chosen = self._box.currentData() or self._settings.speech_model
        self._box.clear()
        for state, share in self._states:
            key = "model_here" if state.state in HERE else "model_away"
            entry = state.entry
            self._box.addItem(words(key, name=entry.name, size=size(entry.size), seconds=60 * share), entry.name)
        if self._states and self._box.findData(chosen) < 0:  # a folder of the user's own, set by hand
            self._box.addItem(chosen, chosen)
        self._box.setCurrentIndex(max(0, self._box.findData(chosen)))
        self._show_state()

    def _show_state(self) -> None:
        words, state, fetching = self._desk.words, self._state(), self._job is not None
        away = state is not None and state.state not in HERE
        offline = self._settings.stay_offline
        self._box.setEnabled(not fetching)
        self._bar.setVisible(fetching)
        self._cancel.setVisible(fetching)
        self._get.setVisible(away and not offline and not fetching)
        self._note.setVisible((away and offline) or fetching)
        if state is not None:
            name = state.entry.name
            self._get.setText(words("model_get", name=name, size=size(state.entry.size)))
            done = words("model_getting", name=name, percent=percent(self._share))
            self._note.setText(done if fetching else words("model_offline", name=name))
            self._bar.setAccessibleName(self._note.text())
        self._bar.setValue(round(1000 * self._share))

    def _choose(self) -> None:
        """One that is here is taken at once; another only once it has come."""
        state = self._state()
        if state is None or state.state in HERE:
            self._change(speech_model=self._box.currentData())
        self._show_state()

    def _fetch(self) -> None:
        name = self._box.currentData()
        self._share = 0.0
        self._job = self._desk.jobs.start(lambda handle: _get(name, handle))
        self._job.progressed.connect(self._progress)
        self._job.done.connect(lambda nothing: self._change(speech_model=name))
        self._job.failed.connect(self.failed)
        self._job.ended.connect(self._ended)
        self._show_state()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _progress(self, progress: Progress) -> None:
        self._share = progress.share
        self._show_state()

    def _ended(self) -> None:
        self._job = None
        self.reload(self._settings)


def _states() -> Sequence[tuple[ModelState, float]]:
    """Each model, and the estimated hearing time as a share of the recording's length."""
    from coach.hearing.model_speed import expected_share, usable_cores
    from coach.hearing.model_store import model_states

    cores = usable_cores()
    return tuple((state, expected_share(state.entry, cores)) for state in model_states())


def _get(name: str, handle: Handle) -> None:
    from coach.get_model import get_model

    get_model(name, online=False, progress=lambda done, total: handle.progress(Progress(step=_STEP, share=done / max(1, total))))
