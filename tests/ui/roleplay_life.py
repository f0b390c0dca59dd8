"""One life of the app in a session: comes up, says what it sees, does its part, says so, and waits to be killed.

    python -m tests.ui.roleplay_life PART CLOCK_FILE

The clock is the number in the file: time passes between lives too. What it says are lines of JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.calls import SilentOutput
from tests.ui.conftest import wait_until
from tests.ui.roleplay import NAMES, begin, press
from ui.app import make_desk
from ui.main_window import MainWindow

SHIFT = Qt.KeyboardModifier.ShiftModifier


class FileClock:
    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self) -> float:
        return float(self._path.read_text())

    def go(self, seconds: float) -> None:
        new = self._path.with_suffix(".new")
        new.write_text(str(self() + seconds))
        new.replace(self._path)


def to_prepare(run, clock: FileClock) -> None:
    """Getting ready, running."""
    press(run, Qt.Key.Key_PageDown)
    press(run, Qt.Key.Key_Space)
    clock.go(37.0)


def to_pause(run, clock: FileClock) -> None:
    clock.go(60.0)
    press(run, Qt.Key.Key_M)
    press(run, Qt.Key.Key_Space)


def to_play(run, clock: FileClock) -> None:
    """In the scene, with marks and another player."""
    press(run, Qt.Key.Key_PageDown)
    press(run, Qt.Key.Key_Space)
    clock.go(95.0)
    press(run, Qt.Key.Key_3)
    press(run, Qt.Key.Key_E)
    press(run, Qt.Key.Key_O, SHIFT)
    press(run, Qt.Key.Key_F)
    clock.go(30.0)
    QTest.mouseClick(run.cast.swap, Qt.MouseButton.LeftButton)
    assert wait_until(lambda: run.diary.state.swaps and run.diary.state == run.diary.ahead)


def to_freeze(run, clock: FileClock) -> None:
    clock.go(11.0)
    press(run, Qt.Key.Key_F)


def to_discussion(run, clock: FileClock) -> None:
    press(run, Qt.Key.Key_Space)
    clock.go(200.0)
    press(run, Qt.Key.Key_PageDown)
    press(run, Qt.Key.Key_Space)


PARTS: tuple[Callable[[object, FileClock], None], ...] = (to_prepare, to_pause, to_play, to_freeze, to_discussion)


def seen(run) -> dict:
    state = run.diary.state
    now_s = run._now_s()
    scene = state.session.scenes[0]
    return {
        "step": state.step,
        "shown": run.clock.time.text(),
        "elapsed_s": {str(step): clock.elapsed_s(now_s) for step, clock in state.clocks.items()},
        "is_running": state.clock.is_running,
        "marks": [[mark.item, mark.plus, mark.stage, state.played_s(mark)] for mark in state.marks_of(1)],
        "provider": state.playing(scene, now_s).providers[0],
        "planned": scene.providers[0],
    }


def say(what: dict) -> None:
    print(json.dumps(what), flush=True)


def live(part: int, clock_file: Path) -> None:
    app = QApplication(["redcard"])
    clock = FileClock(clock_file)
    window = MainWindow(make_desk(app), SilentOutput(), clock)
    window.show()
    if part == 0:
        run = begin(window, NAMES)
    else:
        screen = window.roleplay
        assert wait_until(lambda: screen._notice.isVisible())
        QTest.mouseClick(screen._go_on, Qt.MouseButton.LeftButton)
        assert wait_until(lambda: screen.is_running)
        run = screen.run
        say(seen(run))
    if part < len(PARTS):
        PARTS[part](run, clock)
        say(seen(run) if run.clock.time.text() else {})
    app.exec()


if __name__ == "__main__":
    live(int(sys.argv[1]), Path(sys.argv[2]))
