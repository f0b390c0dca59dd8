"""Hear a sentence of one's own flat, then livelier, as strong as one likes, and say it along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from PySide6.QtCore import QTimer, Qt, Signal
from PySide6.QtWidgets import QDialog, QPushButton, QSlider, QWidget

from coach.again.livelier import livelier_voice, one_after_the_other, own_voice
from coach.audio.clip import Clip
from coach.audio.play import Output
from coach.audio.track import Track
from coach.delivery.livelier import LEAST, MOST, USUAL, Voice
from coach.model import Scorecard, Turn
from coach.report.format import clean, number
from ui.again.contour import TwoContours
from ui.call.player import Player
from ui.desk import Desk
from ui.widgets.parts import button, column, flowing, label, row

WIDTH, SIDE = 640, 26
STEP = 0.05  # of the slider
SETTLE_MS = 150  # after the slider has moved


class LivelierDialog(QDialog):
    """`made` when the sentence is there in the strength that is chosen; `failed` with a Failure."""

    made = Signal()
    failed = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        scorecard: Scorecard,
        turn: Turn,
        tracks: Sequence[Track],
        output: Callable[[], AbstractContextManager[Output]],
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._flat: Voice | None = None
        self.lively: Voice | None = None
        self._is_making = False
        self._making = self._made_at = 0.0  # strengths
        self.player = Player(self, output)
        self.player.failed.connect(self.failed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self._make)
        self._lay_out(turn)
        self.finished.connect(lambda result: self._leave())
        self._show_state()
        self.resize(WIDTH, self.layout().totalHeightForWidth(WIDTH) + SIDE)
        job = desk.jobs.start(lambda handle: own_voice(tracks, scorecard, turn))
        job.done.connect(self._take_flat)
        job.failed.connect(self.failed)

    @property
    def strength(self) -> float:
        return round(LEAST + self.slider.value() * STEP, 2)

    @property
    def figures(self) -> str:
        return self._figures.text()

    def shut(self) -> None:
        """The window closes: fall silent at once."""
        self._timer.stop()
        for each in self.player.unload():
            each.join()

    def _lay_out(self, turn: Turn) -> None:
        words = self._desk.words
        self.setWindowTitle(words("hear_livelier"))
        lines = column(self, margins=(SIDE, 20, SIDE, 18), spacing=10)
        lines.addWidget(label(words("hear_livelier"), "heading"))
        lines.addWidget(flowing(clean(turn.text), "large"))
        self.picture = TwoContours(self._desk)
        lines.addWidget(self.picture)
        line = row(spacing=12)
        name = label(words("strength"), "caption")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, round((MOST - LEAST) / STEP))
        self.slider.setValue(round((USUAL - LEAST) / STEP))
        self.slider.setPageStep(round(0.25 / STEP))
        self.slider.setAccessibleName(words("strength"))
        name.setBuddy(self.slider)
        self._times = label("", "strong")
        self._times.setMinimumWidth(60)
        line.addWidget(name)
        line.addWidget(self.slider, 1)
        line.addWidget(self._times)
        lines.addLayout(line)
        self._figures = flowing("", "soft")
        lines.addWidget(self._figures)
        buttons = row(spacing=10)
        self.both = button(words("play_both"), lambda: self._play("both"), "main")
        self.flat = button(words("play_flat"), lambda: self._play("flat"))
        self.livelier = button(words("play_lively"), lambda: self._play("lively"))
        for each in (self.both, self.flat, self.livelier):
            buttons.addWidget(each)
        buttons.addStretch(1)
        lines.addLayout(buttons)
        lines.addWidget(flowing(words("livelier_how"), "hint"))
        lines.addStretch(1)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(button(words("close"), self.accept))
        lines.addLayout(foot)
        for each in self.findChildren(QPushButton):
            each.setAutoDefault(each is self.both)
        self.slider.setFocus()
        self.slider.valueChanged.connect(lambda value: self._changed())

    def _changed(self) -> None:
        self.player.pause()
        self._show_state()
        self._timer.start()

    def _take_flat(self, voice: Voice | None) -> None:
        self._flat = voice
        self._make()

    def _make(self) -> None:
        """The sentence in the strength chosen now; one at a time, and the last wish counts."""
        flat, strength = self._flat, self.strength
        if flat is None or flat.figures is None or self._is_making:
            self._show_state()
            return
        self._is_making, self._making = True, strength
        self._show_state()
        job = self._desk.jobs.start(lambda handle: livelier_voice(flat, strength))
        job.done.connect(self._take_lively)
        job.failed.connect(self.failed)
        job.ended.connect(self._made)

    def _take_lively(self, voice: Voice) -> None:
        self.lively, self._made_at = voice, self._making
        self.picture.show_voices(self._flat, voice)

    def _made(self) -> None:
        self._is_making = False
        if self._made_at != self.strength and self.lively is not None:
            self._make()
            return
        self._show_state()
        self.made.emit()

    def _play(self, what: str) -> None:
        clips = {
            "flat": lambda: Clip(self._flat.samples),
            "lively": lambda: Clip(self.lively.samples),
            "both": lambda: one_after_the_other(self._flat, self.lively),
        }
        self.player.load((clips[what](),))
        self.player.play(0.0)

    def _show_state(self) -> None:
        words = self._desk.words
        self._times.setText(words("strength_times", times=f"{self.strength:.2f}".rstrip("0").rstrip(".")))
        is_there = self.lively is not None and self._made_at == self.strength
        self.flat.setEnabled(self._flat is not None)
        self.livelier.setEnabled(is_there)
        self.both.setEnabled(is_there)
        self.slider.setEnabled(self._flat is None or self._flat.figures is not None)
        if self._flat is not None and self._flat.figures is None:
            text = words("too_little_pitch")
        elif is_there and self.lively.figures is not None:
            before, after = number(self._flat.figures.range_st), number(self.lively.figures.range_st)
            text = words("livelier_figures", before=before, after=after)
        else:
            text = words("making_livelier")
        self._figures.setText(text)

    def _leave(self) -> None:
        self._timer.stop()
        self.player.unload()
        self.deleteLater()
