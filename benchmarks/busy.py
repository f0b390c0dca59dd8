"""How long the window's thread is busy at a stretch, screen by screen: `python benchmarks/busy.py [--calls 2000]`.

Walks through every screen as a user would, on a library of generated calls with one of an hour, and prints for each step the
longest stretch in which no key or click would have been looked at: as it passed on the clock, and as the processor worked on
it (on a busy machine the clock counts the others' work too), with the line of our code that was running in its middle where it took
longer than the aim, 50 ms. A stretch may hold several events, so that one event is at most as long. Needs no model and no display.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
AIM_MS = 50.0
LOOK_S = 0.004  # between two looks at what the window's thread does
PATIENCE_S = 300.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=2000)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["REDCARD_LANG"] = "en"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["REDCARD_DATA"] = folder
        walk(fill(options.calls))


def fill(calls: int) -> str:
    """The uid of the call of an hour."""
    from benchmarks.search import fill as fill_library
    from coach.library.store import open_library, save_call
    from tests.report.sample import long_call

    fill_library(calls, random.Random(4))
    card = long_call(60)
    with open_library() as db:
        save_call(db, card, title="An hour")
    return card.uid


class Busy:
    """Notes the longest stretch of the window's thread between waking up and waiting again."""

    def __init__(self) -> None:
        from PySide6.QtCore import QAbstractEventDispatcher

        self._thread = threading.get_ident()
        self._since: tuple[float, float] | None = None
        self.worst_ms = self.worked_ms = 0.0
        self.where = ""
        self._seen: list[tuple[float, str]] = []
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.connect(self.begin)
        dispatcher.aboutToBlock.connect(self.end)
        threading.Thread(target=self._look, daemon=True).start()

    def begin(self) -> None:
        if self._since is None:
            self._since = (time.perf_counter(), time.thread_time())

    def end(self) -> None:
        if self._since is None:
            return
        (clock_s, work_s), self._since = self._since, None
        took_ms, worked_ms = 1000 * (time.perf_counter() - clock_s), 1000 * (time.thread_time() - work_s)
        if worked_ms > self.worked_ms:
            self.worst_ms, self.worked_ms = took_ms, worked_ms
            seen = [where for at_s, where in self._seen if at_s >= clock_s]
            self.where = max(set(seen), key=seen.count) if seen else ""
        self._seen = []

    def reset(self) -> None:
        self.worst_ms = self.worked_ms = 0.0
        self.where = ""

    def _look(self) -> None:
        while True:
            time.sleep(LOOK_S)
            frame = sys._current_frames().get(self._thread)
            ours = [each for each in traceback.extract_stack(frame) if each.filename.startswith((str(ROOT / "ui"), str(ROOT / "coach")))]
            if ours and self._since is not None:
                last = ours[-1]
                self._seen.append((time.perf_counter(), f"{Path(last.filename).relative_to(ROOT)}:{last.lineno} {last.name}"))


def walk(uid: str) -> None:
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from ui.app import make_desk
    from ui.main_window import MainWindow
    from ui.widgets.shortcuts import ShortcutsDialog

    app = QApplication(sys.argv[:1])
    busy = Busy()
    over = 0

    def rest(ms: int = 5) -> None:
        """Wait as the program waits; QTest's own waiting never sleeps in the dispatcher."""
        busy.end()
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()
        busy.begin()

    @contextmanager
    def step(name: str):
        nonlocal over
        busy.reset()
        busy.begin()
        yield
        rest(60)
        busy.end()
        is_over = busy.worked_ms > AIM_MS
        over += is_over
        print(f"{name:34} {busy.worked_ms:7.1f} ms   on the clock {busy.worst_ms:7.1f} ms   {busy.where if is_over else ''}", flush=True)

    def wait(holds: Callable[[], object]) -> None:
        until = time.monotonic() + PATIENCE_S
        while not holds():
            if time.monotonic() > until:
                sys.exit("the window took too long")
            rest()

    with step("(the window is made)"):
        window = MainWindow(make_desk(app))
        window.resize(1280, 720)
        window.show()
        wait(lambda: window.library.is_read)
    library, call = window.library, window.call
    with step("the list scrolled"):
        bar = library._list.verticalScrollBar()
        for place in range(0, bar.maximum(), max(1, bar.maximum() // 40)):
            bar.setValue(place)
            rest()
    with step("searched by a word"):
        library.find.text.setText("the")
        wait(lambda: 0 < len(library.calls) <= 200)
    with step("searched by nothing"):
        library.find.clear()
        wait(lambda: len(library.calls) > 200)
    for place in ("files", "practise", "progress", "settings"):
        with step(f"going to {place}"):
            window.go_to(place)
            wait(lambda: window.progress.way is not None if place == "progress" else window.settings.parts if place == "settings" else True)
    with step("a call of an hour opened"):
        window.open_call(uid)
        wait(lambda: call.isVisible() and call.panel.is_filled)
    with step("its timeline zoomed and moved"):
        for _ in range(20):
            call.timeline.zoom_in()
            rest()
        call.timeline.zoom_all()
    with step("its cards, one after another"):
        for number in range(1, 12):
            call.choose_card(number)
            rest()
    with step("its voices"):
        call.panel.show_section("delivery")
    with step("every shortcut"):
        window._show_shortcuts()
        wait(lambda: window.findChildren(ShortcutsDialog))
        window.findChild(ShortcutsDialog).accept()
    for theme in ("dark", "light"):
        with step(f"the look: {theme}"):
            window._choose_theme(theme)
    for language in ("zh", "en"):
        with step(f"the language: {language}"):
            window._choose_language(language)
            wait(lambda: call.panel.is_filled)
    with step("back to the calls"):
        window.go_to("calls")
    print(f"over the aim of {AIM_MS:.0f} ms of work: {over}")
    window.close()


if __name__ == "__main__":
    main()
