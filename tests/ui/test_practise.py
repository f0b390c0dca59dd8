"""Practising in the window: what is chosen, a real recording through a real (virtual) microphone, and what was interrupted."""

from __future__ import annotations

import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from coach.examples import example
from coach.paths import recordings_folder, unfinished_folder
from coach.recording.layout import Source
from coach.recording.recovery import unfinished
from coach.rubric.load import list_rubrics
from coach.settings import load_settings
from tests.recording.unfinished import leave, tone
from tests.ui.conftest import open_window, wait_until
from tests.ui.test_queue import press
from ui.practise.setup import SetupPage

both = pytest.mark.parametrize("language", ["zh", "en"], indirect=True)


@pytest.fixture
def practise(window):
    """The window at the screen, everything there to choose from."""
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.practise.isVisible()
    assert wait_until(lambda: window.practise.setup.is_ready)
    return window.practise


def choose(box, value) -> None:
    at = next(place for place in range(box.count()) if box.itemData(place) == value)
    box.setCurrentIndex(at)
    box.activated.emit(at)


def choose_case(practise, case_id: str | None) -> None:
    cases = practise.setup.cases
    at = next(
        place for place in range(cases.count())
        if getattr(cases.item(place).data(Qt.ItemDataRole.UserRole), "id", None) == case_id
    )  # fmt: skip
    box = cases.visualItemRect(cases.item(at))
    cases.scrollToItem(cases.item(at))
    box = cases.visualItemRect(cases.item(at))
    QTest.mouseClick(cases.viewport(), Qt.MouseButton.LeftButton, pos=box.center())


@both
def test_a_case_brings_its_card_its_rubric_and_a_customer_who_speaks_the_interfaces_language(practise, language):
    choose_case(practise, "bank-frozen-card")
    setup = practise.setup
    case = setup.case
    assert case.situation.in_(language) in [each.text() for each in setup.card.findChildren(type(setup.card._title))]
    chosen = setup.chosen()
    assert (chosen.practice.rubric, chosen.practice.customer, chosen.language) == ("complaint-two-steps", "aloud", language)
    assert chosen.limit_s == 480.0


def test_without_a_case_nobody_plays_the_customer(practise):
    choose_case(practise, None)
    chosen = practise.setup.chosen()
    assert (chosen.case, chosen.practice.customer, chosen.practice.language) == (None, "nobody", "auto")


def test_the_language_of_the_window_switches_at_once(window, practise):
    choose_case(practise, "bank-frozen-card")
    window._choose_language("zh")
    assert practise.setup.start.text() == "开始录音"
    assert practise.setup.chosen().language == "zh"
    assert practise.setup.case.id == "bank-frozen-card"
    window._choose_language("en")
    assert practise.setup.start.text() == "Start recording"


def test_the_rubric_that_was_chosen_stays_when_the_language_switches(window, practise):
    choose_case(practise, "bank-frozen-card")
    choose(practise.setup.rubric, "calming")
    window._choose_language("zh")
    assert practise.setup.chosen().practice.rubric == "calming"
    choose_case(practise, "school-refund")
    assert practise.setup.chosen().practice.rubric == practise.setup.case.rubric != "calming"
    choose_case(practise, None)
    choose(practise.setup.rubric, "calming")
    window._choose_language("en")
    assert practise.setup.chosen().practice.rubric == "calming"


def test_until_the_rubrics_are_read_their_box_says_so(window, output):
    setup = SetupPage(window._desk, output)
    assert (setup.rubric.currentText(), setup.rubric.isEnabled()) == ("Reading…", False)
    assert setup.chosen().practice.rubric == "service-cycle"
    setup.show_rubrics(list_rubrics())
    assert setup.rubric.isEnabled()
    assert setup.rubric.currentData() == "service-cycle"
    setup.deleteLater()


def test_a_customer_with_a_microphone_of_their_own_is_a_second_device(practise):
    choose(practise.setup.customer, "line")
    assert len(practise.setup.chosen().names) == 2
    choose(practise.setup.customer, "colleague")
    assert len(practise.setup.chosen().names) == 1


def test_the_microphone_is_remembered_by_name(sound, practise):
    microphone = practise.setup.microphone
    assert wait_until(lambda: microphone.rep.findData("rep_mic") > 0)
    choose(microphone.rep, "rep_mic")
    assert load_settings().microphone == "rep_mic"
    assert practise.setup.chosen().names == ("rep_mic",)


def start(practise, device: str = "rep_mic") -> None:
    microphone = practise.setup.microphone
    assert wait_until(lambda: microphone.rep.findData(device) > 0)
    choose(microphone.rep, device)
    QTest.mouseClick(practise.setup.start, Qt.MouseButton.LeftButton)
    assert wait_until(lambda: practise.recording.status.state == "recording")


def status(practise):
    assert practise.recording is not None, practise.window().notice.text
    return practise.recording.status


def test_paused_marked_and_stopped_by_key_the_recording_is_on_its_way_to_a_scorecard(sound, window, practise, tmp_path):
    path = tmp_path / "tone.wav"
    soundfile.write(path, tone(48_000, 30.0), 48_000)
    sound.play(path)
    choose_case(practise, None)
    choose(practise.setup.rubric, "calming")
    start(practise)
    assert "Recording" in window._places["practise"].text()
    assert wait_until(lambda: status(practise).levels and status(practise).levels[0].peak_db > -20)
    assert wait_until(lambda: status(practise).elapsed_s > 0.5)
    page = practise.page
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_M)
    assert wait_until(lambda: status(practise).moments)
    assert page._said.text().startswith("Marked: 0:0")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert wait_until(lambda: status(practise).state == "paused")
    assert "Paused" in page._state.text()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert wait_until(lambda: status(practise).state == "recording")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Q)
    assert wait_until(lambda: window.queue.items)
    task = window.queue.items[0].task
    assert (task.options.rubric, task.options.rep) == ("calming", "only")
    assert task.path.parent == recordings_folder()
    assert soundfile.info(task.path).duration > 0.5
    assert window.heard.isVisible()
    assert window.heard.tiles.texts[3] == "Loudness: —"  # nobody spoke: there is a tone
    assert wait_until(lambda: not practise.is_recording)
    assert unfinished(unfinished_folder()) == ()
    window.queue.cancel(window.queue.items[0].id)
    assert wait_until(lambda: window.queue.items[0].state == "cancelled")
    assert window.files.isVisible()


@pytest.mark.slow
def test_what_was_said_is_heard_judged_and_opened(sound, window, practise):
    """The whole way with the real recorder and the real model: spoken, stopped, scored, on the screen, found in the list."""
    choose_case(practise, None)
    choose(practise.setup.call_language, "en")
    choose(practise.setup.customer, "colleague")
    start(practise)
    sound.play(example("en-good-broadband").path)
    assert wait_until(lambda: status(practise).elapsed_s > 15.0)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Q)
    assert wait_until(lambda: window.call.isVisible() and window.call.player.can_play, 600)
    assert "help" in window.call.transcript.toPlainText().casefold()
    assert wait_until(lambda: [call.title for call in window.library.calls] == ["Practice call"])


@pytest.fixture
def recorded_lines(data_folder, tmp_path):
    """A trainer's recording of every line of one case: half a second of 1000 Hz each."""
    from coach.practice.format import all_lines
    from coach.practice.load import load_case

    case = load_case("bank-frozen-card")
    folder = data_folder / "scenarios" / case.id
    folder.mkdir(parents=True)
    for key, _ in all_lines(case, "en"):
        soundfile.write(folder / f"en-{key}.wav", tone(16_000, 0.5, 1000.0), 16_000)
    return case


def test_the_customer_answers_when_the_rep_has_finished_and_is_the_second_channel(
    recorded_lines, sound, window, practise, output, tmp_path
):
    """The rep speaks (a tone), is silent, and hears the first line; asks for it again by key; both lie in the right channel."""
    choose_case(practise, recorded_lines.id)
    choose(practise.setup.silence, 1.0)
    start(practise)
    assert practise.page._words.text().startswith("You begin")
    greeting = tmp_path / "greeting.wav"
    soundfile.write(greeting, tone(48_000, 1.5), 48_000)
    sound.play(greeting)
    assert wait_until(lambda: practise.voice.doing == "listening")
    first = practise.page._words.text()
    assert first in recorded_lines.lines.of("rapport").furious.en
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_R)
    assert wait_until(lambda: len(practise.recording.practice.lines) == 2 and practise.voice.doing == "listening")
    assert practise.recording.practice.lines[1].text == first
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_T)
    assert "hidden" in practise.page._words.text()
    assert output.taken_s == pytest.approx(1.0, abs=0.1)
    lines = practise.recording.practice.lines
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Q)
    assert wait_until(lambda: window.queue.items)
    task = window.queue.items[0].task
    assert (task.title, task.options.rep, task.options.language) == ("Card declined at the checkout", "left", "en")
    samples, rate_hz = soundfile.read(task.path)
    for line in lines:
        begin = round((line.at_s + 0.2) * rate_hz)
        assert abs(samples[begin : begin + rate_hz // 5, 1]).max() > 0.2
    window.queue.cancel(window.queue.items[0].id)
    assert wait_until(lambda: window.queue.items[0].state == "cancelled")


def test_as_text_the_next_line_comes_by_key_and_makes_no_sound(sound, practise, window, output):
    choose_case(practise, "bank-frozen-card")
    choose(practise.setup.customer, "text")
    choose(practise.setup.silence, None)
    start(practise)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert wait_until(lambda: practise.voice.doing == "listening")
    first = practise.page._words.text()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_V)
    assert wait_until(lambda: practise.page._words.text() != first and practise.voice.doing == "listening")
    assert practise.page._words.text() in practise.setup.case.vent.en
    assert output.taken_s == 0.0
    assert [line.sound for line in practise.recording.practice.lines] == [None, None]


def test_a_device_that_is_not_there_is_one_sentence_and_the_choices_stay(sound, window, practise):
    practise.setup.microphone._chosen = "gone_mic"
    practise.setup.microphone._fill()
    QTest.mouseClick(practise.setup.start, Qt.MouseButton.LeftButton)
    assert wait_until(lambda: window.notice.isVisible())
    assert "gone_mic" in window.notice.text
    assert practise.setup.isVisible()
    assert not practise.is_recording


def test_closing_the_window_in_the_middle_loses_nothing_and_the_next_start_offers_it(app, sound, language, data_folder, output):
    opened = open_window(app, output)
    window = next(opened)
    window.go_to("practise")
    assert wait_until(lambda: window.practise.setup.is_ready)
    choose_case(window.practise, "bank-frozen-card")
    choose(window.practise.setup.customer, "nobody")
    start(window.practise)
    assert wait_until(lambda: status(window.practise).elapsed_s > 1.0)
    next(opened, None)
    opened = open_window(app, output)
    window = next(opened)
    assert wait_until(lambda: window.practise.interrupted.found)
    assert wait_until(lambda: window.practise.isVisible())
    assert window.practise.interrupted.found[0].duration_s > 0.9
    press(window.practise, "Keep and score it")
    assert wait_until(lambda: window.queue.items)
    task = window.queue.items[0].task
    assert (task.title, task.options.rubric) == ("Card declined at the checkout", "complaint-two-steps")
    assert wait_until(lambda: not window.practise.interrupted.found)
    window.queue.cancel(window.queue.items[0].id)
    assert wait_until(lambda: window.queue.items[0].state == "cancelled")
    next(opened, None)


def test_an_interrupted_recording_is_deleted_only_when_one_is_sure(data_folder, language, app, output):
    leave(unfinished_folder() / "old", [Source(device="mic", channels=1, rate_hz=48_000)], [tone(48_000, 2.0)])
    opened = open_window(app, output)
    window = next(opened)
    for answer, left in (("Cancel", 1), ("Delete", 0)):
        press(window.practise, "Delete")
        box = window.findChild(QMessageBox)
        QTest.mouseClick(next(each for each in box.findChildren(QPushButton) if each.text() == answer), Qt.MouseButton.LeftButton)
        assert wait_until(lambda: len(window.practise.interrupted.found) == left)
        QTest.qWait(0)
        assert wait_until(lambda: window.findChild(QMessageBox) is None)
    assert not any(unfinished_folder().iterdir())
    next(opened, None)


def test_the_microphone_is_checked_and_heard_again(sound, practise, output, tmp_path):
    output.hurry = 20.0
    sound.play(example("en-good-broadband").path)
    microphone = practise.setup.microphone
    assert wait_until(lambda: microphone.rep.findData("rep_mic") > 0)
    choose(microphone.rep, "rep_mic")
    press(practise, "Check the microphone")
    assert wait_until(lambda: microphone.meter.level.peak_db > -60)
    assert wait_until(lambda: not microphone.is_checking and not microphone.player.is_playing)
    assert "level is good" in microphone.verdict
    assert output.taken_s == pytest.approx(3.0, abs=0.5)


def test_a_muted_microphone_is_told(sound, practise):
    microphone = practise.setup.microphone
    assert wait_until(lambda: microphone.rep.findData("rep_mic") > 0)
    choose(microphone.rep, "rep_mic")
    press(practise, "Check the microphone")
    assert wait_until(lambda: "Nothing was heard" in microphone.verdict)
    assert wait_until(lambda: not microphone.is_checking)
