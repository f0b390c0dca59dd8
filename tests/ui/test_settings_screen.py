"""The settings screen: what is chosen holds at once and is remembered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit

from coach.library.bin import binned_calls
from coach.library.store import open_library
from coach.paths import data_folder as folder_of_data
from coach.settings import load_settings
from tests.library.calls import call, made, saved
from tests.ui.conftest import wait_until
from tests.ui.test_window import both, clipped
from ui.progress.chart import Chart


@pytest.fixture
def old_call(language, data_folder) -> None:
    saved(call("old", "您好"), call("new", "您好"))
    made("old", "2020-01-01T00:00:00+00:00")


@pytest.fixture
def screen(old_call, window):
    QTest.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert window.settings.isVisible()
    assert wait_until(lambda: window.settings.parts and window.settings._model.is_read)
    return window.settings


def choose(box, value) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_language_and_look_switch_at_once_and_the_menu_follows(screen, window):
    choose(screen._language, "zh")
    assert window.windowTitle() == "红牌教练"
    assert screen._offline.text() == "保持离线"
    assert window._checks["language_zh"].isChecked()
    choose(screen._theme, "dark")
    assert window._desk.theme.is_dark
    assert window._checks["theme_dark"].isChecked()
    assert (load_settings().interface_language, load_settings().theme) == ("zh", "dark")
    window._desk.words.choose("en")
    assert screen._language.currentData() == "en"
    window._desk.theme.choose("light")
    assert screen._theme.currentData() == "light"


def test_the_language_can_be_the_systems(screen, window, monkeypatch):
    choose(screen._language, "zh")
    monkeypatch.delenv("REDCARD_LANG")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    choose(screen._language, "system")
    assert screen._offline.text() == "Stay offline"
    assert screen._language.currentText() == "As the system"
    assert window._checks["language_system"].isChecked()
    assert load_settings().interface_language is None
    window._checks["language_en"].trigger()
    assert screen._language.currentData() == "en"
    assert load_settings().interface_language == "en"


def test_staying_offline_is_on_until_it_is_switched_off(screen):
    assert screen._offline.isChecked()
    screen._offline.setFocus()
    QTest.keyClick(screen._offline, Qt.Key.Key_Space)
    assert not load_settings().stay_offline


def test_a_model_that_is_not_here_is_not_taken_and_fetched_only_when_the_network_is_allowed(screen):
    model = screen._model
    away = next(state.entry.name for state, _ in model._states if state.state not in ("ready", "installed"))
    choose(model._box, away)
    assert load_settings().speech_model == "base"
    assert "stay offline" in model._note.text()
    assert not model._get.isVisible()
    screen._offline.click()
    assert wait_until(lambda: model._get.isVisible())
    assert away in model._get.text()
    choose(model._box, "base")
    assert load_settings().speech_model == "base"
    assert not model._get.isVisible()


def test_the_chosen_model_hears_the_next_recordings(screen, window):
    screen._change(speech_model="small")
    assert window.files.options().model == "small"


def test_where_the_data_is_and_how_much(screen):
    assert screen._where.text() == str(folder_of_data())
    sizes = {part.id: part for part in screen.parts}
    assert sizes["library"].count == 2
    assert sizes["library"].size_bytes > 0


def test_calls_are_deleted_by_age_only_after_a_second_yes(screen, window):
    keep = screen._retention
    assert not keep._on.isChecked()
    assert not keep._apply.isEnabled()
    keep._on.click()
    keep._days.setValue(30)
    QTest.mouseClick(keep._apply, Qt.MouseButton.LeftButton)
    assert wait_until(lambda: keep._sure.isVisible())
    assert keep._question.text().startswith("1 calls are older than 30 days")
    QTest.mouseClick(keep._no, Qt.MouseButton.LeftButton)
    assert load_settings().delete_after_days is None
    assert not keep._on.isChecked()
    keep._on.click()
    keep._days.setValue(30)
    QTest.mouseClick(keep._apply, Qt.MouseButton.LeftButton)
    assert wait_until(lambda: keep._sure.isVisible())
    QTest.mouseClick(keep._yes, Qt.MouseButton.LeftButton)
    assert load_settings().delete_after_days == 30
    assert wait_until(lambda: [each.uid for each in window.library.calls] == ["new"])
    with open_library() as db:
        assert [each.uid for each in binned_calls(db)] == ["old"]
    keep._on.click()
    QTest.mouseClick(keep._apply, Qt.MouseButton.LeftButton)
    assert load_settings().delete_after_days is None


def test_the_shortcuts_are_a_click_away(screen, window):
    from ui.widgets.shortcuts import ShortcutsDialog

    QTest.mouseClick(screen._keys, Qt.MouseButton.LeftButton)
    dialog = window.findChild(ShortcutsDialog)
    assert dialog.isVisible()
    dialog.accept()


@both
@pytest.mark.parametrize("size", [(1280, 720), (960, 600)])
def test_nothing_is_clipped(screen, window, size):
    window.resize(*size)
    assert wait_until(lambda: clipped(window) == [], 10)


@both
def test_everything_that_takes_keys_has_a_name_on_the_pages_for_keeping(screen, window):
    nameless = []
    for place in ("calls", "progress", "settings"):
        window.go_to(place)
        assert wait_until(lambda: window.progress.way is not None or place != "progress")
        for kind in (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox, QAbstractItemView, Chart):
            nameless += [each for each in window.findChildren(kind) if each.isVisible() and takes_keys(each) and not name_of(each)]
    assert nameless == []


def takes_keys(widget) -> bool:
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.objectName() != "qt_spinbox_lineedit"


def name_of(widget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
