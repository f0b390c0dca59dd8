"""The inside of the hearing process: what it is asked, what it answers, and its life (see `worker.py`)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coach.audio.track import Track
from coach.errors import UserError
from coach.hearing.transcribe import Mode
from coach.model import Language, Span, Utterance
from coach.threads import default_threads

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from faster_whisper import WhisperModel


@dataclass(frozen=True, slots=True)
class Job:
    number: int
    tracks: tuple[Track, ...]
    spans: tuple[tuple[Span, ...], ...]
    language: Language | None
    mode: Mode


@dataclass(frozen=True, slots=True)
class Heard:
    job: int
    utterances: tuple[Utterance, ...]
    progress_s: float  # seconds of speech behind us


@dataclass(frozen=True, slots=True)
class Done:
    job: int


@dataclass(frozen=True, slots=True)
class Failed:
    """The worker's last message. A text is a bug's traceback."""

    error: UserError | str


def work(connection: Connection, model_folder: Path, threads: int | None) -> None:
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
        connection.send(Failed(error))
    except MemoryError:
        connection.send(Failed(worker_died()))
    except Exception:  # hides nothing: the parent raises it
        connection.send(Failed(traceback.format_exc()))


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
            zh=f"无法载入语音模型（{model_folder}：{error}）：请换一个，`redcard model list` 列出了可用的模型。",
            en=f"The speech model in {model_folder} cannot be loaded ({error}): choose another; "
            "`redcard model list` shows which there are.",
        ) from error


def _serve(connection: Connection, model: WhisperModel, job: Job | None) -> None:
    if job is None:
        return
    for message in _results(model, job):
        connection.send(message)
        if connection.poll():
            return  # whatever arrives now ends this job
    connection.send(Done(job.number))


def _results(model: WhisperModel, job: Job) -> Iterator[Heard]:
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
        yield Heard(job.number, found, heard_s)


def worker_died() -> UserError:
    return UserError(
        zh="语音识别进程意外结束（可能是内存不足或被关闭），录音没有丢失，请关掉其他占内存的程序后再试一次。",
        en="The hearing process ended unexpectedly (short of memory, or closed from outside); the recording is safe: "
        "close programs that use much memory and try again.",
    )
