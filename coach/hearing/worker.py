"""Hearing in a process of its own: a crash there is a sentence here, and its memory goes with it.

    with HearingWorker(model_files("base").folder) as worker:  # starts loading the model at once, in the background
        spans = [speech_spans(speech_probabilities(track)) for track in tracks]
        for utterance in worker.hear(tracks, spans, language=None, mode="fast", progress=show):
            ...

`hear` takes as many calls as there are, one after the other, with the model kept warm; it can be called with a single
utterance's span as soon as that utterance has ended. Leaving the loop early (an exception out of `progress` does it
too), or asking for the next call, ends the work on this one. The sound is read by the worker from the tracks' files: only values cross the border.

Utterances come in time order within a track; they are sent as they are heard, and a worker whose words nobody reads
waits, so whatever is measured meanwhile belongs into another thread. The language is None for "find out": it is then
looked for once, on the call's fullest stretches of speech, and locked for all of the call.

Errors: `UserError` when the worker died (killed, crashed, out of memory) or cannot load the model, `RuntimeError` with
the worker's traceback for a bug; this worker is then of no more use, and a new `HearingWorker` starts afresh.
The worker ends when its parent does, and leaves Ctrl-C to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from coach.audio.track import Track
from coach.errors import UserError
from coach.hearing.transcribe import Mode
from coach.hearing.worker_process import Done, Failed, Heard, Job, work, worker_died
from coach.model import Language, Span, Utterance


class HearingWorker:
    """One worker process with one loaded model; see the top of this file. To be used from one thread at a time."""

    def __init__(self, model_folder: Path, *, threads: int | None = None) -> None:
        """`threads`: None for all physical cores, or what `REDCARD_THREADS` says."""
        self._model_folder = model_folder
        self._threads = threads
        self._jobs = 0

    def __enter__(self) -> HearingWorker:
        from multiprocessing import get_context

        context = get_context("spawn")  # fork would copy the parent's threads, Qt and sound stream
        self._connection, theirs = context.Pipe()
        self._process = context.Process(
            target=work, args=(theirs, self._model_folder, self._threads), name="redcard-hearing", daemon=True
        )
        self._process.start()
        theirs.close()  # else the end of the worker would not be seen
        return self

    def __exit__(self, *exc: object) -> None:
        self._connection.close()
        self._process.kill()
        self._process.join()

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def kill(self) -> None:
        """End it at once, from any thread; what is being heard fails as when it dies by itself."""
        self._process.kill()

    def hear(
        self,
        tracks: Sequence[Track],
        spans: Sequence[Sequence[Span]],
        *,
        language: Language | None,
        mode: Mode,
        progress: Callable[[float], None] | None = None,
    ) -> Iterator[Utterance]:
        """Hear the given speech: `spans[i]` are the stretches of `tracks[i]`, in time order (see `speech_spans`).

        The work starts at once, before the first utterance is asked for. `progress` is called with the seconds of
        speech heard so far, of all tracks together, after the utterances that they hold. No speech gives no utterance.
        """
        self._jobs += 1
        job = Job(self._jobs, tuple(tracks), tuple(map(tuple, spans)), language, mode)
        self._send(job)
        return self._answers(job.number, progress)

    def _answers(self, job: int, progress: Callable[[float], None] | None) -> Iterator[Utterance]:
        message = None
        try:
            while job == self._jobs and not isinstance(message, Done):
                message = self._receive()
                if isinstance(message, Heard):
                    yield from message.utterances
                    if progress is not None:
                        progress(message.progress_s)
        finally:
            if job == self._jobs and not isinstance(message, Done):
                with suppress(OSError):  # the caller has left: no need to hear the rest
                    self._connection.send(None)

    def _send(self, job: Job) -> None:
        try:
            self._connection.send(job)
        except OSError:
            self._receive()  # raises the worker's last words

    def _receive(self) -> Heard | Done:
        """The next message of the latest job; what is left of one that was given up is skipped."""
        while True:
            try:
                message = self._connection.recv()
            except (EOFError, OSError) as error:
                raise worker_died() from error
            if isinstance(message, Failed):
                raise message.error if isinstance(message.error, UserError) else RuntimeError(message.error)
            if message.job == self._jobs:
                return message
