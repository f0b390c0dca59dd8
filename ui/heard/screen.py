"""The page of a call that is being heard: how the rep spoke at once, then words and cards as they come; then it is the call's own screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QSplitter, QVBoxLayout, QWidget

from coach.model import Delivery, Scorecard
from coach.report.cards import Card, build_cards
from coach.report.format import clean, duration, percent
from ui.call.card_line import CardLine
from ui.call.transcript import Transcript
from ui.desk import Desk
from ui.heard.voice_tiles import VoiceTiles
from ui.queue.queue import Item, Queue
from ui.widgets.parts import Page, button, clear, column, frame, label, row, scrolled


class HeardScreen(QWidget):
    """Shows one item of the queue. `left` when there is nothing more to see here: it failed, was cancelled, or the user goes."""

    left = Signal()

    def __init__(self, desk: Desk, queue: Queue) -> None:
        super().__init__()
        self._desk, self._queue = desk, queue
        self.item_id: int | None = None
        self.is_expecting = False
        self._voice: Delivery | None = None
        self._shown: Scorecard | None = None
        self._card_list: Sequence[Card] = ()
        page = column(self, margins=(28, 22, 28, 18), spacing=12)
        page.addLayout(self._make_head())
        self._caption = label(role="caption")
        self.tiles = VoiceTiles()
        page.addWidget(self._caption)
        page.addWidget(self.tiles)
        page.addWidget(self._make_parts(), 1)
        queue.changed.connect(self._show_item)
        queue.progressed.connect(lambda item_id: self._show_item())
        desk.words.changed.connect(self.retranslate)
        desk.theme.changed.connect(self._show_heard)
        self.retranslate()

    def expect(self, title: str, voice: Delivery | None) -> None:
        """A call has ended and is being kept; `voice` is how the rep spoke, as far as the sound alone tells."""
        self.item_id, self._voice, self._shown = None, voice, None
        self.is_expecting = True
        self._title.setText(clean(title))
        self._bar.setValue(0)
        self.transcript.clear()
        self.retranslate()

    def follow(self, item_id: int) -> None:
        """Show this item from now on, with the voice of the call that was expected."""
        self.item_id, self._shown = item_id, None
        self._voice = self._voice if self.is_expecting else None
        self.is_expecting = False
        self.transcript.clear()
        self.retranslate()

    def take_focus(self) -> None:
        self.transcript.setFocus()

    def retranslate(self) -> None:
        words = self._desk.words
        self._caption.setText(words("your_voice"))
        self._cards_title.setText(words("cards_so_far"))
        self._later.setText(words("judged_at_the_end"))
        self._cancel.setText(words("cancel"))
        self._files.setText(words("to_files"))
        self.transcript.setPlaceholderText(words("words_come"))
        self.setAccessibleName(words("being_heard"))
        self._show_item()
        self._show_heard()

    # --- made once

    def _make_head(self) -> QVBoxLayout:
        lines = column(spacing=6)
        head = row(spacing=10)
        self._title = label(role="heading")
        self._cancel = button("", self._stop)
        self._files = button("", self.left.emit)
        head.addWidget(self._title, 1)
        head.addWidget(self._files)
        head.addWidget(self._cancel)
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        self._state = label(role="hint")
        lines.addLayout(head)
        lines.addWidget(self._bar)
        lines.addWidget(self._state)
        return lines

    def _make_parts(self) -> QSplitter:
        beside = QSplitter(Qt.Orientation.Horizontal)
        cards = frame("sheet")
        lines = column(cards, margins=(14, 10, 14, 10), spacing=8)
        self._cards_title = label(role="caption")
        inside = Page()
        self._cards = column(inside, spacing=6)
        self._cards.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._later = label(role="hint", wrap=True)
        lines.addWidget(self._cards_title)
        lines.addWidget(scrolled(inside), 1)
        lines.addWidget(self._later)
        said = frame("sheet")
        self.transcript = Transcript(self._desk, is_kept=False)
        column(said, margins=(2, 2, 2, 2), spacing=0).addWidget(self.transcript)
        beside.addWidget(cards)
        beside.addWidget(said)
        beside.setChildrenCollapsible(False)
        beside.setHandleWidth(10)
        beside.setSizes([480, 700])
        return beside

    # --- showing

    def _show_item(self) -> None:
        self._cancel.setVisible(not self.is_expecting)
        if self.is_expecting:
            self._state.setText(self._desk.words("being_kept"))
        if self.item_id is None:
            return
        item = self._queue.find(self.item_id)
        if item is None or item.state in ("failed", "cancelled", "done"):
            self.item_id = None
            if self.isVisible() and (item is None or item.state != "done"):
                self.left.emit()
            return
        self._title.setText(clean(item.task.title))
        self._state.setText(self._state_of(item))
        self._bar.setValue(round(1000 * item.share))
        self._bar.setAccessibleName(self._state.text())
        if item.so_far is not None and item.so_far is not self._shown:
            self._shown = item.so_far
            self._show_heard()

    def _state_of(self, item: Item) -> str:
        words = self._desk.words
        if item.state == "waiting":
            return words("behind_others")
        step = item.step.in_(words.language) if item.step else words("being_heard")
        if item.left_s is None:
            return words("state_working", step=step, percent=percent(item.share))
        left = duration(max(1.0, item.left_s), words.language)
        return words("state_left", step=step, percent=percent(item.share), left=left)

    def _show_heard(self) -> None:
        words, scorecard = self._desk.words, self._shown
        self.tiles.show_voice(_reps(scorecard) or self._voice, words)
        self._card_list = cards = build_cards(scorecard, words.language) if scorecard else ()
        clear(self._cards)
        if not cards:
            self._cards.addWidget(label(words("no_cards_so_far"), "soft", wrap=True))
        for card in cards:
            self._cards.addWidget(CardLine(self._desk, card, self._bring))
        if scorecard is not None:
            bar = self.transcript.verticalScrollBar()
            follows, at = bar.value() >= bar.maximum() - 4, bar.value()
            self.transcript.show_call(scorecard, cards)
            bar.setValue(bar.maximum() if follows else at)

    def _bring(self, number: int) -> None:
        card = next((card for card in self._card_list if card.number == number), None)
        if card and card.place and card.place.turn:
            self.transcript.bring_turn(card.place.turn)

    def _stop(self) -> None:
        if self.item_id is not None:
            self._queue.cancel(self.item_id)


def _reps(scorecard: Scorecard | None) -> Delivery | None:
    rep = next((speaker.id for speaker in scorecard.speakers if speaker.role == "rep"), None) if scorecard else None
    return scorecard.delivery.get(rep) if scorecard and rep else None
