"""The list of scored calls; while there are none, a welcome with the example call."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QListView, QStackedLayout, QWidget

from coach.library.store import CallSummary
from coach.model import Text
from coach.rubric.format import RubricSummary
from ui.desk import Desk
from ui.icons import logo
from ui.jobs import Failure
from ui.library.model import CallList, read_calls
from ui.library.row_painter import RowPainter
from ui.widgets.parts import button, column, frame, label, row


class LibraryScreen(QWidget):
    """`opened` with the uid of a call; `asked_for_files`, `asked_for_example` from the welcome."""

    opened = Signal(str)
    asked_for_files = Signal()
    asked_for_example = Signal()
    failed = Signal(object)  # Failure
    loaded = Signal(object)  # tuple of CallSummary

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._calls = CallList(desk.words)
        self._titles: dict[str, Text] = {}
        self._stack = QStackedLayout(self)
        self._stack.addWidget(QWidget())  # while reading
        self._stack.addWidget(self._make_welcome())
        self._stack.addWidget(self._make_list())
        desk.words.changed.connect(self.retranslate)
        desk.theme.changed.connect(self._list.viewport().update)
        self.retranslate()

    def reload(self) -> None:
        """Read the calls again, beside the window."""
        job = self._desk.jobs.start(lambda handle: read_calls())
        job.done.connect(self._show)
        job.failed.connect(self._fail)

    @property
    def is_read(self) -> bool:
        return self._stack.currentIndex() != 0

    @property
    def is_empty(self) -> bool:
        return self._stack.currentIndex() == 1

    @property
    def calls(self) -> tuple[CallSummary, ...]:
        """The newest first."""
        return self._calls.calls

    def show_welcome(self) -> None:
        """What is shown while there are no calls."""
        self._stack.setCurrentIndex(1)

    def take_focus(self) -> None:
        """Give the keys to what one would press next."""
        (self._list if self._stack.currentIndex() == 2 else self._welcome_example).setFocus()

    def retranslate(self) -> None:
        words = self._desk.words
        self._title.setText(words("calls"))
        self._open.setText(words("open_files"))
        self._welcome_title.setText(words("welcome"))
        self._welcome_how.setText(words("welcome_how"))
        self._welcome_example.setText(words("welcome_example"))
        self._welcome_open.setText(words("open_files"))
        self._welcome_drop.setText(words("welcome_drop"))
        self._list.setAccessibleName(words("calls"))
        self._count.setText(words("calls_n", n=self._calls.rowCount()))
        self._calls.rubrics = {key: title.in_(words.language) for key, title in self._titles.items()}
        self._list.viewport().update()

    def _make_list(self) -> QWidget:
        page = QWidget()
        lines = column(page, margins=(28, 22, 28, 10), spacing=12)
        head = row(spacing=10)
        self._title, self._count = label(role="heading"), label(role="soft")
        self._open = button("", self.asked_for_files.emit, "main")
        head.addWidget(self._title)
        head.addWidget(self._count, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self._open)
        lines.addLayout(head)
        self._list = QListView()
        self._list.setModel(self._calls)
        self._painter = RowPainter(self._desk, self._calls)
        self._list.setItemDelegate(self._painter)
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setCursor(Qt.CursorShape.PointingHandCursor)
        self._list.clicked.connect(self._open_row)
        self._list.activated.connect(self._open_row)
        lines.addWidget(self._list, 1)
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
        self._welcome_drop = label(role="soft")
        buttons = row(spacing=10)
        buttons.addWidget(self._welcome_example)
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

    def show_rubrics(self, rubrics: Sequence[RubricSummary]) -> None:
        """From now on calls name their rubrics by these titles."""
        self._titles = {each.id: each.title for each in rubrics if each.title is not None}
        self.retranslate()

    def _show(self, calls: tuple[CallSummary, ...]) -> None:
        self._calls.show(calls)
        self.retranslate()
        self._stack.setCurrentIndex(2 if calls else 1)
        if calls:
            self._list.setCurrentIndex(self._calls.index(0))
        if self.isVisible():
            self.take_focus()
        self.loaded.emit(calls)

    def _fail(self, failure: Failure) -> None:
        self._stack.setCurrentIndex(1)
        self.failed.emit(failure)

    def _open_row(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(Qt.ItemDataRole.UserRole).uid)

    def sizeHint(self) -> QSize:
        return QSize(900, 600)
