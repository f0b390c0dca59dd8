"""Single keys from the terminal while something runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def pressed_keys() -> Iterator[Callable[[], str]]:
    """A function that gives the keys pressed since the last call, lower case, never waiting; nothing without a terminal.

    Ctrl-C stays what it is.
    """
    if not sys.stdin.isatty():
        yield lambda: ""
    elif os.name == "nt":
        yield _windows_keys
    else:
        import termios
        import tty

        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)
        tty.setcbreak(terminal)
        try:
            yield lambda: _posix_keys(terminal)
        finally:
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _posix_keys(terminal: int) -> str:
    from select import select

    if not select([terminal], [], [], 0)[0]:
        return ""
    return os.read(terminal, 100).decode(errors="replace").lower()


def _windows_keys() -> str:
    import msvcrt

    keys = ""
    while msvcrt.kbhit():
        keys += msvcrt.getwch()
    return keys.lower()
