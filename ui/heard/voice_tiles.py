"""How the rep spoke, in four figures: pace, pauses, pitch, loudness."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from coach.model import Delivery
from coach.report.format import number, percent, seconds
from ui.messages import Words
from ui.widgets.parts import clear, column, flowing, frame, label, row


class VoiceTiles(QWidget):
    """Four tiles beside one another; what is not known yet is a dash with the reason under it."""

    def __init__(self) -> None:
        super().__init__()
        self._line = row(self, spacing=10)
        self.texts: tuple[str, ...] = ()

    def show_voice(self, delivery: Delivery | None, words: Words) -> None:
        """`delivery` None: nobody has been measured yet."""
        clear(self._line)
        self.texts = ()
        for name, (value, hint) in zip(("pace", "pauses", "pitch_range", "loudness"), _figures(delivery, words), strict=True):
            self.texts += (f"{words(name)}{words.colon}{value or '—'}",)
            self._line.addWidget(_tile(words(name), value or "—", hint), 1)
        self.setAccessibleName("\n".join(self.texts))


def _figures(delivery: Delivery | None, words: Words) -> tuple[tuple[str | None, str], ...]:
    if delivery is None:
        return ((None, words("not_measured_yet")),) * 4
    return (_pace(delivery, words), _pauses(delivery, words), _pitch(delivery, words), _loudness(delivery, words))


def _pace(delivery: Delivery, words: Words) -> tuple[str | None, str]:
    if delivery.speech_rate_per_min is not None:
        return f"{delivery.speech_rate_per_min:.0f} {words(f'per_min_{delivery.rate_unit}')}", words("by_words_so_far")
    if delivery.syllables_per_min is not None:
        return words("at_least_syllables", rate=f"{delivery.syllables_per_min:.0f}"), words("by_sound_alone")
    return None, words("too_short_for_pace")


def _pauses(delivery: Delivery, words: Words) -> tuple[str | None, str]:
    if delivery.pause_share is None or delivery.longest_pause_s is None:
        return None, words("nothing_spoken")
    longest = seconds(delivery.longest_pause_s, words.language)
    return percent(delivery.pause_share), words("pauses_hint", n=len(delivery.pauses), longest=longest)


def _pitch(delivery: Delivery, words: Words) -> tuple[str | None, str]:
    if delivery.pitch_range_st is None:
        return None, words("too_short_for_pitch")
    return f"{number(delivery.pitch_range_st)} {words('unit_st')}", words("pitch_hint", median=f"{delivery.pitch_median_hz:.0f}")


def _loudness(delivery: Delivery, words: Words) -> tuple[str | None, str]:
    if delivery.level_range_db is None:
        return None, words("too_short_for_pitch")
    return f"{number(delivery.level_range_db)} dB", words("loudness_hint")


def _tile(title: str, value: str, hint: str) -> QFrame:
    made = frame("sheet")
    lines = column(made, margins=(14, 10, 14, 10), spacing=2)
    lines.addWidget(flowing(title, "caption"))
    lines.addWidget(label(value, "title"))
    lines.addWidget(flowing(hint, "hint"))
    lines.addStretch(1)
    return made
