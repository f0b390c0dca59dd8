"""A role-play in a window whose clock the test sets."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from tests.ui.conftest import wait_until
from ui.exercise.screen import RoleplayScreen
from ui.practise.setup import read_cases

NAMES = ("Ann", "Ben", "Chen", "Dora", "Emil", "Fay", "Goran")
NOON_S = 1_780_000_000.0


class SetClock:
    """Stands until it is moved."""

    def __init__(self, now_s: float = NOON_S) -> None:
        self.now_s = now_s

    def __call__(self) -> float:
        return self.now_s

    def go(self, seconds: float) -> None:
        self.now_s += seconds


class Alone(QWidget):
    """The screen in a window of its own, without all that the app's window reads when it comes up."""

    def __init__(self, desk, output, now_s) -> None:
        super().__init__()
        self.desk = desk
        self.roleplay = RoleplayScreen(desk, output, now_s)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.roleplay)
        self.resize(1196, 720)
        self.roleplay.read()
        self.roleplay.show_cases(read_cases())

    def go_to(self, place: str) -> None:
        self.roleplay.take_focus()

    def closeEvent(self, event: object) -> None:
        self.roleplay.close_sound()
        self.desk.jobs.close()


def press(run, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """The key, where the keyboard is; then until everything is on the disk and shown."""
    QTest.keyClick(QApplication.focusWidget() or run, key, modifier)
    settle(run)


def settle(run) -> None:
    assert wait_until(lambda: run.diary is None or run.diary.state == run.diary.ahead)


def write_names(window, names=NAMES) -> None:
    setup = window.roleplay.setup
    assert wait_until(lambda: setup._cases)
    setup.people.setFocus()
    QApplication.clipboard().setText("\n".join(names))
    QTest.keyClick(setup.people, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [person.name for person in setup.draft.people] == list(names)


def begin(window, names=NAMES):
    """A session of these, begun, at no step yet; the page it runs on."""
    window.go_to("roleplay")
    write_names(window, names)
    QTest.mouseClick(window.roleplay.setup.begin, Qt.MouseButton.LeftButton)
    assert wait_until(lambda: window.roleplay.is_running)
    run = window.roleplay.run
    assert wait_until(run.isVisible)
    run.setFocus()
    return run
