"""What was said, with the cards marked in it; the words light up as they play, and a click plays from a word."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from coach.model import Scorecard, Turn
from coach.report.cards import Card
from coach.report.format import clean
from coach.report.transcript import Line, build_lines, speaker_name
from ui.call.deeds import Cut
from ui.desk import Desk

_UNDERLINES = {
    "red": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "yellow": QTextCharFormat.UnderlineStyle.DashUnderline,
    "missed": QTextCharFormat.UnderlineStyle.DotLine,
    "strength": QTextCharFormat.UnderlineStyle.NoUnderline,
    "delivery": QTextCharFormat.UnderlineStyle.WaveUnderline,
}
_SPACE, _JOINER = "\u00a0", "\u2060"  # no line break at either


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A word, or the line above a turn, in the document: [first, last) are places of characters in it."""

    start_s: float
    end_s: float
    first: int
    last: int


class Transcript(QTextBrowser):
    """`chosen` with a time to play from, `card_chosen` with a card's number, `edit_asked` with a turn's number (from 1),
    `speaker_asked` with the number of the turn whose speaker's name was clicked, `selected` when a selection is made or gone.

    `is_kept`: the call is in the library; before that it cannot be corrected.
    """

    chosen = Signal(float)
    card_chosen = Signal(int)
    edit_asked = Signal(int)
    speaker_asked = Signal(int)
    selected = Signal()

    def __init__(self, desk: Desk, *, is_kept: bool = True) -> None:
        super().__init__()
        self._desk, self._is_kept = desk, is_kept
        self._scorecard: Scorecard | None = None
        self._cards: Sequence[Card] = ()
        self._formats: dict[tuple[str, float, bool, str | None], QTextCharFormat] = {}
        self._words: list[_Spoken] = []
        self._turns: list[_Spoken] = []
        self._places: dict[int, int] = {}  # turn number -> place in the document
        self._texts: dict[int, list[int]] = {}  # turn number -> place of each character of its text
        self._now: tuple[_Spoken | None, _Spoken | None] = (None, None)
        self._is_pressed = False
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.document().setDocumentMargin(12)
        self.viewport().setMouseTracking(True)
        self.anchorClicked.connect(self._follow)
        self.selectionChanged.connect(self._tell_selected)
        desk.theme.changed.connect(self._rebuild)

    def show_call(self, scorecard: Scorecard, cards: Sequence[Card]) -> None:
        same = self._scorecard is not None and self._scorecard.uid == scorecard.uid
        self._scorecard, self._cards = scorecard, cards
        self._rebuild()
        if not same:
            self.verticalScrollBar().setValue(0)

    def show_position(self, position_s: float, *, follow: bool) -> None:
        """Light up what is said now; with `follow` it is kept in sight."""
        turn, word = _at(self._turns, position_s), _at(self._words, position_s)
        if (turn, word) == self._now:
            return
        moved = turn is not self._now[0]
        self._now = (turn, word)
        self._light_up()
        if follow and moved and turn is not None:
            self._bring(turn.first)

    def bring_turn(self, number: int) -> None:
        """Scroll so that the turn with this number (from 1) can be read."""
        if number in self._places:
            self._bring(self._places[number])

    def turn_number_at(self, position_s: float) -> int:
        """The number (from 1) of the turn spoken then, else of the last one before; 1 where there is none."""
        started = [
            number
            for number, turn in enumerate(self._scorecard.turns if self._scorecard else (), 1)
            if turn.start_s is not None and turn.start_s <= position_s
        ]
        return started[-1] if started else 1

    def turn_at(self, position_s: float) -> tuple[float, float] | None:
        """From when to when the turn lasts that is spoken then."""
        turn = _at(self._turns, position_s)
        return None if turn is None else (turn.start_s, turn.end_s)

    def selected_turns(self) -> tuple[int, ...]:
        """The numbers (from 1) of the turns that the selection touches, in order; () without one."""
        cursor = self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        numbers = sorted(self._places)
        ends = [*(self._places[number] - 1 for number in numbers[1:]), self.document().characterCount()]
        return tuple(
            number for number, end in zip(numbers, ends, strict=False) if first < last and self._places[number] < last and first < end
        )

    def cut_place(self) -> Cut | None:
        """Where the cursor, or the start of the selection, parts a turn's text; None where it is at a turn's edge or in none."""
        place = self.textCursor().selectionStart()
        for number, characters in self._texts.items():
            if characters and characters[0] < place <= characters[-1]:
                text = clean(self._scorecard.turns[number - 1].text)
                at = next(index for index, each in enumerate(characters) if each >= place)
                while 0 < at and _one_word(text[at - 1], text[at]):
                    at -= 1
                return Cut(number, text[at:].strip()) if text[:at].strip() and text[at:].strip() else None
        return None

    def menu_place(self, number: int) -> QPoint:
        """Where on the screen a menu of this turn (from 1) opens: under its name, as far as that is in sight."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._places[number])
        at = self.cursorRect(cursor).bottomLeft()
        return self.viewport().mapToGlobal(QPoint(at.x() + 40, min(max(0, at.y()), self.viewport().height() - 20)))

    def name_place(self, number: int) -> int:
        """A place in the document inside the name of the turn with this number (from 1)."""
        block = self.document().findBlock(self._places[number])
        runs = (run.fragment() for run in block)
        return next(run.position() + 1 for run in runs if run.charFormat().anchorHref() == f"who:{number}")

    def word_place(self, text: str) -> tuple[int, float] | None:
        """A place in the document inside the first word with this text, and when the word starts."""
        for word in self._words:
            if self._text(word).strip() == text:
                return (word.first + word.last) // 2, word.start_s
        return None

    @property
    def lit(self) -> str:
        """The word that is lit up now."""
        word = self._now[1]
        return "" if word is None else self._text(word)

    def _text(self, spoken: _Spoken) -> str:
        cursor = QTextCursor(self.document())
        cursor.setPosition(spoken.first)
        cursor.setPosition(spoken.last, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    # --- writing the document

    def _rebuild(self) -> None:
        if self._scorecard is None:
            return
        words = self._desk.words
        self.setAccessibleName(words("words_shown"))
        lines = build_lines(self._scorecard, self._cards, words.language)
        self._formats.clear()  # the look may be another
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(12)
        document.setDefaultFont(self._desk.theme.font(1.04))
        self._words, self._turns, self._places, self._texts = [], [], {}, {}
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        if not lines:
            cursor.insertText(words("no_turns"), self._format("soft"))
        for line, turn in zip(lines, self._scorecard.turns, strict=True):
            self._write(cursor, line, turn)
        cursor.endEditBlock()
        place = self.verticalScrollBar().value()
        self.setDocument(document)  # the old one goes with it
        self.verticalScrollBar().setValue(place)
        self._words.sort(key=lambda word: word.start_s)
        self._turns.sort(key=lambda turn: turn.start_s)
        self._now = (None, None)
        self._light_up()

    def _write(self, cursor: QTextCursor, line: Line, turn: Turn) -> None:
        words, colours = self._desk.words, self._desk.theme.colours
        if line.stage:
            stage = self._format("ink", scale=0.96, bold=True)
            _block(cursor, top=14, bottom=2, first=line.number == 1)
            cursor.insertText(f"▍{line.stage}", stage)
        _block(cursor, top=4 if line.stage else 10, bottom=1, first=line.number == 1 and not line.stage)
        self._places[line.number] = cursor.position()
        if line.time is not None:
            time = self._format("link", scale=0.9)
            time.setAnchor(True)
            time.setAnchorHref(f"time:{line.time_s}")
            time.setFontUnderline(True)
            cursor.insertText(line.time, time)
        else:
            cursor.insertText(str(line.number), self._format("soft", scale=0.9))
        who = "rep" if line.role == "rep" else "other"
        cursor.insertText("   ", self._format(who, scale=0.92))
        name = self._format(who, scale=0.92, bold=True)
        if self._is_kept:
            name.setAnchor(True)
            name.setAnchorHref(f"who:{line.number}")
            name.setToolTip(words("who_is_this"))
        cursor.insertText(line.who, name)
        head = (self._places[line.number], cursor.position())
        if self._is_kept:
            edit = self._format("soft", scale=0.92)
            edit.setAnchor(True)
            edit.setAnchorHref(f"edit:{line.number}")
            edit.setToolTip(words("correct_turn_n", n=line.number))
            cursor.insertText("  ", self._format("soft", scale=0.92))
            cursor.insertText("✎", edit)
        if line.upset:
            cursor.insertText(f"   {words('upset')}", self._format("yellow_text", scale=0.86, bold=True))
        _block(cursor, left=2, line_height=112)
        plain = self._format("ink" if line.role == "rep" else "soft", scale=1.04)
        characters: list[int] = []  # the place of each character of the turn's text
        for piece in line.pieces:
            characters.extend(range(cursor.position(), cursor.position() + len(piece.text)))
            if piece.card is None:
                cursor.insertText(piece.text, plain)
            else:
                cursor.insertText(piece.text, self._mark(piece.card, plain))
                cursor.insertText(" ", plain)
                self._write_tag(cursor, piece.card, plain)
        if line.unclear:
            cursor.insertText(" ", plain)
            cursor.insertText(_padded(words("unclear")), self._format("ink", scale=0.82, bold=True, wash=colours.hover))
        if line.at_once:
            cursor.insertText(" ", plain)
            cursor.insertText(_padded(line.at_once), self._format("soft", scale=0.82, wash=colours.hover))
        for card in line.cards:
            cursor.insertText(" ", plain)
            self._write_tag(cursor, card, plain)
        for name in line.labels:
            cursor.insertText(" ", plain)
            cursor.insertText(_padded(name), self._format("soft", scale=0.82, wash=colours.hover))
        for heard in self._heard(turn):
            _block(cursor, left=2, top=2)
            cursor.insertText(heard, self._format("soft", scale=0.86))
        if turn.start_s is not None and turn.end_s is not None:
            self._turns.append(_Spoken(turn.start_s, turn.end_s, *head))
        self._texts[line.number] = characters
        self._words += _spoken_words(turn, clean(turn.text), characters)

    def _heard(self, turn: Turn) -> list[str]:
        """What the program had heard, where a person corrected it."""
        words, speakers = self._desk.words, {each.id: each for each in self._scorecard.speakers}
        lines = [words("program_heard", text=clean(turn.heard))] if turn.heard else []
        taken = speakers.get(turn.heard_speaker)
        if taken is not None:
            lines.append(words("program_took_for", name=speaker_name(taken, taken.role, words.language)))
        return lines

    def _write_tag(self, cursor: QTextCursor, card: Card, plain: QTextCharFormat) -> None:
        words, colours = self._desk.words, self._desk.theme.colours
        text = f"{card.number} {card.kind}{words.colon}{card.title}"
        if card.look == "missed":
            text += f" · {words('missed_here')}"
        if card.look in ("red", "yellow"):
            tag = self._format(f"{card.look}_ink", scale=0.82, bold=True, wash=getattr(colours, card.look))
        else:
            tag = self._format(card.look, scale=0.82, bold=True, wash=colours.wash_of(card.look))
        tag.setAnchor(True)
        tag.setAnchorHref(f"card:{card.number}")
        cursor.insertText(_padded(text), tag)
        cursor.insertText(" ", plain)

    def _mark(self, card: Card, plain: QTextCharFormat) -> QTextCharFormat:
        colours = self._desk.theme.colours
        marked = QTextCharFormat(plain)
        marked.setForeground(QColor(colours.ink))
        marked.setBackground(QColor(colours.wash_of(card.look)))
        marked.setUnderlineStyle(_UNDERLINES[card.look])
        marked.setUnderlineColor(QColor(colours.text_of(card.look)))
        return marked

    def _format(
        self, colour: str, *, scale: float = 1.0, bold: bool = False, wash: str | None = None
    ) -> QTextCharFormat:
        """One to be changed at will: a copy of what was made for the first of its kind."""
        kind = (colour, scale, bold, wash)
        if kind not in self._formats:
            self._formats[kind] = made = QTextCharFormat()
            made.setFontPointSize(self._desk.theme.points(scale))
            made.setForeground(QColor(getattr(self._desk.theme.colours, colour)))
            made.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
            if wash:
                made.setBackground(QColor(wash))
        return QTextCharFormat(self._formats[kind])

    # --- what lights up, what is clicked

    def _light_up(self) -> None:
        colours = self._desk.theme.colours
        turn, word = self._now
        lights = []
        if turn is not None:
            lights.append(self._light(turn, colours.delivery_wash))
        if word is not None:
            lights.append(self._light(word, colours.link, colours.sheet))
        self.setExtraSelections(lights)

    def _light(self, spoken: _Spoken, wash: str, ink: str | None = None) -> QTextEdit.ExtraSelection:
        light = QTextEdit.ExtraSelection()
        light.format.setBackground(QColor(wash))
        if ink:
            light.format.setForeground(QColor(ink))
        light.cursor = QTextCursor(self.document())
        light.cursor.setPosition(spoken.first)
        light.cursor.setPosition(spoken.last, QTextCursor.MoveMode.KeepAnchor)
        return light

    def _bring(self, place: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(place)
        box = self.cursorRect(cursor)
        height = self.viewport().height()
        if box.top() < 30 or box.bottom() > height - 60:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + box.top() - height // 4)

    def _follow(self, url: QUrl) -> None:
        if url.scheme() == "time":
            self.chosen.emit(float(url.path()))
        elif url.scheme() == "card":
            self.card_chosen.emit(int(url.path()))
        elif url.scheme() == "edit":
            self.edit_asked.emit(int(url.path()))
        elif url.scheme() == "who":
            self.speaker_asked.emit(int(url.path()))

    def _tell_selected(self) -> None:
        """While the mouse is drawn the selection only grows: it is told when the button is let go."""
        if not self._is_pressed:
            self.selected.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_pressed = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._is_pressed = False
        self.selected.emit()
        if event.button() != Qt.MouseButton.LeftButton or self.textCursor().hasSelection():
            return
        if self.anchorAt(event.position().toPoint()):
            return
        place = self.cursorForPosition(event.position().toPoint()).position()
        word = next((word for word in self._words if word.first <= place < word.last), None)
        if word is not None:
            self.chosen.emit(word.start_s)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not event.buttons() and not self.anchorAt(event.position().toPoint()):
            place = self.cursorForPosition(event.position().toPoint()).position()
            on_word = any(word.first <= place < word.last for word in self._words)
            shape = Qt.CursorShape.PointingHandCursor if on_word else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(shape)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):  # scroll, as everywhere else in the window
            bar = self.verticalScrollBar()
            step = bar.singleStep() * (1 if event.key() == Qt.Key.Key_Down else -1)
            bar.setValue(bar.value() + step)
            return
        super().keyPressEvent(event)


def _spoken_words(turn: Turn, text: str, characters: Sequence[int]) -> list[_Spoken]:
    """Where each heard word stands in the document; words that the text writes otherwise are passed over."""
    found = []
    done = 0
    for word in turn.words:
        wanted = clean(word.text).strip()
        at = text.find(wanted, done) if wanted else -1
        if at < 0:
            continue
        done = at + len(wanted)
        found.append(_Spoken(word.start_s, word.end_s, characters[at], characters[done - 1] + 1))
    return found


def _one_word(before: str, after: str) -> bool:
    """Whether both letters stand in one word that is not to be torn; Chinese may be cut anywhere."""
    return all(each.isalnum() and not "\u3400" <= each <= "\u9fff" or each in "'’" for each in (before, after))


def _at(spoken: Sequence[_Spoken], time_s: float) -> _Spoken | None:
    """The one that started last and is not over."""
    at = bisect_right(spoken, time_s, key=lambda each: each.start_s) - 1
    return spoken[at] if at >= 0 and time_s < spoken[at].end_s else None


def _padded(text: str) -> str:
    """Room at the sides, and no line break between them (between Chinese characters there would be one)."""
    return f"{_SPACE}{_JOINER.join(text.replace(' ', _SPACE))}{_SPACE}"


def _block(
    cursor: QTextCursor, *, top: float = 0, bottom: float = 0, left: float = 0, line_height: int = 0, first: bool = False
) -> None:
    look = QTextBlockFormat()
    look.setTopMargin(0 if first else top)
    look.setBottomMargin(bottom)
    look.setLeftMargin(left)
    if line_height:
        look.setLineHeight(line_height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if first:
        cursor.setBlockFormat(look)
    else:
        cursor.insertBlock(look)
