"""The calls of the library as a list that Qt can show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt

from coach.library.find import Hit
from coach.library.store import CallSummary
from coach.report.format import clean, duration, number
from ui.messages import Words


HIT = Qt.ItemDataRole.UserRole + 1


class CallList(QAbstractListModel):
    """`UserRole` gives the CallSummary, `HIT` what was found with it, the display role a line of text for those who hear the list."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.hits: tuple[Hit, ...] = ()
        self.rubrics: dict[str, str] = {}

    @property
    def calls(self) -> tuple[CallSummary, ...]:
        return tuple(hit.call for hit in self.hits)

    def show(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self.hits = tuple(hits)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        call = hit.call
        if role == HIT:
            return hit
        if role == Qt.ItemDataRole.UserRole:
            return call
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            said = self._words(
                "call_row",
                title=clean(call.title),
                facts=self.facts(call),
                when=when(call.made_at, self._words),
                score="—" if call.score is None else number(call.score),
                red=call.red_cards,
                yellow=call.yellow_cards,
            )
            return "\n".join(each for each in (said, self.about(hit)) if each)
        return None

    def about(self, hit: Hit) -> str:
        """Where the words of the search were said, else the note; the tags behind it."""
        text = clean(hit.note)
        if hit.turn is not None:
            text = self._words("found_in_turn", n=hit.turn, text=clean(hit.excerpt))
        return "  ".join(each for each in (text, *(f"#{clean(tag)}" for tag in hit.tags)) if each)

    def facts(self, call: CallSummary) -> str:
        """Rubric, language, length, and the rep where one is named."""
        language = self._words.language
        facts = [self.rubrics.get(call.rubric, call.rubric), self._words(call.language)]
        if call.duration_s is not None:
            facts.append(duration(call.duration_s, language))
        if call.rep:
            facts.append(clean(call.rep))
        return " · ".join(facts)


def when(made_at: str, words: Words, *, now: datetime | None = None) -> str:
    """A time as people write it here: today's with the time only, else the date."""
    then = datetime.fromisoformat(made_at).astimezone()
    today = (now or datetime.now().astimezone()).date()
    if then.date() == today:
        return words("today_at", time=f"{then:%H:%M}")
    if words.language == "zh":
        return f"{then.year} 年 {then.month} 月 {then.day} 日 {then:%H:%M}"
    return f"{then.day} {then:%b %Y, %H:%M}"
