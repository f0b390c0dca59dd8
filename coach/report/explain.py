"""A scorecard explained in a terminal: which layers fired on each turn, and where each criterion's points went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from coach.model import CriterionResult, LabelEvidence, Language, Scorecard, Turn
from coach.report.cards import Card, build_cards
from coach.report.format import clean, clock, number, percent, points
from coach.report.quotes import first_part
from coach.report.screen import labelled, lines, screen, section
from coach.report.transcript import speaker_name
from coach.report.words import label_name, word

if TYPE_CHECKING:
    from rich.console import Console

MAX_TEXT = 200  # characters shown of a turn
MAX_QUOTE = 60
MAX_NAME = 20
_STYLES = {"red_card": "red", "missed": "magenta", "strength": "green", "delivery": "cyan"}


def print_explanation(
    scorecard: Scorecard, *, language: Language, file: TextIO, colour: bool | None = None
) -> None:
    """Write it to `file` in the reader's `language`, from the scorecard's data alone, as wide as `print_scorecard` does."""
    console = screen(file, colour)
    section(console, word("explained", language))
    lines(console, "  ", word("explained_hint", language), style="dim")
    speakers = {speaker.id: speaker for speaker in scorecard.speakers}
    for position, turn in enumerate(scorecard.turns, 1):
        console.print()
        time = "" if turn.start_s is None else f"  {clock(turn.start_s)}"
        who = first_part(speaker_name(speakers.get(turn.speaker), turn.role, language), MAX_NAME)
        lines(console, f"{position:>4}{time}  {who}  ", first_part(clean(turn.text), MAX_TEXT), style="bold")
        rows = list(_label_rows(turn, language))
        if rows:
            labelled(console, rows, indent="      ")
    _criteria(console, scorecard, language)


def _label_rows(turn: Turn, language: Language) -> Iterator[tuple[str, str, str]]:
    """Each label with its votes, the winner's first; one that a person overruled is shown with the machine's."""
    for label in dict.fromkeys(evidence.label for evidence in turn.label_evidence):
        votes = [evidence for evidence in turn.label_evidence if evidence.label == label]
        name = word("upset", language) if label == "upset" else label_name(label, language)
        if not votes[0].quote and votes[0].layer == "person" and len(votes) > 1:
            name = word("overruled_label", language, name=name)
        won, *others = (_vote(vote, language) for vote in votes)
        yield name, word("others", language).join([won, *others]), ""


def _vote(vote: LabelEvidence, language: Language) -> str:
    key = "vote" if vote.quote else "vote_against"
    return word(
        key,
        language,
        layer=word(f"layer_{vote.layer}", language),
        certainty=percent(vote.certainty),
        quote=first_part(clean(vote.quote), MAX_QUOTE),
    )


def _criteria(console: Console, scorecard: Scorecard, language: Language) -> None:
    """Each criterion with its points, what it lost, and the findings that it lost or earned them by."""
    section(console, word("criteria", language))
    counted = [row for row in scorecard.criteria if row.applicable]
    possible = sum(row.max_points for row in counted)
    if possible:
        worth = word("point_worth", language, max_points=points(possible), worth=points(100 / possible))
        lines(console, "  ", worth, style="dim")
    cards = {card.uid: card for card in build_cards(scorecard, language)}
    kinds = {finding.uid: finding.kind for finding in scorecard.findings}
    for row in scorecard.criteria:
        lines(console, f"  {_earned(row):>9}  {_lost(row):>6}  ", _title(row, language))
        for uid in row.findings:
            lines(console, " " * 21, _finding(cards[uid], language), style=_STYLES[kinds[uid]])
    if scorecard.score is not None:
        earned = points(sum(row.points for row in counted))
        total = f"{earned} ÷ {points(possible)} = {number(scorecard.score)}"
        console.print()
        lines(console, "  ", f"{word('formula', language)} {total}", style="bold")


def _earned(row: CriterionResult) -> str:
    return f"{points(row.points)} / {points(row.max_points)}" if row.applicable else "—"


def _lost(row: CriterionResult) -> str:
    lost = row.max_points - row.points if row.applicable else 0.0
    return f"−{points(lost)}" if lost > 0 else ""


def _title(row: CriterionResult, language: Language) -> str:
    title = clean(row.title.in_(language))
    return title if row.applicable else f"{title} · {word('not_applicable', language)}"


def _finding(card: Card, language: Language) -> str:
    """Where, what kind, on which words; a measurement says its own figure."""
    parts: Sequence[str | None] = (
        word("turn_n", language, n=card.place.turn) if card.place and card.place.turn else None,
        card.kind,
        f"“{first_part(_quote(card), MAX_QUOTE)}”" if _quote(card) else None,
        card.severity_because or (card.why if card.look == "delivery" else None),
    )
    return " · ".join(part for part in parts if part)


def _quote(card: Card) -> str:
    return "" if card.said is None else card.said.marked or card.said.after
