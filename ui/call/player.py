"""The sound of a call on the window's side: where it is, how fast, which passage again and again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from PySide6.QtCore import QObject, QTimer, Signal

from coach.audio.play import Output, Playing, loudspeaker
from coach.audio.track import Track
from coach.errors import UserError
from coach.model import Span
from ui.jobs import Failure

TICK_MS = 33
SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)


class Player(QObject):
    """`moved` with the position in seconds, `changed` when it starts, stops, or has another speed or loop."""

    moved = Signal(float)
    changed = Signal()
    failed = Signal(object)  # Failure
    _ended = Signal(object, object)

    def __init__(
        self, parent: QObject, output: Callable[[], AbstractContextManager[Output]] = loudspeaker
    ) -> None:
        super().__init__(parent)
        self._output = output
        self._tracks: Sequence[Track] = ()
        self._playing: Playing | None = None
        self._stopped: list[Playing] = []  # told to stop, perhaps still on their last block
        self._until_s: float | None = None
        self.position_s = 0.0
        self.speed = 1.0
        self.loop: Span | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._ended.connect(self._at_end)

    @property
    def is_playing(self) -> bool:
        return self._playing is not None

    @property
    def can_play(self) -> bool:
        return bool(self._tracks)

    @property
    def length_s(self) -> float:
        return max((track.duration_s for track in self._tracks), default=0.0)

    def load(self, tracks: Sequence[Track]) -> None:
        self.pause()
        self._tracks = tracks
        self.changed.emit()

    def unload(self) -> tuple[Playing, ...]:
        """Let the tracks go; once these have been joined, nobody reads them any more."""
        self.load(())
        self.loop = None
        self.position_s = 0.0
        stopped, self._stopped = tuple(self._stopped), []
        return stopped

    def play(self, from_s: float | None = None, until_s: float | None = None) -> None:
        """From `from_s`, else from where it stands; on to the end, or to `until_s`."""
        self._halt()  # else where it played would count, not where it is to play
        if from_s is not None:
            self._move(from_s)
        self._until_s = until_s
        if not self._tracks:
            return
        if self.loop is None and self.position_s >= self.length_s - 0.05:
            self._move(0.0)
        self._start()

    def pause(self) -> None:
        if self._playing is not None:
            self._halt()
            self.moved.emit(self.position_s)
            self.changed.emit()

    def toggle(self) -> None:
        if self.is_playing:
            self.pause()
        else:
            self.play()

    def seek(self, to_s: float) -> None:
        """Go to a time, playing on if it plays; a loop that it lies outside of ends."""
        to_s = min(max(0.0, to_s), self.length_s) if self._tracks else max(0.0, to_s)
        if self.loop is not None and not self.loop.start_s <= to_s <= self.loop.end_s:
            self.loop = None
        playing = self.is_playing
        self._halt()
        self._until_s = None
        self._move(to_s)
        if playing:
            self._start()
        self.changed.emit()

    def set_speed(self, speed: float) -> None:
        self.speed = speed
        self._again()

    def set_loop(self, loop: Span | None) -> None:
        self.loop = loop
        self._again()

    def _again(self) -> None:
        """Go on from here with what is chosen now."""
        playing = self.is_playing
        self._halt()
        if playing:
            self._start()
        self.changed.emit()

    def _start(self) -> None:
        self._halt()
        loop = self.loop
        start_s, end_s = (loop.start_s, loop.end_s) if loop else (self.position_s, self._until_s)
        first_s = self.position_s if loop is None or loop.start_s <= self.position_s < loop.end_s - 0.05 else start_s
        self._playing = Playing(
            self._tracks,
            start_s,
            end_s,
            speed=self.speed,
            loop=loop is not None,
            first_s=first_s,
            output=self._output,
            ended=self._ended.emit,
        )
        self._timer.start()
        self.changed.emit()

    def _halt(self) -> None:
        if self._playing is not None:
            self._playing.stop()
            self.position_s = self._playing.position_s
            self._stopped = [each for each in self._stopped if each.is_alive] + [self._playing]
            self._playing = None
            self._timer.stop()

    def _tick(self) -> None:
        if self._playing is not None:
            self._move(self._playing.position_s)

    def _move(self, position_s: float) -> None:
        self.position_s = position_s
        self.moved.emit(position_s)

    def _at_end(self, playing: Playing, error: UserError | None) -> None:
        if playing is not self._playing:
            return
        self.pause()
        if error is not None:
            self.failed.emit(Failure(error.text))
