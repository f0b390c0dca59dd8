"""The customer played by the program during a recording: says a line aloud when the rep has finished speaking, or by key."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Literal

from PySide6.QtCore import QObject, Signal

from coach.audio.clip import Clip, read_clip
from coach.audio.play import Output
from coach.practice.conversation import Line
from coach.practice.next_line import Wish
from coach.practice.voices.voice import Spoken
from coach.practising.partner import Partner
from coach.practising.practice import SaidLine
from coach.practising.turn_end import TurnEnd
from coach.recording.messages import Status
from ui.call.player import Player
from ui.desk import Desk
from ui.jobs import Failure

Doing = Literal["nothing", "waiting", "speaking", "listening", "hung_up"]


class CustomerVoice(QObject):
    """`said` with a SaidLine as it begins, `cut` with the seconds that were heard of it, `changed` when `doing` or `text` is new."""

    said = Signal(object)
    cut = Signal(float)
    changed = Signal()
    failed = Signal(object)  # Failure

    def __init__(self, parent: QObject, desk: Desk, output: Callable[[], AbstractContextManager[Output]]) -> None:
        super().__init__(parent)
        self._desk = desk
        self._partner: Partner | None = None
        self._turn_end: TurnEnd | None = None
        self._line: Line | None = None
        self._is_heard = False
        self._status, self._looked_s = Status(state="starting"), time.monotonic()
        self.doing: Doing = "nothing"
        self.text = ""
        self.player = Player(self, output)
        self.player.changed.connect(self._played)
        self.player.failed.connect(self.failed)

    def begin(self, partner: Partner | None, silence_s: float | None) -> None:
        """With a new recording. `partner` None: nobody is played; `silence_s` None: lines come by key only."""
        self._partner = partner
        self._turn_end = TurnEnd(silence_s) if silence_s is not None else None
        self._line, self.text = None, ""
        self._go("waiting" if partner else "nothing")
        if partner:
            self._get_ready(partner)

    def hear(self, status: Status) -> None:
        """The recording goes on."""
        self._status, self._looked_s = status, time.monotonic()
        listens = self.doing in ("waiting", "listening") and status.state == "recording" and bool(status.levels)
        if listens and self._turn_end is not None and self._turn_end.hear(status.elapsed_s, status.levels[0]):
            self.say("answer")

    def say(self, wish: Wish) -> None:
        """The next line, unless the customer has hung up, or the last one's sound is still being made."""
        partner = self._partner
        is_making = self.doing == "speaking" and not self.player.is_playing
        if partner is None or is_making or partner.has_hung_up or self._status.state != "recording":
            return
        self.hush()
        line = self._line = partner.say(wish)
        self.text = line.text
        self._go("speaking")
        job = self._desk.jobs.start(lambda handle: _sound(partner, line))
        job.done.connect(lambda sound: self._speak(line, sound))
        job.failed.connect(lambda failure: self._cannot_speak(line, failure))

    def hush(self) -> None:
        """Stop in the middle of a line."""
        if self.player.is_playing:
            self.cut.emit(self.player.position_s)
            self.player.pause()

    def end(self) -> None:
        self.hush()
        self._partner = self._line = None
        self._go("nothing")

    @property
    def _now_s(self) -> float:
        """The recording's time: that of the last look and what has passed since."""
        passed_s = time.monotonic() - self._looked_s if self._status.state == "recording" else 0.0
        return self._status.elapsed_s + passed_s

    def _speak(self, line: Line, sound: tuple[Spoken, Clip] | None) -> None:
        if line is not self._line:
            return
        if sound is None or self._status.state != "recording":
            self.said.emit(SaidLine(at_s=self._now_s, text=line.text))
            self._finish_line()
            return
        spoken, clip = sound
        self.text = spoken.text if line.repeats else line.text
        self.said.emit(SaidLine(at_s=self._now_s, text=spoken.text, sound=str(spoken.path), length_s=clip.duration_s))
        self.player.load((clip,))
        self.player.play(0.0)
        self._is_heard = True
        self.changed.emit()

    def _cannot_speak(self, line: Line, failure: Failure) -> None:
        self.failed.emit(failure)
        self._speak(line, None)

    def _played(self) -> None:
        if self._is_heard and not self.player.is_playing:
            self._finish_line()

    def _finish_line(self) -> None:
        self._is_heard = False
        self.player.load(())
        if self._turn_end is not None:
            self._turn_end.begin(self._now_s)
        partner = self._partner
        if partner is None:
            return
        self._go("hung_up" if partner.has_hung_up else "listening")
        self._get_ready(partner)

    def _get_ready(self, partner: Partner) -> None:
        job = self._desk.jobs.start(lambda handle: partner.get_ready())
        job.failed.connect(self.failed)

    def _go(self, doing: Doing) -> None:
        self.doing = doing
        self.changed.emit()


def _sound(partner: Partner, line: Line) -> tuple[Spoken, Clip] | None:
    spoken = partner.sound_of(line)
    return (spoken, read_clip(spoken.path)) if spoken else None
