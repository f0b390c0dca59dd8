"""The list of calls: found by words and by filters, described, exported, deleted and taken back."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from coach.library.about import get_note, write_about
from coach.library.bin import binned_calls
from coach.library.store import call_title, library_file, open_library, save_call
from tests.library.calls import call, finding, made, saved
from tests.report.sample import sample
from tests.ui.conftest import open_window, wait_until
from tests.ui.test_window import both, clipped
from ui.library.bin import BinDialog
from ui.library.describe import DescribeDialog
from ui.library.view import more_box

OLD = "2020-01-01T00:00:00+00:00"


@pytest.fixture
def calls(language, data_folder) -> None:
    saved(
        call("one", "您好，我要投诉宽带", rep="小陈", findings=[finding("commanding")], score=42.5),
        call("two", "The refund never came", rep="Ann", rubric="calming", score=91.0),
        call("three", "谢谢", score=None),
    )
    made("three", OLD)
    with open_library() as db:
        write_about(db, "two", title="Refund", note="hear it together", tags=("team", "一月"))


@pytest.fixture
def screen(calls, window):
    assert len(window.library.calls) == 3
    return window.library


def uids(screen) -> set[str]:
    return {each.uid for each in screen.calls}


def choose(box, value) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


@pytest.mark.parametrize(("text", "found"), [("投诉", {"one"}), ("refund", {"two"}), ("together", {"two"}), ("诉宽", {"one"}), ("nothing", set())])
def test_what_is_typed_is_found(screen, text, found):
    QTest.keyClick(screen._list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert screen.find.text.hasFocus()
    screen.find.text.setText(text)
    QTest.keyClick(screen.find.text, Qt.Key.Key_Return)
    assert wait_until(lambda: uids(screen) == found)
    assert screen._none.isVisible() == (not found)
    assert screen.find.text.hasFocus()
    screen.find._clear.click()
    assert wait_until(lambda: len(screen.calls) == 3)


def test_the_search_begins_by_itself_and_shows_where_it_was_said(screen):
    QTest.keyClicks(screen.find.text, "never")
    assert wait_until(lambda: uids(screen) == {"two"})
    text = screen._calls.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "turn 1: The refund never came" in text
    assert "#team" in text


def test_signs_alone_look_for_nothing(screen, window):
    screen.find.text.setText("?!")
    QTest.keyClick(screen.find.text, Qt.Key.Key_Return)
    assert wait_until(lambda: len(screen.calls) == 3)
    assert not window.notice.isVisible()


@pytest.mark.parametrize(
    ("box", "value", "found"),
    [
        ("rep", "小陈", {"one"}), ("tag", "team", {"two"}), ("time", "time_week", {"one", "two"}), ("finding", "commanding", {"one"}),
        ("rubric", "calming", {"two"}), ("score", "score_low", {"one"}), ("score", "score_high", {"two"}),
    ],
)  # fmt: skip
def test_filters_narrow_the_list_and_say_how_many_of_how_many(screen, box, value, found):
    choose(screen.find.boxes[box], value)
    assert wait_until(lambda: uids(screen) == found)
    assert screen._count.text() == f"{len(found)} of 3"
    QTest.mouseClick(screen.find._clear, Qt.MouseButton.LeftButton)
    assert wait_until(lambda: len(screen.calls) == 3)
    assert screen._count.text() == "3"
    assert not screen.find._clear.isVisible()


def test_a_range_of_days_and_of_scores_is_written_into_fields_that_come_when_asked_for(screen):
    days, scores = screen.find.days, screen.find.scores
    assert not days.isVisible() and not scores.isVisible()
    choose(screen.find.boxes["time"], "range_of_days")
    assert days.isVisible()
    assert wait_until(lambda: uids(screen) == {"one", "two"})
    days.high.setDate(QDate(2020, 1, 2))  # before the first day: the two change places
    days.low.setDate(QDate(2019, 12, 30))
    assert wait_until(lambda: uids(screen) == {"three"})
    choose(screen.find.boxes["time"], None)
    choose(screen.find.boxes["score"], "range_of_scores")
    assert not days.isVisible() and scores.isVisible()
    scores.low.setValue(85)
    assert wait_until(lambda: uids(screen) == {"two"})
    QTest.mouseClick(screen.find._clear, Qt.MouseButton.LeftButton)
    assert wait_until(lambda: len(screen.calls) == 3)
    assert not scores.isVisible()
    choose(screen.find.boxes["score"], "range_of_scores")
    assert wait_until(lambda: uids(screen) == {"one", "two"})  # every score again; the third call has none


def test_recent_calls_are_not_those_that_were_searched_for(screen, window):
    choose(screen.find.boxes["tag"], "team")
    assert wait_until(lambda: uids(screen) == {"two"})
    assert len(window._recent.actions()) == 3


def select(screen, uid: str) -> None:
    place = [each.uid for each in screen.calls].index(uid)
    screen._list.setCurrentIndex(screen._calls.index(place))
    screen._list.setFocus()
    screen.window().activateWindow()  # a dialog may just have closed, and here is no window manager
    assert wait_until(screen._list.hasFocus, 10)


def test_title_tags_and_note_are_written_with_f2(screen):
    select(screen, "one")
    QTest.keyClick(screen._list, Qt.Key.Key_F2)
    dialog = screen.findChild(DescribeDialog)
    dialog.title.setText("投诉宽带的客户")
    dialog.tags.setText("复盘，重要, team")
    dialog.note.setPlainText("第一句就下了命令")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert wait_until(lambda: "投诉宽带的客户" in {each.title for each in screen.calls})
    with open_library() as db:
        assert (call_title(db, "one"), get_note(db, "one")) == ("投诉宽带的客户", "第一句就下了命令")
    hit = next(hit for hit in screen._calls.hits if hit.call.uid == "one")
    assert set(hit.tags) == {"team", "复盘", "重要"}
    assert screen._hit().call.uid == "one"


def test_an_empty_title_is_refused_and_nothing_is_changed(screen, window):
    screen._write("two", "", "other", ())
    assert wait_until(lambda: window.notice.isVisible())
    with open_library() as db:
        assert get_note(db, "two") == "hear it together"


def test_a_call_goes_into_the_bin_and_comes_back(screen):
    select(screen, "two")
    QTest.keyClick(screen._list, Qt.Key.Key_Delete)
    assert wait_until(lambda: uids(screen) == {"one", "three"})
    assert "Refund" in screen._done_text.text()
    assert screen._bin.text() == "Bin (1)…"
    QTest.keyClick(screen._list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert wait_until(lambda: len(screen.calls) == 3)
    assert not screen._bin.isVisible()
    assert not screen._undo_button.isVisible()


def test_the_last_call_can_be_taken_back_from_the_bin(screen):
    for uid in ("one", "two", "three"):
        select(screen, uid)
        screen.delete()
        assert wait_until(lambda uid=uid: uid not in uids(screen))
    assert not screen.is_empty
    QTest.mouseClick(screen._bin, Qt.MouseButton.LeftButton)
    assert wait_until(lambda: screen.findChild(BinDialog) is not None)
    dialog = screen.findChild(BinDialog)
    assert [each.accessibleName() for each in backs(dialog)] == ["Take back: three.wav", "Take back: Refund", "Take back: one.wav"]
    QTest.mouseClick(backs(dialog)[2], Qt.MouseButton.LeftButton)
    assert wait_until(lambda: uids(screen) == {"one"})
    dialog.accept()
    with open_library() as db:
        assert {each.uid for each in binned_calls(db)} == {"two", "three"}


def backs(dialog) -> list[QPushButton]:
    return [each for each in dialog.findChildren(QPushButton) if each.text() == "Take back" and each.isVisible()]


def test_the_bin_is_emptied_only_after_a_second_word(screen):
    for uid in ("one", "two"):
        select(screen, uid)
        screen.delete()
        assert wait_until(lambda uid=uid: uid not in uids(screen))
    QTest.mouseClick(screen._bin, Qt.MouseButton.LeftButton)
    assert wait_until(lambda: screen.findChild(BinDialog) is not None)
    dialog = screen.findChild(BinDialog)
    by_text = {each.text(): each for each in dialog.findChildren(QPushButton)}
    QTest.mouseClick(by_text["Empty the bin…"], Qt.MouseButton.LeftButton)
    assert dialog._question.text().startswith("Calls gone for good: 2,")
    assert QApplication.focusWidget() is by_text["Cancel"]
    with open_library() as db:
        assert len(binned_calls(db)) == 2
    QTest.mouseClick(by_text["Delete for good"], Qt.MouseButton.LeftButton)
    assert wait_until(lambda: screen._done_text.text() == "The bin is empty; calls gone for good: 2.")
    assert wait_until(lambda: not screen._bin.isVisible())
    with open_library() as db:
        assert binned_calls(db) == ()
    screen.undo()
    assert uids(screen) == {"three"}


def test_what_was_written_and_what_was_deleted_are_undone_one_after_the_other(screen):
    select(screen, "two")
    QTest.keyClick(screen._list, Qt.Key.Key_F2)
    dialog = screen.findChild(DescribeDialog)
    dialog.title.setText("Other")
    dialog.tags.setText("")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert wait_until(lambda: "Other" in {each.title for each in screen.calls})
    select(screen, "two")
    QTest.keyClick(screen._list, Qt.Key.Key_Delete)
    assert wait_until(lambda: uids(screen) == {"one", "three"})
    QTest.keyClick(screen._list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert wait_until(lambda: "Other" in {each.title for each in screen.calls})
    QTest.keyClick(screen._list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert wait_until(lambda: "Refund" in {each.title for each in screen.calls})
    assert set(next(hit for hit in screen._calls.hits if hit.call.uid == "two").tags) == {"team", "一月"}


@both
def test_a_library_of_a_newer_version_is_said_in_place_of_the_list_and_read_again_when_asked(language, data_folder, app, output):
    with open_library() as db:
        db["_sqlite_migrations"].insert({"migration_set": "library", "name": "m999_later", "applied_at": "2030-01-01"})
    opening = open_window(app, output)
    window = next(opening)
    assert window.library.has_failed and not window.library.is_empty
    assert "newer version" in window.library._failed_why.text() or "更新版本" in window.library._failed_why.text()
    assert clipped(window) == []
    with closing(sqlite3.connect(library_file())) as connection, connection:
        connection.execute("delete from _sqlite_migrations where name = 'm999_later'")
    QTest.mouseClick(window.library._again, Qt.MouseButton.LeftButton)
    assert wait_until(lambda: window.library.is_empty)
    next(opening, None)


def test_the_sign_at_the_end_of_a_row_opens_a_menu_not_the_call(screen, window):
    asked = []
    screen._list.asked_for_more.disconnect(screen._show_menu)
    screen._list.asked_for_more.connect(asked.append)
    box = more_box(screen._list.visualRect(screen._calls.index(1)))
    QTest.mouseClick(screen._list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert len(asked) == 1
    assert screen._list.currentIndex().row() == 1
    assert screen.isVisible()


def test_a_call_is_exported_as_what_its_name_says(language, data_folder, window, tmp_path, monkeypatch):
    with open_library() as db:
        save_call(db, sample("en"), title="call.wav")
    screen, done = window.library, []
    screen.reload()
    assert wait_until(lambda: screen.calls)
    screen.exported.connect(done.append)
    answer = (str(tmp_path / "call"), "Subtitles SRT (*.srt)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: answer)
    screen._list.setFocus()
    QTest.keyClick(screen._list, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert wait_until(lambda: len(done) == 1)
    for ending in (".html", ".csv", ".json", ".vtt", ".pdf"):
        screen.export_call(sample("en").uid, tmp_path / f"call{ending}")
    assert wait_until(lambda: len(done) == 6)
    begins = {".html": b"<!doctype html>", ".pdf": b"%PDF", ".csv": b"\xef\xbb\xbfturn,", ".json": b"{", ".srt": b"1\n00:00:", ".vtt": b"WEBVTT"}
    for ending, begin in begins.items():
        assert (tmp_path / f"call{ending}").read_bytes().lstrip().startswith(begin)


@both
@pytest.mark.parametrize("size", [(1280, 720), (960, 600)])
def test_nothing_is_clipped(screen, window, size):
    window.resize(*size)
    screen.tell("call_binned", undo=lambda: None, title="The router that keeps dropping " * 3, days=7)
    assert wait_until(lambda: clipped(window) == [], 10)
