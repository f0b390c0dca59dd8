"""A moment tried again in the window, and one's own sentence livelier: clicks and keys, a real microphone, the real model."""

from __future__ import annotations

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coach.again.keep import attempts_of
from coach.audio.track import TRACK_RATE_HZ
from coach.library.store import get_call, open_library
from coach.paths import attempts_folder, unfinished_folder
from coach.recording.recovery import unfinished
from coach.report.cards import build_cards
from coach.settings import change_settings
from tests.again.calls import at, attempt, kept_call, kind_answer
from tests.again.test_keep import put
from tests.report.sample import sample
from tests.ui.conftest import wait_until
from ui.again.dialog import AgainDialog
from ui.again.livelier import LivelierDialog

LEFT = Qt.MouseButton.LeftButton
both = pytest.mark.parametrize("language", ["zh", "en"], indirect=True)


@pytest.fixture
def card(tmp_path, data_folder, language):
    return kept_call(tmp_path)


@pytest.fixture
def empathy(card):
    return at(card, "missed", "empathy", 2)


@pytest.fixture
def call(card, window):
    window.open_call(card.uid)
    assert wait_until(lambda: window.call.isVisible() and window.call.panel.is_filled)
    return window.call


def dialog_of(call, kind=AgainDialog):
    assert wait_until(lambda: call.findChildren(kind))
    (dialog,) = call.findChildren(kind)
    assert wait_until(dialog.isVisible)
    return dialog


def try_again(call, finding):
    button = call.panel.verdict_button(finding.uid, "try_moment")
    QTest.mouseClick(button, LEFT)
    dialog = dialog_of(call)
    assert wait_until(lambda: dialog.is_ready)
    return dialog


def closed(call, dialog) -> None:
    dialog.accept()
    assert wait_until(lambda: not call.findChildren(type(dialog)))


@both
def test_the_moment_shows_the_customers_line_what_was_said_and_how_it_was_judged(call, card, empathy, language):
    dialog = try_again(call, empathy)
    texts = dialog.compare.texts()
    assert "Calm down. You have to wait." in texts
    title = next(one.title for one in build_cards(card, language) if one.uid == empathy.uid)
    assert title in texts
    assert not dialog.compare.play["now"].isEnabled()  # nothing has been answered yet
    assert {"zh": "还没有新的回答", "en": "No new answer yet"}[language] in dialog.verdict
    closed(call, dialog)


def test_the_customers_line_is_spoken_by_a_voice_where_the_call_has_no_sound(call, empathy, output):
    output.hurry = 50.0
    dialog = try_again(call, empathy)
    QTest.keyClick(dialog, Qt.Key.Key_C)
    assert wait_until(lambda: output.taken_s > 1.0 and not dialog.player.is_playing)
    closed(call, dialog)


def test_by_key_of_the_chosen_card_and_without_one_it_says_what_to_do(call, empathy, card):
    QTest.keyClick(call.transcript, Qt.Key.Key_T)
    assert "card" in call.told
    number = next(one.number for one in build_cards(card, "en") if one.uid == empathy.uid)
    call._select(number)
    QTest.keyClick(call.transcript, Qt.Key.Key_T)
    closed(call, dialog_of(call))


def test_earlier_answers_are_on_the_card_and_in_the_window_when_the_call_is_opened(card, empathy, window):
    put(card.uid, attempt(empathy, met=False, made_at="2026-03-01T09:30:05+08:00", sound="a.flac"))
    put(card.uid, attempt(empathy, met=True, made_at="2026-03-02T09:30:05+08:00", sound="b.flac"))
    window.open_call(card.uid)
    call = window.call
    assert wait_until(lambda: "Tried 2 times · the last one did it" in call.panel.texts())
    dialog = try_again(call, empathy)
    assert dialog.chosen.count() == 2
    assert dialog.verdict == "Done: “Empathy” is there now."
    QTest.keyClick(dialog.chosen, Qt.Key.Key_Up)
    dialog.chosen.activated.emit(0)
    assert dialog.verdict == "Not yet: “Empathy” is still missing."
    closed(call, dialog)


def test_left_in_the_middle_the_recording_is_thrown_away(call, empathy, sound, tmp_path):
    change_settings(microphone="rep_mic")
    dialog = try_again(call, empathy)
    QTest.mouseClick(dialog.record, LEFT)
    assert wait_until(lambda: dialog.answer.status.state == "recording" and dialog.answer.status.elapsed_s > 0.3)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert wait_until(lambda: not call.findChildren(AgainDialog))
    assert wait_until(lambda: not any(unfinished_folder().iterdir()))
    assert attempts_of(call.uid) == ()


def test_a_microphone_that_is_not_there_is_one_sentence(call, empathy, sound, window):
    change_settings(microphone="gone_mic")
    dialog = try_again(call, empathy)
    QTest.mouseClick(dialog.record, LEFT)
    assert wait_until(lambda: "gone_mic" in window.notice.text)
    assert wait_until(lambda: dialog.answer.doing == "nothing")
    assert dialog.record.isEnabled()
    closed(call, dialog)


@pytest.mark.slow
def test_a_better_answer_is_recorded_heard_judged_shown_and_kept(call, card, empathy, sound, window, output, tmp_path):
    """The whole way: an agent's real sentence into a real (virtual) microphone, the real model, then and now side by side."""
    change_settings(microphone="rep_mic")
    path = tmp_path / "answer.wav"
    soundfile.write(path, np.concatenate([kind_answer(), np.zeros(TRACK_RATE_HZ * 60, np.float32)]), TRACK_RATE_HZ)
    dialog = try_again(call, empathy)
    QTest.keyClick(dialog, Qt.Key.Key_R)
    assert wait_until(lambda: dialog.answer.status.state == "recording")
    sound.play(path)
    assert wait_until(lambda: dialog.answer.status.elapsed_s > 7.5)
    QTest.keyClick(dialog, Qt.Key.Key_R)
    assert wait_until(lambda: dialog.chosen.count() == 1, 300)
    assert dialog.verdict == "Done: “Empathy” is there now."
    texts = dialog.compare.texts()
    assert any("sorry" in text for text in texts)
    assert any(text.endswith("words/min") for text in texts)
    output.hurry = 50.0
    before_s = output.taken_s
    QTest.keyClick(dialog, Qt.Key.Key_2)
    assert wait_until(lambda: output.taken_s - before_s > 5.0 and not dialog.player.is_playing)
    assert wait_until(lambda: dialog.answer.doing == "nothing")
    closed(call, dialog)
    assert "Tried once · the last one did it" in call.panel.texts()
    (made,) = attempts_of(card.uid)
    assert soundfile.info(attempts_folder(card.uid) / made.sound).duration > 6
    assert unfinished(unfinished_folder()) == ()
    with open_library() as db:
        assert get_call(db, card.uid) == card  # the call and its score stay


@pytest.fixture
def red_card():
    card = sample("en")
    return next(one for one in card.findings if one.kind == "red_card" and one.start_s)


@pytest.fixture
def spoken_call(sample_uid, red_card, tmp_path, window):
    """The sample call, with a real voice at one red card in place of the tone."""
    turn = next(turn for turn in sample("en").turns if turn.uid == red_card.home)
    samples, rate_hz = soundfile.read(tmp_path / "router.wav", dtype="float32")
    first, last = round(turn.start_s * rate_hz), round(turn.end_s * rate_hz)
    samples[first:last, 0] = np.resize(kind_answer(), last - first)
    soundfile.write(tmp_path / "router.wav", samples, rate_hz)
    window.open_call(sample_uid)
    assert wait_until(lambda: window.call.player.can_play and window.call.panel.is_filled)
    return window.call


def test_ones_own_sentence_flat_and_livelier_as_strong_as_one_likes(spoken_call, red_card, output):
    call = spoken_call
    output.hurry = 50.0
    QTest.mouseClick(call.panel.verdict_button(red_card.uid, "hear_livelier"), LEFT)
    dialog = dialog_of(call, LivelierDialog)
    assert wait_until(lambda: dialog.both.isEnabled(), 30)
    assert dialog.strength == 1.5
    length_s = dialog.lively.samples.size / TRACK_RATE_HZ
    QTest.mouseClick(dialog.both, LEFT)
    assert wait_until(lambda: output.taken_s >= 2 * length_s and not dialog.player.is_playing)
    dialog.slider.setFocus()
    QTest.keyClick(dialog.slider, Qt.Key.Key_End)
    assert dialog.strength == 2.0
    assert not dialog.livelier.isEnabled()  # not made yet
    assert wait_until(dialog.livelier.isEnabled)
    assert "semitones" in dialog.figures
    closed(call, dialog)


def test_a_tone_has_no_voice_to_make_livelier(call_window, red_card):
    call = call_window.call
    QTest.mouseClick(call.panel.verdict_button(red_card.uid, "hear_livelier"), LEFT)
    dialog = dialog_of(call, LivelierDialog)
    assert wait_until(lambda: "Too little voice" in dialog.figures, 30)
    assert not dialog.both.isEnabled()
    closed(call, dialog)


def test_a_turn_without_sound_cannot_be_made_livelier_and_it_is_said(call):
    QTest.keyClick(call.transcript, Qt.Key.Key_V)
    assert "no voice of yours" in call.told
    assert QApplication.activeModalWidget() is None


def test_closing_the_window_while_an_answer_is_recorded_loses_nothing(card, empathy, sound, app, language, output):
    from tests.ui.conftest import open_window

    change_settings(microphone="rep_mic")
    opened = open_window(app, output)
    window = next(opened)
    window.open_call(card.uid)
    assert wait_until(lambda: window.call.isVisible() and window.call.panel.is_filled)
    dialog = try_again(window.call, empathy)
    QTest.mouseClick(dialog.record, LEFT)
    assert wait_until(lambda: dialog.answer.status.elapsed_s > 0.5)
    next(opened, None)
    (left,) = unfinished(unfinished_folder())
    assert left.duration_s > 0.4
