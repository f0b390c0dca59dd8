"""The trainer's window: planned, run with clicks and keys against a clock that is set, closed and found again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import soundfile
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMessageBox

from coach.exercise import events as happened
from coach.exercise.log import append, read, session_folder
from coach.exercise.marks import ITEMS, Mark
from coach.paths import recordings_folder, sessions_folder, unfinished_folder
from coach.recording.layout import Source
from coach.recording.recovery import named_folder
from tests.exercise.made import session as made_session
from tests.recording.unfinished import leave, tone
from tests.ui.conftest import open_window, wait_until
from tests.ui.roleplay import NAMES, Alone, SetClock, begin, press, settle, write_names
from tests.ui.test_practise import choose
from ui.app import make_desk
from ui.exercise.mark_pad import KEYS
from ui.exercise.paper import PaperDialog
from ui.exercise.plan_dialog import PlanDialog
from ui.main_window import MainWindow

both = pytest.mark.parametrize("language", ["zh", "en"], indirect=True)
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def window(app, language, data_folder, output, clock) -> Iterator[Alone]:
    desk = make_desk(app)
    opened = Alone(desk, output, clock)
    opened.show()
    yield opened
    opened.close()
    for each in (opened, desk.theme, desk.words, desk.jobs):
        each.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def main_window(app, language, data_folder, output, clock) -> Iterator[MainWindow]:
    yield from open_window(app, output, clock)


@pytest.fixture
def setup(window):
    write_names(window)
    return window.roleplay.setup


@pytest.fixture
def run(window):
    return begin(window)


def cell(table, row: int, column: int) -> str:
    return table.item(row, column).text()


def uid_of(draft, name: str) -> str:
    return next(person.uid for person in draft.people if person.name == name)


def choose_in_cell(table, row: int, column: int, text: str) -> None:
    """Click, then take it from the drop-down."""
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualItemRect(table.item(row, column)).center())
    box = next(each for each in reversed(table.viewport().findChildren(QComboBox)) if each.isVisible())
    at = box.findText(text)
    assert at >= 0
    box.setCurrentIndex(at)
    box.activated.emit(at)
    QApplication.processEvents()


def drop_on(widget, target, source) -> None:
    """What the end of a drag from `source` sends."""
    data = QMimeData()  # the event does not own it
    widget.viewportEvent(_Drop(QPointF(target), data, source))


class _Drop(QDropEvent):
    def __init__(self, at: QPointF, data: QMimeData, source) -> None:
        super().__init__(at, Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        self._source = source

    def source(self):
        return self._source


# --- before


@both
def test_names_become_teams_and_a_plan_in_which_everybody_plays_once(setup, language):
    assert [len(each) for each in (setup.draft.teams, setup.draft.scenes)] == [3, 3]
    assert setup.table.rowCount() == 3
    assert setup._turns.text() == {"zh": "每人上场 1 次。", "en": "Everybody plays once."}[language]
    assert setup.begin.isEnabled()
    assert [setup.teams.lists[0].count(), setup.teams.lists[1].count(), setup.teams.lists[2].count()] == [3, 2, 2]
    assert cell(setup.table, 0, 1) == {"zh": "第一组", "en": "Team 1"}[language]


def test_the_numbers_change_the_plan_and_dealing_again_deals_again(setup):
    choose(setup.teams_count, 2)
    assert [len(team.people) for team in setup.draft.teams] == [4, 3]
    choose(setup.players, 4)
    assert len(setup.draft.scenes) == 2
    choose(setup.scene_count, 6)
    assert setup.table.rowCount() == 6
    assert setup._turns.text() == "Everybody plays 3 times."
    choose(setup.case, None)
    assert {scene.case for scene in setup.draft.scenes} == {None}
    choose(setup.play, 3)
    choose(setup.discussion, 20)
    assert [step.seconds for step in setup.draft.steps[:3]] == [600.0, 180.0, 1200.0]
    before = setup.draft.teams
    for _ in range(20):  # a random deal may come out the same once
        QTest.mouseClick(setup._deal, Qt.MouseButton.LeftButton)
        if setup.draft.teams != before:
            break
    assert setup.draft.teams != before
    choose(setup.teams_count, 5)
    assert "at most 3" in setup._problems.text()
    assert not setup.begin.isEnabled()


def test_a_cell_changes_by_its_drop_down_and_two_people_exchange_places_by_dragging(setup):
    table = setup.table
    scenes = setup.draft.scenes
    customer, provider = cell(table, 0, 2), cell(table, 0, 4)
    choose_in_cell(table, 0, 2, provider)  # both play in the scene: they exchange roles
    assert (cell(table, 0, 2), cell(table, 0, 4)) == (provider, customer)
    other = cell(table, 1, 2)
    table.setCurrentCell(0, 2)
    table._dragged = (scenes[0].number, uid_of(setup.draft, provider))
    drop_on(table, table.visualItemRect(table.item(1, 2)).center(), table)
    assert (cell(table, 0, 2), cell(table, 1, 2)) == (other, provider)
    assert setup._turns.text() == "Everybody plays once."
    choose_in_cell(table, 0, 6, "No case")
    assert setup.draft.scenes[0].case is None
    choose_in_cell(table, 1, 2, "(nobody)")
    assert "Scene 2 has 0 customers" in setup._problems.text()
    assert not setup.begin.isEnabled()


def test_a_name_goes_to_another_team_by_its_number_or_by_dragging_and_teams_have_names(setup):
    first, second, third = setup.teams.lists
    name = first.item(0).text()
    first.setCurrentRow(0)
    QTest.keyClick(first, Qt.Key.Key_3)
    assert name in [third.item(row).text() for row in range(third.count())]
    second.setCurrentRow(0)
    name = second.item(0).text()
    drop_on(first, first.rect().center(), second)
    assert name in [first.item(row).text() for row in range(first.count())]
    QTest.keyClick(setup.people, Qt.Key.Key_Return)
    QTest.keyClicks(setup.people, "Hana")
    assert "dealt again" in setup._problems.text()
    box = setup.teams._names[0]
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "The Reds")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert cell(setup.table, 0, 1) == "The Reds"


def test_a_plan_is_kept_for_later_and_opened_from_the_list(window, setup):
    QTest.mouseClick(setup.keep, Qt.MouseButton.LeftButton)
    sessions = window.roleplay.sessions
    assert wait_until(lambda: sessions.list.count() == 1)
    assert "planned" in sessions.list.item(0).text()
    assert setup.people.toPlainText() == ""
    sessions.list.setCurrentRow(0)
    QTest.mouseClick(sessions.open, Qt.MouseButton.LeftButton)
    assert wait_until(lambda: window.roleplay.is_running)
    assert [person.name for person in window.roleplay.run.diary.state.session.people] == list(NAMES)
    QTest.mouseClick(window.roleplay.run.back, Qt.MouseButton.LeftButton)
    assert wait_until(lambda: sessions.list.count() == 1 and sessions.isVisible())
    sessions.list.setCurrentRow(0)
    QTest.mouseClick(sessions.delete, Qt.MouseButton.LeftButton)
    box = window.findChild(QMessageBox)
    QTest.mouseClick(next(each for each in box.buttons() if each.text() == "Delete"), Qt.MouseButton.LeftButton)
    assert wait_until(lambda: sessions.list.count() == 0)
    assert list(sessions_folder().iterdir()) == []


# --- while it runs


@both
def test_the_clock_by_keys(run, clock, language):
    assert run.clock.step.text() == {"zh": "还没开始", "en": "Not begun"}[language]
    press(run, Qt.Key.Key_PageDown)
    assert run.clock.step.text() == {"zh": "准备", "en": "Get ready"}[language]
    assert run.clock.time.text() == "10:00"
    press(run, Qt.Key.Key_Space)
    clock.go(61.5)
    assert wait_until(lambda: run.clock.time.text() == "8:59")
    press(run, Qt.Key.Key_Space)
    clock.go(600.0)  # a long pause, or a computer asleep
    assert wait_until(lambda: run.clock.state.text() == {"zh": "暂停", "en": "Paused"}[language])
    assert run.clock.time.text() == "8:59"
    press(run, Qt.Key.Key_M)
    assert run.clock.time.text() == "9:59"
    press(run, Qt.Key.Key_Space)
    clock.go(600.0)
    assert wait_until(lambda: run.clock.time.text() == "+0:01")
    press(run, Qt.Key.Key_End)
    assert run.clock.state.text() == {"zh": "已结束", "en": "Ended"}[language]
    press(run, Qt.Key.Key_PageDown)
    assert run.clock.time.text() == "8:00"
    press(run, Qt.Key.Key_PageUp)
    assert run.clock.time.text() == "+0:01"  # as it was


def test_every_button_does_what_its_key_does(run, clock):
    for name in ("next_step", "start_pause_clock", "add_minute"):
        QTest.mouseClick(run.clock.buttons[name], Qt.MouseButton.LeftButton)
        settle(run)
    assert run.clock.time.text() == "11:00"
    assert run.diary.state.clock.is_running
    assert QApplication.focusWidget() is run  # a click leaves the keys where they were
    QTest.mouseClick(run.clock.buttons["end_step"], Qt.MouseButton.LeftButton)
    settle(run)
    assert run.diary.state.clock.is_over
    assert all("(" in button.text() for button in run.clock.buttons.values())  # each shows its key


def play(run, clock) -> None:
    """To the first scene, its clock running."""
    press(run, Qt.Key.Key_PageDown)
    press(run, Qt.Key.Key_PageDown)
    press(run, Qt.Key.Key_Space)


def marks(run) -> list[tuple]:
    state = run.diary.state
    return [(mark.item, mark.plus, mark.stage, mark.words, state.played_s(mark), mark.by) for mark in state.marks_of(1)]


def test_marks_by_key_and_click_stamped_with_the_time(run, clock):
    play(run, clock)
    clock.go(10.0)
    press(run, Qt.Key.Key_E)
    clock.go(5.0)
    press(run, Qt.Key.Key_2)
    press(run, Qt.Key.Key_O, SHIFT)
    clock.go(5.0)
    QTest.mouseClick(run.pad._minus["commanding"], Qt.MouseButton.LeftButton)
    settle(run)
    press(run, Qt.Key.Key_T)
    QTest.keyClicks(QApplication.focusWidget(), "You must calm down")
    clock.go(3.0)
    press(run, Qt.Key.Key_Return)
    assert marks(run) == [
        ("empathy", True, None, "", 10.0, "trainer"),
        ("ownership", False, "diagnose", "", 15.0, "trainer"),
        ("commanding", False, "diagnose", "You must calm down", 20.0, "trainer"),
    ]
    assert [run.marks.item(row).text() for row in range(run.marks.count())][2] == (
        "0:20  ▮ Giving orders\nTrainer · Diagnose · “You must calm down”"
    )
    observer = run.diary.state.session.people[6]
    choose(run.pad.by, observer.uid)
    press(run, Qt.Key.Key_Q)
    assert marks(run)[-1][5] == observer.uid
    press(run, Qt.Key.Key_Z, CONTROL)
    assert len(marks(run)) == 3
    run.marks.setFocus()
    run.marks.setCurrentRow(0)
    press(run, Qt.Key.Key_Delete)
    assert [mark[0] for mark in marks(run)] == ["ownership", "commanding"]


def test_every_item_has_a_key_of_its_own_that_marks_it(run, clock):
    assert set(KEYS) == set(ITEMS)
    assert len(set(KEYS.values())) == len(KEYS)
    play(run, clock)
    for key in KEYS.values():
        press(run, getattr(Qt.Key, f"Key_{key}"))
    assert [mark.item for mark in run.diary.state.marks.values()] == list(KEYS)


def test_nothing_is_marked_between_scenes(run):
    press(run, Qt.Key.Key_PageDown)
    press(run, Qt.Key.Key_E)
    assert run.diary.state.marks == {}


def test_marks_from_phones_appear_as_they_come(run, clock):
    play(run, clock)
    observer = run.diary.state.session.people[5].uid
    for number in range(3):
        mark = Mark(uid=f"m{number}", by=observer, scene=1, at_s=clock() + number, item="summarise", plus=True)
        append(run.diary.folder, happened.Marked(at_s=clock() + 9.0, mark=mark), writer="phones")
    assert wait_until(lambda: run.marks.count() == 3)
    assert "Fay" in run.marks.item(0).text() or run.diary.state.session.name_of(observer) in run.marks.item(0).text()


def test_freeze_and_swap_knows_who_played_when(run, clock):
    play(run, clock)
    scene = run.diary.state.session.scenes[0]
    clock.go(100.0)
    press(run, Qt.Key.Key_F)
    assert not run.diary.state.clock.is_running
    assert run.cast.is_swapping
    clock.go(40.0)
    comes = run.cast.comes.currentData()
    QTest.mouseClick(run.cast.swap, Qt.MouseButton.LeftButton)
    settle(run)
    assert run.diary.state.clock.is_running
    assert run.diary.state.clock.elapsed_s(clock()) == 100.0
    state = run.diary.state
    assert state.playing(scene, clock() - 41.0).providers == scene.providers
    assert comes in state.playing(scene, clock()).providers
    assert state.session.name_of(comes) in run.cast._rows["players_provider"][2].text()
    assert QApplication.focusWidget() is run


def test_the_plan_can_change_while_it_runs(window, run):
    press(run, Qt.Key.Key_PageDown)
    QTest.mouseClick(run._change_plan, Qt.MouseButton.LeftButton)
    dialog = window.findChild(PlanDialog)
    gone, instead = cell(dialog.table, 1, 2), cell(dialog.table, 0, 2)
    choose_in_cell(dialog.table, 1, 2, instead)
    assert gone in dialog._turns.text()
    QTest.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)
    settle(run)
    names = [run.diary.state.session.name_of(uid) for uid in run.diary.state.session.scenes[1].customers]
    assert names == [instead]


def test_a_paper_sheet_is_typed_in_afterwards(window, run, clock):
    play(run, clock)
    clock.go(60.0)
    press(run, Qt.Key.Key_Space)
    clock.go(500.0)
    press(run, Qt.Key.Key_Space)
    clock.go(120.0)
    press(run, Qt.Key.Key_PageDown)
    press(run, Qt.Key.Key_T, CONTROL)
    dialog = window.findChild(PaperDialog)
    observer = run.diary.state.session.people[3].uid
    choose(dialog.observer, observer)
    choose(dialog.item, "empathy")
    choose(dialog.stage, "rapport")
    for typed, problem in (("9:00", "at most 3:00"), ("soon", "“soon” is no time"), ("1:75", "no time")):
        dialog.time.setText(typed)
        QTest.keyClick(dialog.time, Qt.Key.Key_Return)
        assert problem in dialog.problem
    dialog.time.setText("2:30")
    dialog.words.setText("我能理解")
    QTest.keyClick(dialog.words, Qt.Key.Key_Return)
    settle(run)
    assert dialog.problem == ""
    assert marks(run) == [("empathy", True, "rapport", "我能理解", 150.0, observer)]
    assert wait_until(lambda: dialog.marks.count() == 1)
    dialog.close()


def test_the_end_of_the_session_stops_everything_but_paper(window, run, clock):
    play(run, clock)
    QTest.mouseClick(run.close_session, Qt.MouseButton.LeftButton)
    box = window.findChild(QMessageBox)
    QTest.mouseClick(next(each for each in box.buttons() if each.text() == "End the session"), Qt.MouseButton.LeftButton)
    settle(run)
    assert run.diary.state.is_closed
    press(run, Qt.Key.Key_E)
    press(run, Qt.Key.Key_PageDown)
    assert (run.diary.state.step, run.diary.state.marks) == (1, {})
    assert "over" in run.clock.how.text()


# --- the room's clock, the sound


def test_the_rooms_clock_shows_the_step_the_names_and_the_time_and_never_takes_the_keys(run, clock):
    play(run, clock)
    press(run, Qt.Key.Key_B, CONTROL)
    assert run.room.isVisible()
    assert run.room.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert run.room.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    shown = run.room.shown
    scene = run.diary.state.session.scenes[0]
    assert (shown.title, shown.time, shown.mood) == ("Scene 1 · Team 1", "8:00", "usual")
    assert run.diary.state.session.name_of(scene.customers[0]) in shown.lines[0]
    press(run, Qt.Key.Key_E)  # the keys are still the trainer's
    assert len(run.diary.state.marks) == 1
    for seconds, time, mood in ((360.0, "2:00", "two_minutes"), (90.0, "0:30", "thirty_seconds"), (30.0, "0:00", "over"), (65.0, "+1:05", "over")):
        clock.go(seconds)
        assert wait_until(lambda time=time: run.room.shown.time == time)
        assert run.room.shown.mood == mood
    press(run, Qt.Key.Key_B, CONTROL)
    assert not run.room.isVisible()


def test_what_the_room_reads_is_large_and_light_on_dark(run, clock):
    """Read from ten metres: the digits fill a third of the height, and a name a twentieth at least."""
    from PySide6.QtGui import QColor

    from ui.exercise.room_clock import MOODS

    play(run, clock)
    press(run, Qt.Key.Key_B, CONTROL)
    run.room.resize(960, 540)
    image = run.room.grab().toImage()
    ground = QColor(MOODS["usual"][0])
    inked = [y for y in range(image.height()) if any(image.pixelColor(x, y) != ground for x in range(0, image.width(), 3))]
    lines = [[inked[0], inked[0]]]
    for y in inked:  # a dot over an i is no line
        if y <= lines[-1][1] + 0.015 * image.height():
            lines[-1][1] = y
        else:
            lines.append([y, y])
    heights = [(last - first + 1) / image.height() for first, last in lines]
    assert len(heights) == 4  # the step, the time, the customer, the provider
    assert max(heights) > 0.3
    assert min(heights) > 0.05
    for dark, light in MOODS.values():
        assert _contrast(QColor(dark), QColor(light)) > 7.0


def _contrast(one, other) -> float:
    """WCAG 2."""

    def luminance(colour) -> float:
        parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_bell_rings_at_two_minutes_thirty_seconds_and_the_end_unless_it_is_off(run, clock, output):
    output.hurry = 20.0
    rung = []
    run.diary.signalled.connect(rung.append)
    play(run, clock)
    for seconds in (361.0, 90.0, 30.0):
        clock.go(seconds)
        count = len(rung)
        assert wait_until(lambda count=count: len(rung) > count)
    assert rung == ["two_minutes", "thirty_seconds", "over"]
    assert wait_until(lambda: output.taken_s > 1.0 and not run.bell.player.is_playing)
    press(run, Qt.Key.Key_M, CONTROL)
    assert not run.bell.is_on
    heard_s = output.taken_s
    press(run, Qt.Key.Key_M)
    clock.go(100.0)
    assert wait_until(lambda: len(rung) > 3)
    assert output.taken_s == heard_s


# --- phones


def test_the_phones_page_is_off_until_it_is_opened_and_goes_with_the_session(window, run, clock):
    assert run.phones.serving is None
    play(run, clock)
    press(run, Qt.Key.Key_P, CONTROL)
    dialog = run._phones_dialog
    assert dialog.isVisible()
    assert not dialog.code.isVisible()
    QTest.mouseClick(dialog.press, Qt.MouseButton.LeftButton)
    assert wait_until(lambda: run.phones.serving is not None)
    serving = run.phones.serving
    assert serving.code in dialog._code.text()
    assert dialog.code.accessibleName() == run.phones.url or run.phones.url is None
    assert _knock(serving.port) == 401
    QTest.mouseClick(dialog.press, Qt.MouseButton.LeftButton)
    assert run.phones.serving is None
    assert wait_until(lambda: not _is_open(serving.port))
    dialog.close()


def _knock(port: int) -> int:
    """The status that somebody without a token gets."""
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/api/now")
    status = connection.getresponse().status
    connection.close()
    return status


def _is_open(port: int) -> bool:
    import socket

    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


# --- closed and found again, recorded


def test_a_session_that_is_not_over_is_offered_at_the_next_start_with_its_clock_gone_on(app, language, data_folder, output, clock):
    for opened in open_window(app, output, clock):
        run = begin(opened)
        play(run, clock)
        clock.go(20.0)
        press(run, Qt.Key.Key_E)
    clock.go(100.5)
    for opened in open_window(app, output, clock):
        screen = opened.roleplay
        assert wait_until(lambda: screen._notice.isVisible())
        assert "Scene 1" in screen._offer_text.text()
        QTest.mouseClick(screen._go_on, Qt.MouseButton.LeftButton)
        assert wait_until(lambda: screen.is_running)
        assert screen.run.clock.time.text() == "6:00"
        assert screen.run.diary.state.clock.elapsed_s(clock()) == 120.5
        assert len(screen.run.diary.state.marks) == 1


def test_a_scenes_recording_that_broke_off_is_kept_under_its_name_when_the_session_is_opened(main_window, clock):
    session = made_session()
    folder = session_folder(sessions_folder(), session.uid)
    name = f"{session.uid}-1-1"
    append(
        folder,
        happened.Opened(at_s=clock(), session=session),
        happened.StepBegun(at_s=clock(), step=1),
        happened.Started(at_s=clock()),
        happened.Recorded(at_s=clock(), scene=1, recording=f"{name}.flac"),
        happened.StepBegun(at_s=clock(), step=2),
    )
    source = Source(device="mic", rate_hz=16_000, channels=1)
    leave(named_folder(unfinished_folder(), name), [source], [tone(16_000, 2.0)])
    main_window.roleplay.open(folder)
    assert wait_until(lambda: main_window.queue.items)
    assert soundfile.info(recordings_folder() / f"{name}.flac").duration == pytest.approx(2.0, abs=0.01)
    assert list(unfinished_folder().iterdir()) == []
    main_window.queue.cancel(main_window.queue.items[0].id)
    assert wait_until(lambda: main_window.queue.items[0].state == "cancelled")


def test_a_disk_that_refuses_is_asked_again_and_nothing_is_lost(main_window, clock):
    QTest.keyClick(main_window, Qt.Key.Key_6, CONTROL)
    assert main_window.roleplay.isVisible()
    run = begin(main_window)
    press(run, Qt.Key.Key_PageDown)
    folder = run.diary.folder
    file = folder / "events.jsonl"
    aside = folder / "aside"
    file.rename(aside)
    file.mkdir()  # nothing can be appended to a folder
    QTest.keyClick(run, Qt.Key.Key_Space)
    assert wait_until(lambda: main_window.notice.isVisible())
    assert not run.diary.state.clock.is_running  # not shown before it is on the disk
    clock.go(7.0)
    file.rmdir()
    aside.rename(file)
    settle(run)
    assert run.diary.state.clock.elapsed_s(clock()) == 7.0
    assert [type(event).__name__ for event in read(folder)] == ["Opened", "StepBegun", "Started"]


@pytest.fixture
def real_window(sound, app, language, data_folder, output) -> Iterator[MainWindow]:
    import time

    yield from open_window(app, output, time.time)


def test_a_scene_is_recorded_with_its_clock_and_a_mark_is_found_in_the_sound(sound, real_window, tmp_path):
    """A real recorder and a (virtual) microphone: the tone that was marked as it began is where the mark says."""
    window = real_window
    path = tmp_path / "tone.wav"
    soundfile.write(path, tone(48_000, 1.0), 48_000)
    run = begin(window)
    press(run, Qt.Key.Key_PageDown)
    QTest.mouseClick(run._buttons["record_scenes"], Qt.MouseButton.LeftButton)
    microphone = run.sound.microphone
    assert wait_until(lambda: microphone.rep.findData("rep_mic") > 0)
    choose(microphone.rep, "rep_mic")
    QTest.mouseClick(run.sound.wanted, Qt.MouseButton.LeftButton, pos=run.sound.wanted.rect().center())
    run.sound.wanted.setChecked(True)
    run.sound.close()
    window.activateWindow()
    run.setFocus()
    assert wait_until(lambda: QApplication.focusWidget() is run)
    press(run, Qt.Key.Key_PageDown)
    assert wait_until(lambda: window.notice.isVisible() or run.recorder.status is not None and run.recorder.status.state == "paused"), run.recorder.status
    assert not window.notice.isVisible(), window.notice.text
    assert "waits for the clock" in run._buttons["record_scenes"].text()
    press(run, Qt.Key.Key_Space)
    assert wait_until(lambda: run.diary.state.recordings and run.recorder.status.elapsed_s > 0.5)
    assert "Recording" in window._places["roleplay"].text()
    press(run, Qt.Key.Key_Space)
    assert wait_until(lambda: run.recorder.status.state == "paused")
    press(run, Qt.Key.Key_Space)
    assert wait_until(lambda: run.recorder.status.state == "recording")
    sound.play(path)
    assert wait_until(lambda: run.recorder.status.levels and run.recorder.status.levels[0].peak_db > -30)
    marked_s = run.recorder.status.elapsed_s
    press(run, Qt.Key.Key_E)
    assert wait_until(lambda: run.recorder.status.elapsed_s > marked_s + 1.0)
    press(run, Qt.Key.Key_PageDown)
    (mark,) = run.diary.state.marks.values()
    name, at_s = run.diary.state.heard(mark)
    assert wait_until(lambda: (recordings_folder() / name).exists() and window.queue.items)
    assert window.roleplay.isVisible()  # the session stays on the screen
    samples, rate_hz = soundfile.read(recordings_folder() / name)
    begins_s = next(place for place, sample in enumerate(abs(samples)) if sample > 0.05) / rate_hz
    assert at_s == pytest.approx(marked_s, abs=0.5)
    assert begins_s - 0.5 < at_s < begins_s + 1.5  # it was marked when the level was seen to rise
    assert window.queue.items[0].task.options.rep == "auto"
    assert wait_until(lambda: not any(unfinished_folder().iterdir()))
    window.queue.cancel(window.queue.items[0].id)
    assert wait_until(lambda: window.queue.items[0].state == "cancelled")
