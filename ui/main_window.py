"""The window: a rail of places on the left, the screens beside it, the menus above."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLabel, QMainWindow, QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from coach.analyse import Options
from coach.audio.play import Output, loudspeaker
from coach.errors import UserError
from coach.library.store import CallSummary
from coach.model import Language
from coach.paths import data_folder
from coach.practising.keep import Recorded
from coach.report.format import clean
from coach.rubric.format import RubricSummary
from coach.settings import change_settings
from ui.call.screen import KEYS, CallScreen
from ui.desk import Desk
from ui.exercise.screen import RoleplayScreen
from ui.icons import icon, logo
from ui.jobs import Failure
from ui.library.screen import LibraryScreen
from ui.practise.screen import PractiseScreen
from ui.progress.screen import ProgressScreen
from ui.queue.queue import Queue
from ui.queue.screen import QueueScreen
from ui.settings.screen import SettingsScreen
from ui.theme import Choice
from ui.widgets.notice import Notice
from ui.widgets.parts import column, label, row, tool

RECENT = 8
SMALLEST, USUAL = QSize(960, 600), QSize(1280, 800)


class MainWindow(QMainWindow):
    """`closed` after everything has been stopped. `now_s` is the clock of role-play sessions, in seconds since 1970."""

    closed = Signal()

    def __init__(
        self,
        desk: Desk,
        output: Callable[[], AbstractContextManager[Output]] = loudspeaker,
        now_s: Callable[[], float] = time.time,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._recent_calls: tuple[CallSummary, ...] = ()
        self._shown_when_done: int | None = None
        self.setWindowIcon(logo(64))
        self.setMinimumSize(SMALLEST)
        self.setAcceptDrops(True)
        self.notice = Notice(desk.words)
        self.queue = Queue(desk.jobs, self)
        self.library = LibraryScreen(desk)
        self.files = QueueScreen(desk, self.queue)
        self.call = CallScreen(desk, output)
        self.practise = PractiseScreen(desk, output)
        self.roleplay = RoleplayScreen(desk, output, now_s)
        self.progress = ProgressScreen(desk)
        self.settings = SettingsScreen(desk)
        self._lay_out()
        self._make_menus()
        self._connect()
        self._restore()
        self.retranslate()
        self.library.reload()
        rubrics = desk.jobs.start(lambda handle: _rubrics())
        rubrics.done.connect(self.files.show_rubrics)
        rubrics.done.connect(self.library.show_rubrics)
        rubrics.done.connect(self.practise.setup.show_rubrics)
        rubrics.failed.connect(self.show_failure)
        self.practise.read()
        self.roleplay.read()

    # --- going to places

    def go_to(self, place: str) -> None:
        """`calls`, `files`, `practise`, `roleplay`, `call`, `progress`, or `settings`."""
        screens = {
            "calls": self.library, "files": self.files, "practise": self.practise, "roleplay": self.roleplay, "call": self.call,
            "progress": self.progress, "settings": self.settings,
        }  # fmt: skip
        if place != "call" and self._stack.currentWidget() is self.call:
            self.call.player.pause()
        self._stack.setCurrentWidget(screens[place])
        for name, place_button in self._places.items():
            place_button.setChecked(name == ("calls" if place == "call" else place))
        for action in self.call.actions_by_name.values():
            action.setEnabled(place == "call")
        if place == "call":
            self.call.transcript.setFocus()
        elif place == "calls":
            self.library.take_focus()
        elif place == "practise":
            self.practise.take_focus()
        elif place == "roleplay":
            self.roleplay.take_focus()
        elif place == "progress":
            self.progress.reload()
            self.progress.take_focus()
        elif place == "settings":
            self.settings.reload()
            self.settings.take_focus()

    def open_call(self, uid: str) -> None:
        self.call.open(uid)

    def open_example(self) -> None:
        """The bundled example in the interface's language, analysed like any other recording."""
        from coach.examples import demo_example

        example = demo_example(self._desk.words.language)
        title = example.title.in_(self._desk.words.language)
        options = Options(language=example.language, rep=example.rep)
        (self._shown_when_done,) = self.queue.add([example.path], options, title=title)
        self.go_to("files")

    def _analyse_recorded(self, recorded: Recorded) -> None:
        """A practice call goes the way of every recording, and opens when it is done."""
        (self._shown_when_done,) = self.queue.add([recorded.path], recorded.options, title=recorded.title)
        self.go_to("files")

    def _analyse_scene(self, recorded: Recorded) -> None:
        """A scene of a role-play is scored beside the session, which stays on the screen."""
        self.queue.add([recorded.path], recorded.options, title=recorded.title)

    def show_failure(self, failure: Failure) -> None:
        self.notice.show_failure(failure)

    def retranslate(self) -> None:
        words = self._desk.words
        self.setWindowTitle(words("product"))
        for menu, key in self._menus:
            menu.setTitle(words(key))
        for action, key in self._actions:
            action.setText(words(key))
        for name, place_button in self._places.items():
            is_recording = (name == "practise" and self.practise.is_recording) or (name == "roleplay" and self.roleplay.is_recording)
            place_button.setText(f"● {words('state_recording')}" if is_recording else words(name))
        self._show_recent()

    # --- made once

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for screen in (self.library, self.files, self.practise, self.roleplay, self.call, self.progress, self.settings):
            self._stack.addWidget(screen)
        whole = QWidget()
        line = row(whole, spacing=0)
        line.addWidget(self._make_rail())
        beside = column(spacing=0)
        above = column(margins=(12, 0, 12, 0))
        above.addWidget(self.notice)
        beside.addLayout(above)
        beside.addWidget(self._stack, 1)
        line.addLayout(beside, 1)
        self.setCentralWidget(whole)

    def _make_rail(self) -> QFrame:
        rail = QFrame()
        rail.setObjectName("rail")
        rail.setFixedWidth(84)
        lines: QVBoxLayout = column(rail, margins=(8, 12, 8, 12), spacing=6)
        sign: QLabel = label()
        sign.setPixmap(logo(34))
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        lines.addWidget(sign)
        lines.addSpacing(8)
        self._places: dict[str, QToolButton] = {}
        for place in ("calls", "files", "practise", "roleplay", "progress", "settings"):
            if place == "settings":
                lines.addStretch(1)
            made = tool("rail", checkable=True)
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            made.setIconSize(QSize(24, 24))
            made.setFixedWidth(68)
            made.clicked.connect(lambda checked=False, place=place: self.go_to(place))
            self._places[place] = made
            lines.addWidget(made)
        return rail

    def _make_menus(self) -> None:
        self._menus: list[tuple[QMenu, str]] = []
        self._actions: list[tuple[QAction, str]] = []
        self._checks: dict[str, QAction] = {}  # the ticks of the choices, by value
        file = self._menu("menu_file")
        self._action(file, "open_files", self._ask_for_files, "Ctrl+O")
        self._action(file, "open_example", self.open_example)
        self._recent = QMenu(self)
        file.addMenu(self._recent)
        self._menus.append((self._recent, "recent"))
        file.addSeparator()
        self._action(file, "quit", self.close, QKeySequence.StandardKey.Quit)
        view = self._menu("menu_view")
        self._action(view, "calls", lambda: self.go_to("calls"), "Ctrl+1")
        self._action(view, "files", lambda: self.go_to("files"), "Ctrl+2")
        self._action(view, "practise", lambda: self.go_to("practise"), "Ctrl+3")
        self._action(view, "progress", lambda: self.go_to("progress"), "Ctrl+4")
        self._action(view, "roleplay", lambda: self.go_to("roleplay"), "Ctrl+5")
        self._action(view, "settings", lambda: self.go_to("settings"), "Ctrl+,")
        view.addSeparator()
        self._choices(view, "language", [("中文", "zh"), ("English", "en")], self._desk.words.language, self._choose_language)
        themes = [(f"theme_{choice}", choice) for choice in ("system", "light", "dark")]
        self._choices(view, "theme", themes, self._desk.theme.choice, self._choose_theme, translated=True)
        view.addSeparator()
        self._action(view, "full_screen", self._toggle_full_screen, "F11")
        call = self._menu("menu_call")
        for name, _ in KEYS:
            if name:
                call.addAction(self.call.actions_by_name[name])
            else:
                call.addSeparator()
        help_menu = self._menu("menu_help")
        self._action(help_menu, "shortcuts", self._show_shortcuts, "F1")
        self._action(help_menu, "about", self._show_about)

    def _menu(self, key: str) -> QMenu:
        menu = self.menuBar().addMenu("")
        self._menus.append((menu, key))
        return menu

    def _action(self, menu: QMenu, key: str, does: Callable[[], object], keys: str | QKeySequence.StandardKey | None = None) -> None:
        action = QAction(self)
        if keys is not None:
            action.setShortcut(keys)
        action.triggered.connect(lambda checked=False: does())
        menu.addAction(action)
        self._actions.append((action, key))

    def _choices(
        self,
        menu: QMenu,
        key: str,
        choices: list[tuple[str, str]],
        chosen: str,
        choose: Callable[[str], None],
        *,
        translated: bool = False,
    ) -> None:
        inside = QMenu(self)
        menu.addMenu(inside)
        self._menus.append((inside, key))
        group = QActionGroup(self)
        for text, value in choices:
            action = QAction(text, group)
            action.setCheckable(True)
            action.setChecked(value == chosen)
            self._checks[value] = action
            action.triggered.connect(lambda checked=False, value=value: choose(value))
            inside.addAction(action)
            if translated:
                self._actions.append((action, text))

    def _connect(self) -> None:
        words, theme = self._desk.words, self._desk.theme
        words.changed.connect(self.retranslate)
        theme.changed.connect(self._paint_icons)
        self.library.opened.connect(self.open_call)
        self.library.asked_for_files.connect(self._ask_for_files)
        self.library.asked_for_example.connect(self.open_example)
        self.library.failed.connect(self.show_failure)
        self.library.loaded.connect(self._take_recent)
        self.files.opened.connect(self.open_call)
        self.queue.finished.connect(self._call_finished)
        self.progress.opened.connect(self.open_call)
        self.progress.failed.connect(self.show_failure)
        self.settings.failed.connect(self.show_failure)
        self.settings.language_chosen.connect(self._choose_language)
        self.settings.theme_chosen.connect(self._choose_theme)
        self.settings.asked_for_shortcuts.connect(self._show_shortcuts)
        self.settings.calls_changed.connect(self.library.reload)
        self.call.left.connect(lambda: self.go_to("calls"))
        self.call.failed.connect(self.show_failure)
        self.call.corrected.connect(self.library.reload)
        self.call.shown.connect(lambda uid: self.go_to("call"))
        self.practise.recorded.connect(self._analyse_recorded)
        self.practise.failed.connect(self.show_failure)
        self.practise.offers.connect(lambda: self.go_to("practise"))
        self.practise.busy.connect(lambda is_busy: self.retranslate())
        self.roleplay.recorded.connect(self._analyse_scene)
        self.roleplay.failed.connect(self.show_failure)
        self.roleplay.offers.connect(lambda: self.go_to("roleplay"))
        self.roleplay.busy.connect(lambda is_busy: self.retranslate())
        self._paint_icons()
        self.go_to("calls")

    def _paint_icons(self) -> None:
        for name, place_button in self._places.items():
            place_button.setIcon(icon(name, self._desk.theme.colours.ink, size=24))

    # --- what the menus do

    def _ask_for_files(self) -> None:
        self.go_to("files")
        self.files.ask()

    def _choose_language(self, language: Language) -> None:
        self._desk.words.choose(language)
        self._checks[language].setChecked(True)
        self._remember(interface_language=language)

    def _choose_theme(self, choice: Choice) -> None:
        self._desk.theme.choose(choice)
        self._checks[choice].setChecked(True)
        self._remember(theme=choice)

    def _remember(self, **settings: str) -> None:
        try:
            change_settings(**settings)
        except UserError as error:
            self.show_failure(Failure(error.text))

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _show_shortcuts(self) -> None:
        from ui.widgets.shortcuts import ShortcutsDialog

        ShortcutsDialog(self, self._desk, {**self.call.actions_by_name, **self.practise.actions_by_name, **self.roleplay.actions_by_name}).open()

    def _show_about(self) -> None:
        from ui.widgets.about import AboutDialog

        AboutDialog(self, self._desk).open()

    # --- calls that come in

    def _call_finished(self, uid: str) -> None:
        self.library.reload()
        done = next((item for item in self.queue.items if item.uid == uid), None)
        one_alone = len(self.queue.items) == 1 and self._stack.currentWidget() is self.files
        if done is not None and (done.id == self._shown_when_done or one_alone):
            self._shown_when_done = None
            if self.call.uid == uid:
                self.call.leave()
            self.open_call(uid)

    def _take_recent(self, calls: tuple[CallSummary, ...]) -> None:
        self._recent_calls = calls[:RECENT]
        self._show_recent()

    def _show_recent(self) -> None:
        self._recent.clear()
        self._recent.setEnabled(bool(self._recent_calls))
        for call in self._recent_calls:
            action = self._recent.addAction(clean(call.title).replace("&", "&&"))
            action.triggered.connect(lambda checked=False, uid=call.uid: self.open_call(uid))

    # --- files dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            self.go_to("files")
            self.files.show_drop(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.files.show_drop(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.files.show_drop(False)
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files.add(_with_folders(paths))
        else:
            from ui.messages import MESSAGES

            self.show_failure(Failure(MESSAGES["no_files_dropped"]))

    # --- beginning and end

    def _restore(self) -> None:
        kept = _kept()
        self.resize(USUAL)
        for value, restore in (
            (kept.value("geometry"), self.restoreGeometry),
            (kept.value("split"), self.call.split.restoreState),
            (kept.value("beside"), self.call.beside.restoreState),
        ):
            if isinstance(value, QByteArray):
                restore(value)

    def closeEvent(self, event: QCloseEvent) -> None:
        kept = _kept()
        kept.setValue("geometry", self.saveGeometry())
        kept.setValue("split", self.call.split.saveState())
        kept.setValue("beside", self.call.beside.saveState())
        kept.sync()
        self.queue.close()
        self.call.close_sound()
        self.practise.close_sound()
        self.roleplay.close_sound()
        self._desk.jobs.close()
        self.queue.release()
        event.accept()
        self.closed.emit()


def _rubrics() -> tuple[RubricSummary, ...]:
    from coach.rubric.load import list_rubrics

    return list_rubrics()


def _kept() -> QSettings:
    return QSettings(str(data_folder() / "window.ini"), QSettings.Format.IniFormat)


def _with_folders(paths: list[Path]) -> list[Path]:
    """A folder stands for the recordings right inside it."""
    from ui.queue.screen import SUFFIXES

    found = []
    for path in paths:
        if path.is_dir():
            found += sorted(each for each in path.iterdir() if each.suffix.lower().lstrip(".") in SUFFIXES)
        else:
            found.append(path)
    return found
