"""Analysing in a process of its own: the window stays quick, cancelling is ending the process, and a crash there is a
sentence here. The speech model stays loaded from one file to the next. Nothing of Qt is imported.

    process = AnalysisProcess()
    uid = process.analyse(Task(path=path, title=path.name, options=options), progress=show)  # a Progress or a SoFar
    process.close()
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coach.analyse import Analysis, Options, Progress
from coach.errors import UserError
from coach.model import Scorecard, Text

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess
    from multiprocessing.process import BaseProcess

TRANSCRIPTS = (".txt", ".srt", ".vtt", ".json")
STARTING = Text(zh="准备语音模型", en="Getting the speech model ready")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One file to take to a scorecard in the library, under `title`."""

    path: Path
    title: str
    options: Options


@dataclass(frozen=True, slots=True)
class SoFar:
    """What has been heard of the call by now, and judged as far as nothing later can change it."""

    scorecard: Scorecard


@dataclass(frozen=True, slots=True)
class Kept:
    """The call is in the library."""

    uid: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A text is a bug's traceback."""

    error: UserError | str


class AnalysisFailed(Exception):
    """A bug in the analysing process; the message is its traceback."""


class AnalysisProcess:
    """Starts its process with the first task, and a new one after `kill`. One task at a time, from one thread."""

    def __init__(self) -> None:
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def analyse(self, task: Task, *, progress: Callable[[Progress | SoFar], None]) -> str:
        """The uid of the call kept in the library. Raises UserError, AnalysisFailed, or what `progress` raises."""
        progress(Progress(step=STARTING, share=0.0))
        connection = self._started()
        progress(Progress(step=STARTING, share=0.0))  # cancelled meanwhile: the process has nothing to do yet
        try:
            connection.send(task)
            while True:
                message = connection.recv()
                if isinstance(message, Kept):
                    return message.uid
                if isinstance(message, Failed):
                    raise message.error if isinstance(message.error, UserError) else AnalysisFailed(message.error)
                progress(message)
        except (EOFError, OSError) as error:
            self.close()
            raise _process_died(task.title) from error

    def kill(self) -> None:
        """End the process at once, from any thread; the task in hand fails."""
        if self._process is not None:
            self._process.kill()

    def close(self) -> None:
        """End the process and wait for it. The hearing process that it started ends with it."""
        if self._process is not None and self._connection is not None:
            self._connection.close()
            self._process.kill()
            self._process.join()
            self._process.close()
        self._process = self._connection = None

    def _started(self) -> Connection:
        from multiprocessing import get_context

        if self._process is not None and not self._process.is_alive():
            self.close()
        if self._process is None or self._connection is None:
            context = get_context("spawn")  # fork would copy the window's threads
            self._connection, theirs = context.Pipe()
            # Not a daemon: those may not have children, and hearing is one. It ends with us by itself.
            process = context.Process(target=work, args=(theirs,), name="redcard-analysis", daemon=False)
            process.start()
            self._process = process  # only now can it be killed
            theirs.close()
        return self._connection


def work(connection: Connection) -> None:
    """The process's whole life."""
    import signal
    import threading
    from multiprocessing import parent_process

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    assert parent is not None
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    analyser = _Analyser()
    try:
        while True:
            _serve(connection, analyser, connection.recv())
    except (EOFError, ConnectionError):
        return  # nobody listens any more
    finally:
        analyser.close()


def _serve(connection: Connection, analyser: _Analyser, task: Task) -> None:
    import traceback

    from coach.keep import keep_call

    try:
        analysis = analyser.analyse(task, connection.send)
        connection.send(Kept(keep_call(analysis, title=task.title).scorecard.uid))
    except UserError as error:
        analyser.close()  # after the hearing process died, a fresh one
        connection.send(Failed(error))
    except ConnectionError:
        raise
    except Exception:  # hides nothing: the window shows it
        analyser.close()
        connection.send(Failed(traceback.format_exc()))


class _Analyser:
    """Keeps the hearing process of the latest model."""

    def __init__(self) -> None:
        self._worker = None
        self._model = None

    def analyse(self, task: Task, send: Callable[[Progress | SoFar], None]) -> Analysis:
        from coach.analyse import analyse_recording, analyse_transcript
        from coach.hearing.models import model_files
        from coach.hearing.worker import HearingWorker
        from coach.keep import usual_of

        usual = usual_of(task.options.rep_name)
        if task.path.suffix.lower() in TRANSCRIPTS:
            return analyse_transcript(task.path, task.options, usual=usual)
        if self._model is None or self._model.name != task.options.model:
            self.close()
            self._model = model_files(task.options.model)
        if self._worker is None:
            self._worker = HearingWorker(self._model.folder)
            self._worker.__enter__()
        return analyse_recording(
            task.path,
            task.options,
            model=self._model,
            worker=self._worker,
            progress=send,
            usual=usual,
            tell=lambda scorecard: send(SoFar(scorecard)),
        )

    def close(self) -> None:
        if self._worker is not None:
            self._worker.__exit__()
        self._worker = self._model = None


def _end_with(parent: BaseProcess) -> None:
    import os

    parent.join()
    os._exit(1)


def _process_died(title: str) -> UserError:
    return UserError(
        zh=f"分析“{title}”的进程意外结束（可能是内存不足）：录音没有动过，请关掉其他占内存的程序后再试一次。",
        en=f"The process that analysed {title} ended unexpectedly (short of memory?); the recording is untouched: close "
        "programs that use much memory and try again.",
    )
