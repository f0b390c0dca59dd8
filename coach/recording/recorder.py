"""Recording in a process of its own: nothing that its owner does, or dies of, costs a block.

    with Recorder(folder, [microphone]) as recorder:  # starts at once; `None` for a name: the system's own choice
        ...
        status = recorder.status()                    # as often as you like: state, elapsed time, levels; never waits
        recorder.mark()
        status = recorder.stop()
    recording = finish(folder, target)                # coach/recording/finish.py

A second name is the customer's device. The recording ends by itself when the rep's device is gone, the disk is nearly
full or refuses, or `limit_s` is reached: the status then says "ended" and, in `problem`, why. It also ends when its
owner does, since nobody could see any longer that it goes on. Whatever happens, `folder` has what was spoken, to be
finished now or found at the next start (coach/recording/recovery.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from coach.audio.track import MAX_HOURS
from coach.errors import UserError
from coach.recording.messages import Command, Failed, Status
from coach.recording.process import record
from coach.recording.refuse import recorder_died

if TYPE_CHECKING:
    from types import TracebackType

STOP_S = 5.0  # to end in order; then it is ended, and loses nothing by it
MOST_S = MAX_HOURS * 3600.0


class Recorder:
    """One recording; see the top of this file. To be used from one thread.

    `folder` must not be there yet, its parent must. `is_paused`: open the devices and show their levels, and keep nothing
    before `go_on`, which then begins at once.
    """

    def __init__(
        self, folder: Path, names: Sequence[str | None], *, limit_s: float = MOST_S, is_paused: bool = False
    ) -> None:
        if not 1 <= len(names) <= 2:
            raise ValueError("a recording has one or two devices")
        self.folder = folder
        self._names = tuple(names)
        self._limit_s = limit_s
        self._is_paused = is_paused
        self._status = Status(state="starting")
        self._has_asked = False

    def __enter__(self) -> Recorder:
        from multiprocessing import get_context

        context = get_context("spawn")  # fork would copy the parent's threads, Qt and sound streams
        self._connection, theirs = context.Pipe()
        words = (theirs, self.folder, self._names, self._limit_s, self._is_paused)
        self._process = context.Process(target=record, args=words, name="redcard-recorder", daemon=True)
        with _no_interrupt():
            self._process.start()
        theirs.close()  # else the end of the recorder would not be seen
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._connection.close()  # ends the recording, were it still running
        self._process.join(STOP_S)
        self._process.kill()
        self._process.join()

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def status(self) -> Status:
        """The newest that is known, a moment old; never waits. Raises UserError when the recording could not begin."""
        self._listen(0.0)
        if not self._has_asked:
            self._has_asked = self._send("status")
        return self._status

    def wait(self, most_s: float) -> Status:
        """`status`, once there is news or `most_s` have passed."""
        if not self._has_asked:
            self._has_asked = self._send("status")
        self._listen(most_s)
        return self._status

    def pause(self) -> None:
        self._send("pause")

    def go_on(self) -> None:
        self._send("go on")

    def mark(self) -> None:
        """Remember this moment of the recording."""
        self._send("mark")

    def stop(self) -> Status:
        """End it; what was spoken up to now is kept. Takes about half a second. UserError as in `status`."""
        import time

        self._send("stop")
        end_s = time.monotonic() + STOP_S
        while self._status.state != "ended":
            left_s = end_s - time.monotonic()
            if left_s <= 0:
                self._process.kill()  # the next look finds it dead
                end_s = float("inf")
            self._listen(max(0.0, min(left_s, STOP_S)))
        return self._status

    def _listen(self, most_s: float) -> None:
        if self._status.state == "ended":
            return
        try:
            if self._connection.poll(most_s):
                self._hear(self._connection.recv())
        except (EOFError, OSError):
            self._status = replace(self._status, state="ended", problem=recorder_died())

    def _hear(self, message: Status | Failed) -> None:
        if isinstance(message, Failed):
            self._status = replace(self._status, state="ended")
            raise message.error if isinstance(message.error, UserError) else RuntimeError(message.error)
        self._has_asked = False
        self._status = message

    def _send(self, command: Command) -> bool:
        if self._status.state == "ended":
            return False
        with suppress(OSError):  # it has ended: the next look says so
            self._connection.send(command)
        return True


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """A process started meanwhile never gets Ctrl-C, not even before it can say that it does not want it."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
