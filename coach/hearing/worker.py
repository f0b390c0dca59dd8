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

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coach.audio.track import Track
from coach.errors import UserError
from coach.hearing.transcribe import Mode
from coach.model import Language, Span, Utterance

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from faster_whisper import WhisperModel


@dataclass(frozen=True, slots=True)
class _Job:
    number: int
    tracks: tuple[Track, ...]
    spans: tuple[tuple[Span, ...], ...]
    language: Language | None
    mode: Mode


@dataclass(frozen=True, slots=True)
class _Heard:
    job: int
    utterances: tuple[Utterance, ...]
    progress_s: float  # seconds of speech behind us


@dataclass(frozen=True, slots=True)
class _Done:
    job: int


@dataclass(frozen=True, slots=True)
class _Failed:
    """The worker's last message. A text is a bug's traceback."""

    error: UserError | str


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
            target=_work, args=(theirs, self._model_folder, self._threads), name="redcard-hearing", daemon=True
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
        speech heard so far, of all tracks together. No speech gives no utterance.
        """
        self._jobs += 1
        job = _Job(self._jobs, tuple(tracks), tuple(map(tuple, spans)), language, mode)
        self._send(job)
        return self._answers(job.number, progress)

    def _answers(self, job: int, progress: Callable[[float], None] | None) -> Iterator[Utterance]:
        message = None
        try:
            while job == self._jobs and not isinstance(message, _Done):
                message = self._receive()
                if isinstance(message, _Heard):
                    if progress is not None:
                        progress(message.progress_s)
                    yield from message.utterances
        finally:
            if job == self._jobs and not isinstance(message, _Done):
                with suppress(OSError):  # the caller has left: no need to hear the rest
                    self._connection.send(None)

    def _send(self, job: _Job) -> None:
        try:
            self._connection.send(job)
        except OSError:
            self._receive()  # raises the worker's last words

    def _receive(self) -> _Heard | _Done:
        """The next message of the latest job; what is left of one that was given up is skipped."""
        while True:
            try:
                message = self._connection.recv()
            except (EOFError, OSError) as error:
                raise _worker_died() from error
            if isinstance(message, _Failed):
                raise message.error if isinstance(message.error, UserError) else RuntimeError(message.error)
            if message.job == self._jobs:
                return message


def _worker_died() -> UserError:
    return UserError(
        zh="语音识别进程意外结束（可能是内存不足或被关闭），录音没有丢失，请关掉其他占内存的程序后再试一次。",
        en="The hearing process ended unexpectedly (short of memory, or closed from outside); the recording is safe: "
        "close programs that use much memory and try again.",
    )


def _work(connection: Connection, model_folder: Path, threads: int | None) -> None:
    """The worker's whole life."""
    import signal
    import threading
    import traceback
    from multiprocessing import parent_process

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["HF_HUB_OFFLINE"] = "1"  # whatever a library thinks it needs, this process asks nobody
    threading.Thread(target=_end_with, args=(parent_process(),), daemon=True).start()
    try:
        model = _loaded(model_folder, threads or default_threads())
        while True:
            _serve(connection, model, connection.recv())
    except (EOFError, ConnectionError):
        return  # nobody listens any more
    except UserError as error:
        connection.send(_Failed(error))
    except MemoryError:
        connection.send(_Failed(_worker_died()))
    except Exception:  # hides nothing: the parent raises it
        connection.send(_Failed(traceback.format_exc()))


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _loaded(model_folder: Path, threads: int) -> WhisperModel:
    from threading import RLock

    from faster_whisper import WhisperModel
    from tqdm import tqdm

    tqdm.set_lock(RLock())  # its own lock is a system semaphore, which a killed worker would leave behind
    try:
        return WhisperModel(
            str(model_folder), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
        )
    except (RuntimeError, ValueError) as error:  # what CTranslate2 says of files it cannot use
        raise UserError(
            zh=f"无法载入语音模型（{model_folder}：{error}），请换一个模型，或运行 `redcard model verify` 检查。",
            en=f"The speech model in {model_folder} cannot be loaded ({error}): choose another, "
            "or check it with `redcard model verify`.",
        ) from error


def _serve(connection: Connection, model: WhisperModel, job: _Job | None) -> None:
    if job is None:
        return
    for message in _results(model, job):
        connection.send(message)
        if connection.poll():
            return  # whatever arrives now ends this job
    connection.send(_Done(job.number))


def _results(model: WhisperModel, job: _Job) -> Iterator[_Heard]:
    from coach.hearing.transcribe import detect_language, transcribe
    from coach.hearing.utterances import pieces, utterances

    todo = [
        piece
        for index, (track, spans) in enumerate(zip(job.tracks, job.spans, strict=True))
        for piece in pieces(index, utterances(spans), end_s=track.duration_s)
    ]
    todo.sort(key=lambda piece: piece.parts[0].heard.start_s)
    language = job.language or detect_language(model, job.tracks, todo)
    if language is None:
        return
    heard_s = 0.0
    for piece, found in zip(todo, transcribe(model, job.tracks, todo, language=language, mode=job.mode)):
        heard_s += sum(part.spoken.duration_s for part in piece.parts)
        yield _Heard(job.number, found, heard_s)


def default_threads() -> int:
    """What `REDCARD_THREADS` says, else one for each physical core."""
    chosen = os.environ.get("REDCARD_THREADS", "")
    if chosen.isdecimal() and int(chosen) > 0:
        return int(chosen)
    import joblib

    return joblib.cpu_count(only_physical_cores=True)
