"""The progress screen: the right person, the right numbers, by mouse, by key, as files."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from coach.library.store import open_library, save_call
from coach.model import Text
from coach.progress import Point, Series
from tests.library.calls import made
from tests.report.sample import sample
from tests.ui.conftest import wait_until
from tests.ui.test_window import both, clipped
from ui.progress.chart import MOST, Chart, Plotted
from ui.progress.figures import scale


def keep(rep: str, scores: list[float], *, first: int = 0) -> None:
    """A call a day up to today with these scores, the oldest first."""
    for number, score in enumerate(scores):
        card = sample("en")
        speakers = tuple(replace(each, name=rep) if each.role == "rep" else each for each in card.speakers)
        audio = replace(card.audio, sha256=f"{number:03}{rep}".ljust(64, "0"))
        uid = f"{rep}-{number}"
        with open_library() as db:
            save_call(db, replace(card, uid=uid, speakers=speakers, audio=audio, score=score), title=f"Call {number}")
        day = datetime.now(UTC) - timedelta(days=len(scores) - 1 - number)
        made(uid, day.isoformat(timespec="seconds"))


@pytest.fixture
def calls(language, data_folder) -> None:
    keep("Ann", [10.0] * 5 + [20.0] * 5)
    keep("Bo", [50.0])


@pytest.fixture
def screen(calls, window):
    QTest.keyClick(window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert wait_until(lambda: window.progress.way is not None)
    assert window.progress.isVisible()
    return window.progress


def charts(screen) -> dict[str, Chart]:
    return {each.accessibleName(): each for each in screen._page.findChildren(Chart)}


def cells(view) -> list[list[str]]:
    model = view.model()
    return [[model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())]


def test_without_calls_it_says_what_will_be_here(window):
    window.go_to("progress")
    assert wait_until(lambda: window.progress.way is not None)
    assert window.progress._none.isVisible()
    assert not window.progress._table.isVisible()


def test_the_one_with_most_calls_is_shown_first(screen):
    assert screen.way.who == "Ann"
    assert screen.way.progress.streak.current_days == 10
    said = charts(screen)["Score"].accessibleDescription()
    assert said == "last 5: 20 · the 5 before: 10 · 10 calls"


def test_another_person_is_chosen_and_few_calls_are_called_few(screen):
    screen._who.setCurrentIndex(screen._who.findData("Bo"))
    screen._who.activated.emit(screen._who.currentIndex())
    assert wait_until(lambda: screen.way.who == "Bo")
    assert charts(screen)["Score"].accessibleDescription() == "mean 50 · only 1, too few to tell a change"


def test_the_voice_is_compared_with_ones_own_usual(screen):
    pace = charts(screen)["Pace, words or characters a minute"]
    assert "own usual" in pace.accessibleDescription()


def test_the_keys_walk_through_a_chart_and_open_a_call(screen, window):
    score = charts(screen)["Score"]
    score.setFocus()
    for key, at in ((Qt.Key.Key_End, 9), (Qt.Key.Key_Left, 8), (Qt.Key.Key_Home, 0), (Qt.Key.Key_Left, 0), (Qt.Key.Key_Right, 1)):
        QTest.keyClick(score, key)
        assert score.chosen == at
    assert score.accessibleDescription().startswith("call 2, ")
    assert score.accessibleDescription().endswith(": 10")
    QTest.keyClick(score, Qt.Key.Key_Return)
    assert wait_until(lambda: window.call.isVisible())
    assert window.call.uid == "Ann-1"


def test_a_click_on_a_dot_opens_its_call(screen, window):
    score = charts(screen)["Score"]
    QTest.mouseClick(score, Qt.MouseButton.LeftButton, pos=score._dots()[7].toPoint())
    assert wait_until(lambda: window.call.isVisible())
    assert window.call.uid == "Ann-7"


def test_the_tables_say_the_same_and_open_a_call(screen, window):
    QTest.mouseClick(screen._as_tables, Qt.MouseButton.LeftButton)
    measures, calls = (view for view, _, _ in screen._views)
    assert measures.isVisible()
    assert cells(measures)[0][:5] == ["Score", "10", "20", "20", "10"]
    assert [row[1:3] for row in cells(calls)][0] == ["Call 9", "20"]
    assert len(cells(calls)) == 10
    calls.setFocus()
    calls.selectRow(2)
    QTest.keyClick(calls, Qt.Key.Key_Return)
    assert wait_until(lambda: window.call.isVisible())
    assert window.call.uid == "Ann-7"


def test_the_table_and_the_picture_are_saved(screen, tmp_path):
    done = []
    screen.saved.connect(done.append)
    screen.save_table(tmp_path / "ann.csv")
    screen.save_picture(tmp_path / "ann.png")
    assert wait_until(lambda: len(done) == 2)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "ann.csv").read_text("utf-8-sig"), newline="")))
    assert [row["value"] for row in rows if row["kind"] == "score"] == ["10.0"] * 5 + ["20.0"] * 5
    image = QImage(str(tmp_path / "ann.png"))
    assert image.width() >= 900
    assert image.height() > 900  # all the charts, not only those in sight
    assert "ann.p" in screen._note.text() or "ann.csv" in screen._note.text()


def test_a_place_that_cannot_be_written_is_said(screen, window, tmp_path):
    screen.save_table(tmp_path / "nowhere" / "ann.csv")
    assert wait_until(lambda: window.notice.isVisible())
    assert "Could not write" in window.notice.text


def test_the_language_switches_while_it_is_open(screen, window):
    window._desk.words.choose("zh")
    assert "得分" in charts(screen)
    assert charts(screen)["得分"].accessibleDescription() == "最近 5 通 20 · 再往前 5 通 10 · 共 10 通"
    window._desk.words.choose("en")


@both
@pytest.mark.parametrize("size", [(1280, 720), (960, 600)])
def test_nothing_is_clipped(screen, window, size):
    window.resize(*size)
    for page in (screen._as_charts, screen._as_tables):
        page.click()
        assert wait_until(lambda: clipped(window) == [], 10)
    assert screen._page.width() <= screen._area.viewport().width()


def test_of_many_calls_the_latest_are_drawn_and_numbered_as_they_are(language, data_folder, window):
    day = datetime(2026, 3, 10, tzinfo=UTC)
    points = tuple(Point(call=f"c{number}", made_at=day, value=float(number % 100)) for number in range(MOST + 5))
    series = Series(id="score", title=Text(zh="得分", en="score"), points=points)
    chart = Chart(window._desk, Plotted(kind="score", title="Score", series=series))
    opened = []
    chart.opened.connect(opened.append)
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.accessibleDescription().startswith("call 6, ")
    QTest.keyClick(chart, Qt.Key.Key_End)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert opened == [f"c{MOST + 4}"]


@pytest.mark.parametrize(
    ("kind", "name", "values", "ticks"),
    [
        ("score", "score", [3.0], (0.0, 50.0, 100.0)),
        ("cards", "red_cards", [0.0, 0.0], (0.0, 2.0, 4.0)),
        ("skill", "empathy", [0.2], (0.0, 0.5, 1.0)),
        ("voice en", "pitch_range_st", [0.0], (0.0, 0.5, 1.0)),
        ("voice en", "speech_rate_per_min", [160.0, 180.0], (140.0, 160.0, 180.0)),
    ],
)
def test_the_rules_of_a_chart_are_round_and_hold_every_value(kind, name, values, ticks):
    assert scale(kind, name, values) == ticks
