"""How a person gets on: charts or tables, to be saved as a picture or for a spreadsheet."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QFileDialog, QGridLayout, QHBoxLayout, QSizePolicy, QSpacerItem, QStackedWidget, QTableView, QWidget

from coach.files import write_private
from coach.progress_table import MEASURES, every_series, progress_table
from coach.report.format import clean
from coach.report.words import WORDS
from ui.desk import Desk
from ui.progress.chart import SMALLEST, Chart, Plotted
from ui.progress.read import Way, read_way
from ui.progress.tables import Rows, call_rows, measure_rows
from ui.progress.tiles import tiles
from ui.widgets.fill import fill
from ui.widgets.parts import button, column, flowing, label, row, scrolled, tool

GAP, MOST_COLUMNS = 12, 4
SHARE = WORDS["rep_talk_share"]
NOBODY = ""  # the choice "calls that name nobody": a box cannot be asked for None
_EDGES = (28, 0, 28, 18)


class ProgressScreen(QWidget):
    """`opened` with the uid of a call."""

    opened = Signal(str)
    failed = Signal(object)  # Failure
    loaded = Signal()
    saved = Signal(object)  # Path

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._way: Way | None = None
        self._plots: tuple[tuple[str, tuple[Plotted, ...]], ...] = ()
        self._said = desk.words.language
        self._tables_due = False
        self._asked = 0
        self._columns = 2
        lines = column(self, spacing=12)
        lines.addLayout(self._make_head())
        self._note = label(role="hint")
        self._note.setContentsMargins(28, 0, 28, 0)
        self._note.hide()
        lines.addWidget(self._note)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_charts())
        self._stack.addWidget(self._make_tables())
        self._stack.addWidget(self._make_empty())
        lines.addWidget(self._stack, 1)
        desk.words.changed.connect(self.retranslate)
        desk.theme.changed.connect(self.update)
        self.retranslate()

    # --- asked from outside

    def reload(self) -> None:
        """Read the calls again, beside the window."""
        self._asked += 1
        who, rubric, asked = self._who.currentData(), self._rubric.currentData(), self._asked
        chosen = self._who.count() > 0
        job = self._desk.jobs.start(lambda handle: read_way(who or None, rubric, chosen=chosen))
        job.done.connect(lambda way: self._show(way) if asked == self._asked else None)
        job.failed.connect(self.failed)

    @property
    def way(self) -> Way | None:
        """What is shown; None until it is read."""
        return self._way

    def take_focus(self) -> None:
        self._who.setFocus()

    def retranslate(self) -> None:
        words = self._desk.words
        self._title.setText(words("progress"))
        for box, key in ((self._who, "person"), (self._rubric, "rubric")):
            box.setAccessibleName(words(key))
            box.setToolTip(words(key))
        self._as_charts.setText(words("charts"))
        self._as_tables.setText(words("tables"))
        self._table.setText(words("save_table"))
        self._picture.setText(words("save_picture"))
        self._none.setText(words("no_progress_yet"))
        for view, caption, key in self._views:
            caption.setText(words(key))
            view.setAccessibleName(words(key))
        if self._way is not None:
            self._show(self._way)

    # --- made once

    def _make_head(self) -> QHBoxLayout:
        head = row(margins=(28, 22, 28, 0), spacing=10)
        self._title = label(role="heading")
        self._who, self._rubric = QComboBox(), QComboBox()
        for box in (self._who, self._rubric):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMaximumWidth(230)
            box.activated.connect(lambda index: self.reload())
        self._as_charts, self._as_tables = tool(checkable=True), tool(checkable=True)
        for place, each in enumerate((self._as_charts, self._as_tables)):
            each.setAutoExclusive(True)
            each.clicked.connect(partial(self._turn_to, place))
        self._as_charts.setChecked(True)
        self._table, self._picture = button("", self._ask_table), button("", self._ask_picture)
        head.addWidget(self._title)
        head.addSpacing(6)
        for part in (self._who, self._rubric, self._as_charts, self._as_tables):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self._table)
        head.addWidget(self._picture)
        return head

    def _make_charts(self) -> QWidget:
        self._page = QWidget()
        self._area = scrolled(self._page)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return self._area

    def _make_tables(self) -> QWidget:
        page = QWidget()
        lines = column(page, margins=_EDGES, spacing=6)
        self._measures, self._calls = Rows(), Rows()
        self._views = []
        for rows, key in ((self._measures, "summary_table"), (self._calls, "calls_table")):
            caption, view = label(role="strong"), _table_view(rows)
            self._views.append((view, caption, key))
            lines.addWidget(caption)
            lines.addWidget(view, 1)
        self._views[1][0].activated.connect(self._open_row)
        return page

    def _make_empty(self) -> QWidget:
        page = QWidget()
        lines = column(page, margins=_EDGES)
        self._none = label(role="large", wrap=True)
        lines.addWidget(self._none)
        lines.addStretch(1)
        return page

    # --- showing

    def _show(self, way: Way) -> None:
        if way == self._way and self._said == self._desk.words.language:
            return  # nothing new: the eye keeps its place
        self._way, self._said = way, self._desk.words.language
        self._fill_boxes(way)
        there = way.progress is not None
        for part in (self._who, self._rubric, self._as_charts, self._as_tables, self._table, self._picture):
            part.setVisible(there)
        if there:
            self._plots = self._plotted(way)
            self._show_charts(way)
            self._tables_due = True
        self._turn_to(1 if self._as_tables.isChecked() else 0)
        self.loaded.emit()

    def _fill_boxes(self, way: Way) -> None:
        words = self._desk.words
        people = [
            (words("person_n", name=clean(name) if name else words("nobody_named"), n=count), name or NOBODY)
            for name, count in way.people
        ]
        rubrics = [(title.in_(words.language), name) for name, title in way.rubrics.items()]
        for box, entries, chosen in (
            (self._who, people, way.who or NOBODY),
            (self._rubric, rubrics, way.progress.rubric if way.progress else None),
        ):
            fill(box, entries, chosen=chosen)

    def _plotted(self, way: Way) -> tuple[tuple[str, tuple[Plotted, ...]], ...]:
        """Each group of charts under its heading."""
        words = self._desk.words
        groups: dict[str, list[Plotted]] = {}
        for kind, series in every_series(way.progress):
            if not series.points:
                continue
            heading, title, band = "group_overall", series.title, None
            if kind == "skill":
                heading = "group_skills"
            elif kind.startswith("voice "):
                spoken = kind.removeprefix("voice ")
                title = SHARE if series.id == "rep_talk_share" else MEASURES.get(series.id, title)  # shown in percent here
                band = way.usual.get(spoken, {}).get(series.id)
                heading = spoken
            plot = Plotted(kind=kind, title=_capital(clean(title.in_(words.language))), series=series, band=band)
            groups.setdefault(heading, []).append(plot)
        return tuple((self._heading(name), tuple(plots)) for name, plots in groups.items())

    def _heading(self, name: str) -> str:
        words = self._desk.words
        return words(name) if name.startswith("group_") else words("group_voice", language=words(name))

    def _show_charts(self, way: Way) -> None:
        words = self._desk.words
        at = self._area.verticalScrollBar().value()
        self._page = QWidget()
        lines = column(self._page, margins=_EDGES, spacing=GAP)
        line = row(spacing=GAP)
        for tile in tiles(way.progress, self._rubric.currentText(), words):
            line.addWidget(tile, 1)
        lines.addLayout(line)
        lines.addWidget(flowing(words("progress_about"), "hint"))
        self._grids = []
        for heading, plots in self._plots:
            lines.addSpacing(4)
            lines.addWidget(label(heading, "title"))
            charts = [Chart(self._desk, plot) for plot in plots]
            for chart in charts:
                chart.opened.connect(self.opened)
            grid = QGridLayout()
            grid.setSpacing(GAP)
            lines.addLayout(grid)
            self._grids.append((grid, charts))
        lines.addStretch(1)
        self._columns = 0
        self._arrange()
        self._page.setObjectName("page")
        self._area.setWidget(self._page)  # the old page goes
        self._area.verticalScrollBar().setValue(at)

    def _show_tables(self, way: Way) -> None:
        words = self._desk.words
        plots = [plot for _, group in self._plots for plot in group]
        self._measures.show(*measure_rows(plots, words))
        self._calls.show(*call_rows(plots, way.titles, words))
        for view, _, _ in self._views:
            _fit(view)

    def _arrange(self) -> None:
        """As many charts in a line as are readable; a short line is filled up, so that all are of one width."""
        columns = max(1, min(MOST_COLUMNS, (self._stack.width() - 56 + GAP) // (SMALLEST + 70 + GAP)))
        if columns == self._columns or self._way is None or self._way.progress is None:
            return
        self._columns = columns
        for grid, charts in self._grids:
            while grid.count():
                grid.takeAt(0)
            for place, chart in enumerate(charts):
                grid.addWidget(chart, place // columns, place % columns)
            while grid.count() < columns:
                grid.addItem(QSpacerItem(SMALLEST, 1, QSizePolicy.Policy.Expanding), 0, grid.count())
            for place in range(MOST_COLUMNS):
                grid.setColumnStretch(place, 1 if place < columns else 0)

    def _turn_to(self, page: int, checked: bool = False) -> None:
        empty = self._way is not None and self._way.progress is None
        if page and self._tables_due and not empty:
            self._tables_due = False
            self._show_tables(self._way)
        self._stack.setCurrentIndex(2 if empty else page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _open_row(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(Qt.ItemDataRole.UserRole))

    # --- saving

    def _ask_table(self) -> None:
        self._ask("table_kind", "csv", self.save_table)

    def _ask_picture(self) -> None:
        self._ask("picture_kind", "png", self.save_picture)

    def _ask(self, kind: str, ending: str, save) -> None:
        words = self._desk.words
        name, _ = QFileDialog.getSaveFileName(self, words("progress"), f"progress.{ending}", f"{words(kind)} (*.{ending})")
        if name:
            save(Path(name) if Path(name).suffix else Path(f"{name}.{ending}"))

    def save_table(self, path: Path) -> None:
        """Each call's value of each series, as CSV."""
        result, language = self._way.progress, self._desk.words.language
        self._save(path, lambda: progress_table(result, language))

    def save_picture(self, path: Path) -> None:
        """All the charts, as PNG: drawn here, pressed and written beside the window."""
        theme, ratio = self._desk.theme, self.devicePixelRatioF()
        head, width = 48, self._page.width()
        height = head + min(self._page.height(), self._page.layout().totalHeightForWidth(width))
        image = QImage(QSize(width, height) * ratio, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(QColor(theme.colours.paper))
        painter = QPainter(image)
        painter.setFont(theme.font(1.25, bold=True))
        painter.setPen(QColor(theme.colours.ink))
        title = " · ".join((self._desk.words("progress"), self._who.currentText(), self._rubric.currentText()))
        painter.drawText(QRectF(28, 0, width - 56, head), Qt.AlignmentFlag.AlignVCenter, title)
        self._page.render(painter, QPoint(0, head), renderFlags=QWidget.RenderFlag.DrawChildren)
        painter.end()
        self._save(path, lambda: _png(image))

    def _save(self, path: Path, content) -> None:
        job = self._desk.jobs.start(lambda handle: write_private(path, content()))
        job.done.connect(lambda nothing: self._say_saved(path))
        job.failed.connect(self.failed)

    def _say_saved(self, path: Path) -> None:
        self._note.setText(self._desk.words("saved_to", path=clean(str(path))))
        self._note.show()
        self.saved.emit(path)

    def sizeHint(self) -> QSize:
        return QSize(900, 600)


def _table_view(rows: Rows) -> QTableView:
    view = QTableView()
    view.setModel(rows)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setTabKeyNavigation(False)
    view.setWordWrap(False)
    view.verticalHeader().hide()
    view.horizontalHeader().setStretchLastSection(True)
    view.setShowGrid(False)
    view.setAlternatingRowColors(True)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    return view


def _fit(view: QTableView) -> None:
    """Columns as wide as the head and the rows in sight, none wider than 300 pixels."""
    view.horizontalHeader().setResizeContentsPrecision(20)
    view.resizeColumnsToContents()
    for place in range(view.model().columnCount()):
        view.setColumnWidth(place, min(300, view.columnWidth(place) + 12))


def _png(image: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    buffer.close()
    return content.data()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
