"""Open recordings: choose them, drop them, watch them, stop them, put them in another order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QGridLayout, QLineEdit, QProgressBar, QWidget

from coach.analyse import Options
from coach.report.format import duration, percent
from coach.rubric.format import RubricSummary
from coach.settings import chosen_model
from coach.speakers.cluster import MOST_VOICES
from ui.desk import Desk
from ui.icons import icon
from ui.queue.queue import Item, Queue
from ui.widgets.fill import fill
from ui.widgets.parts import button, clear, column, frame, label, row, scrolled, tool

SUFFIXES = (
    "wav flac mp3 m4a mp4 ogg oga opus aac amr 3gp 3ga wma webm mkv mov avi aif aiff caf txt srt vtt json".split()
)
MAX_NAME = 80  # characters of a person's name


class QueueScreen(QWidget):
    """`opened` with the uid of a finished call that the user wants to see."""

    opened = Signal(str)

    def __init__(self, desk: Desk, queue: Queue) -> None:
        super().__init__()
        self._desk, self._queue = desk, queue
        self._rows: dict[int, _Row] = {}
        self._rubrics: tuple[RubricSummary, ...] = ()
        page = column(self, margins=(28, 22, 28, 18), spacing=14)
        self._title = label(role="heading")
        page.addWidget(self._title)
        page.addWidget(self._make_drop())
        page.addLayout(self._make_options())
        head = row(spacing=10)
        self._empty = label(role="soft")
        self._clear = button("", queue.clear_finished)
        head.addWidget(self._empty, 1)
        head.addWidget(self._clear)
        page.addLayout(head)
        inside = QWidget()
        self._list = column(inside, spacing=8)
        self._list.setAlignment(Qt.AlignmentFlag.AlignTop)
        page.addWidget(scrolled(inside), 1)
        queue.changed.connect(self._show)
        queue.progressed.connect(self._show_progress)
        desk.words.changed.connect(self.retranslate)
        desk.theme.changed.connect(self._show)
        self.retranslate()

    def ask(self) -> None:
        """Let the user choose files."""
        words = self._desk.words
        kinds = " ".join(f"*.{suffix}" for suffix in SUFFIXES)
        names, _ = QFileDialog.getOpenFileNames(
            self, words("choose_files"), "", f"{words('audio_files')} ({kinds});;{words('all_files')} (*)"
        )
        self.add([Path(name) for name in names])

    def add(self, paths: Sequence[Path]) -> None:
        if paths:
            self._queue.add(paths, self.options())

    def show_drop(self, over: bool) -> None:
        """Show that what is dragged can be dropped."""
        self._drop.setProperty("over", over)
        self._drop.style().unpolish(self._drop)
        self._drop.style().polish(self._drop)

    def options(self) -> Options:
        """What is chosen for the files that are added next."""
        return Options(
            rubric=self._rubric.currentData() or Options().rubric,
            language=self._language.currentData(),
            rep=self._rep.currentData(),
            people=self._people.currentData(),
            rep_name=self._name.text().strip() or None,
            model=chosen_model(),
        )

    def retranslate(self) -> None:
        words = self._desk.words
        self._title.setText(words("files_title"))
        self._drop_text.setText(words("drop_here"))
        self._kinds.setText(words("drop_kinds"))
        self._choose.setText(words("choose_files"))
        self._clear.setText(words("clear_finished"))
        self._for_new.setText(words("for_new_files"))
        for shown, key in self._captions:
            shown.setText(words(key))
            shown.buddy().setAccessibleName(words(key))
        self._name.setPlaceholderText(words("rep_name_hint"))
        fill(self._language, [(words("language_auto"), "auto"), (words("zh"), "zh"), (words("en"), "en")])
        fill(self._rep, [(words(f"rep_{which}"), which) for which in ("auto", "left", "right", "only")])
        counts = [(words("people_n", n=count), count) for count in range(1, MOST_VOICES + 1)]
        fill(self._people, [(words("people_auto"), None), *counts])
        self.show_rubrics(self._rubrics)
        self._show()

    def _make_drop(self) -> QFrame:
        self._drop = drop = frame("drop")
        line = row(drop, margins=(20, 14, 20, 14), spacing=16)
        texts = column(spacing=2)
        self._drop_text = label(role="title")
        self._kinds = label(role="hint", wrap=True)
        texts.addWidget(self._drop_text)
        texts.addWidget(self._kinds)
        self._choose = button("", self.ask, "main")
        line.addLayout(texts, 1)
        line.addWidget(self._choose)
        return drop

    def _make_options(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(3)
        self._for_new = label(role="strong")
        grid.addWidget(self._for_new, 0, 0, 1, 5)
        self._rubric, self._language, self._rep, self._people = (QComboBox() for _ in range(4))
        self._name = QLineEdit()
        self._name.setMaxLength(MAX_NAME)
        fields = (
            ("rubric", self._rubric, 3),
            ("call_language", self._language, 2),
            ("who_is_rep", self._rep, 3),
            ("people", self._people, 2),
            ("rep_name", self._name, 2),
        )
        self._captions = []
        for place, (key, field, stretch) in enumerate(fields):
            caption = label(role="hint")
            caption.setBuddy(field)
            grid.addWidget(caption, 1, place)
            grid.addWidget(field, 2, place)
            grid.setColumnStretch(place, stretch)
            field.setMinimumWidth(60)
            if isinstance(field, QComboBox):
                field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            self._captions.append((caption, key))
        return grid

    def show_rubrics(self, rubrics: Sequence[RubricSummary]) -> None:
        """Offer these; one that cannot be used is left out."""
        self._rubrics = tuple(rubrics)
        language = self._desk.words.language
        usable = [(each.title.in_(language), each.id) for each in rubrics if each.title is not None]
        fill(self._rubric, usable, chosen=self._rubric.currentData() or Options().rubric)

    def _show(self) -> None:
        words, items = self._desk.words, self._queue.items
        self._empty.setText(words("no_files_yet") if not items else "")
        self._clear.setVisible(any(item.state not in ("waiting", "working") for item in items))
        clear(self._list)
        self._rows = {}
        for place, item in enumerate(items):
            shown = _Row(self._desk, self._queue, item, first=place == 0, last=place == len(items) - 1)
            shown.opened.connect(self.opened)
            self._rows[item.id] = shown
            self._list.addWidget(shown)

    def _show_progress(self, item_id: int) -> None:
        item, shown = self._queue.find(item_id), self._rows.get(item_id)
        if item is not None and shown is not None:
            shown.show_progress(item)


class _Row(QFrame):
    """One file of the queue."""

    opened = Signal(str)

    def __init__(self, desk: Desk, queue: Queue, item: Item, *, first: bool, last: bool) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self._desk = desk
        words, ink = desk.words, desk.theme.colours.ink
        line = row(self, margins=(14, 9, 10, 9), spacing=8)
        texts = column(spacing=3)
        name = label(item.task.title, "strong")
        name.setToolTip(str(item.task.path))
        name.setMinimumWidth(80)
        self._state = label("", "failed" if item.state == "failed" else "hint", wrap=True)
        texts.addWidget(name)
        texts.addWidget(self._state)
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        self._bar.setVisible(item.state == "working")
        texts.addWidget(self._bar)
        line.addLayout(texts, 1)
        for key, by, off in (("earlier", -1, first), ("later", 1, last)):
            move = tool()
            move.setIcon(icon(key, ink, size=16))
            move.setToolTip(words(key))
            move.setAccessibleName(f"{words(key)}{words.colon}{item.task.title}")
            move.setEnabled(not off)
            move.setVisible(item.state in ("waiting", "working"))
            move.clicked.connect(partial(queue.move, item.id, by))
            line.addWidget(move)
        if item.state in ("waiting", "working"):
            line.addWidget(button(words("cancel"), partial(queue.cancel, item.id)))
        if item.state in ("failed", "cancelled"):
            line.addWidget(button(words("try_again"), partial(queue.retry, item.id)))
        if item.uid:
            line.addWidget(button(words("open"), partial(self.opened.emit, item.uid), "main"))
        if item.state not in ("waiting", "working"):
            line.addWidget(button(words("remove"), partial(queue.remove, item.id)))
        self.show_progress(item)

    def show_progress(self, item: Item) -> None:
        words = self._desk.words
        text = words(f"state_{item.state}") if item.state != "working" else self._working(item)
        if item.failure:
            text = item.failure.text.in_(words.language)
        self._state.setText(text)
        self._bar.setValue(round(1000 * item.share))
        self._bar.setAccessibleName(text)
        self.setAccessibleName(words("file_named", name=item.task.title, state=text))

    def _working(self, item: Item) -> str:
        words = self._desk.words
        step = item.step.in_(words.language) if item.step else ""
        if item.left_s is None:
            return words("state_working", step=step, percent=percent(item.share))
        left = duration(max(1.0, item.left_s), words.language)
        return words("state_left", step=step, percent=percent(item.share), left=left)
