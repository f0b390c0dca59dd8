"""The window as a whole: places, menus, what it remembers, and that nothing is clipped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QAbstractSpinBox, QApplication, QComboBox, QLabel, QLineEdit

from tests.ui.conftest import wait_until

both = pytest.mark.parametrize("language", ["zh", "en"], indirect=True)


@both
def test_an_empty_library_welcomes_and_leads_to_practising(window):
    library = window.library
    assert library.is_empty
    assert QApplication.focusWidget() is library._welcome_example
    assert clipped(window) == []
    QTest.mouseClick(library._welcome_practise, Qt.MouseButton.LeftButton)
    assert window.practise.isVisible()


def test_the_keys_of_the_list_are_in_the_menu_and_work_only_there(call_window):
    menu = next(menu for menu, key in call_window._menus if key == "menu_call")
    assert set(call_window.library.actions_by_name.values()) <= set(menu.actions())
    call_window.go_to("call")
    assert not any(each.isEnabled() for each in call_window.library.actions_by_name.values())
    assert call_window.call.actions_by_name["zoom_in"].isEnabled()
    call_window.go_to("calls")
    assert all(each.isEnabled() for each in call_window.library.actions_by_name.values())
    assert not call_window.call.actions_by_name["zoom_in"].isEnabled()


def test_a_call_opens_from_the_list_by_click_and_by_enter(sample_uid, window):
    index = window.library._calls.index(0)
    box = window.library._list.visualRect(index)
    QTest.mouseClick(window.library._list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert wait_until(lambda: window.call.isVisible())
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.library.isVisible()
    QTest.keyClick(window.library._list, Qt.Key.Key_Return)
    assert wait_until(lambda: window.call.isVisible() and window.call.player.can_play)


def test_the_list_says_each_call_in_words(sample_uid, window):
    text = window.library._calls.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "The router" in text
    assert "score" in text


def test_recent_calls_are_in_the_menu(sample_uid, window):
    assert wait_until(lambda: [each.text() for each in window._recent.actions()] == ["The router"])
    window._recent.actions()[0].trigger()
    assert wait_until(lambda: window.call.isVisible() and window.call.player.can_play)


def test_size_and_splitters_are_remembered(app, language, data_folder, output):
    from tests.ui.conftest import open_window

    first = open_window(app, output)
    window = next(first)
    window.resize(1111, 777)
    next(first, None)
    second = open_window(app, output)
    window = next(second)
    # The helper asks for 1280 x 720 after the window has restored itself, so what it restored is read from what it kept.
    from ui.main_window import _kept

    assert _kept().value("geometry") is not None
    next(second, None)
    assert Path(data_folder / "window.ini").exists()


def buttons(window) -> list[QAbstractButton]:
    return [each for each in window.findChildren(QAbstractButton) if each.isVisible()]


@both
def test_everything_that_takes_keys_has_a_name(call_window):
    nameless = []
    inside = (QAbstractSpinBox, QComboBox, QAbstractItemView)  # parts of these
    kinds = (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox, QAbstractItemView)
    for place in ("call", "calls", "files", "practise", "progress", "settings"):
        call_window.go_to(place)
        takes_keys = [each for kind in kinds for each in call_window.findChildren(kind) if not isinstance(each.parent(), inside)]
        assert len(takes_keys) > 20
        nameless += [each for each in takes_keys if each.isVisible() and not (each.accessibleName() or _own_text(each))]
    assert nameless == []


def _own_text(widget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""


@both
def test_tab_reaches_the_scorecard_the_transcript_and_the_timeline(call_window):
    call = call_window.call
    wanted = {call.transcript, call.timeline, call.transport._buttons["play_pause"]}
    seen = set()
    call.transcript.setFocus()
    for _ in range(200):
        seen.add(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if wanted <= seen:
            break
    assert wanted <= seen


def clipped(window) -> list[str]:
    """Buttons and one-line labels that have less room than their text needs, or stick out of the window."""
    found = []
    for each in [*window.findChildren(QAbstractButton), *window.findChildren(QLabel)]:
        if not each.isVisible() or not each.text() or (isinstance(each, QLabel) and each.wordWrap()):
            continue
        if each.width() < each.minimumSizeHint().width() or each.height() < each.minimumSizeHint().height() - 1:
            found.append(f"{each.text()}: {each.size()} < {each.minimumSizeHint()}")
        right = each.mapTo(window, QPoint(each.width(), 0)).x()
        if right > window.width():
            found.append(f"{each.text()}: ends at {right}")
    return found


@both
@pytest.mark.parametrize("size", [(1280, 720), (960, 600)])
def test_nothing_is_clipped(call_window, size):
    call_window.resize(*size)
    for place in ("call", "calls", "files", "practise"):
        call_window.go_to(place)
        QTest.qWait(20)
        assert clipped(call_window) == []
    panel = call_window.call.panel
    call_window.go_to("call")
    QTest.qWait(20)
    assert panel._page.width() <= panel._area.viewport().width()


def test_a_failure_is_shown_until_it_is_dismissed_and_a_bugs_details_can_be_copied(window):
    from ui.jobs import bug

    window.show_failure(bug(ValueError("broken")))
    assert window.notice.isVisible()
    assert "ValueError" in window.notice.text
    by_text = {each.text(): each for each in buttons(window.notice)}
    QTest.mouseClick(by_text["Copy the details"], Qt.MouseButton.LeftButton)
    assert "ValueError: broken" in QApplication.clipboard().text()
    QTest.mouseClick(by_text["Dismiss"], Qt.MouseButton.LeftButton)
    assert not window.notice.isVisible()


@both
def test_the_shortcuts_page_names_every_key(window):
    from ui.widgets.shortcuts import ShortcutsDialog

    QTest.keyClick(window, Qt.Key.Key_F1)
    dialog = window.findChild(ShortcutsDialog)
    shown = [label.text() for label in dialog.findChildren(QLabel)]
    for action in window.call.actions_by_name.values():
        assert action.text() in shown
    dialog.accept()
