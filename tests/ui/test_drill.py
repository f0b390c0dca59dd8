"""The two-minute drill in the window: by keys, typed and through a real (virtual) microphone with the real model."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QPlainTextEdit

from coach.practice.drill_file import load_drill
from coach.practice.voices.find import find_voices
from coach.practice.voices.speak import speak
from tests.ui.conftest import wait_until
from tests.ui.test_queue import press
from tests.ui.test_settings_screen import choose, name_of, takes_keys
from tests.ui.test_window import clipped

both = pytest.mark.parametrize("language", ["zh", "en"], indirect=True)
TODAY = date.today()
SORRY = "I'm so sorry, nobody should have to wait that long. That must be really frustrating for you."


@pytest.fixture
def drill(window):
    return opened(window)


@pytest.fixture
def due(sample_uid, window):
    """Two moments of a call with sound."""
    return opened(window)


def opened(window):
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert window.drill.isVisible()
    assert wait_until(lambda: window.drill.is_read)
    return window.drill


def key(which: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), which)


def begin_typing(drill) -> None:
    choose(drill.start_page._by, "typing")
    drill.start_page.start.setFocus()
    key(Qt.Key.Key_Return)
    assert wait_until(lambda: drill.page.phase == "customer")
    key(Qt.Key.Key_Return)  # not waiting until the customer has finished
    assert drill.page.phase == "type"


def type_answer(drill, text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)
    key(Qt.Key.Key_Return)
    assert wait_until(lambda: drill.page.phase == "verdict")


def shown(page) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


@both
def test_without_calls_it_says_so_and_where_to_go(drill, window, language):
    assert drill.start_page.text.startswith({"zh": "还没有通话", "en": "No calls yet"}[language])
    assert drill.start_page.start.isHidden()
    press(drill, {"zh": "练习一通电话", "en": "Practise a call"}[language])
    assert window.practise.isVisible()


def test_typed_caught_overruled_mended_and_done_by_keys_alone(due, output):
    output.hurry = 100.0
    assert due.start_page.text.startswith("2 to answer today")
    begin_typing(due)
    first = due.sitting.now
    assert first.customer in shown(due.page)
    assert wait_until(lambda: "from your call's recording" in shown(due.page))
    type_answer(due, "You need to calm down, right now.")  # with letters that are keys elsewhere
    assert "Not yet" in shown(due.page)
    assert "Red card: Giving orders" in shown(due.page)
    assert first.better.en in shown(due.page)
    assert "It comes back tomorrow." in shown(due.page)
    key(Qt.Key.Key_G)
    assert wait_until(lambda: due.sitting.given[-1].well)
    assert "You say: it was good" in shown(due.page)
    key(Qt.Key.Key_A)
    assert wait_until(lambda: not due.sitting.given[-1].well)
    assert {item.due for item in load_drill().items} == {TODAY, TODAY + timedelta(days=1)}
    key(Qt.Key.Key_T)
    assert first.customer not in shown(due.page)
    key(Qt.Key.Key_T)
    taken_s = output.taken_s
    key(Qt.Key.Key_R)
    assert wait_until(lambda: output.taken_s > taken_s + 1)
    key(Qt.Key.Key_Return)
    assert wait_until(lambda: due.page.phase == "type")
    assert due.sitting.now.customer in shown(due.page)
    assert due.page.field.text == ""
    type_answer(due, SORRY)
    assert "Mended" in shown(due.page)
    key(Qt.Key.Key_Return)
    assert wait_until(lambda: due.start_page.text.startswith("That's it for today"))
    assert "1 of 2 answered well." in due.start_page.text
    assert "tomorrow: 1" in due.start_page.text
    assert not due.is_running


def test_what_is_not_due_today_is_announced(due, window, output):
    output.hurry = 100.0
    begin_typing(due)
    for _ in range(2):
        type_answer(due, "Calm down.")
        key(Qt.Key.Key_Return)
        wait_until(lambda: due.page.phase == "type" or not due.is_running)
    assert wait_until(lambda: due.start_page.text.startswith("That's it"))
    window.go_to("calls")
    window.go_to("drill")
    assert wait_until(lambda: due.start_page.text.startswith("Nothing due today\nThe next come back tomorrow: 2."))


def test_after_two_minutes_no_new_moment_begins(due, output, monkeypatch):
    monkeypatch.setattr("coach.practising.sitting.SITTING_S", 0.01)
    monkeypatch.setattr("ui.drill.screen.SITTING_S", 0.01)
    output.hurry = 100.0
    begin_typing(due)
    type_answer(due, SORRY)
    key(Qt.Key.Key_Return)
    assert wait_until(lambda: due.start_page.text.startswith("Two minutes are over"))
    assert "1 of 1 answered well. Still due today: 1." in due.start_page.text
    due.start_page.start.click()
    assert due.is_running


def test_without_a_microphone_one_goes_on_typing(due, window, output, monkeypatch):
    monkeypatch.setenv("ALSA_CONFIG_PATH", "/nowhere")
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    due.start_page.start.click()
    assert wait_until(lambda: due.page.phase == "type")
    assert window.notice.isVisible()
    type_answer(due, SORRY)
    key(Qt.Key.Key_Escape)
    assert not due.is_running
    assert wait_until(lambda: due.start_page.text.startswith("Enough for now"))


def test_gone_to_another_place_it_ends_and_what_was_not_answered_stays(due, window):
    begin_typing(due)
    window.go_to("calls")
    assert not due.is_running
    window.go_to("drill")
    assert wait_until(lambda: due.start_page.text.startswith("2 to answer today"))


@both
@pytest.mark.parametrize("size", [(1280, 720), (960, 600)])
def test_nothing_is_clipped_and_everything_has_a_name(due, window, output, size):
    output.hurry = 100.0
    window.resize(*size)
    QTest.qWait(20)
    assert clipped(window) == []
    begin_typing(due)
    type_answer(due, "You need to calm down. " * 6)
    for phase in ("customer", "opening", "speak", "type", "hearing", "silence", "verdict"):
        due.page.show_phase(phase)
        QTest.qWait(20)
        assert clipped(window) == []
    due.page.show_phase("type")
    there = [each for kind in (QAbstractButton, QComboBox, QPlainTextEdit) for each in due.findChildren(kind) if each.isVisible()]
    assert len(there) > 5
    assert [each for each in there if takes_keys(each) and not name_of(each)] == []


@both
def test_the_language_switches_in_the_middle(due, window, language):
    other = {"zh": "en", "en": "zh"}[language]
    begin_typing(due)
    window._choose_language(other)
    assert due.page.main.text() == {"zh": "提交", "en": "Hand it in"}[other]
    assert due.page.phase == "type"


@pytest.mark.slow
def test_answered_aloud_the_real_model_hears_it(sound, due, window, output):
    """The recording's passage is heard, the answer is spoken into the microphone, ends with a silence, and is judged."""
    answer = speak(SORRY, find_voices("en")[0])
    output.hurry = 20.0
    microphone = due.start_page.microphone
    assert wait_until(lambda: microphone.rep.findData("rep_mic") > 0)
    choose(microphone.rep, "rep_mic")
    due.start_page.start.setFocus()
    key(Qt.Key.Key_Return)
    assert wait_until(lambda: due.page.phase == "speak")
    assert output.taken_s == pytest.approx(due.sitting.now.heard.duration_s + 0.3, abs=0.1)  # the passage
    sound.play(answer.path)
    assert wait_until(lambda: due.page.phase == "verdict")
    given = due.sitting.given[-1]
    assert "sorry" in given.judged.answer.casefold()
    assert given.well
    key(Qt.Key.Key_Return)
    assert wait_until(lambda: due.page.phase == "speak")
    key(Qt.Key.Key_Return)  # nothing was said
    assert wait_until(lambda: due.page.phase == "silence")
    press(due, "Type it instead")
    type_answer(due, "Calm down.")
    assert [each.well for each in due.sitting.given] == [True, False]
    key(Qt.Key.Key_Escape)
    assert not due.is_running


def test_the_microphone_chosen_here_is_that_of_practise_too(sound, due, window):
    microphone = due.start_page.microphone
    assert wait_until(lambda: microphone.rep.findData("rep_mic") > 0)
    choose(microphone.rep, "rep_mic")
    window.go_to("practise")
    assert window.practise.setup.microphone.rep.currentData() == "rep_mic"
