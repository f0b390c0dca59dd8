"""The list of scored calls; while there are none, a welcome with the example call; when they cannot be read, why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QStackedLayout, QWidget

from coach.library.bin import BIN_DAYS, Binned
from coach.library.find import Hit, Wanted
from coach.library.store import CallSummary
from coach.model import Text
from coach.report.format import clean
from coach.rubric.format import RubricSummary
from ui.desk import Desk
from ui.icons import logo
from ui.jobs import Failure
from ui.library.bin import BinDialog, empty, put_in, read_bin, take_out
from ui.library.describe import DescribeDialog, write_down
from ui.library.export import ask_where, export_to
from ui.library.find import MAX_FOUND, FindBar, Found, read_found
from ui.library.model import HIT, CallList
from ui.library.row_painter import RowPainter
from ui.library.view import CallView
from ui.widgets.keys import key_action
from ui.widgets.parts import button, column, flowing, frame, label, row


# What can be done with a call, and with the list, and by which key.
CALL_KEYS = (("describe", "F2"), ("export_call", "Ctrl+E"), ("delete_call", "Del"))
LIST_KEYS = (("undo_delete", "Ctrl+Z"), ("search", "Ctrl+F"))


class LibraryScreen(QWidget):
    """`opened` with the uid of a call; `asked_for_files`, `asked_for_example`, `asked_to_practise` from the welcome."""

    opened = Signal(str)
    asked_for_files = Signal()
    asked_for_example = Signal()
    asked_to_practise = Signal()
    failed = Signal(object)  # Failure
    loaded = Signal(object)  # tuple of CallSummary: all of them
    exported = Signal(object)  # Path

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._calls = CallList(desk.words)
        self._titles: dict[str, Text] = {}
        self._asked = self._binned = self._all = 0
        self._undos: list[Callable[[], None]] = []  # what was done, the last at the end
        self._failure: Failure | None = None
        self._said: tuple[str, dict[str, object]] | None = None
        self.actions_by_name = {name: self._action(name, keys) for name, keys in (*CALL_KEYS, *LIST_KEYS)}
        self._stack = QStackedLayout(self)
        self._stack.addWidget(QWidget())  # while reading
        self._stack.addWidget(self._make_welcome())
        self._stack.addWidget(self._make_list())
        self._stack.addWidget(self._make_failed())
        desk.words.changed.connect(self.retranslate)
        desk.theme.changed.connect(self._list.viewport().update)
        self.retranslate()

    def reload(self) -> None:
        """Read the calls again, beside the window; those that are wanted now."""
        self._asked += 1
        asked, wanted = self._asked, self.find.wanted()
        job = self._desk.jobs.start(lambda handle: read_found(wanted))
        job.done.connect(lambda found: self._show(found, wanted) if asked == self._asked else None)
        job.failed.connect(self._fail)

    @property
    def is_read(self) -> bool:
        return self._stack.currentIndex() != 0

    @property
    def is_empty(self) -> bool:
        return self._stack.currentIndex() == 1

    @property
    def has_failed(self) -> bool:
        """Whether the calls could not be read."""
        return self._stack.currentIndex() == 3

    @property
    def calls(self) -> tuple[CallSummary, ...]:
        """Those that are shown, the newest first."""
        return self._calls.calls

    def show_welcome(self) -> None:
        """What is shown while there are no calls."""
        self._stack.setCurrentIndex(1)

    def take_focus(self) -> None:
        """Give the keys to what one would press next."""
        (self._welcome_example, self._welcome_example, self._list, self._again)[self._stack.currentIndex()].setFocus()

    def retranslate(self) -> None:
        words = self._desk.words
        self._title.setText(words("calls"))
        self._open.setText(words("open_files"))
        self._welcome_title.setText(words("welcome"))
        self._welcome_how.setText(words("welcome_how"))
        self._welcome_example.setText(words("welcome_example"))
        self._welcome_open.setText(words("open_files"))
        self._welcome_practise.setText(words("practise_title"))
        self._welcome_drop.setText(words("welcome_drop"))
        self._list.setAccessibleName(words("calls"))
        for name, action in self.actions_by_name.items():
            action.setText(words(name))
        self._none.setText(words("none_fit"))
        self._undo_button.setText(words("undo_delete"))
        self._dismiss.setText(words("dismiss"))
        self._failed_title.setText(words("library_failed"))
        self._failed_why.setText(self._failure.text.in_(words.language) if self._failure else "")
        self._again.setText(words("try_again"))
        self._say()
        self._show_count()
        self._calls.rubrics = {key: title.in_(words.language) for key, title in self._titles.items()}
        self.find.name_rubrics(self._calls.rubrics)
        self._list.viewport().update()

    def _make_list(self) -> QWidget:
        page = QWidget()
        lines = column(page, margins=(28, 22, 28, 10), spacing=12)
        head = row(spacing=10)
        self._title, self._count = label(role="heading"), label(role="soft")
        self._open = button("", self.asked_for_files.emit, "main")
        head.addWidget(self._title)
        head.addWidget(self._count, 1, Qt.AlignmentFlag.AlignBottom)
        self._bin = button("", self._show_bin)
        head.addWidget(self._bin)
        head.addWidget(self._open)
        lines.addLayout(head)
        self.find = FindBar(self._desk)
        self.find.changed.connect(self.reload)
        lines.addWidget(self.find)
        self._none = label(role="large")
        lines.addWidget(self._none)
        self._list = CallView()
        self._list.setModel(self._calls)
        self._painter = RowPainter(self._desk, self._calls)
        self._list.setItemDelegate(self._painter)
        self._list.asked_for_more.connect(self._show_menu)
        self._list.clicked.connect(self._open_row)
        self._list.activated.connect(self._open_row)
        lines.addWidget(self._list, 1)
        lines.addStretch(0)
        self._done = frame("sheet")
        done = row(self._done, margins=(14, 8, 8, 8), spacing=8)
        self._done_text = label(wrap=True)
        self._undo_button, self._dismiss = button("", self.undo), button("", self._hush)
        for part in (self._done_text, self._undo_button, self._dismiss):
            done.addWidget(part, 1 if part is self._done_text else 0)
        self._done.hide()
        lines.addWidget(self._done)
        return page

    def _make_welcome(self) -> QWidget:
        page = QWidget()
        outside = column(page, margins=(40, 30, 40, 30))
        sheet = frame("drop")
        sheet.setMaximumWidth(660)
        lines = column(sheet, margins=(44, 38, 44, 38), spacing=14)
        sign = label()
        sign.setPixmap(logo(56))
        self._welcome_title = label(role="heading")
        self._welcome_how = label(role="large", wrap=True)
        self._welcome_example = button("", self.asked_for_example.emit, "main")
        self._welcome_open = button("", self.asked_for_files.emit)
        self._welcome_practise = button("", self.asked_to_practise.emit)
        self._welcome_drop = label(role="soft")
        buttons = row(spacing=10)
        buttons.addWidget(self._welcome_example)
        buttons.addWidget(self._welcome_practise)
        buttons.addWidget(self._welcome_open)
        buttons.addStretch()
        for part in (sign, self._welcome_title, self._welcome_how):
            lines.addWidget(part)
        lines.addSpacing(4)
        lines.addLayout(buttons)
        lines.addWidget(self._welcome_drop)
        outside.addStretch()
        line = row()
        line.addStretch(1)
        line.addWidget(sheet, 8)
        line.addStretch(1)
        outside.addLayout(line)
        outside.addStretch()
        return page

    def _make_failed(self) -> QWidget:
        page = QWidget()
        lines = column(page, margins=(28, 22, 28, 10), spacing=12)
        self._failed_title, self._failed_why = label(role="heading"), flowing(role="large")
        self._again = button("", self.reload, "main")
        lines.addWidget(self._failed_title)
        lines.addWidget(self._failed_why)
        lines.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addStretch(1)
        return page

    def show_rubrics(self, rubrics: Sequence[RubricSummary]) -> None:
        """From now on calls name their rubrics by these titles."""
        self._titles = {each.id: each.title for each in rubrics if each.title is not None}
        self.retranslate()

    def _show(self, found: Found, wanted: Wanted) -> None:
        everything = wanted == Wanted()
        chosen = self._hit()
        self._binned, self._all, self._failure = found.binned, found.calls, None
        self._calls.show(found.hits)
        self.find.offer(found.choices)
        self.retranslate()
        empty = everything and not found.hits and not found.binned
        self._stack.setCurrentIndex(1 if empty else 2)
        self._none.setVisible(not found.hits)
        self._list.setVisible(bool(found.hits))
        if found.hits:
            uids = [hit.call.uid for hit in found.hits]
            place = uids.index(chosen.call.uid) if chosen and chosen.call.uid in uids else 0
            self._list.setCurrentIndex(self._calls.index(place))
        if self.isVisible() and not self.find.isAncestorOf(QApplication.focusWidget() or self):
            self.take_focus()
        if everything:
            self.loaded.emit(self.calls)

    def _show_count(self) -> None:
        words, count = self._desk.words, self._calls.rowCount()
        wanted = self.find.wanted()
        key = "newest_n" if wanted.text and count >= MAX_FOUND else "calls_n" if wanted == Wanted() else "found_of"
        self._count.setText(words(key, n=count, all=self._all))
        self._bin.setVisible(self._binned > 0)
        self._bin.setText(words("bin_open", n=self._binned))

    # --- what is done with a call

    def _action(self, name: str, keys: str) -> QAction:
        does = {
            "describe": self.describe, "export_call": self.export, "delete_call": self.delete, "undo_delete": self.undo,
            "search": lambda: self.find.text.setFocus(),
        }[name]  # fmt: skip
        return key_action(self, keys, does)

    def _hit(self) -> Hit | None:
        """The call that is chosen in the list."""
        index = self._list.currentIndex()
        return index.data(HIT) if index.isValid() else None

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions([self.actions_by_name[name] for name, _ in CALL_KEYS])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def describe(self) -> None:
        """Write the chosen call's title, tags and note."""
        if (hit := self._hit()) is not None:
            DescribeDialog(self, self._desk, hit, partial(self._rewrite, hit)).open()

    def export(self) -> None:
        """Write the chosen call to a file that the user names."""
        if (hit := self._hit()) is None:
            return
        path = ask_where(self, hit.call.title, self._desk.words)
        if path is not None:
            self.export_call(hit.call.uid, path)

    def export_call(self, uid: str, path: Path) -> None:
        """Write a call to this file, beside the window."""
        language = self._desk.words.language
        self._start(lambda: export_to(uid, path, language), lambda: self._exported(path))

    def delete(self) -> None:
        """Put the chosen call into the bin, and offer to take it back."""
        if (hit := self._hit()) is None:
            return
        uid, title = hit.call.uid, clean(hit.call.title)

        def done() -> None:
            self.tell("call_binned", undo=lambda: self._take_back(uid, title), title=title, days=BIN_DAYS)
            self.reload()

        self._start(lambda: put_in(uid), done)

    def undo(self) -> None:
        """Take back what was done last: putting into the bin, writing about a call."""
        if self._undos:
            undo = self._undos.pop()
            self._hush()
            undo()

    def _take_back(self, uid: str, title: str = "") -> None:
        def done() -> None:
            if title:
                self.tell("call_back", title=title)
            self.reload()

        self._start(lambda: take_out(uid), done)

    def _rewrite(self, hit: Hit, title: str, note: str, tags: tuple[str, ...]) -> None:
        before = partial(self._write, hit.call.uid, hit.call.title, hit.note, hit.tags)
        self._write(hit.call.uid, title, note, tags, undo=before)

    def _write(
        self, uid: str, title: str, note: str, tags: tuple[str, ...], *, undo: Callable[[], None] | None = None
    ) -> None:
        def done() -> None:
            self.tell("about_saved", undo=undo, title=clean(title))
            self.reload()

        self._start(lambda: write_down(uid, title, note, tags), done)

    def _show_bin(self) -> None:
        job = self._desk.jobs.start(lambda handle: read_bin())
        job.done.connect(self._open_bin)
        job.failed.connect(self.failed)

    def _open_bin(self, calls: tuple[Binned, ...]) -> None:
        BinDialog(self, self._desk, calls, self._take_back, self._empty_bin).open()

    def _empty_bin(self) -> None:
        def done(gone: int) -> None:
            self._undos.clear()  # there is nothing left to take back
            self.tell("bin_emptied", n=gone)

        job = self._desk.jobs.start(lambda handle: empty())
        job.done.connect(done)
        job.failed.connect(self.failed)
        job.ended.connect(self.reload)

    def _exported(self, path: Path) -> None:
        self.tell("saved_to", path=clean(str(path)))
        self.exported.emit(path)

    def _start(self, work: Callable[[], None], done: Callable[[], None]) -> None:
        job = self._desk.jobs.start(lambda handle: work())
        job.done.connect(lambda nothing: done())
        job.failed.connect(self.failed)

    def tell(self, key: str, undo: Callable[[], None] | None = None, **values: object) -> None:
        """Say at the foot of the list what was done; it stays until it is dismissed or something else is said."""
        self._said = (key, values)
        if undo is not None:
            self._undos.append(undo)
        self._say()
        self._undo_button.setVisible(undo is not None)
        self._done.show()

    def _say(self) -> None:
        if self._said is not None:
            key, values = self._said
            self._done_text.setText(self._desk.words(key, **values))

    def _hush(self) -> None:
        self._said = None
        self._done.hide()

    def _fail(self, failure: Failure) -> None:
        """Say why in the place of the list: a welcome would look as if every call were gone."""
        self._failure = failure
        self._stack.setCurrentIndex(3)
        self.retranslate()
        if failure.details is not None:
            self.failed.emit(failure)

    def _open_row(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(Qt.ItemDataRole.UserRole).uid)

    def sizeHint(self) -> QSize:
        return QSize(900, 600)
