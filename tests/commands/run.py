"""Running the command line inside the test's own process."""

from __future__ import annotations

import io
import os
import signal
import sys
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch

import pytest
from click.testing import CliRunner

from coach.cli import cli, main


def redcard(*words: object) -> str:
    """What the command prints. Raises what the command raises, such as UserError."""
    result = CliRunner().invoke(cli, [str(word) for word in words], catch_exceptions=False, standalone_mode=False)
    return result.stdout


def program(*words: object, cwd: Path, language: str = "en") -> CompletedProcess[str]:
    """The whole program, from its words to its exit code and what it prints, without the second that a new interpreter takes.

    Help is in the language in which the program was started first: what must be in another asks for a process.
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    arguments = ["redcard", *map(str, words)]
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM))}
    with (
        pytest.MonkeyPatch.context() as changed,
        patch.dict(os.environ, REDCARD_LANG=language),
        open(os.devnull, encoding="utf-8") as nothing,
    ):
        changed.chdir(cwd)
        for name, value in (("argv", arguments), ("stdin", nothing), ("stdout", out), ("stderr", err)):
            changed.setattr(sys, name, value)
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code or 0
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)
    return CompletedProcess(arguments, code, *(each.buffer.getvalue().decode("utf-8") for each in (out, err)))


def save_transcript(folder: Path, name: str, *lines: str) -> str:
    """Score a transcript into the library; the uid of its call."""
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8")
    redcard("score", path)
    return redcard("library", "list").split()[0]
