"""How quick the window is, held against its aims: `python benchmarks/window.py [start] [call] [plot] [memory]`.

- `start`: until the window is painted, against an empty PySide6 window, each in a process of its own; aim: at most 1.5 x + 500 ms.
- `call`: a call of an hour on the screen after its data is read; aim: at most 500 ms.
- `plot`: scrolling and playing that call, against a bare pyqtgraph plot of the same data; aim: at most 1.5 x. pyqtgraph is no part
  of the program: without it this part is left out, and said so.
- `memory`: growth from the 50th to the 200th opening and closing of a call; aim: at most 10 MB.

Times are the processor's, in milliseconds, and on the clock in brackets: on a busy machine the clock counts the others' work too.
Needs no model and no display.
"""

from __future__ import annotations

import gc
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.model import Scorecard, Waveform
    from ui.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
MINUTES, VIEWS, STARTS = 60, 30, 3
OPENED_FROM, OPENED_TO = 50, 200
START_SHARE, START_MORE_MS, OPEN_MS, PLOT_SHARE, GROWTH_MB = 1.5, 500.0, 500.0, 1.5, 10.0  # the aims

_EMPTY = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(["empty"])
window = QMainWindow()
"""
_OURS = """
from PySide6.QtWidgets import QApplication
from ui.app import make_desk
from ui.main_window import MainWindow
app = QApplication(["redcard"])
window = MainWindow(make_desk(app))
"""
# The processor's time of the window's thread from the start of Python to the painted window, and the clock's from `began`.
_SHOW = """
window.resize(1280, 720)
window.show()
window.grab()
import os, time
print(1000 * time.thread_time(), 1000 * (time.time() - {began!r}))
os._exit(0)
"""

Times = tuple[float, float]  # the processor's and the clock's, ms


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parts = {"start": measure_start, "call": measure_call, "plot": measure_plot, "memory": measure_memory}
    for name in sys.argv[1:] or parts:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["REDCARD_DATA"] = folder
            parts[name]()


def measure_start() -> None:
    """One after the other, so that both meet the same neighbours."""
    empty, ours = [], []
    started(_OURS)  # once for the caches
    for _ in range(STARTS):
        empty.append(started(_EMPTY))
        ours.append(started(_OURS))
    at_most = START_SHARE * middle(empty)[0] + START_MORE_MS
    print(f"an empty window {said(middle(empty))}; ours {said(middle(ours))}, at most {at_most:.0f}: {verdict(middle(ours)[0], at_most)}")


def started(program: str) -> Times:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": os.environ["REDCARD_DATA"]}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled once, as on the user's machine
    run = subprocess.run(
        [sys.executable, "-c", program + _SHOW.format(began=time.time())], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    work_ms, clock_ms = map(float, run.stdout.split()[-2:])
    return work_ms, clock_ms


def measure_call() -> None:
    from ui.call.opened import OpenedCall

    window, card = opened_window()
    call = window.call
    call.uid = card.uid
    shown = timed(lambda: (call._show(OpenedCall("An hour", card)), window.repaint()))
    print(f"a call of {MINUTES} min with {len(card.turns)} turns, {len(card.findings)} findings: shown after {said(shown)}, "
          f"at most {OPEN_MS:.0f}: {verdict(shown[0], OPEN_MS)}")  # fmt: skip
    stretches: list[Times] = []
    start = time.perf_counter()
    while not call.panel.is_filled:
        stretches.append(timed(app().processEvents))
    print(f"all its cards made {1000 * (time.perf_counter() - start):.0f} later, longest stretch {said(max(stretches, default=(0.0, 0.0)))}")
    window.close()


def measure_plot() -> None:
    from coach.model import Span
    from tests.report.sample import waveforms
    from ui.call.opened import OpenedCall

    window, card = opened_window()
    outlines = waveforms(card, step_s=0.01)
    call, timeline = window.call, window.call.timeline
    call.uid = card.uid
    call._show(OpenedCall("An hour", card))
    timeline.show_sound(outlines)
    while not call.panel.is_filled:
        app().processEvents()
    timeline.repaint()
    views = [Span(20.0 * step, 20.0 * step + 120.0) for step in range(VIEWS)]
    scrolled = middle([timed(lambda view=view: (timeline.show_view(view), timeline.repaint())) for view in views])
    moved = middle([timed(lambda at=at: (call._show_position(1200.0 + at / 30), app().processEvents())) for at in range(VIEWS)])
    size = (timeline.width(), timeline.height())
    window.close()
    print(f"two minutes of the hour scrolled {said(scrolled, 1)}; the playing line and the lit word moved {said(moved, 2)}")
    if importlib.util.find_spec("pyqtgraph") is None:
        print("pyqtgraph is not here: nothing to compare with (pip install pyqtgraph, into an environment of its own)")
        return
    plain_scrolled, plain_moved = bare_plot(card, outlines, size, [(view.start_s, view.end_s) for view in views])
    print(f"a bare pyqtgraph plot scrolled {said(plain_scrolled, 1)}; its line moved {said(plain_moved, 2)}")
    for name, ours, plain in (("scrolling", scrolled, plain_scrolled), ("playing", moved, plain_moved)):
        share = ours[0] / plain[0]
        print(f"{name}: {share:.2f} x the bare plot, at most {PLOT_SHARE}: {verdict(share, PLOT_SHARE)}")


def bare_plot(card: Scorecard, outlines: tuple[Waveform, ...], size: tuple[int, int], views: list[tuple[float, float]]) -> tuple[Times, Times]:
    """The same outlines and pitch in a plot without anything of ours: a view scrolled, and a line moved."""
    import numpy as np
    import pyqtgraph

    plot = pyqtgraph.PlotWidget()
    plot.resize(*size)
    for outline in outlines:
        times_s = np.arange(len(outline.highs)) * outline.step_s
        for edge in (outline.highs, outline.lows):
            drawn = plot.plot(times_s, np.asarray(edge) + 2 * outline.track)
            drawn.setClipToView(True)  # as quick as it can be: only what is seen, no more points than pixels
            drawn.setDownsampling(auto=True, method="peak")
    for delivery in card.delivery.values():
        if "f0_hz" in delivery.curves:
            curve = delivery.curves["f0_hz"]
            plot.plot(np.asarray(curve.times_s), np.asarray([np.nan if each is None else each / 100 for each in curve.values]))
    line = pyqtgraph.InfiniteLine(1200.0)
    plot.addItem(line)
    plot.show()
    app().processEvents()
    scrolled = [timed(lambda view=view: (plot.setXRange(*view, padding=0), plot.viewport().repaint())) for view in views]
    moved = [timed(lambda at=at: (line.setValue(1200.0 + at / 30), app().processEvents())) for at in range(VIEWS)]
    plot.close()
    return middle(scrolled), middle(moved)


def measure_memory() -> None:
    import psutil
    from PySide6.QtTest import QTest

    from tests.ui.calls import keep_sample

    with tempfile.TemporaryDirectory() as folder:
        uid = keep_sample(Path(folder), "en")
        window, _ = opened_window()
        sizes: dict[int, float] = {}
        for number in range(1, OPENED_TO + 1):
            window.open_call(uid)
            while not (window.call.player.can_play and window.call.panel.is_filled):
                QTest.qWait(1)
            window.go_to("calls")
            window.call.leave()
            QTest.qWait(1)
            if number in (OPENED_FROM, OPENED_TO):
                gc.collect()
                sizes[number] = psutil.Process().memory_info().rss / 1e6
        window.close()
    grown_mb = sizes[OPENED_TO] - sizes[OPENED_FROM]
    print(f"memory from the {OPENED_FROM}th to the {OPENED_TO}th call opened and closed: {grown_mb:+.1f} MB "
          f"({sizes[OPENED_TO]:.0f} MB), at most {GROWTH_MB:.0f}: {verdict(grown_mb, GROWTH_MB)}")  # fmt: skip


def app():
    from PySide6.QtWidgets import QApplication

    return QApplication.instance() or QApplication(sys.argv[:1])


def opened_window() -> tuple[MainWindow, Scorecard]:
    """A window on the library that there is, and a call of an hour."""
    from PySide6.QtTest import QTest

    from tests.report.sample import long_call
    from ui.app import make_desk
    from ui.main_window import MainWindow

    window = MainWindow(make_desk(app()))
    window.resize(1280, 720)
    window.show()
    while not window.library.is_read:
        QTest.qWait(5)
    return window, long_call(MINUTES)


def timed(work: Callable[[], object]) -> Times:
    clock_s, work_s = time.perf_counter(), time.thread_time()
    work()
    return 1000 * (time.thread_time() - work_s), 1000 * (time.perf_counter() - clock_s)


def middle(times: list[Times]) -> Times:
    return median(each[0] for each in times), median(each[1] for each in times)


def said(times: Times, digits: int = 0) -> str:
    return f"{times[0]:.{digits}f} ({times[1]:.{digits}f})"


def verdict(value: float, at_most: float) -> str:
    return "held" if value <= at_most else "MISSED"


if __name__ == "__main__":
    main()
