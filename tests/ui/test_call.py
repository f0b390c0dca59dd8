"""A call on the screen: clicks and keys, what plays, what is marked, what is said aloud."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coach.report.cards import build_cards
from tests.report.sample import sample
from tests.ui.conftest import wait_until

LEFT = Qt.MouseButton.LeftButton


def click(widget, place: QPointF, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.mouseClick(widget, LEFT, modifier, place.toPoint())


def first_red(language="en"):
    return next(card for card in build_cards(sample(language), language) if card.look == "red" and card.place.time_s)


def test_the_scorecard_shows_the_score_the_focus_and_every_card(call_window):
    call = call_window.call
    scorecard = sample("en")
    cards = build_cards(scorecard, "en")
    assert {card.number for card in cards if call.panel.view_of(card.number)} == {card.number for card in cards}
    focus = next(card for card in cards if card.uid == scorecard.focus)
    assert focus.title in call.panel.view_of(focus.number).accessibleName()


def test_the_cards_follow_the_top_without_a_gap(call_window):
    panel = call_window.call.panel
    page = panel._page.height()
    assert page == panel._page.heightForWidth(panel._page.width())
    views = [panel.view_of(card.number) for card in build_cards(sample("en"), "en")]
    assert max(view.height() for view in views) < 700
    assert page < 300 * len(views) + 3000


def test_space_plays_and_pauses(call_window):
    call = call_window.call
    QTest.keyClick(call.transcript, Qt.Key.Key_Space)
    assert call.player.is_playing
    assert wait_until(lambda: call.player.position_s > 0.1)
    QTest.keyClick(call.transcript, Qt.Key.Key_Space)
    assert not call.player.is_playing


def test_the_arrows_jump_five_seconds_and_stay_inside_the_call(call_window):
    call = call_window.call
    QTest.keyClick(call.timeline, Qt.Key.Key_Right)
    QTest.keyClick(call.timeline, Qt.Key.Key_Right)
    assert call.player.position_s == pytest.approx(10.0)
    for _ in range(3):
        QTest.keyClick(call.timeline, Qt.Key.Key_Left)
    assert call.player.position_s == 0.0


def test_a_click_on_a_sign_of_the_timeline_plays_that_moment_and_marks_its_card(call_window):
    call, card = call_window.call, first_red()
    click(call.timeline, call.timeline.pin_place(card.number))
    assert call.player.is_playing
    assert call.player.position_s >= card.place.time_s
    assert call.panel.view_of(card.number).property("selected") is True
    call.player.pause()


def test_a_click_on_the_timeline_plays_from_there(call_window):
    call = call_window.call
    click(call.timeline, call.timeline.time_place(48.0))
    assert call.player.is_playing
    assert call.player.position_s == pytest.approx(48.0, abs=0.5)
    call.player.pause()


def test_a_click_on_a_card_plays_it(call_window):
    call, card = call_window.call, first_red()
    view = call.panel.view_of(card.number)
    QTest.mouseClick(view, LEFT, pos=QPoint(view.width() - 6, 6))
    assert call.player.is_playing
    assert call.player.position_s >= card.place.time_s
    call.player.pause()


def test_enter_on_a_card_plays_it(call_window):
    call, card = call_window.call, first_red()
    view = call.panel.view_of(card.number)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert call.player.is_playing
    call.player.pause()


def test_a_click_on_a_word_plays_from_that_word_and_words_light_up_as_they_play(call_window):
    transcript, call = call_window.call.transcript, call_window.call
    place, start_s = transcript.word_place("calm")
    cursor = QTextCursor(transcript.document())
    cursor.setPosition(place)
    transcript.setTextCursor(cursor)
    transcript.ensureCursorVisible()
    box = transcript.cursorRect(cursor)
    QTest.mouseClick(transcript.viewport(), LEFT, pos=box.center())
    assert call.player.is_playing
    assert call.player.position_s >= start_s
    assert wait_until(lambda: transcript.lit.strip() == "calm", 20)
    assert wait_until(lambda: transcript.lit.strip() not in ("calm", ""), 20)
    call.player.pause()


def test_n_and_p_go_through_the_cards_in_order(call_window):
    call = call_window.call
    cards = build_cards(sample("en"), "en")
    seen = []
    for _ in range(3):
        QTest.keyClick(call.transcript, Qt.Key.Key_N)
        seen += [card.number for card in cards if call.panel.view_of(card.number).property("selected")]
    QTest.keyClick(call.transcript, Qt.Key.Key_P)
    seen += [card.number for card in cards if call.panel.view_of(card.number).property("selected")]
    assert seen == [1, 2, 3, 2]
    call.player.pause()


def test_speed_by_key_keeps_the_place(call_window):
    call = call_window.call
    call.player.seek(20.0)
    QTest.keyClick(call.transcript, Qt.Key.Key_BracketRight)
    assert call.player.speed == 1.25
    for _ in range(9):
        QTest.keyClick(call.transcript, Qt.Key.Key_BracketLeft)
    assert call.player.speed == 0.5
    assert call.player.position_s == 20.0


def test_at_double_speed_the_call_passes_twice_as_fast(call_window, output):
    call = call_window.call
    output.hurry = 20.0
    call.player.set_speed(2.0)
    call.player.play(10.0, 30.0)
    assert wait_until(lambda: not call.player.is_playing)
    assert call.player.position_s == 30.0
    assert output.taken_s == pytest.approx(10.0, abs=0.3)


def test_a_passage_chosen_with_shift_and_the_mouse_plays_again_and_again(call_window, output):
    call, timeline = call_window.call, call_window.call.timeline
    output.hurry = 20.0
    start, end = (timeline.time_place(time_s).toPoint() for time_s in (30.0, 34.0))
    QTest.mousePress(timeline, LEFT, Qt.KeyboardModifier.ShiftModifier, start)
    QTest.mouseMove(timeline, end)
    QTest.mouseRelease(timeline, LEFT, Qt.KeyboardModifier.ShiftModifier, end)
    assert call.player.loop.start_s == pytest.approx(30.0, abs=0.3)
    assert call.player.loop.end_s == pytest.approx(34.0, abs=0.3)
    assert wait_until(lambda: output.taken_s > 12.0)  # three times round
    assert 29.5 < call.player.position_s < 34.5
    QTest.keyClick(timeline, Qt.Key.Key_L)
    assert call.player.loop is None
    call.player.pause()


def test_l_loops_the_turn_that_one_is_in(call_window):
    call = call_window.call
    call.player.seek(15.0)
    QTest.keyClick(call.timeline, Qt.Key.Key_L)
    assert (call.player.loop.start_s, call.player.loop.end_s) == (14.2, 19.5)


def test_the_wheel_zooms_around_the_mouse_and_keys_zoom_too(call_window):
    timeline = call_window.call.timeline
    place = timeline.time_place(48.0)
    for _ in range(5):
        turn_wheel(timeline, place, 120)
    view = timeline.view
    assert view.duration_s == pytest.approx(96.4 / 1.25**5, rel=0.15)
    assert timeline.time_place(48.0).x() == pytest.approx(place.x(), abs=1.5)
    QTest.keyClick(timeline, Qt.Key.Key_Minus)
    assert timeline.view.duration_s > view.duration_s
    QTest.keyClick(timeline, Qt.Key.Key_Plus)
    assert timeline.view.duration_s == pytest.approx(view.duration_s)
    QTest.keyClick(timeline, Qt.Key.Key_0)
    assert timeline.view.start_s == 0.0
    assert timeline.view.duration_s == timeline.length_s


def turn_wheel(widget, place: QPointF, angle: int) -> None:
    event = QWheelEvent(
        place, QPointF(widget.mapToGlobal(place.toPoint())), QPoint(), QPoint(0, angle), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_dragging_moves_the_view_and_never_beyond_the_call(call_window):
    timeline = call_window.call.timeline
    timeline.zoom(0.25, 10.0)
    start = timeline.time_place(timeline.view.start_s + 5).toPoint()
    before = timeline.view
    QTest.mousePress(timeline, LEFT, Qt.KeyboardModifier.NoModifier, start)
    for step in (20, 60, 120):
        QTest.mouseMove(timeline, start - QPoint(step, 0))
    QTest.mouseRelease(timeline, LEFT, Qt.KeyboardModifier.NoModifier, start - QPoint(120, 0))
    assert timeline.view.start_s > before.start_s
    assert timeline.view.duration_s == pytest.approx(before.duration_s)
    assert not call_window.call.player.is_playing


def test_every_mark_of_the_transcript_says_in_words_what_it_is(call_window):
    text = call_window.call.transcript.toPlainText().replace("\u2060", "").replace("\u00a0", " ")
    for card in build_cards(sample("en"), "en"):
        if card.place and card.place.turn:
            assert f"{card.number} {card.kind}: {card.title}" in text


def test_the_language_switches_live_and_keeps_the_place(call_window):
    call = call_window.call
    call.player.seek(20.0)
    chinese = next(action for action in call_window.findChildren(type(call.actions_by_name["loop"])) if action.text() == "中文")
    chinese.trigger()
    assert call.actions_by_name["next_finding"].text() == "下一张卡片"
    assert call_window.windowTitle() == "红牌教练"
    assert "客户" in call.transcript.toPlainText()
    assert wait_until(lambda: call.panel.is_filled)
    assert call.player.position_s == 20.0
    from coach.settings import load_settings

    assert load_settings().interface_language == "zh"


def test_the_theme_switches_live(call_window):
    theme = call_window._desk.theme
    theme.choose("dark")
    dark = call_window.grab().toImage().pixelColor(600, 40)
    theme.choose("light")
    light = call_window.grab().toImage().pixelColor(600, 40)
    assert dark.lightness() < 60 < 200 < light.lightness()
    assert wait_until(lambda: call_window.call.panel.is_filled)


def test_going_back_stops_the_sound(call_window):
    call = call_window.call
    call.player.play(5.0)
    QTest.mouseClick(call._back, LEFT)
    assert not call.player.is_playing
    assert call_window.library.isVisible()


def test_a_recording_that_is_gone_is_said_and_the_scorecard_is_there(tmp_path, sample_uid, window):
    (tmp_path / "router.wav").unlink()
    window.open_call(sample_uid)
    assert wait_until(lambda: "router.wav" in window.call.transport.status)
    assert not window.call.player.can_play
    QTest.keyClick(window.call.transcript, Qt.Key.Key_Space)
    assert not window.call.player.is_playing
    assert wait_until(lambda: window.call.panel.is_filled)


def test_without_a_loudspeaker_one_sentence_says_so(call_window):
    from coach.audio.play import loudspeaker
    from coach.errors import UserError

    try:
        with loudspeaker():
            pytest.skip("this machine has a loudspeaker")
    except UserError:
        pass
    call_window.call.player._output = loudspeaker
    QTest.keyClick(call_window.call.transcript, Qt.Key.Key_Space)
    assert wait_until(lambda: call_window.notice.isVisible())
    assert "loudspeaker" in call_window.notice.text
    assert not call_window.call.player.is_playing
