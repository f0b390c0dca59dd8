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
from coach.model import Delivery
from coach.paths import data_folder
from coach.practising.keep import Recorded
from coach.report.format import clean
from coach.rubric.format import RubricSummary
from coach.settings import change_settings, settings_or_usual
from ui.call.screen import KEYS, CallScreen
from ui.desk import Desk
from ui.drill.screen import DrillScreen
from ui.exercise.screen import RoleplayScreen
from ui.heard.screen import HeardScreen
from ui.icons import icon, logo
from ui.jobs import Failure
from ui.library.backup import Keeper
from ui.library.screen import CALL_KEYS, LIST_KEYS, LibraryScreen
from ui.messages import MESSAGES, LanguageChoice
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
        self.heard = HeardScreen(desk, self.queue)
        self.call = CallScreen(desk, output)
        self.practise = PractiseScreen(desk, output)
        self.drill = DrillScreen(desk, output)
        self.roleplay = RoleplayScreen(desk, output, now_s)
        self.progress = ProgressScreen(desk)
        self.settings = SettingsScreen(desk)
        self.keeper = Keeper(self, desk)
        self._lay_out()
        self._make_menus()
        self._connect()
        self._restore()
        self.retranslate()
        self.library.reload()
        self._read_rubrics()
        self.practise.read()
        self.roleplay.read()

    # --- going to places

    def go_to(self, place: str) -> None:
        """`calls`, `files`, `practise`, `heard`, `drill`, `roleplay`, `call`, `progress`, or `settings`."""
        screens = {
            "calls": self.library, "files": self.files, "practise": self.practise, "heard": self.heard, "drill": self.drill,
            "roleplay": self.roleplay, "call": self.call, "progress": self.progress, "settings": self.settings,
        }  # fmt: skip
        if place != "call" and self._stack.currentWidget() is self.call:
            self.call.player.pause()
        self._stack.setCurrentWidget(screens[place])
        for name, place_button in self._places.items():
            place_button.setChecked(name == {"call": "calls", "heard": "practise"}.get(place, place))
        for name, screen in (("call", self.call), ("calls", self.library)):
            for action in screen.actions_by_name.values():
                action.setEnabled(place == name)
        if place == "call":
            self.call.transcript.setFocus()
        elif place == "calls":
            self.library.take_focus()
        elif place == "practise":
            self.practise.take_focus()
        elif place == "roleplay":
            self.roleplay.take_focus()
        elif place == "heard":
            self.heard.take_focus()
        elif place == "drill":
            self.drill.reload()
            self.drill.take_focus()
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

    def _show_stopped(self, title: str, voice: Delivery | None) -> None:
        """At once, however long the recording takes to be kept."""
        self.heard.expect(title, voice)
        self.go_to("heard")

    def _show_not_kept(self, failure: Failure) -> None:
        if self.heard.is_expecting:
            self.heard.is_expecting = False
            self.go_to("practise")
        self.show_failure(failure)

    def _analyse_recorded(self, recorded: Recorded) -> None:
        """A practice call goes the way of every recording, is seen as it is heard, and opens when it is done."""
        (item,) = self.queue.add([recorded.path], recorded.options, title=recorded.title)
        self._shown_when_done = item
        self.heard.follow(item)
        self.go_to("heard")

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
            place_button.setText(words("state_recording") if self._records(name) else words(name))
        self._show_recent()

    def _read_rubrics(self) -> None:
        rubrics = self._desk.jobs.start(lambda handle: _rubrics())
        rubrics.done.connect(self.files.show_rubrics)
        rubrics.done.connect(self.library.show_rubrics)
        rubrics.done.connect(self.practise.setup.show_rubrics)
        rubrics.failed.connect(self.show_failure)

    def _take_restored(self) -> None:
        """Everything may be another: calls, rubrics, cases, settings."""
        settings = settings_or_usual()
        choice = settings.interface_language or "system"
        self._desk.words.choose(choice)
        self._desk.theme.choose(settings.theme)
        self._checks[f"language_{choice}"].setChecked(True)
        self._checks[f"theme_{settings.theme}"].setChecked(True)
        self.call.leave()
        self.library.reload()
        self._read_rubrics()
        self.practise.setup.read()
        self.go_to("calls")

    # --- made once

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        screens = (
            self.library, self.files, self.practise, self.heard, self.drill, self.roleplay, self.call, self.progress, self.settings,
        )  # fmt: skip
        for screen in screens:
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
        lines: QVBoxLayout = column(rail, margins=(7, 12, 7, 12), spacing=6)
        sign: QLabel = label()
        sign.setPixmap(logo(34))
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        lines.addWidget(sign)
        lines.addSpacing(8)
        self._places: dict[str, QToolButton] = {}
        for place in ("calls", "files", "practise", "drill", "progress", "roleplay", "settings"):
            if place == "settings":
                lines.addStretch(1)
            made = tool("rail", checkable=True)
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            made.setIconSize(QSize(24, 24))
            made.setFixedWidth(70)
            made.clicked.connect(lambda checked=False, place=place: self.go_to(place))
            self._places[place] = made
            lines.addWidget(made)
        return rail

    def _make_menus(self) -> None:
        self._menus: list[tuple[QMenu, str]] = []
        self._actions: list[tuple[QAction, str]] = []
        self._checks: dict[str, QAction] = {}  # the ticks of the choices: language_zh, theme_dark
        file = self._menu("menu_file")
        self._action(file, "open_files", self._ask_for_files, "Ctrl+O")
        self._action(file, "open_example", self.open_example)
        self._recent = QMenu(self)
        file.addMenu(self._recent)
        self._menus.append((self._recent, "recent"))
        file.addSeparator()
        self._action(file, "back_up", self.keeper.ask_for_backup)
        self._action(file, "restore", self.keeper.ask_for_restore)
        file.addSeparator()
        self._action(file, "quit", self.close, QKeySequence.StandardKey.Quit)
        view = self._menu("menu_view")
        self._action(view, "calls", lambda: self.go_to("calls"), "Ctrl+1")
        self._action(view, "files", lambda: self.go_to("files"), "Ctrl+2")
        self._action(view, "practise", lambda: self.go_to("practise"), "Ctrl+3")
        self._action(view, "drill", lambda: self.go_to("drill"), "Ctrl+4")
        self._action(view, "progress", lambda: self.go_to("progress"), "Ctrl+5")
        self._action(view, "roleplay", lambda: self.go_to("roleplay"), "Ctrl+6")
        self._action(view, "settings", lambda: self.go_to("settings"), "Ctrl+,")
        view.addSeparator()
        languages = [("language_system", "system"), ("中文", "zh"), ("English", "en")]
        self._choices(view, "language", languages, self._desk.words.choice, self._choose_language)
        themes = [(f"theme_{choice}", choice) for choice in ("system", "light", "dark")]
        self._choices(view, "theme", themes, self._desk.theme.choice, self._choose_theme)
        view.addSeparator()
        self._action(view, "full_screen", self._toggle_full_screen, "F11")
        call = self._menu("menu_call")
        for name, _ in (*CALL_KEYS, *LIST_KEYS):
            call.addAction(self.library.actions_by_name[name])
        call.addSeparator()
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
    ) -> None:
        """A menu of choices; a text that is a key of the messages is translated."""
        inside = QMenu(self)
        menu.addMenu(inside)
        self._menus.append((inside, key))
        group = QActionGroup(self)
        for text, value in choices:
            action = QAction(text, group)
            action.setCheckable(True)
            action.setChecked(value == chosen)
            self._checks[f"{key}_{value}"] = action
            action.triggered.connect(lambda checked=False, value=value: choose(value))
            inside.addAction(action)
            if text in MESSAGES:
                self._actions.append((action, text))

    def _connect(self) -> None:
        words, theme = self._desk.words, self._desk.theme
        words.changed.connect(self.retranslate)
        theme.changed.connect(self._paint_icons)
        self.library.opened.connect(self.open_call)
        self.library.asked_for_files.connect(self._ask_for_files)
        self.library.asked_for_example.connect(self.open_example)
        self.library.asked_to_practise.connect(lambda: self.go_to("practise"))
        self.library.failed.connect(self.show_failure)
        self.library.loaded.connect(self._take_recent)
        self.files.opened.connect(self.open_call)
        self.queue.finished.connect(self._call_finished)
        self.drill.asked_for_files.connect(self._ask_for_files)
        self.drill.asked_for_practice.connect(lambda: self.go_to("practise"))
        self.drill.failed.connect(self.show_failure)
        self.progress.opened.connect(self.open_call)
        self.progress.failed.connect(self.show_failure)
        self.settings.failed.connect(self.show_failure)
        self.settings.language_chosen.connect(self._choose_language)
        self.settings.theme_chosen.connect(self._choose_theme)
        self.settings.asked_for_shortcuts.connect(self._show_shortcuts)
        self.settings.asked_for_backup.connect(self.keeper.ask_for_backup)
        self.settings.asked_for_restore.connect(self.keeper.ask_for_restore)
        self.keeper.told.connect(self._say_kept)
        self.keeper.restored.connect(self._take_restored)
        self.keeper.failed.connect(self.show_failure)
        self.settings.calls_changed.connect(self.library.reload)
        self.call.left.connect(lambda: self.go_to("calls"))
        self.call.failed.connect(self.show_failure)
        self.call.corrected.connect(self.library.reload)
        self.call.shown.connect(lambda uid: self.go_to("call"))
        self.practise.recorded.connect(self._analyse_recorded)
        self.practise.stopped.connect(self._show_stopped)
        self.practise.setup.cases_read.connect(self.roleplay.show_cases)
        self.practise.failed.connect(self._show_not_kept)
        self.practise.offers.connect(lambda: self.go_to("practise"))
        self.heard.left.connect(lambda: self.go_to("files"))
        self.practise.busy.connect(lambda is_busy: (self.retranslate(), self._paint_icons()))
        self.roleplay.recorded.connect(self._analyse_scene)
        self.roleplay.failed.connect(self.show_failure)
        self.roleplay.offers.connect(lambda: self.go_to("roleplay"))
        self.roleplay.busy.connect(lambda is_busy: (self.retranslate(), self._paint_icons()))
        self._paint_icons()
        self.go_to("calls")

    def _records(self, place: str) -> bool:
        screen = {"practise": self.practise, "roleplay": self.roleplay}.get(place)
        return screen is not None and screen.is_recording

    def _paint_icons(self) -> None:
        colours = self._desk.theme.colours
        for name, place_button in self._places.items():
            place_button.setIcon(icon(name, colours.red if self._records(name) else colours.ink, size=24))

    # --- what the menus do

    def _ask_for_files(self) -> None:
        self.go_to("files")
        self.files.ask()

    def _choose_language(self, choice: LanguageChoice) -> None:
        self._desk.words.choose(choice)
        self._checks[f"language_{choice}"].setChecked(True)
        self._remember(interface_language=None if choice == "system" else choice)

    def _choose_theme(self, choice: Choice) -> None:
        self._desk.theme.choose(choice)
        self._checks[f"theme_{choice}"].setChecked(True)
        self._remember(theme=choice)

    def _remember(self, **settings: str | None) -> None:
        try:
            change_settings(**settings)
        except UserError as error:
            self.show_failure(Failure(error.text))

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _show_shortcuts(self) -> None:
        from ui.widgets.shortcuts import ShortcutsDialog

        screens = (self.call, self.practise, self.library, self.drill, self.roleplay)
        ShortcutsDialog(self, self._desk, {name: action for screen in screens for name, action in screen.actions_by_name.items()}).open()

    def _say_kept(self, key: str, values: dict[str, object]) -> None:
        self.go_to("calls")
        self.library.tell(key, **values)

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
        self.drill.close_sound()
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
