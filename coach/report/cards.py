"""Findings as the cards that terminal and HTML show: numbered, with what was said before and a better sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from coach.model import Finding, Language, Scorecard, Turn
from coach.report.format import clean, clock, percent
from coach.report.heard import finding_unclear
from coach.report.quotes import first_part, last_part, whole_words
from coach.report.words import LABEL_NAMES, label_name, word

Look = Literal["red", "yellow", "missed", "strength", "delivery"]

QUOTE_MARGIN = 120  # characters kept on each side of a quote in a long turn
LONG_TURN = 320


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands: `text` is a clock time or "turn 5"; `turn` counts from 1, 0 when there is none."""

    text: str
    turn: int
    time_s: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What was said; `marked` is the part the card is about, "" when it is all of it or none."""

    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Better:
    """A better sentence in the call's language; `gloss` is it in the reader's, when that is another."""

    text: str
    gloss: str | None
    from_this_call: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One piece of evidence in words."""

    layer: str
    certainty: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One finding, ready to show. `customer` and `said` are None where there is no such line.

    `unclear`: the words it rests on were heard with little certainty.
    """

    number: int
    uid: str
    look: Look
    kind: str
    title: str
    critical: bool
    unclear: bool
    criterion: str
    place: Place | None
    customer: str | None
    said: Quote | None
    why: str
    severity_because: str | None
    better: Better | None
    source: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Cards shown as one, what was said told once; `said` is marked where all of them mean the same words."""

    cards: tuple[Card, ...]
    customer: str | None
    said: Quote | None


def build_cards(scorecard: Scorecard, language: Language) -> tuple[Card, ...]:
    """All findings in order of time, numbered from 1; those without a place come last."""
    turns = {turn.uid: position for position, turn in enumerate(scorecard.turns)}

    def order(finding: Finding) -> tuple[float, float]:
        position = turns.get(finding.home or "", len(turns))
        time_s = finding.start_s
        if time_s is None and position < len(turns):
            time_s = scorecard.turns[position].start_s
        return (float("inf") if time_s is None else time_s, position)

    ordered = sorted(scorecard.findings, key=order)
    return tuple(_card(number, finding, scorecard, turns, language) for number, finding in enumerate(ordered, 1))


def grouped(cards: Sequence[Card], focus: Card | None) -> tuple[Group, ...]:
    """Everything missed at one turn together; each other card alone, and so the focus, which is shown at the top."""
    groups: dict[int, list[Card]] = {}
    for card in cards:
        turn = card.place.turn if card.place and card.look == "missed" and card is not focus else 0
        groups.setdefault(turn or -card.number, []).append(card)
    return tuple(_group(tuple(group)) for group in groups.values())


def _group(cards: tuple[Card, ...]) -> Group:
    said = cards[0].said
    if said and any(card.said != said for card in cards):
        said = Quote(before="", marked="", after=said.before + said.marked + said.after)
    customer = next((card.customer for card in cards if card.customer), None)
    return Group(cards=cards, customer=customer, said=said)


def _card(number: int, finding: Finding, scorecard: Scorecard, turns: dict[str, int], language: Language) -> Card:
    position = turns.get(finding.home or "")
    turn = None if position is None else scorecard.turns[position]
    criterion = _criterion(finding, scorecard, language)
    look = look_of(finding)
    return Card(
        number=number,
        uid=finding.uid,
        look=look,
        kind=word(f"kind_{look}", language),
        title=title_of(finding, scorecard, language),
        critical=finding.uid in scorecard.critical_failures,
        unclear=finding_unclear(finding, scorecard.turns),
        criterion=criterion,
        place=_place(finding, turn, position, language),
        customer=_customer_line(finding, scorecard.turns),
        said=_said(finding, turn),
        why=clean(finding.why.in_(language)),
        severity_because=_sentence(finding.severity_because.in_(language), language) if finding.severity_because else None,
        better=_better(finding, scorecard.language, language),
        source=clean(finding.source.in_(language)),
        reasons=tuple(
            Reason(
                layer=word(f"layer_{evidence.layer}", language),
                certainty=percent(evidence.certainty),
                quote=clean(evidence.quote),
            )
            for evidence in finding.evidence
        ),
    )


def title_of(finding: Finding, scorecard: Scorecard, language: Language) -> str:
    """What a finding of this call, or of an answer in its place, is called: its label, else its criterion."""
    return label_name(finding.id, language) if finding.id in LABEL_NAMES else _criterion(finding, scorecard, language)


def _criterion(finding: Finding, scorecard: Scorecard, language: Language) -> str:
    title = next((one.title.in_(language) for one in scorecard.criteria if one.id == finding.criterion), None)
    return clean(label_name(finding.criterion, language) if title is None else title)


def look_of(finding: Finding) -> Look:
    if finding.kind == "red_card":
        return "red" if finding.severity == "red" else "yellow"
    return finding.kind


def _place(finding: Finding, turn: Turn | None, position: int | None, language: Language) -> Place | None:
    time_s = finding.start_s
    if time_s is None and turn is not None:
        time_s = turn.start_s
    if time_s is None and position is None:
        return None
    number = 0 if position is None else position + 1
    text = word("turn_n", language, n=number) if time_s is None else clock(time_s)
    return Place(text=text, turn=number, time_s=time_s)


def asked_turn(finding: Finding, turns: Sequence[Turn]) -> Turn | None:
    """The customer's turn before a red card or a missed moment; listening signals are passed over. None where there is none."""
    position = next((position for position, turn in enumerate(turns) if turn.uid == finding.home), None)
    if position is None or finding.kind not in ("red_card", "missed"):
        return None
    asked = next((turn for turn in turns if turn.uid == finding.turn and turn.role == "customer"), None)
    if asked is None:
        earlier = reversed(turns[:position])
        asked = next((turn for turn in earlier if turn.role == "customer" and turn.labels != ("backchannel",)), None)
    return asked


def _customer_line(finding: Finding, turns: Sequence[Turn]) -> str | None:
    asked = asked_turn(finding, turns)
    return None if asked is None else last_part(clean(asked.text), LONG_TURN)


def _sentence(text: str, language: Language) -> str:
    return clean(text).rstrip("。.") + ("。" if language == "zh" else ".")


def _said(finding: Finding, turn: Turn | None) -> Quote | None:
    quote = clean(finding.quote)
    if turn is None or turn.role == "customer":
        return Quote(before="", marked="", after=quote) if quote else None
    text = clean(turn.text)
    start = text.find(quote) if quote else -1
    if start < 0 or len(quote) >= len(text.strip()) or (start == 0 and len(quote) > QUOTE_MARGIN):  # all of the turn
        return Quote(before="", marked="", after=first_part(text, LONG_TURN))
    start, end = whole_words(text, start, start + len(quote))
    before, after = last_part(text[:start], QUOTE_MARGIN), first_part(text[end:], QUOTE_MARGIN)
    return Quote(before=before, marked=text[start:end], after=after)


def _better(finding: Finding, spoken: Language, language: Language) -> Better | None:
    suggestion = finding.say_instead
    if suggestion is None:
        return None
    gloss = clean(suggestion.in_(language)) if language != spoken else None
    return Better(text=clean(suggestion.in_(spoken)), gloss=gloss, from_this_call=suggestion.from_this_call)
