"""The few numbers above the charts."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from coach.progress import Progress, Series
from coach.report.words import label_name
from ui.messages import Words
from ui.progress.figures import shown
from ui.widgets.parts import column, flowing, frame, label


def tiles(progress: Progress, rubric: str, words: Words) -> list[QFrame]:
    """Days in a row, calls, score, cards per call; `rubric` is its title."""
    streak = progress.streak
    kinds = ("，" if words.language == "zh" else ", ").join(f"{label_name(card, words.language)} {count}" for card, count in progress.cards.items())
    return [
        _tile(
            words("streak_title"),
            words("days_n", n=streak.current_days),
            words("streak_hint", longest=streak.longest_days, all=streak.practised_days),
        ),
        _tile(words("calls"), str(progress.calls), words("calls_hint", rubric=rubric)),
        _tile(words("score_recent"), shown("score", "score", progress.score.recent), _before("score", progress.score, words)),
        _tile(
            words("cards_recent"),
            shown("cards", "red_cards", progress.red_cards.recent),
            f"{_before('cards', progress.red_cards, words)}\n{kinds}",
        ),
    ]


def _before(kind: str, series: Series, words: Words) -> str:
    if series.comparable:
        return words("before_that", value=shown(kind, series.id, series.before))
    return words("few_calls", n=len(series.points))


def _tile(title: str, value: str, hint: str) -> QFrame:
    made = frame("sheet")
    lines = column(made, margins=(14, 10, 14, 10), spacing=2)
    lines.addWidget(flowing(title, "caption"))
    lines.addWidget(label(value, "heading"))
    lines.addWidget(flowing(hint, "hint"))
    lines.addStretch(1)
    return made
