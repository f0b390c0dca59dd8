"""Red cards: what the rep must not say (CS, 红牌警告)."""

from __future__ import annotations

from coach.model import RED_CARDS, Finding, Severity, Text, Turn
from coach.rubric.call import Call, Outcome, clause_of, evidence_of, finding
from coach.rubric.format import RedCard
from coach.rubric.plain import plain

_REPEATED = Text(zh="本通电话里不是第一次", en="Not the first time in this call")
_HARSH = Text(zh="话说得重", en="Harsh words")
_MILD = Text(zh="本通电话里是第一次，语气不重", en="The first time in this call, and not harsh")


def judge_red_card(criterion: RedCard, call: Call) -> Outcome:
    """A card for each turn with the label: red when harsh or not the first, else yellow (method, 4).

    It quotes the clause; where another card of the turn stands in the same clause, only its own words. Two on the very
    same words are one card, the more certain one. A red card costs all points, each yellow one `yellow_costs`. Applies as soon as the rep says anything.
    """
    cards: list[Finding] = []
    for turn in call.rep_turns():
        quote = _quotes(call, turn).get(criterion.label) if criterion.label in turn.labels else None
        if quote:
            severity, because = _severity(harsh=call.has(turn, "harsh"), first=not cards)
            found = call.marks[turn.uid][criterion.label]
            cards.append(
                finding(
                    criterion,
                    kind="red_card",
                    id=criterion.label,
                    severity=severity,
                    severity_because=because,
                    turn=turn,
                    quote=quote,
                    evidence=[evidence_of(found)],
                )
            )
    if not any(turn.text for turn in call.rep_turns()):
        return Outcome(share=None)
    lost = (
        1.0 if any(card.severity == "red" for card in cards) else len(cards) * criterion.yellow_costs / criterion.points
    )
    return Outcome(share=max(0.0, 1.0 - lost), findings=tuple(cards))


def _quotes(call: Call, turn: Turn) -> dict[str, str]:
    """What each card of the turn quotes, no two the same."""
    marks = call.marks[turn.uid]
    cards = sorted((label for label in RED_CARDS if label in turn.labels), key=lambda label: -marks[label].certainty)
    clauses = [clause_of(turn, marks[label].quote) for label in cards]
    quotes: dict[str, str] = {}
    for label, clause in zip(cards, clauses, strict=True):
        quote = clause if clauses.count(clause) == 1 else marks[label].quote
        if plain(quote).text not in {plain(other).text for other in quotes.values()}:
            quotes[label] = quote
    return quotes


def _severity(*, harsh: bool, first: bool) -> tuple[Severity, Text]:
    if harsh:
        return "red", _HARSH
    return ("yellow", _MILD) if first else ("red", _REPEATED)
