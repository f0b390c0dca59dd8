"""How quick the window is on a call of an hour: `python benchmarks/window.py`.

Prints, in milliseconds: until the call is on the screen after its data is read, the longest the window's thread was busy
at a stretch meanwhile, and the median cost of a scrolled view and of a moved playing line. Needs no model and no display.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
MINUTES, VIEWS = 60, 60


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["REDCARD_DATA"] = folder
        measure()


def measure() -> None:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from coach.model import Span
    from tests.report.sample import long_call, waveforms
    from ui.app import make_desk
    from ui.call.opened import OpenedCall
    from ui.main_window import MainWindow

    app = QApplication(sys.argv[:1])
    window = MainWindow(make_desk(app))
    window.resize(1280, 720)
    window.show()
    while not window.library.is_read:
        QTest.qWait(5)
    card = long_call(MINUTES)
    call, timeline = window.call, window.call.timeline
    call.uid = card.uid
    print(f"a call of {MINUTES} min: {len(card.turns)} turns, {len(card.findings)} findings")
    busy: list[float] = []
    shown = timed(lambda: call._show(OpenedCall("An hour", card)))
    painted = timed(app.processEvents)
    start = time.perf_counter()
    while not call.panel.is_filled:
        busy.append(timed(app.processEvents))
    print(f"shown after {shown:.0f} + {painted:.0f}, all cards made {1000 * (time.perf_counter() - start):.0f} later")
    print(f"longest stretch while making cards: {max(busy, default=0.0):.0f}")
    outlines = waveforms(card, step_s=0.01)
    print(f"outline of {len(outlines[0].highs)} steps a voice: {timed(lambda: timeline.show_sound(outlines)):.0f}")
    timeline.repaint()
    whole = [timed(lambda: (timeline._redraw(), timeline.repaint())) for _ in range(10)]
    print(f"the whole call drawn: {median(whole):.1f}")
    scrolled = []
    for step in range(VIEWS):
        view = Span(20.0 * step, 20.0 * step + 120.0)
        scrolled.append(timed(lambda view=view: (timeline.show_view(view), timeline.repaint())))
    print(f"a view of two minutes scrolled: {median(scrolled):.1f}")
    moved = [timed(lambda at=at: call._show_position(1200.0 + at / 30)) + timed(app.processEvents) for at in range(VIEWS)]
    print(f"the playing line and the lit word moved: {median(moved):.2f}")
    window.close()


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    main()
