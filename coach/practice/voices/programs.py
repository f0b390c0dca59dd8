"""Running the programs that speak: arguments as a list, never through a shell; text goes in by standard input or a file."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence

from coach.errors import UserError

_LONGEST_S = 60.0  # a line of 400 characters takes a second or two


def run(program: Sequence[str], *, text: str = "", environment: Mapping[str, str] | None = None) -> str:
    """What the program writes; `text` is its standard input, `environment` is added to this process's.

    Raises UserError when it cannot be started, fails or takes a minute.
    """
    try:
        done = subprocess.run(
            list(program),
            input=text.encode(),
            capture_output=True,
            timeout=_LONGEST_S,
            check=False,
            env={**os.environ, **(environment or {})},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows would flash a console
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _failed(program[0], str(error)) from error
    if done.returncode != 0:
        raise _failed(program[0], done.stderr.decode(errors="replace").strip() or f"exit {done.returncode}")
    return done.stdout.decode(errors="replace")


def _failed(program: str, why: str) -> UserError:
    why = " ".join(why.split())[:200]
    return UserError(
        zh=f"{program} 没能把话念出来（{why}）：请换一个声音，或只看文字练习。",
        en=f"{program} could not speak ({why}): choose another voice, or practise with the text alone.",
    )
