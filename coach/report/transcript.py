"""The transcript as lines with the cards marked in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.model import RED_CARDS, Language, Scorecard, Speaker, Stage, Turn
from coach.report.cards import Card
from coach.report.format import clean, clock
from coach.report.heard import turn_unclear
from coach.report.words import label_name, stage_name, word


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a turn; `card` is the one whose quote it is."""

    text: str
    card: Card | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One turn. `cards` are those whose quote could not be marked in the text; `stage` names those that start here.

    `at_once` says when somebody else in the same channel talks too, "" where nobody does.
    """

    number: int
    time: str | None
    time_s: float | None
    end_s: float | None
    who: str
    role: str
    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]
    labels: tuple[str, ...]
    upset: bool
    unclear: bool
    at_once: str
    stage: str | None


def build_lines(scorecard: Scorecard, cards: Sequence[Card], language: Language) -> tuple[Line, ...]:
    """Every turn in order, with the cards that stand at it."""
    stages: dict[str, list[str]] = {}
    for stage in scorecard.stages:
        stages.setdefault(stage.turn, []).append(stage_title(stage, language))
    speakers = {speaker.id: speaker for speaker in scorecard.speakers}
    return tuple(
        _line(
            number,
            turn,
            [card for card in cards if card.place and card.place.turn == number],
            speaker_name(speakers.get(turn.speaker), turn.role, language),
            " · ".join(stages.get(turn.uid, ())) or None,
            language,
        )
        for number, turn in enumerate(scorecard.turns, 1)
    )


def stage_title(stage: Stage, language: Language) -> str:
    """The stage's name, and who moved it there where a person did."""
    name = stage_name(stage.id, language)
    return word("stage_moved", language, stage=name, name=clean(stage.moved_by)) if stage.moved_by else name


def speaker_name(speaker: Speaker | None, role: str, language: Language) -> str:
    """The speaker's own name, else the role, with the letter of a voice of which it is not known."""
    if speaker and speaker.name:
        return clean(speaker.name)
    letter = f" {speaker.id}" if speaker and role == "unknown" and len(speaker.id) == 1 else ""
    return word(f"role_{role}", language) + letter


def _line(number: int, turn: Turn, cards: list[Card], who: str, stage: str | None, language: Language) -> Line:
    pieces, loose = _pieces(clean(turn.text), cards)
    shown = {card.title for card in cards}
    names = [label_name(label, language) for label in turn.labels if label not in RED_CARDS]
    return Line(
        number=number,
        time=None if turn.start_s is None else clock(turn.start_s),
        time_s=turn.start_s,
        end_s=turn.end_s,
        who=who,
        role=turn.role,
        pieces=pieces,
        cards=loose,
        labels=tuple(name for name in names if name not in shown),
        upset=turn.upset,
        unclear=turn_unclear(turn),
        at_once=_at_once(turn, language),
        stage=stage,
    )


def _at_once(turn: Turn, language: Language) -> str:
    times = list(dict.fromkeys(clock(span.start_s) for span in turn.overlaps))
    return word("two_at_once", language, times=("、" if language == "zh" else ", ").join(times)) if times else ""


def _pieces(text: str, cards: list[Card]) -> tuple[tuple[Piece, ...], tuple[Card, ...]]:
    """The text cut at the quotes of `cards`, and the cards whose quote is not there or lies in another's."""
    found, loose = [], []
    for card in cards:
        quote = card.said.marked if card.said and card.look != "missed" else ""
        start = text.find(quote) if quote else -1
        if start < 0:
            loose.append(card)
        else:
            found.append((start, start + len(quote), card))
    pieces, done = [], 0
    for start, end, card in sorted(found, key=lambda mark: mark[:2]):
        if start < done:
            loose.append(card)
            continue
        if start > done:
            pieces.append(Piece(text=text[done:start]))
        pieces.append(Piece(text=text[start:end], card=card))
        done = end
    if done < len(text) or not pieces:
        pieces.append(Piece(text=text[done:]))
    return tuple(pieces), tuple(sorted(loose, key=lambda card: card.number))
