"""The microphone: which one, and whether it is good enough."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from coach.audio.clip import Clip, clip_of
from coach.audio.play import Output
from coach.errors import UserError
from coach.model import Text
from coach.paths import unfinished_folder
from coach.recording.check import ADVICE
from coach.recording.devices import InputDevice
from coach.recording.level import Level
from coach.recording.messages import Status
from coach.recording.trial import Trial
from coach.report.format import clean
from coach.settings import change_settings, settings_or_usual
from ui.call.player import Player
from ui.desk import Desk
from ui.jobs import Failure, Handle
from ui.practise.meter import Meter
from ui.widgets.fill import box_with_caption, fill
from ui.widgets.parts import button, column, label, row

REFRESH_MS = 5000  # a look at the devices takes half a second of a processor


class MicrophoneBox(QWidget):
    """`failed` with a Failure. The rep's device is remembered by name; while this is on the screen, what is plugged in turns up."""

    failed = Signal(object)

    def __init__(self, desk: Desk, output: Callable[[], AbstractContextManager[Output]]) -> None:
        super().__init__()
        self._desk = desk
        self._devices: tuple[InputDevice, ...] = ()
        self._is_looking = self._is_checking = False
        self._said: Text | None = None
        self._no_device: Text | None = None
        self._chosen = settings_or_usual().microphone
        self.player = Player(self, output)
        self.player.changed.connect(self._say)
        self.player.failed.connect(self.failed)
        lines = column(self, spacing=4)
        self._caption, self.rep = box_with_caption()
        self._customer_caption, self.customer = box_with_caption()
        self.meter = Meter(desk)
        self._check = button("", self.check)
        self._verdict = label(role="hint", wrap=True)
        for part in (self._caption, self.rep, self._customer_caption, self.customer):
            lines.addWidget(part)
        lines.addSpacing(2)
        line = row(spacing=10)
        line.addWidget(self._check)
        line.addWidget(self.meter, 1)
        lines.addLayout(line)
        lines.addWidget(self._verdict)
        self.rep.activated.connect(lambda place: self._choose())
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self._look_if_active)
        self.ask_for_customer(False)
        self.retranslate()

    @property
    def names(self) -> list[str | None]:
        """The rep's device, and the customer's if it is asked for."""
        names = [self.rep.currentData()]
        return names if self.customer.isHidden() else [*names, self.customer.currentData()]

    def ask_for_customer(self, asked: bool) -> None:
        self._customer_caption.setVisible(asked)
        self.customer.setVisible(asked)

    def refresh(self) -> None:
        """Look at the devices, beside the window."""
        from coach.recording.devices import input_devices

        if self._is_looking:
            return
        self._is_looking = True
        job = self._desk.jobs.start(lambda handle: input_devices())
        job.done.connect(self._show_devices)
        job.failed.connect(self._no_devices)
        job.ended.connect(self._looked)

    def check(self) -> None:
        """Three seconds of the microphone: the level as it is, a verdict, and the sound played back."""
        from coach.recording.recovery import new_folder
        from coach.recording.trial import try_microphone

        if self._is_checking:
            return
        self.stop()
        name = self.rep.currentData()

        def work(handle: Handle) -> tuple[Trial, Clip]:
            trial = try_microphone(new_folder(unfinished_folder()), name, show=handle.progress)
            return trial, clip_of(trial.samples, trial.source.rate_hz)

        self._is_checking = True
        self._check.setEnabled(False)
        self._say_text(None)
        job = self._desk.jobs.start(work)
        job.progressed.connect(self._show_level)
        job.done.connect(self._judge)
        job.failed.connect(lambda failure: self._say_text(failure.text))
        job.ended.connect(self._checked)

    @property
    def is_checking(self) -> bool:
        return self._is_checking

    @property
    def verdict(self) -> str:
        return self._verdict.text()

    def stop(self) -> None:
        """No sound any more."""
        self.player.pause()

    def retranslate(self) -> None:
        words = self._desk.words
        for caption, key in ((self._caption, "microphone"), (self._customer_caption, "customer_microphone")):
            caption.setText(words(key))
            caption.buddy().setAccessibleName(words(key))
        self._check.setText(words("check_microphone"))
        self._fill()
        self._say()

    def showEvent(self, event: QShowEvent) -> None:
        self._chosen = settings_or_usual().microphone  # another screen may have chosen one
        self._fill()
        self.refresh()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        self.stop()

    def _look_if_active(self) -> None:
        if self.isActiveWindow() and not self._is_checking:
            self.refresh()

    def _looked(self) -> None:
        self._is_looking = False

    def _show_devices(self, devices: tuple[InputDevice, ...]) -> None:
        if devices != self._devices:
            self._devices = devices
            self._fill()
        if self._no_device is not None:
            self._no_device = None
            self._say()

    def _no_devices(self, failure: Failure) -> None:
        self._devices, self._no_device = (), failure.text
        self._fill()
        self._say()

    def _fill(self) -> None:
        words = self._desk.words
        there = [device.name for device in self._devices]
        entries: list[tuple[str, object]] = [(words("system_microphone"), None)]
        entries += [(clean(name), name) for name in there]
        for box, chosen in ((self.rep, self._chosen), (self.customer, self.customer.currentData())):
            away = [(words("microphone_away", name=clean(chosen)), chosen)] if chosen and chosen not in there else []
            fill(box, [*entries, *away], chosen=chosen)

    def _choose(self) -> None:
        self._chosen = self.rep.currentData()
        try:
            change_settings(microphone=self._chosen)
        except UserError as error:
            self.failed.emit(Failure(error.text))

    def _show_level(self, status: Status) -> None:
        self.meter.show_level(status.levels[0] if status.levels else Level())

    def _judge(self, tried: tuple[Trial, Clip]) -> None:
        trial, clip = tried
        self._said = ADVICE[trial.verdict]
        if trial.verdict != "nothing":
            self.player.load((clip,))
            self.player.play(0.0)
        self._say()

    def _checked(self) -> None:
        self._is_checking = False
        self._check.setEnabled(True)
        self.meter.show_level(Level())
        self._say()

    def _say_text(self, text: Text | None) -> None:
        self._said = text
        self._say()

    def _say(self) -> None:
        words = self._desk.words
        if self._is_checking and self._said is None:
            text = words("check_speak")
        elif self._no_device is not None:
            text = self._no_device.in_(words.language)
        elif self._said is None:
            text = words("check_hint")
        else:
            advice = self._said.in_(words.language)
            text = words("check_playing", advice=advice) if self.player.is_playing else advice
        self._verdict.setText(text)
