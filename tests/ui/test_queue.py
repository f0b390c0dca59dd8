"""Files on their way to a scorecard: opened, dropped, put in order, cancelled, and what goes wrong with them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton

from coach.examples import example
from tests.ui.conftest import wait_until

DIALOGUE = "rep: Good morning, how can I help?\ncustomer: My internet is down again, I am really upset.\nrep: You must calm down.\n"


def drop(window, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(200, 200), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window, event)


def press(screen, text: str) -> None:
    def found() -> list[QPushButton]:
        return [each for each in screen.findChildren(QPushButton) if each.text() == text and each.isVisible()]

    assert wait_until(found)  # a new row is on the screen only when the window has drawn itself again
    QTest.mouseClick(found()[0], Qt.MouseButton.LeftButton)


def states(window) -> list[str]:
    return [item.state for item in window.queue.items]


@pytest.fixture
def dialogues(tmp_path) -> list[Path]:
    paths = [tmp_path / f"call-{number}.txt" for number in (1, 2, 3)]
    for number, path in enumerate(paths):
        path.write_text(DIALOGUE + f"customer: That is number {number}.\n", "utf-8")
    return paths


@pytest.mark.slow
def test_several_dropped_at_once_become_calls_one_after_another(window, dialogues):
    window.go_to("files")
    drop(window, dialogues)
    assert states(window)[1:] == ["waiting", "waiting"]
    assert wait_until(lambda: states(window) == ["done"] * 3)
    window.go_to("calls")
    assert wait_until(lambda: len(window.library.calls) == 3)
    window.go_to("files")
    press(window.files, "Open")
    assert wait_until(lambda: window.call.isVisible())
    assert "calm down" in window.call.transcript.toPlainText()


def test_a_missing_file_is_one_sentence_and_the_next_goes_on(window, dialogues, tmp_path):
    window.files.add([tmp_path / "gone.wav", tmp_path / "also-gone.mp3"])
    assert wait_until(lambda: states(window) == ["failed", "failed"])
    text = window.queue.items[0].failure.text
    assert "gone.wav" in text.en
    assert window.queue.items[0].failure.details is None


def test_the_one_in_hand_can_be_cancelled_at_once_and_tried_again(window, dialogues):
    window.go_to("files")
    window.files.add(dialogues[:1])
    assert states(window) == ["working"]
    press(window.files, "Cancel")
    assert wait_until(lambda: states(window) == ["cancelled"], 20)
    press(window.files, "Remove")
    assert states(window) == []


def test_those_that_wait_can_be_put_in_another_order_and_taken_out(window, tmp_path):
    window.go_to("files")
    window.files.add([tmp_path / f"{name}.wav" for name in "abcd"])
    ids = [item.id for item in window.queue.items]
    window.queue.move(ids[3], -2)
    window.queue.remove(ids[1])
    assert [item.task.title for item in window.queue.items] == ["a.wav", "d.wav", "c.wav"]
    window.queue.move(ids[0], -1)  # held inside the list
    assert window.queue.items[0].id == ids[0]
    assert wait_until(lambda: all(state == "failed" for state in states(window)))
    press(window.files, "Clear what is finished")
    assert states(window) == []


def test_the_options_go_with_the_files_added_next(window, tmp_path):
    files = window.files
    assert wait_until(lambda: files._rubric.count() > 5)
    files._rubric.setCurrentIndex(files._rubric.findData("calming"))
    files._rep.setCurrentIndex(files._rep.findData("only"))
    QTest.keyClicks(files._name, "Ana")
    files.add([tmp_path / "x.wav"])
    options = window.queue.items[0].task.options
    assert (options.rubric, options.rep, options.rep_name) == ("calming", "only", "Ana")
    assert wait_until(lambda: states(window) == ["failed"])


def test_closing_the_window_in_the_middle_ends_the_process(window, dialogues):
    window.files.add(dialogues)
    process = window.queue._process
    assert wait_until(lambda: process.pid is not None)
    window.close()
    assert process.pid is None


@pytest.mark.slow
def test_a_real_recording_from_the_welcome_to_the_sound_of_its_call(window):
    """The whole way with the real model: the example is heard, judged, kept, shown, and played."""
    press(window.library, "See the example call")
    assert window.files.isVisible()
    assert wait_until(lambda: window.call.isVisible() and window.call.player.can_play, 600)
    assert wait_until(lambda: window.call.panel.is_filled)
    QTest.keyClick(window.call.transcript, Qt.Key.Key_Space)
    assert wait_until(lambda: window.call.player.position_s > 0.3)
    assert window.call.transcript.lit
    QTest.keyClick(window.call.transcript, Qt.Key.Key_Space)


@pytest.mark.slow
def test_killing_the_analysis_is_one_sentence_and_a_new_try_works(window, tmp_path):
    call = example("en-bad-broadband")
    path = shutil.copy(call.path, tmp_path / "call.flac")
    window.files.add([Path(path)])
    assert wait_until(lambda: window.queue.items[0].share > 0, 300)
    window.queue._process._process.kill()
    assert wait_until(lambda: states(window) == ["failed"])
    assert "ended unexpectedly" in window.queue.items[0].failure.text.en
    window.queue.retry(window.queue.items[0].id)
    assert wait_until(lambda: states(window) == ["done"], 600)


def test_how_many_people_speak_in_one_channel_is_chosen_and_goes_along(window):
    window.go_to("files")
    assert window.files.options().people is None
    box = next(each for each in window.files.findChildren(QComboBox) if each.accessibleName() == "People in one channel")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_3)
    assert window.files.options().people == 3
    window._desk.words.choose("zh")
    assert window.files.options().people == 3
    assert box.currentText() == "3 个人"
