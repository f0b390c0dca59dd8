"""The progress in tables: a row for each measure, and a row for each call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from coach.model import Baseline
from coach.progress import Series
from coach.report.format import clean
from coach.times import local_minute
from ui.messages import Words
from ui.progress.chart import Plotted
from ui.progress.figures import shown, usual


class Rows(QAbstractTableModel):
    """Fixed texts under fixed heads; `UserRole` gives the uid of the row's call, None where it is of no call."""

    def __init__(self) -> None:
        super().__init__()
        self._head: Sequence[str] = ()
        self._rows: Sequence[Sequence[str]] = ()
        self._uids: Sequence[str] = ()

    def show(self, head: Sequence[str], rows: Sequence[Sequence[str]], uids: Sequence[str] = ()) -> None:
        self.beginResetModel()
        self._head, self._rows, self._uids = head, rows, uids
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self._head)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._head[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.UserRole and self._uids:
            return self._uids[index.row()]
        return None


def measure_rows(plots: Sequence[Plotted], words: Words) -> tuple[list[str], list[list[str]]]:
    """Head and rows: each series with how many calls, its last value, its means, and what is usual."""
    head = ("col_measure", "col_calls", "col_last", "col_recent", "col_before", "col_usual", "col_note")
    return [words(key) for key in head], [_measure_row(plot, words) for plot in plots]


def call_rows(
    plots: Sequence[Plotted], titles: Mapping[str, str], words: Words
) -> tuple[list[str], list[list[str]], list[str]]:
    """Head, rows and uids: each call, the newest first, with its value in every series that has one."""
    whens = {point.call: point.made_at for plot in plots for point in plot.series.points}
    values = [{point.call: point.value for point in plot.series.points} for plot in plots]
    uids = sorted(whens, key=whens.__getitem__, reverse=True)
    rows = []
    for uid in uids:
        row = [local_minute(whens[uid]), clean(titles.get(uid, uid))]
        row += [shown(plot.kind, plot.series.id, of.get(uid)) for plot, of in zip(plots, values, strict=True)]
        rows.append(row)
    return [words("col_when"), words("col_title"), *(plot.title for plot in plots)], rows, uids


def _measure_row(plot: Plotted, words: Words) -> list[str]:
    series: Series = plot.series
    band: Baseline | None = plot.band

    def of(value: float | None) -> str:
        return shown(plot.kind, series.id, value)

    return [
        plot.title,
        str(len(series.points)),
        of(series.points[-1].value if series.points else None),
        of(series.recent),
        of(series.before if series.comparable else None),
        usual(plot.kind, series.id, band, words, "usual_from") if band else "—",
        "" if series.comparable else words("not_enough"),
    ]
