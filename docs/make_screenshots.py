"""Takes the pictures of every screen, in both languages, light and dark: `python docs/make_screenshots.py`.

Needs the program installed with its speech model: the bundled calls are analysed as a user's would be, in a data folder
of their own. The window is shown on a display that nobody sees.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "screenshots"
SIZE = (1280, 720)  # the smallest screen that everything must fit on
CALLS = {"en": "en-bad-broadband", "zh": "zh-bad-birthday-cake"}
PATIENCE_S = 1800.0


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        if "REDCARD_DATA" not in os.environ:  # with it, the calls that are there are shown
            os.environ["REDCARD_DATA"] = folder
        analyse_examples()
        take_all()


def analyse_examples() -> None:
    """Every bundled call that is not in the library yet, in its own language's title."""
    from coach.analyse import Options
    from coach.examples import examples
    from coach.library.store import list_calls, open_library
    from ui.queue.process import AnalysisProcess, Task

    with open_library() as db:
        there = {call.title for call in list_calls(db)}
    process = AnalysisProcess()
    try:
        for example in examples():
            title = example.title.in_(example.language)
            if title not in there:
                options = Options(language=example.language, rep=example.rep)
                process.analyse(Task(path=example.path, title=title, options=options), progress=lambda progress: None)
    finally:
        process.close()


class Silence(AbstractContextManager):
    """A loudspeaker that nobody hears, as slow as a real one."""

    latency_s = 0.0

    def __exit__(self, *exc: object) -> None:
        pass

    def write(self, samples) -> None:
        time.sleep(len(samples) / 16_000)


def focus_of(uid: str, language: str) -> int:
    """The number of the card to work on first."""
    from coach.library.store import get_call, open_library
    from coach.report.cards import build_cards

    with open_library() as db:
        scorecard = get_call(db, uid)
    return next(card.number for card in build_cards(scorecard, language) if card.uid == scorecard.focus)


def take_all() -> None:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from coach.examples import example
    from ui.app import make_desk
    from ui.main_window import MainWindow

    app = QApplication(sys.argv[:1])
    desk = make_desk(app)
    window = MainWindow(desk, Silence)

    def wait(holds: Callable[[], object]) -> None:
        until = time.monotonic() + PATIENCE_S
        while not holds():
            if time.monotonic() > until:
                sys.exit("the window took too long")
            QTest.qWait(20)

    def take(name: str) -> None:
        QTest.qWait(200)
        picture = PICTURES / f"{name}-{desk.words.language}-{desk.theme.choice}.png"
        window.grab().save(str(picture), quality=0)  # 0: pressed as small as it goes
        print(f"{picture.relative_to(ROOT)}: {picture.stat().st_size / 1000:.0f} kB")

    window.resize(*SIZE)
    window.show()
    wait(lambda: window.library.is_read)
    for language in ("en", "zh"):
        desk.words.choose(language)
        title = example(CALLS[language]).title.in_(language)
        uid = next(call.uid for call in window.library.calls if call.title == title)
        for theme in ("light", "dark"):
            window.call.leave()
            window.open_call(uid)
            wait(lambda: window.call.player.can_play)
            desk.theme.choose(theme)
            window.go_to("calls")
            take("calls")
            window.go_to("files")
            take("files")
            wait(lambda: window.practise.setup.is_ready)
            window.go_to("practise")
            take("practise")
            window.go_to("call")
            wait(lambda: window.call.panel.is_filled)
            take("call")
            window.call.choose_card(focus_of(uid, language))
            wait(lambda: window.call.transcript.lit)
            window.call.player.pause()
            take("call-playing")
            window.call.panel.show_section("delivery")
            take("call-voice")
            window.go_to("drill")
            wait(lambda: window.drill.is_read)
            take("drill")
            window.go_to("progress")
            wait(lambda: window.progress.way is not None)
            take("progress")
            window.go_to("settings")
            wait(lambda: window.settings.parts and window.settings.models_read)
            take("settings")
            window.library.show_welcome()
            window.go_to("calls")
            take("welcome")
            window.library.reload()
            wait(lambda: not window.library.is_empty)
    window.close()


if __name__ == "__main__":
    main()
