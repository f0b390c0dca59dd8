"""Backing up and restoring from the window's menu."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from coach.library.store import open_library
from coach.library.bin import delete_call
from coach.settings import change_settings
from tests.library.calls import call, saved
from tests.ui.conftest import wait_until
from tests.ui.test_window import both, clipped
from ui.library.backup import WorkDialog


@pytest.fixture
def full(language, data_folder, window):
    saved(call("one", "您好"), call("two", "谢谢"))
    window.library.reload()
    assert wait_until(lambda: len(window.library.calls) == 2)
    return window


def entry(window, key: str):
    return next(action for action, name in window._actions if name == key)


def backed_up(window, target: Path, monkeypatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (str(target), ""))
    entry(window, "back_up").trigger()
    assert wait_until(lambda: target.exists() and window.library._done.isVisible())


@both
def test_a_backup_is_made_from_the_menu_and_put_back_once_the_user_is_sure(full, tmp_path, monkeypatch):
    target = tmp_path / "kept.zip"
    change_settings(theme="light")
    backed_up(full, target, monkeypatch)
    assert str(target) in full.library._done_text.text()
    saved(call("three", "您好"))
    with open_library() as db:
        delete_call(db, "one")
    change_settings(theme="dark")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *words: (str(target), ""))
    entry(full, "restore").trigger()
    box = full.findChild(QMessageBox)
    assert box.defaultButton().text() in ("Cancel", "取消")
    yes = next(each for each in box.buttons() if each.text() in ("Restore", "恢复"))
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    assert wait_until(lambda: {each.uid for each in full.library.calls} == {"one", "two"})
    assert wait_until(lambda: "before-restore" in full.library._done_text.text())
    assert full._desk.theme.choice == "light"
    assert full.library.isVisible()
    assert clipped(full) == []


def test_without_a_yes_nothing_is_restored(full, tmp_path, monkeypatch):
    backed_up(full, tmp_path / "kept.zip", monkeypatch)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *words: (str(tmp_path / "kept.zip"), ""))
    entry(full, "restore").trigger()
    QTest.keyClick(full.findChild(QMessageBox), Qt.Key.Key_Return)
    assert full.findChild(WorkDialog) is None
    assert not (tmp_path / "redcard-data" / "backups").exists()


def test_a_file_that_is_no_backup_is_said_and_nothing_changes(full, tmp_path):
    (tmp_path / "other.zip").write_bytes(b"no archive")
    full.keeper.restore(tmp_path / "other.zip")
    assert wait_until(full.notice.isVisible)
    assert "Cannot restore" in full.notice.text
    assert wait_until(lambda: full.findChild(WorkDialog) is None)
    assert {each.uid for each in full.library.calls} == {"one", "two"}


def test_a_backup_says_how_far_it_is_and_is_stopped_by_escape(full, data_folder, tmp_path):
    recordings = data_folder / "recordings"
    recordings.mkdir(exist_ok=True)
    with (recordings / "long.flac").open("wb") as file:
        file.truncate(2_000_000_000)
    full.keeper.back_up(tmp_path / "large.zip")
    dialog = full.findChild(WorkDialog)
    assert wait_until(lambda: dialog._bar.value() > 10)
    assert dialog._state.text().endswith("%") or "left" in dialog._state.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert wait_until(lambda: not full._desk.jobs._running)
    assert [file for file in tmp_path.iterdir() if file.is_file()] == []
