"""The scorecard: score, the one thing to work on first, the cards, promises, voice, and how the score adds up.

What is not in sight at once is made a little at a time, between the window's other work; with very many cards each is a
line until it is chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import perf_counter

from PySide6.QtCore import QTimer, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QProgressBar, QPushButton, QScrollArea, QVBoxLayout, QWidget

from coach.liveliness_words import liveliness_words
from coach.model import Scorecard
from coach.report.cards import Card, build_cards
from coach.report.figures import Row, interplay_rows
from coach.report.format import clean, clock, number, points
from coach.report.heading import was_judged, why_no_score
from coach.report.page import limits, voices
from coach.report.transcript import speaker_name
from ui.again.again import Attempts
from ui.call.card import CardView
from ui.call.card_line import CardLine
from ui.call.said import person_said
from ui.call.verdict import overruled_view
from ui.desk import Desk
from ui.widgets.parts import Page, button, clear, column, frame, label, row, rule, scrolled
from ui.widgets.signs import Sign

SLICE_S = 0.012  # so long may making cards keep the window from its other work
MANY = 40  # with more cards than this, each is a line until it is chosen
LOOKS = ("red", "yellow", "missed", "strength")


class ScorecardPanel(QWidget):
    """`card_chosen` with a card's number, `time_chosen` with seconds, `asked` with what a person says of a finding.

    `again_asked` with a finding's uid and `try_moment` or `hear_livelier`.
    """

    card_chosen = Signal(int)
    time_chosen = Signal(float)
    asked = Signal(str, str)  # a finding's uid, and `verdict.Asked`
    again_asked = Signal(str, str)
    filled = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._scorecard: Scorecard | None = None
        self._cards: Sequence[Card] = ()
        self._machine: Scorecard | None = None
        self._attempts: Attempts = {}
        self._views: dict[int, CardView] = {}
        self._short: dict[int, tuple[QVBoxLayout, CardLine]] = {}
        self._sections: dict[str, QWidget] = {}
        self._selected = 0
        self._wanted = 0
        self._kept = 0  # where it was scrolled to
        outside = column(self)
        self._page = Page()
        self._lines = column(self._page, margins=(16, 4, 12, 20), spacing=12)
        self._lines.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._area: QScrollArea = scrolled(self._page)
        outside.addWidget(self._area)
        self._todo: Iterator[None] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._make_more)
        desk.theme.changed.connect(self._rebuild)

    def show_call(self, scorecard: Scorecard, cards: Sequence[Card], machine: Scorecard | None = None) -> None:
        """`machine` is the call as the program alone judged it, where a person changed something. The same call stays in place."""
        same = self._scorecard is not None and self._scorecard.uid == scorecard.uid
        self._scorecard, self._cards, self._machine = scorecard, cards, machine
        self._selected = self._wanted = 0
        self._kept = self._area.verticalScrollBar().value() if same else 0
        self._rebuild()
        if not same:
            self._area.verticalScrollBar().setValue(0)

    def show_attempts(self, attempts: Attempts) -> None:
        """The answers that were tried again, by finding."""
        self._attempts = attempts
        for view in self._views.values():
            view.show_attempts(attempts.get(view.card.uid, ()))

    def select(self, number: int) -> None:
        """Mark a card and bring it into sight, as soon as it has been made."""
        if self._selected in self._views:
            self._views[self._selected].select(False)
        self._selected = number
        self._unfold(number)
        view = self._views.get(number)
        if view is None:
            self._wanted = number
            return
        self._wanted = 0
        view.select(True)
        self._bring(view)

    def mark(self, number: int) -> None:
        """Mark a card as soon as it has been made, and leave the place where one is."""
        self._selected = number

    def verdict_button(self, finding_uid: str, what: str) -> QPushButton | None:
        """The button that asks `what` (`verdict.Asked`, or of `again_asked`) of a finding, where there is one."""
        return next(
            (each for each in self._page.findChildren(QPushButton) if each.property("asks") == f"{what} {finding_uid}"), None
        )

    def texts(self) -> list[str]:
        """Every label's text, from what has been made."""
        return [each.text() for each in self._page.findChildren(QLabel)]

    def view_of(self, card_number: int) -> CardView | None:
        return self._views.get(card_number)

    @property
    def is_filled(self) -> bool:
        return not self._timer.isActive()

    def stop(self) -> None:
        self._timer.stop()

    def _bring(self, widget: QWidget) -> None:
        self._page.layout().activate()
        top = widget.mapTo(self._page, widget.rect().topLeft()).y()
        bar = self._area.verticalScrollBar()
        height = self._area.viewport().height()
        if top < bar.value() or top + min(widget.height(), height) > bar.value() + height:
            bar.setValue(max(0, top - 10))

    # --- making it, a piece at a time

    def _rebuild(self) -> None:
        if self._scorecard is None:
            return
        clear(self._lines)
        self._views, self._short, self._sections = {}, {}, {}
        self._area.setAccessibleName(self._desk.words("scorecard_panel"))
        self._todo = self._pieces()
        next(self._todo, None)  # the top is there at once
        self._timer.start()

    def _make_more(self) -> None:
        until = perf_counter() + SLICE_S
        while perf_counter() < until:
            try:
                next(self._todo)
            except StopIteration:
                self._timer.stop()
                if self._selected in self._views and not self._wanted:
                    self._views[self._selected].select(True)
                if self._kept:
                    self._page.layout().activate()
                    self._area.verticalScrollBar().setValue(self._kept)
                    self._kept = 0
                self.filled.emit()
                return
            if self._wanted in self._views or self._wanted in self._short:
                self.select(self._wanted)

    def _pieces(self) -> Iterator[None]:
        scorecard, words = self._scorecard, self._desk.words
        self._lines.addLayout(self._hero())
        yield
        judged = was_judged(scorecard)
        for name, looks in (("red_cards", ("red", "yellow")), ("missed", ("missed",)), ("strengths", ("strength",))):
            cards = [card for card in self._cards if card.look in looks]
            empty = {"red_cards": "none_red", "missed": "none_missed", "strengths": "none_strengths"}[name]
            lines = self._section(name, len(cards), words(empty) if judged else words("not_judged"))
            yield
            for card in cards:
                if card.uid == scorecard.focus:
                    lines.addLayout(self._see_above(card))
                else:
                    self._add_card(lines, card)
                yield
        self._add_overruled()
        yield
        self._add_promises()
        yield
        yield from self._voice()
        self._add_interplay()
        yield
        self._add_criteria()
        yield
        self._add_notes()
        yield

    def _section(self, key: str, count: int | None, empty: str | None = None) -> QVBoxLayout:
        head = row(spacing=8)
        title = label(self._desk.words(key), "title")
        head.addWidget(title)
        if count:
            head.addWidget(label(str(count), "soft"), 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        self._lines.addSpacing(8)
        self._lines.addLayout(head)
        self._sections[key] = title
        if not count and empty:
            self._lines.addWidget(label(empty, "soft", wrap=True))
        lines = column(spacing=10)
        self._lines.addLayout(lines)
        return lines

    def _add_card(self, lines: QVBoxLayout, card: Card, *, focus: bool = False) -> None:
        if len(self._cards) > MANY and not focus:
            short = CardLine(self._desk, card, self.card_chosen.emit)
            self._short[card.number] = (lines, short)
            lines.addWidget(short)
            return
        view = self._view(card, focus=focus)
        self._views[card.number] = view
        lines.addWidget(view)

    def _view(self, card: Card, *, focus: bool = False) -> CardView:
        said = person_said(self._scorecard, card.uid, self._machine)
        view = CardView(
            self._desk,
            card,
            self.card_chosen.emit,
            ask=self.asked.emit,
            again=self.again_asked.emit,
            has_voice=self._scorecard.audio is not None,
            said=said,
            focus=focus,
        )
        view.show_attempts(self._attempts.get(card.uid, ()))
        return view

    def _add_overruled(self) -> None:
        """What the program found and a person's word or correction took away."""
        if self._machine is None:
            return
        standing = {card.uid for card in self._cards}
        gone = [card for card in build_cards(self._machine, self._desk.words.language) if card.uid not in standing]
        if not gone:
            return
        lines = self._section("programs_own", len(gone))
        for card in gone:
            said = person_said(self._machine, card.uid, self._machine, now=self._scorecard)
            time_s = card.place.time_s if card.place else None
            hear = (lambda time_s=time_s: self.time_chosen.emit(time_s)) if time_s is not None else (lambda: None)
            lines.addWidget(overruled_view(self._desk, card, said or "gone", self.asked.emit, hear))

    def _unfold(self, number: int) -> None:
        """Show a card in full that was a line."""
        lines, short = self._short.pop(number, (None, None))
        if lines is not None:
            view = self._view(short.card)
            self._views[number] = view
            lines.replaceWidget(short, view)
            short.hide()
            short.deleteLater()

    def _see_above(self, card: Card) -> QHBoxLayout:
        line = row(spacing=8)
        line.addWidget(Sign(self._desk.theme, card.look, str(card.number), size=24))
        line.addWidget(button(card.title, lambda: self.card_chosen.emit(card.number), "link"))
        line.addWidget(label(self._desk.words("see_above"), "hint"), 1)
        return line

    # --- the top

    def _hero(self) -> QHBoxLayout:
        line = row(spacing=12)
        score = self._score()
        score.setFixedWidth(196)
        line.addWidget(score, 0, Qt.AlignmentFlag.AlignTop)
        right = column()
        focus = next((card for card in self._cards if card.uid == self._scorecard.focus), None)
        if focus is not None:
            self._add_card(right, focus, focus=True)
        else:
            box = frame("sheet")
            lines = column(box, margins=(18, 16, 18, 16), spacing=6)
            words = self._desk.words
            lines.addWidget(label(words("focus"), "caption"))
            judged = was_judged(self._scorecard)
            lines.addWidget(label(words("no_focus") if judged else words("not_judged"), "large", wrap=True))
            right.addWidget(box)
        right.addStretch(1)
        line.addLayout(right, 1)
        return line

    def _score(self) -> QFrame:
        scorecard, words = self._scorecard, self._desk.words
        box = frame("sheet")
        lines = column(box, margins=(14, 12, 14, 14), spacing=4)
        lines.addWidget(label(words("score"), "caption"))
        if scorecard.score is None:
            lines.addWidget(label(words("no_score"), "heading", wrap=True))
            lines.addWidget(label(why_no_score(scorecard, words.language), "hint", wrap=True))
        else:
            figure = row(spacing=6)
            big = label(number(scorecard.score), "huge")
            big.setAccessibleName(words("score_of_100", score=number(scorecard.score)))
            figure.addWidget(big)
            figure.addWidget(label(words("of_100"), "hint"), 1, Qt.AlignmentFlag.AlignBottom)
            lines.addLayout(figure)
            bar = QProgressBar()
            bar.setRange(0, 1000)
            bar.setValue(round(scorecard.score * 10))
            bar.setTextVisible(False)
            bar.setFixedHeight(8)
            bar.setProperty("role", "score")
            bar.setAccessibleName(words("score_of_100", score=number(scorecard.score)))
            lines.addWidget(bar)
        if self._machine is not None and self._machine.score is not None and self._machine.score != scorecard.score:
            lines.addWidget(label(words("score_alone", score=number(self._machine.score)), "hint", wrap=True))
        lines.addSpacing(6)
        for look in LOOKS:
            lines.addLayout(self._count(look))
        critical = [card for card in self._cards if card.critical]
        if critical:
            lines.addSpacing(8)
            lines.addWidget(rule("redrule", height=2))
            lines.addSpacing(4)
            lines.addWidget(label(words("critical_list"), "criticalname", wrap=True))
            for card in critical:
                lines.addWidget(self._jump(card))
        return box

    def _jump(self, card: Card) -> QWidget:
        box = QWidget()
        line = row(box, spacing=6)
        place = card.place.text if card.place else "—"
        link = button(place, lambda: self.card_chosen.emit(card.number), "link")
        link.setAccessibleName(f"{place} {card.title}")
        line.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(card.title, "hint", wrap=True), 1)
        return box

    def _count(self, look: str) -> QHBoxLayout:
        words = self._desk.words
        count = sum(card.look == look for card in self._cards)
        line = row(spacing=6)
        line.addWidget(Sign(self._desk.theme, look, size=19))
        section = {"red": "red_cards", "yellow": "red_cards", "missed": "missed", "strength": "strengths"}[look]
        link = button(f"{count}  {words(f'count_{look}')}", lambda: self.show_section(section), "count")
        line.addWidget(link)
        line.addStretch(1)
        return line

    def show_section(self, section: str) -> None:
        """Scroll to a section, by the report's word for it."""
        if section in self._sections:
            self._page.layout().activate()
            title = self._sections[section]
            self._area.verticalScrollBar().setValue(title.mapTo(self._page, title.rect().topLeft()).y() - 8)

    # --- promises, voice, conversation

    def _add_promises(self) -> None:
        scorecard, words = self._scorecard, self._desk.words
        lines = self._section("promises", len(scorecard.promises), words("none_promises"))
        starts_s = {turn.uid: turn.start_s for turn in scorecard.turns}
        if not scorecard.promises:
            return
        box = frame("sheet")
        grid = QGridLayout(box)
        grid.setContentsMargins(14, 10, 14, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for place, promise in enumerate(scorecard.promises):
            start_s = starts_s.get(promise.turn)
            if start_s is not None:
                grid.addWidget(self._time(start_s), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(clean(promise.quote), wrap=True), place, 1)
            due = clean(promise.due) if promise.due else words("no_due")
            shown = label(due, None if promise.due else "kind-yellow", wrap=True)
            shown.setMaximumWidth(160)
            grid.addWidget(shown, place, 2, Qt.AlignmentFlag.AlignTop)
        lines.addWidget(box)

    def _time(self, time_s: float) -> QWidget:
        return button(clock(time_s), lambda: self.time_chosen.emit(time_s), "link")

    def _voice(self) -> Iterator[None]:
        scorecard, words = self._scorecard, self._desk.words
        measured = [card for card in self._cards if card.look == "delivery" and card.uid != scorecard.focus]
        if not scorecard.delivery and not measured:
            return
        lines = self._section("delivery", None)
        liveliness = liveliness_words(scorecard)
        measured_voices = voices(scorecard, words.language, liveliness)
        if measured_voices:
            names = [speaker_name(each, each.role, words.language) for each, _ in measured_voices]
            lines.addWidget(self._table(names, [rows for _, rows in measured_voices]))
            for each, rows in measured_voices:
                for figure in rows:
                    if figure.advice and each.role == "rep":
                        lines.addWidget(label(f"{figure.name}{words.colon}{figure.advice}", "hint", wrap=True))
        yield
        for card in measured:
            self._add_card(lines, card)
            yield

    def _table(self, names: Sequence[str], voices: Sequence[Sequence[Row]]) -> QFrame:
        box = frame("sheet")
        grid = QGridLayout(box)
        grid.setContentsMargins(14, 10, 14, 10)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(7)
        grid.addWidget(label(self._desk.words("measure"), "caption"), 0, 0)
        grid.setColumnStretch(0, 3)
        for place, name in enumerate(names, 1):
            grid.addWidget(label(name, "caption"), 0, place)
            grid.setColumnStretch(place, 4)
        for line, rows in enumerate(zip(*voices, strict=True), 1):
            grid.addWidget(label(rows[0].name, "soft" if rows[0].aside else None, wrap=True), line, 0)
            for place, figure in enumerate(rows, 1):
                grid.addLayout(self._value(figure), line, place)
        return box

    def _value(self, figure: Row) -> QHBoxLayout:
        line = row(spacing=6)
        missing = figure.value is None
        text = self._desk.words("not_measured") if missing else figure.value
        shown: QLabel = label(text, "soft" if missing or figure.aside else None, wrap=not figure.plain)
        line.addWidget(shown, 0 if figure.plain else 1)
        if figure.plain:
            line.addWidget(label(figure.plain, "plain"), 0, Qt.AlignmentFlag.AlignVCenter)
            line.addStretch(1)
        return line

    def _add_interplay(self) -> None:
        scorecard = self._scorecard
        if scorecard.interplay is None:
            return
        lines = self._section("interplay", None)
        box = frame("sheet")
        grid = QGridLayout(box)
        grid.setContentsMargins(14, 10, 14, 10)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 4)
        for line, figure in enumerate(interplay_rows(scorecard.interplay, scorecard, self._desk.words.language)):
            grid.addWidget(label(figure.name, wrap=True), line, 0)
            grid.addLayout(self._value(figure), line, 1)
        lines.addWidget(box)

    # --- how the score adds up, notes

    def _add_criteria(self) -> None:
        scorecard, words = self._scorecard, self._desk.words
        if not scorecard.criteria:
            return
        lines = self._section("criteria", None)
        box = frame("sheet")
        grid = QGridLayout(box)
        grid.setContentsMargins(14, 10, 14, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(0, 1)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        for place, key in enumerate(("criterion", "marks", "points", "out_of")):
            grid.addWidget(label(words(key), "caption"), 0, place, right if place > 1 else Qt.AlignmentFlag.AlignLeft)
        cards = {card.uid: card for card in self._cards}
        for line, criterion in enumerate(scorecard.criteria, 1):
            soft = None if criterion.applicable else "soft"
            name = clean(criterion.title.in_(words.language))
            grid.addWidget(label(name, soft, wrap=True), line, 0)
            grid.addLayout(self._numbers([cards[uid] for uid in criterion.findings if uid in cards]), line, 1)
            if criterion.applicable:
                grid.addWidget(label(points(criterion.points)), line, 2, right)
                grid.addWidget(label(points(criterion.max_points)), line, 3, right)
            else:
                grid.addWidget(label(words("not_applicable"), "hint"), line, 2, 1, 2, right)
        counted = [each for each in scorecard.criteria if each.applicable]
        got, best = points(sum(each.points for each in counted)), points(sum(each.max_points for each in counted))
        last = len(scorecard.criteria) + 1
        grid.addWidget(rule(), last, 0, 1, 4)
        for place, text in ((0, words("total")), (2, got), (3, best)):
            grid.addWidget(label(text, "strong"), last + 1, place, right if place else Qt.AlignmentFlag.AlignLeft)
        lines.addWidget(box)
        if scorecard.score is not None:
            lines.addWidget(label(f"{words('formula')} {got} ÷ {best} = {number(scorecard.score)}"))
        lines.addWidget(label(words("formula_hint"), "hint", wrap=True))

    def _numbers(self, cards: Sequence[Card]) -> QGridLayout:
        """The cards' numbers as links, four to a line."""
        grid = QGridLayout()
        grid.setSpacing(2)
        for place, card in enumerate(sorted(cards, key=lambda card: card.number)):
            link = button(str(card.number), lambda card=card: self.card_chosen.emit(card.number), "link")
            link.setAccessibleName(f"{card.number} {card.title}")
            grid.addWidget(link, place // 4, place % 4)
        return grid

    def _add_notes(self) -> None:
        scorecard, words = self._scorecard, self._desk.words
        lines = self._section("notes", None)
        for note in scorecard.notes:
            lines.addWidget(label(f"• {clean(note.text.in_(words.language))}", wrap=True))
        lines.addWidget(label(words("limits"), "strong"))
        for limit in limits(scorecard, words.language):
            lines.addWidget(label(f"• {limit}", "soft", wrap=True))


