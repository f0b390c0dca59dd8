"""The debrief of a scene: the player first, the program last; what differs comes first, and a click is heard."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from coach.exercise import events as happened
from coach.exercise.log import append, read, session_folder
from coach.exercise.marks import Mark
from coach.exercise.state import replay
from coach.library.store import open_library, save_call
from coach.paths import recordings_folder, sessions_folder
from tests.exercise.made import session
from tests.report.sample import sample
from tests.ui.calls import with_sound
from tests.ui.conftest import wait_until

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def folder(language, data_folder):
    """A session whose first scene was played, recorded, judged and marked; it is talked about now."""
    begun_s = time.time() - 600
    made = session()
    card = with_sound(sample(language), recordings_folder() / "s1-1-1.wav")
    with open_library() as db:
        save_call(db, card, title="Scene 1", rubric_text=None)
    folder = session_folder(sessions_folder(), "s1")
    observers = made.observers(made.scenes[0])

    def mark(number: int, by: str, item: str, at_s: float, words: str = "", *, plus: bool = False) -> happened.Marked:
        return happened.Marked(at_s=begun_s + 200, mark=Mark(uid=f"m{number}", by=by, scene=1, at_s=begun_s + at_s, item=item, plus=plus, words=words))

    append(
        folder,
        happened.Opened(at_s=begun_s, session=made),
        happened.StepBegun(at_s=begun_s, step=1),
        happened.Started(at_s=begun_s),
        happened.Recorded(at_s=begun_s + 5, scene=1, recording="s1-1-1.wav"),
        mark(1, observers[0], "empathy", 12),
        mark(2, observers[1], "empathy", 14, "just a moment"),
        mark(3, "trainer", "gesture", 20),
        mark(4, observers[1], "ownership", 25, plus=True),
        happened.StepBegun(at_s=begun_s + 60, step=2),
    )
    return folder


@pytest.fixture
def debrief(folder, window):
    window.go_to("roleplay")
    window.roleplay.open(folder)
    assert wait_until(lambda: window.roleplay.debrief.isVisible())
    return window.roleplay.debrief


def cell(table, row: int, column: int) -> str:
    return table.item(row, column).text()


def test_the_player_and_the_customer_speak_and_it_is_kept(debrief, folder):
    own = next(iter(debrief._forms["own"].children()[1:]))
    own.sliders["feeling"].setFocus()
    QTest.keyClick(own.sliders["feeling"], Qt.Key.Key_End)
    QTest.keyClicks(own.sentence, "ask first")
    QTest.keyClick(own.sentence, Qt.Key.Key_Return)
    scene = session().scenes[0]
    assert wait_until(lambda: (1, scene.providers[0]) in replay(read(folder)).own_views)
    view = replay(read(folder)).own_views[1, scene.providers[0]]
    assert (view.manner, view.feeling, view.sentence) == (5, 10, "ask first")
    QTest.mouseClick(debrief.sides["customer"], LEFT)
    felt = next(iter(debrief._forms["customer"].children()[1:]))
    QTest.keyClick(felt.sliders["understood"], Qt.Key.Key_Home)
    QTest.mouseClick(felt.keep, LEFT)
    assert wait_until(lambda: (1, scene.customers[0]) in replay(read(folder)).felt)
    assert wait_until(lambda: cell(debrief.compared, 0, 2) == "very weak")
    assert cell(debrief.compared, 0, 0) == "The feeling  ● talk about this first"
    assert cell(debrief.compared, 0, 3) == "–"  # the observers have not been asked yet


def test_nobody_is_led_sides_are_shown_once_they_are_looked_at(debrief):
    assert debrief.line.signs == ()
    QTest.mouseClick(debrief.sides["observers"], LEFT)
    assert [cell(debrief.observed, 0, column) for column in range(4)] == ["Empathy", "", "2", "“just a moment”"]
    assert [sign.look for sign in debrief.line.signs] == ["missed", "missed", "red", "strength"]
    QTest.mouseClick(debrief.sides["machine"], LEFT)
    assert wait_until(lambda: debrief.findings.count() > 1)
    assert any(not sign.is_above for sign in debrief.line.signs)


def test_a_click_on_a_mark_plays_from_just_before_it(debrief, output):
    output.hurry = 8.0
    QTest.mouseClick(debrief.sides["observers"], LEFT)
    assert wait_until(lambda: debrief.player.can_play)
    sign = debrief.line.signs[2]
    QTest.mouseClick(debrief.line, LEFT, pos=QPoint(round(debrief.line.x_of(sign.at_s)), 11))
    assert wait_until(lambda: debrief.player.is_playing)
    assert debrief.player.position_s == pytest.approx(20 - 5 - 4, abs=2.0)
    QTest.mouseClick(debrief.stop, LEFT)
    assert wait_until(lambda: not debrief.player.is_playing)


def test_by_keys_from_sign_to_sign(debrief, output):
    output.hurry = 8.0
    QTest.mouseClick(debrief.sides["observers"], LEFT)
    assert wait_until(lambda: debrief.player.can_play)
    debrief.line.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(debrief.line, key)
    assert debrief.line.accessibleDescription().startswith("0:14 Empathy")
    QTest.keyClick(debrief.line, Qt.Key.Key_Return)
    assert wait_until(lambda: debrief.player.is_playing)
    debrief.player.pause()


@pytest.mark.parametrize("language", ["zh"], indirect=True)
def test_in_chinese_live(debrief, window):
    assert debrief.sides["own"].text() == "1 本人"
    window._desk.words.choose("en")
    assert debrief.sides["own"].text() == "1 The player"
