"""A window for each test on a display nobody sees, and the proof that it leaves nothing behind."""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt, QTimer, QtMsgType, qInstallMessageHandler  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QPushButton  # noqa: E402
from shiboken6 import isValid  # noqa: E402

from tests.ui.calls import SilentOutput, keep_sample  # noqa: E402
from ui.app import make_desk  # noqa: E402
from ui.main_window import MainWindow  # noqa: E402

# What Qt says that is no mistake of ours, each with its reason.
HARMLESS = (
    "This plugin does not support propagateSizeHints",  # the display that nobody sees has no window manager
    "This plugin does not support raise()",
    "This plugin does not support grabbing the keyboard",  # as an opened menu asks for
)
WAIT_S = 60.0  # the machine may be busy; a condition that holds is seen at once


@pytest.fixture(scope="session")
def app() -> QApplication:
    made = QApplication.instance() or QApplication(["redcard"])
    gc.collect()
    gc.freeze()  # each test looks through all objects for what it left: not through those of the modules and earlier tests
    return made


@pytest.fixture(autouse=True)
def nothing_wrong(app: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Qt's warnings, errors in slots, and threads, timers and processes left behind fail the test."""
    said: list[str] = []
    errors: list[BaseException] = []

    def hear(kind: QtMsgType, context: object, message: str) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and not message.startswith(HARMLESS):
            said.append(message)

    threads, children = set(threading.enumerate()), set(_children())
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: errors.append(error))
    before = qInstallMessageHandler(hear)
    yield
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    qInstallMessageHandler(before)
    assert errors == []
    assert said == []
    assert wait_until(lambda: set(threading.enumerate()) <= threads, 5)
    assert [each for each in gc.get_objects() if issubclass(type(each), QTimer) and isValid(each) and each.isActive()] == []
    assert wait_until(lambda: set(_children()) <= children, 10)


def _children() -> list[psutil.Process]:
    """Without the helper of multiprocessing, which lives as long as this process."""
    me = psutil.Process()
    return [each for each in me.children(recursive=True) if each.is_running() and "resource_tracker" not in _words(each)]


def _words(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline()) if process.status() != psutil.STATUS_ZOMBIE else "resource_tracker"
    except psutil.NoSuchProcess:
        return "resource_tracker"


def wait_until(holds: Callable[[], object], seconds: float = WAIT_S) -> bool:
    """Let the window work until `holds()` does, or the time is over; whether it held."""
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        QTest.qWait(2)
    return True


def press(button: QPushButton) -> None:
    """A click, once the button has its place: what was just made is laid out a moment later."""
    assert wait_until(lambda: button.height() >= button.minimumSizeHint().height())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture(params=["en"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("REDCARD_LANG", request.param)
    return request.param


@pytest.fixture
def output() -> SilentOutput:
    return SilentOutput()


@pytest.fixture
def window(app: QApplication, language: str, data_folder: Path, output: SilentOutput) -> Iterator[MainWindow]:
    """An open window on an empty library."""
    yield from open_window(app, output)


@pytest.fixture
def sample_uid(language: str, data_folder: Path, tmp_path: Path) -> str:
    """A call with sound in the library, before the window opens."""
    return keep_sample(tmp_path, language)


def open_window(app: QApplication, output: SilentOutput, now_s: Callable[[], float] = time.time) -> Iterator[MainWindow]:
    desk = make_desk(app)
    opened = MainWindow(desk, output, now_s)
    opened.resize(1280, 720)
    opened.show()
    assert wait_until(lambda: opened.library.is_read)
    yield opened
    opened.close()
    opened.deleteLater()
    desk.theme.deleteLater()
    desk.words.deleteLater()
    desk.jobs.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def call_window(sample_uid: str, window: MainWindow) -> MainWindow:
    """The window with the sample call open, its sound ready."""
    window.open_call(sample_uid)
    assert wait_until(lambda: window.call.player.can_play and window.call.panel.is_filled)
    return window
