"""The scorecard for paper: simple HTML, which the window's library prints as PDF with the system's own fonts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from coach.model import Language, Scorecard
from coach.report.cards import build_cards
from coach.report.figures import Plain, interplay_rows
from coach.report.format import clean, number, points
from coach.report.heading import call_facts, call_name, was_judged, why_no_score
from coach.report.page import limits, templates, voices
from coach.report.transcript import build_lines, speaker_name
from coach.report.words import word

# Light enough for black text in print; the kind stands beside it in words.
_COLOURS = MappingProxyType(
    {"red": "#f6c6c3", "yellow": "#fbe7a6", "missed": "#f8d5b5", "strength": "#cfe8cf", "delivery": "#cfe0f0"}
)


def paper_html(
    scorecard: Scorecard, *, language: Language, title: str | None = None, liveliness: Mapping[str, Plain] | None = None
) -> str:
    """A whole document in the reader's `language`; the arguments are those of `html_report`. Everything from the call is escaped."""
    cards = build_cards(scorecard, language)

    def w(key: str) -> str:
        return word(key, language)

    return templates().get_template("paper.html").render(
        w=w,
        colon="：" if language == "zh" else ": ",
        colours=_COLOURS,
        name=call_name(scorecard, title, language),
        facts=call_facts(scorecard, language),
        score=None if scorecard.score is None else number(scorecard.score),
        why_no_score=why_no_score(scorecard, language),
        judged=was_judged(scorecard),
        focus=next((card for card in cards if card.uid == scorecard.focus), None),
        cards=cards,
        parts=(
            (w("red_cards"), w("none_red"), ("red", "yellow")),
            (w("missed"), w("none_missed"), ("missed",)),
            (w("strengths"), w("none_strengths"), ("strength",)),
            *([(w("delivery"), "", ("delivery",))] if any(card.look == "delivery" for card in cards) else []),
        ),
        promises=[_promise(promise.quote, promise.due, language) for promise in scorecard.promises],
        voices=[
            (speaker_name(speaker, speaker.role, language), rows)
            for speaker, rows in voices(scorecard, language, liveliness or {})
        ],
        together=interplay_rows(scorecard.interplay, scorecard, language) if scorecard.interplay else (),
        criteria=[
            {
                "title": clean(row.title.in_(language)),
                "points": points(row.points),
                "max_points": points(row.max_points),
                "applicable": row.applicable,
            }
            for row in scorecard.criteria
        ],
        lines=build_lines(scorecard, cards, language),
        notes=[*(clean(note.text.in_(language)) for note in scorecard.notes), *limits(scorecard, language)],
        facts_below=[
            f"{w('rubric')} {clean(scorecard.rubric.id)}",
            f"SHA-256 {clean(scorecard.rubric.sha256)}",
            f"{w('engine')} {clean(scorecard.engine_version)}",
        ],
    )


def _promise(quote: str, due: str | None, language: Language) -> str:
    if due is None:
        return word("promise_no_due", language, quote=clean(quote))
    return word("promise_due", language, quote=clean(quote), due=clean(due))
