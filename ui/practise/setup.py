"""Before a practice call: the case, who plays the customer, how it is scored, the microphone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QListWidgetItem, QWidget

from coach.analyse import Options
from coach.audio.play import Output
from coach.model import Language
from coach.practice.format import Case
from coach.practice.voices.voice import Voice
from coach.practising.practice import Customer, Practice, language_of
from coach.practising.turn_end import SILENCE_S
from coach.report.format import clean, seconds
from coach.rubric.format import RubricSummary
from ui.desk import Desk
from ui.practise.case_card import CaseCard
from ui.practise.microphone import MicrophoneBox
from ui.practise.tall import Tall
from ui.widgets.fill import box_with_caption, fill
from ui.widgets.keys import key_action
from ui.widgets.parts import button, column, frame, label, row, scrolled

MINUTES = (2, 5, 8, 10, 15, 30, 60)
USUAL_MINUTES = 8
SILENCES_S = (1.0, SILENCE_S, 2.0, 3.0, 5.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Everything a practice call begins with. `silence_s` None: the customer speaks by key only."""

    practice: Practice
    case: Case | None
    language: Language
    voice: Voice | None
    names: tuple[str | None, ...]
    limit_s: float
    silence_s: float | None


class SetupPage(QWidget):
    """`started` when the recording is to begin; `cases_read` with the cases as they are read; `failed` with a Failure."""

    started = Signal()
    cases_read = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, output: Callable[[], AbstractContextManager[Output]]) -> None:
        super().__init__()
        self._desk = desk
        self._cases: tuple[Case, ...] = ()
        self._rubrics: tuple[RubricSummary, ...] | None = None  # until they are read
        self._voices: dict[Language, tuple[Voice, ...]] = {}
        self._looked_for_voices = False
        self._wanted_customer: Customer | None = None  # what the user chose; else what is usual
        self._wanted_language: Language | None = None
        line = row(self, spacing=14)
        self.cases = QListWidget()
        self.cases.setObjectName("cases")
        self.cases.setWordWrap(True)
        self.cases.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cases.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.cases.currentRowChanged.connect(lambda place: self._take_case())
        left = frame("sheet")
        column(left, margins=(6, 6, 6, 6)).addWidget(self.cases)
        left.setMinimumWidth(190)
        self.card = CaseCard(desk)
        self.card.setMinimumWidth(220)
        line.addWidget(left, 4)
        line.addWidget(self.card, 6)
        line.addWidget(self._make_options(output), 5)
        self.start_action = key_action(self, "Ctrl+R", self.started.emit)
        self.retranslate()

    def read(self) -> None:
        """Read the cases and find the voices, beside the window."""
        job = self._desk.jobs.start(lambda handle: read_cases())
        job.done.connect(self._show_cases)
        job.done.connect(self.cases_read)
        job.failed.connect(self.failed)
        voices = self._desk.jobs.start(lambda handle: {language: _voices(language) for language in ("zh", "en")})
        voices.done.connect(self._show_voices)
        voices.failed.connect(self.failed)

    def show_rubrics(self, rubrics: Sequence[RubricSummary]) -> None:
        """Offer these; one that cannot be used is left out."""
        self._rubrics = tuple(rubrics)
        self._fill_rubrics()

    @property
    def case(self) -> Case | None:
        item = self.cases.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item else None

    @property
    def is_ready(self) -> bool:
        """Whether cases, rubrics and voices are there to choose from."""
        return bool(self._cases and self._rubrics and self._looked_for_voices)

    @property
    def language(self) -> Language:
        """What the customer talks."""
        interface = self._desk.words.language
        case = self.case
        return language_of(case.languages if case else ("zh", "en"), self._wanted_language or "auto", interface)

    def chosen(self) -> Chosen:
        words, case = self._desk.words, self.case
        customer = self.customer.currentData()
        plays = case is not None and customer in ("aloud", "text")
        return Chosen(
            practice=Practice(
                title=case.title.in_(self.language) if case else words("practice_call"),
                case=case.id if case else None,
                rubric=self.rubric.currentData() or (case.rubric if case else Options().rubric),
                language=self.language if case else self.call_language.currentData(),
                customer=customer,
            ),
            case=case if plays else None,
            language=self.language,
            voice=self.voice.currentData() if customer == "aloud" else None,
            names=tuple(self.microphone.names),
            limit_s=60.0 * self.minutes.currentData(),
            silence_s=self.silence.currentData(),
        )

    def take_focus(self) -> None:
        self.cases.setFocus()

    def retranslate(self) -> None:
        words = self._desk.words
        self.cases.setAccessibleName(words("case"))
        for caption, key in self._captions:
            caption.setText(words(key))
            caption.buddy().setAccessibleName(words(key))
        self.start.setText(words("start_recording"))
        self.start.setToolTip(f"{words('start_recording')} ({self.start_action.shortcut().toString()})")
        self.start_action.setText(words("start_recording"))
        self._consent.setText(words("consent"))
        fill(self.minutes, [(words("minutes_n", n=n), n) for n in MINUTES], chosen=self.minutes.currentData() or USUAL_MINUTES)
        silences = [(seconds(length_s, words.language), length_s) for length_s in SILENCES_S]
        chosen = self.silence.currentData() if self.silence.count() else SILENCE_S
        fill(self.silence, [*silences, (words("only_by_key"), None)], chosen=chosen)
        self._fill_cases()
        self._fill_rubrics()
        self._take_languages()
        self.microphone.retranslate()
        self.card.retranslate()

    # --- made once

    def _make_options(self, output: Callable[[], AbstractContextManager[Output]]) -> QWidget:
        sheet = frame("sheet")
        sheet.setMinimumWidth(290)
        whole = column(sheet, margins=(2, 6, 2, 14), spacing=8)
        page = Tall()
        lines = column(page, margins=(16, 8, 14, 6), spacing=3)
        lines.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._captions: list[tuple[QLabel, str]] = []

        def add(key: str) -> QComboBox:
            caption, box = box_with_caption()
            self._captions.append((caption, key))
            lines.addWidget(caption)
            lines.addWidget(box)
            lines.addSpacing(4)
            return box

        def add_two(first: str, second: str, *, shares: tuple[int, int] = (1, 1)) -> tuple[QComboBox, QComboBox]:
            line = row(spacing=10)
            boxes = []
            for key, share in zip((first, second), shares, strict=True):
                caption, box = box_with_caption()
                self._captions.append((caption, key))
                both = column(spacing=3)
                both.addWidget(caption)
                both.addWidget(box)
                line.addLayout(both, share)
                boxes.append(box)
            lines.addLayout(line)
            lines.addSpacing(4)
            return boxes[0], boxes[1]

        self.customer = add("customer_is")
        self.voice = add("voice")
        self.silence, self.minutes = add_two("answers_after", "length")
        self.rubric, self.call_language = add_two("rubric", "call_language", shares=(3, 2))
        self.microphone = MicrophoneBox(self._desk, output)
        self.microphone.failed.connect(self.failed)
        lines.addWidget(self.microphone)
        self.customer.currentIndexChanged.connect(lambda place: self._choose_customer())
        self.call_language.currentIndexChanged.connect(lambda place: self._choose_language())
        whole.addWidget(scrolled(page), 1)
        foot = column(margins=(16, 0, 16, 0), spacing=6)
        self.start = button("", self.started.emit, "record")
        self._consent = label(role="hint", wrap=True)
        foot.addWidget(self.start)
        foot.addWidget(self._consent)
        whole.addLayout(foot)
        return sheet

    # --- showing what there is

    def _show_cases(self, cases: tuple[Case, ...]) -> None:
        self._cases = cases
        self._fill_cases(chosen=cases[0].id if cases else None)

    def _fill_cases(self, *, chosen: str | None = None) -> None:
        words, before = self._desk.words, self.case
        wanted = chosen or (before.id if before else None)
        self.cases.blockSignals(True)
        self.cases.clear()
        for case in (*self._cases, None):
            language = words.language
            if case is None:
                text = words("no_case")
            else:
                text = f"{clean(case.title.in_(language))}\n{words(f'temper_{case.temper}')} · {words(f'style_{case.style}')}"
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, case)
            self.cases.addItem(item)
            if (case.id if case else None) == wanted:
                self.cases.setCurrentItem(item)
        self.cases.blockSignals(False)
        now = self.case
        self._take_case(is_another=(now.id if now else None) != (before.id if before else None))

    def _take_case(self, *, is_another: bool = True) -> None:
        """The languages that the case has, a customer that there can be, and for another case the rubric that it suggests."""
        case = self.case
        words, wanted = self._desk.words, self._wanted_customer
        who = ("aloud", "text", "colleague", "line", "nobody") if case else ("colleague", "line", "nobody")
        usual = "aloud" if case else "nobody"
        fill(self.customer, [(words(f"customer_{each}"), each) for each in who], chosen=wanted if wanted in who else usual)
        if case and is_another:
            self._fill_rubrics(chosen=case.rubric)
        self._take_languages()
        self._take_customer()

    def _take_languages(self) -> None:
        words, case = self._desk.words, self.case
        entries = [(words(each), each) for each in (case.languages if case else ("zh", "en"))]
        if case is None:
            entries.insert(0, (words("language_auto"), "auto"))
        fallback = self.language if case else "auto"
        fill(self.call_language, entries, chosen=self._wanted_language or fallback)
        self._take_language()

    def _take_language(self) -> None:
        self.card.show_case(self.case, self.language)
        self._fill_voices()

    def _choose_customer(self) -> None:
        self._wanted_customer = self.customer.currentData()
        self._take_customer()

    def _choose_language(self) -> None:
        chosen = self.call_language.currentData()
        self._wanted_language = None if chosen == "auto" else chosen
        self._take_language()

    def _take_customer(self) -> None:
        customer = self.customer.currentData()
        self.voice.setEnabled(customer == "aloud")
        self.silence.setEnabled(customer in ("aloud", "text"))
        self.microphone.ask_for_customer(customer == "line")

    def _fill_rubrics(self, *, chosen: str | None = None) -> None:
        words = self._desk.words
        self.rubric.setEnabled(self._rubrics is not None)
        if self._rubrics is None:
            fill(self.rubric, [(words("rubrics_reading"), None)])
            return
        usable = [(each.title.in_(words.language), each.id) for each in self._rubrics if each.title is not None]
        fallback = self.case.rubric if self.case else Options().rubric
        fill(self.rubric, usable, chosen=chosen or self.rubric.currentData() or fallback)

    def _show_voices(self, voices: dict[Language, tuple[Voice, ...]]) -> None:
        self._voices, self._looked_for_voices = voices, True
        self._fill_voices()

    def _fill_voices(self) -> None:
        words = self._desk.words
        voices = self._voices.get(self.language, ())
        none = words("voice_none" if self._looked_for_voices else "voice_looking")
        entries = [(voice.name.in_(words.language), voice) for voice in voices] or [(none, None)]
        fill(self.voice, entries)

    def sizeHint(self) -> QSize:
        return QSize(900, 560)


def read_cases() -> tuple[Case, ...]:
    """Every case that can be used, the mildest customers first; one with mistakes is left out (`redcard case check`)."""
    from coach.practice.format import TEMPERS
    from coach.practice.load import list_cases, load_case

    usable = [load_case(summary.id) for summary in list_cases() if summary.title is not None]
    return tuple(sorted(usable, key=lambda case: TEMPERS.index(case.temper)))


def _voices(language: Language) -> tuple[Voice, ...]:
    from coach.practice.voices.find import find_voices

    return find_voices(language)
