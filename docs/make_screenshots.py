"""Takes the pictures of every screen, in both languages, light and dark: `python docs/make_screenshots.py`.

    python docs/make_screenshots.py [--to FOLDER] [--scale 1.5] [--size 1280x720] [--only NAME ...]

Needs the program installed with its speech model: the bundled calls are analysed as a user's would be, in a data folder
of their own, and get names, tags and days so that there is something to see. The window is shown on a display that nobody
sees. For the picture of a recording a sound server of its own takes the place of the microphone; where its programs are
missing (docs/recording.md) that picture is left out, and said so.

Another screen is another function in SCREENS: it brings the window, or a dialog, to what is to be seen.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from tests.recording.sound_server import SoundServer
    from ui.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
PICTURES = ROOT / "docs" / "screenshots"
SMALLEST_SCREEN = "1280x720"  # that everything must fit on
CALLS = {"en": "en-bad-broadband", "zh": "zh-bad-birthday-cake"}
REPS = {"en": "Ann", "zh": "小陈"}
TAGS = {"en-bad-broadband": "team meeting", "zh-bad-birthday-cake": "复盘"}
DAYS_APART = 3
CASE = "bank-frozen-card"
ROUNDS = 25
PATIENCE_S = 600.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, default=PICTURES, help="the folder of the pictures")
    parser.add_argument("--scale", default="1", help="as on a screen with this many pixels to the point, 1 to 2")
    parser.add_argument("--size", default=SMALLEST_SCREEN, help="of the window, in points")
    parser.add_argument("--only", nargs="*", choices=list(SCREENS), default=list(SCREENS), help="these screens")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = options.scale
    options.to.mkdir(parents=True, exist_ok=True)
    with data_folder(), microphone() as server:
        analyse_examples()
        take_all(options.only, options.to, tuple(map(int, options.size.split("x"))), server)


@contextmanager
def data_folder() -> Iterator[None]:
    """One of a name that is the same each time: the settings show it. With REDCARD_DATA the calls that are there are shown."""
    if "REDCARD_DATA" in os.environ:
        yield
        return
    folder = Path(tempfile.gettempdir()) / "red-card-coach"
    folder.mkdir()
    os.environ["REDCARD_DATA"] = str(folder)
    try:
        yield
    finally:
        shutil.rmtree(folder)


@contextmanager
def microphone() -> Iterator[SoundServer | None]:
    """A sound server that this process and the recorder find; None where that cannot be."""
    from tests.recording.sound_server import missing, sound_server

    if missing():
        print(f"No picture of a recording: it needs Linux and {missing()}.", file=sys.stderr)
        yield None
        return
    with sound_server() as server:
        for name in ("XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "PULSE_SERVER", "ALSA_CONFIG_PATH"):
            os.environ[name] = server.environment[name]
        yield server


def analyse_examples() -> None:
    """Every bundled call that is not in the library yet, in its own language's title, with a name, a tag and a day."""
    from coach.analyse import Options
    from coach.examples import examples
    from coach.library.about import change_tags
    from coach.library.store import list_calls, open_library
    from ui.queue.process import AnalysisProcess, Task

    with open_library() as db:
        there = {call.title for call in list_calls(db)}
    process = AnalysisProcess()
    try:
        for days, example in enumerate(examples()):
            title = example.title.in_(example.language)
            if title in there:
                continue
            options = Options(language=example.language, rep=example.rep, rep_name=REPS[example.language])
            uid = process.analyse(Task(path=example.path, title=title, options=options), progress=lambda progress: None)
            made_at = datetime.now(UTC) - timedelta(days=DAYS_APART * days)
            with open_library() as db:
                change_tags(db, uid, add=tuple(tag for name, tag in TAGS.items() if name == example.id))
                db.execute("update calls set made_at = ? where uid = ?", [made_at.isoformat(timespec="seconds"), uid])
                db.conn.commit()
    finally:
        process.close()


class Silence(AbstractContextManager):
    """A loudspeaker that nobody hears, as slow as a real one."""

    latency_s = 0.0

    def __exit__(self, *exc: object) -> None:
        pass

    def write(self, samples) -> None:
        time.sleep(len(samples) / 16_000)


@dataclass(frozen=True, slots=True)
class Stage:
    """What a screen's function works with: the window, a call of its language, and the microphone if there is one."""

    window: MainWindow
    language: str
    uid: str
    server: SoundServer | None

    def wait(self, holds: Callable[[], object]) -> None:
        from PySide6.QtTest import QTest

        until = time.monotonic() + PATIENCE_S
        while not holds():
            if time.monotonic() > until:
                sys.exit("the window took too long")
            QTest.qWait(20)

    def dialog(self, kind: type[QWidget]) -> QWidget:
        self.wait(lambda: any(each.isVisible() for each in self.window.findChildren(kind)))
        return next(each for each in self.window.findChildren(kind) if each.isVisible())

    def open_call(self) -> None:
        self.window.open_call(self.uid)
        self.wait(lambda: self.window.call.player.can_play and self.window.call.panel.is_filled)
        self.window.go_to("call")


# --- the screens: each brings its own to the front, and says what is in front of the window, or puts away what it made


def calls(stage: Stage) -> Iterator[QWidget | None]:
    stage.window.go_to("calls")
    yield None


def calls_narrowed(stage: Stage) -> Iterator[QWidget | None]:
    window, find = stage.window, stage.window.library.find
    window.go_to("calls")
    for name, value in (("time", "range_of_days"), ("score", "range_of_scores"), ("rep", REPS[stage.language])):
        box = find.boxes[name]
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())
    find.scores.high.setValue(40)
    stage.wait(lambda: len(window.library.calls) == 1)
    yield None
    find.clear()
    stage.wait(lambda: len(window.library.calls) > 1)


def bin_of_calls(stage: Stage) -> Iterator[QWidget | None]:
    from ui.library.bin import BinDialog, put_in

    window = stage.window
    window.go_to("calls")
    others = [call.uid for call in window.library.calls if call.uid != stage.uid][:2]
    for uid in others:
        put_in(uid)
    window.library.reload()
    stage.wait(lambda: not set(others) & {call.uid for call in window.library.calls})
    window.library._show_bin()
    dialog = stage.dialog(BinDialog)
    yield dialog
    for uid in others:
        dialog._take_back(uid)
    dialog.accept()
    stage.wait(lambda: set(others) <= {call.uid for call in window.library.calls})


def describing(stage: Stage) -> Iterator[QWidget | None]:
    from ui.library.describe import DescribeDialog

    stage.window.go_to("calls")
    stage.window.library.describe()
    dialog = stage.dialog(DescribeDialog)
    yield dialog
    dialog.reject()


def files(stage: Stage) -> Iterator[QWidget | None]:
    """One recording being heard, two that wait."""
    from coach.examples import examples

    window, queue = stage.window, stage.window.queue
    window.go_to("files")
    window.files.add([each.path for each in examples() if each.language == stage.language][:3])
    stage.wait(lambda: queue.items[0].state == "working")
    yield None
    for item in queue.items:
        queue.cancel(item.id)
    stage.wait(lambda: all(item.state in ("cancelled", "done") for item in queue.items))
    queue.clear_finished()


def practise(stage: Stage) -> Iterator[QWidget | None]:
    setup = stage.window.practise.setup
    stage.wait(lambda: setup.is_ready)
    stage.window.go_to("practise")
    row = next(row for row in range(setup.cases.count()) if _case_id(setup, row) == CASE)
    setup.cases.setCurrentRow(row)
    yield None


def recording(stage: Stage) -> Iterator[QWidget | None]:
    from coach.examples import example

    if stage.server is None:
        return
    screen = stage.window.practise
    next(practise(stage))
    stage.wait(lambda: screen.setup.microphone.rep.findData("rep_mic") > 0)
    rep = screen.setup.microphone.rep
    rep.setCurrentIndex(rep.findData("rep_mic"))
    rep.activated.emit(rep.currentIndex())
    screen.start()
    stage.wait(lambda: screen.recording.status.state == "recording")
    stage.server.play(example(CALLS[stage.language]).path)
    stage.wait(lambda: screen.recording.status.elapsed_s > 4)
    yield None
    screen.page.ordered.emit("stop")
    stage.wait(lambda: not screen.is_recording and stage.window.queue.items)
    for item in stage.window.queue.items:
        stage.window.queue.cancel(item.id)
    stage.wait(lambda: all(item.state in ("cancelled", "done", "failed") for item in stage.window.queue.items))
    stage.window.queue.clear_finished()


def call(stage: Stage) -> Iterator[QWidget | None]:
    stage.open_call()
    yield None


def call_playing(stage: Stage) -> Iterator[QWidget | None]:
    """The card to work on first, chosen and heard."""
    screen = stage.window.call
    stage.open_call()
    focus = screen._scorecard.focus
    screen.choose_card(next(card.number for card in screen._cards if card.uid == focus))
    stage.wait(lambda: screen.transcript.lit)
    screen.player.pause()
    yield None


def call_voice(stage: Stage) -> Iterator[QWidget | None]:
    stage.open_call()
    stage.window.call.panel.show_section("delivery")
    yield None
    stage.window.call.leave()


def correcting(stage: Stage) -> Iterator[QWidget | None]:
    from ui.call.correct_dialog import CorrectDialog

    stage.open_call()
    turns = stage.window.call._scorecard.turns
    stage.window.call.edit_turn(next(number for number, turn in enumerate(turns, 1) if turn.role == "rep" and turn.labels))
    dialog = stage.dialog(CorrectDialog)
    yield dialog
    dialog.reject()


def drill(stage: Stage) -> Iterator[QWidget | None]:
    stage.window.go_to("drill")
    stage.wait(lambda: stage.window.drill.is_read)
    yield None


def progress(stage: Stage) -> Iterator[QWidget | None]:
    stage.window.go_to("progress")
    stage.wait(lambda: stage.window.progress.way is not None)
    yield None


def settings(stage: Stage) -> Iterator[QWidget | None]:
    screen = stage.window.settings
    stage.window.go_to("settings")
    stage.wait(lambda: screen.parts and screen.models_read)
    yield None


def settings_data(stage: Stage) -> Iterator[QWidget | None]:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QScrollArea

    next(settings(stage))
    bar = stage.window.settings.findChild(QScrollArea).verticalScrollBar()
    QTest.qWait(500)  # until what takes how much room has its place
    bar.setValue(bar.maximum())
    yield None
    bar.setValue(0)


def shortcuts(stage: Stage) -> Iterator[QWidget | None]:
    from ui.widgets.shortcuts import ShortcutsDialog

    stage.window.go_to("calls")
    stage.window._show_shortcuts()
    dialog = stage.dialog(ShortcutsDialog)
    yield dialog
    dialog.accept()


def welcome(stage: Stage) -> Iterator[QWidget | None]:
    library = stage.window.library
    stage.window.go_to("calls")
    library.show_welcome()
    yield None
    library.reload()
    stage.wait(lambda: not library.is_empty)


SCREENS: dict[str, Callable[[Stage], Iterator[QWidget | None]]] = {
    "welcome": welcome,
    "calls": calls,
    "calls-narrowed": calls_narrowed,
    "bin": bin_of_calls,
    "describe": describing,
    "files": files,
    "practise": practise,
    "recording": recording,
    "call": call,
    "call-playing": call_playing,
    "call-voice": call_voice,
    "correct": correcting,
    "drill": drill,
    "progress": progress,
    "settings": settings,
    "settings-data": settings_data,
    "shortcuts": shortcuts,
}


def _case_id(setup, row: int) -> str | None:
    from PySide6.QtCore import Qt

    return getattr(setup.cases.item(row).data(Qt.ItemDataRole.UserRole), "id", None)


# --- taking them


def take_all(names: list[str], folder: Path, size: tuple[int, int], server: SoundServer | None) -> None:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from coach.examples import example
    from ui.app import make_desk
    from ui.main_window import MainWindow

    app = QApplication(sys.argv[:1])
    desk = make_desk(app)
    window = MainWindow(desk, Silence)
    window.resize(*size)
    window.show()
    while not window.library.is_read:
        QTest.qWait(20)
    with ExitStack() as closing:
        closing.callback(window.close)
        for language in ("en", "zh"):
            desk.words.choose(language)
            title = example(CALLS[language]).title.in_(language)
            uid = next(call.uid for call in window.library.calls if call.title == title)
            stage = Stage(window, language, uid, server)
            for name in names:
                showing = SCREENS[name](stage)
                for front in showing:
                    for theme in ("light", "dark"):
                        desk.theme.choose(theme)
                        stage.wait(lambda: window.call.panel.is_filled or not window.call.isVisible())
                        for _ in range(ROUNDS):  # each time all that waits to be laid out or painted
                            QTest.qWait(10)
                        save(picture(window, front), folder / f"{name}-{language}-{theme}.png")


def picture(window: QWidget, front: QWidget | None) -> QImage:
    """The window, with what is in front of it in its middle."""
    from PySide6.QtCore import QRect, Qt
    from PySide6.QtGui import QColor, QPainter

    taken = window.grab()
    if front is not None:
        painter = QPainter(taken)
        painter.fillRect(window.rect(), QColor(0, 0, 0, 90))
        place = QRect((window.width() - front.width()) // 2, (window.height() - front.height()) // 2, front.width(), front.height())
        painter.drawPixmap(place.topLeft(), front.grab())
        painter.setPen(Qt.GlobalColor.gray)
        painter.drawRect(place.adjusted(-1, -1, 0, 0))
        painter.end()
    return taken.toImage()


def save(image: QImage, file: Path) -> None:
    """With 256 colours, pressed as small as it goes."""
    few_colours(image).save(str(file), quality=0)
    print(f"{file.name}: {file.stat().st_size / 1000:.0f} kB", flush=True)


def few_colours(image: QImage) -> QImage:
    """The same picture in its 256 most frequent colours, those that look the same taken as one."""
    import numpy as np
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, qRgb

    image = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)[:, : image.width()] & 0xFFFFFF
    colours, counts = np.unique(pixels, return_counts=True)
    alike = (colours >> 3) & 0x1F1F1F
    first = np.lexsort((-counts, alike))  # of those that look the same the most frequent stands for all
    kinds, starts = np.unique(alike[first], return_index=True)
    together = np.bincount(np.searchsorted(kinds, alike), weights=counts)
    chosen = colours[first][starts][np.argsort(-together)[:256]]
    table = [qRgb(int(each) >> 16, int(each) >> 8 & 255, int(each) & 255) for each in chosen]
    return image.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.AvoidDither)


if __name__ == "__main__":
    main()
