"""Playing a recording through the loudspeaker, at any speed, in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING, Protocol

from coach.audio.stretch import blocks
from coach.audio.track import TRACK_RATE_HZ, Track
from coach.errors import UserError

if TYPE_CHECKING:
    import numpy as np


class Output(Protocol):
    """Where sound goes. `latency_s`: how long after `write` a sample is heard."""

    latency_s: float

    def write(self, samples: np.ndarray) -> None:
        """Take float32 samples at 16 kHz, waiting while there is no room."""


class Playing:
    """One stretch being played, from the moment it is made until its end or `stop`.

    `loop`: start again at `start_s` each time the end is reached; `first_s` is where to begin the first time.
    `position_s` is what is heard now; `ended` is called in the thread, with this and the error that stopped it, or None.
    Without a loudspeaker that may be before whoever made this has it in hand.
    """

    def __init__(
        self,
        tracks: Sequence[Track],
        start_s: float,
        end_s: float | None = None,
        *,
        speed: float = 1.0,
        loop: bool = False,
        first_s: float | None = None,
        output: Callable[[], AbstractContextManager[Output]],
        ended: Callable[[Playing, UserError | None], None] = lambda playing, error: None,
    ) -> None:
        self.position_s = start_s if first_s is None else first_s
        self._tracks, self._start_s, self._end_s = tracks, start_s, end_s
        self._speed, self._loop, self._first_s = speed, loop, self.position_s
        self._output, self._ended = output, ended
        self._stop = Event()
        self._thread = Thread(target=self._run, name="redcard-playing")
        self._thread.start()

    def stop(self) -> None:
        """Fall silent soon, without waiting for it; `ended` is not called any more."""
        self._stop.set()

    def join(self) -> None:
        """Wait until the thread has ended and the tracks are read no more."""
        self._thread.join()

    @property
    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def _run(self) -> None:
        error = None
        try:
            with self._output() as out:
                self._play(out)
        except UserError as reason:
            error = reason
        if not self._stop.is_set():
            self._ended(self, error)

    def _play(self, out: Output) -> None:
        from_s = self._first_s
        while not self._stop.is_set():
            for at_s, samples in blocks(self._tracks, from_s, self._end_s, speed=self._speed):
                if self._stop.is_set():
                    return
                out.write(samples)
                written_s = at_s + len(samples) / TRACK_RATE_HZ * self._speed
                self.position_s = max(from_s, written_s - out.latency_s * self._speed)
            if not self._loop:
                self._stop.wait(out.latency_s)
                if self._end_s is not None:
                    self.position_s = self._end_s
                return
            from_s = self._start_s


@contextmanager
def loudspeaker() -> Iterator[Output]:
    """The system's chosen output. Raises UserError when there is none or it is lost."""
    try:
        import sounddevice
    except OSError as error:  # PortAudio itself is missing
        raise _no_loudspeaker(str(error)) from error
    try:
        stream = sounddevice.OutputStream(samplerate=TRACK_RATE_HZ, channels=1, dtype="float32", latency=0.08)
        stream.start()
    except sounddevice.PortAudioError as error:
        raise _no_loudspeaker(str(error)) from error
    try:
        yield _Stream(stream)
    except sounddevice.PortAudioError as error:  # unplugged while playing
        raise _no_loudspeaker(str(error)) from error
    finally:
        stream.abort(ignore_errors=True)
        stream.close(ignore_errors=True)


class _Stream:
    def __init__(self, stream) -> None:
        self._stream = stream
        self.latency_s = float(stream.latency)

    def write(self, samples: np.ndarray) -> None:
        self._stream.write(samples.reshape(-1, 1))


def _no_loudspeaker(why: str) -> UserError:
    return UserError(
        zh=f"没有可用的扬声器或耳机（{why}）：请接上一个，并在系统的声音设置里选中它，再播放一次。",
        en=f"No loudspeaker or headphones can be used ({why}): connect one, choose it in the system's sound settings and "
        "play again.",
    )
