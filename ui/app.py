"""The program's start: the window when there are no words and there is a display, else the command line.

Importing this loads nothing of Qt: a worker process imports the main script again.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.desk import Desk


def main() -> None:
    """Entry point of `redcard`."""
    from coach.cli import main as command_line

    if len(sys.argv) > 1 or not has_display():
        command_line()
    else:
        sys.exit(open_window())


def has_display() -> bool:
    """Whether a window can be shown; QT_QPA_PLATFORM counts, for displays that are not seen."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def open_window() -> int:
    """Show the window until it is closed; the exit code."""
    try:
        from PySide6.QtWidgets import QApplication
    except ImportError as error:  # Qt's own libraries are missing
        print(_no_window(error), file=sys.stderr)
        return 2
    from ui.main_window import MainWindow

    app = QApplication([sys.argv[0]])
    window = MainWindow(make_desk(app))
    _show_bugs(window)
    _leave_on_signals(app, window)
    window.show()
    return app.exec()


def make_desk(app: QApplication) -> Desk:
    """The look, the words and the job runner, as the settings say."""
    from coach.interface import interface_language
    from coach.settings import settings_or_usual
    from ui.desk import Desk
    from ui.jobs import Jobs
    from ui.messages import Words
    from ui.theme import Theme

    app.setApplicationName("redcard")
    app.setDesktopFileName("red-card-coach")
    settings = settings_or_usual()
    words = Words(interface_language(), settings.interface_language or "system", app)
    theme = Theme(app, settings.theme, words.language)
    words.changed.connect(lambda: theme.read_in(words.language))
    return Desk(theme, words, Jobs(app))


def _show_bugs(window) -> None:
    """What goes wrong in the window is shown there, with its details, and written to standard error."""
    from ui.jobs import bug

    def show(kind, error, trace) -> None:
        sys.__excepthook__(kind, error, trace)
        if isinstance(error, Exception):
            window.show_failure(bug(error))

    sys.excepthook = show


def _leave_on_signals(app, window) -> None:
    """Ctrl-C and SIGTERM close the window in order. Python sees a signal only when it runs, so it is woken regularly."""
    import signal

    from PySide6.QtCore import QTimer

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda number, _: window.close())
    timer = QTimer(app)
    timer.start(250)
    timer.timeout.connect(lambda: None)


def _no_window(error: ImportError) -> str:
    from coach.commands.words import say

    return say(
        zh=f"窗口打不开（{error}）：缺少系统组件，请再运行一次 start.py 安装它们；命令行可以照常使用（redcard --help）。",
        en=f"The window cannot open ({error}): parts of the system are missing; run start.py once more to install them. The "
        "command line works as before (redcard --help).",
    )


if __name__ == "__main__":
    main()
