"""Red cards: what the rep must not say (CS, 红牌警告)."""

from __future__ import annotations

from coach.model import Finding, Severity, Text
from coach.rubric.call import Call, Outcome, clause_of, evidence_of, finding
from coach.rubric.format import RedCard

_REPEATED = Text(zh="本通电话里不是第一次", en="Not the first time in this call")
_HARSH = Text(zh="话说得重", en="Harsh words")
_MILD = Text(zh="只有一次，语气不重", en="Once, and not harsh")


def judge_red_card(criterion: RedCard, call: Call) -> Outcome:
    """A card for each turn with the label: red when harsh or not the first, else yellow (method, 4).

    A red card costs all points, each yellow one `yellow_costs`. Applies as soon as the rep says anything.
    """
    cards: list[Finding] = []
    for turn in call.rep_turns():
        if criterion.label in turn.labels:
            severity, because = _severity(harsh=call.has(turn, "harsh"), first=not cards)
            found = call.marks[turn.uid][criterion.label]
            cards.append(
                finding(
                    call,
                    criterion,
                    kind="red_card",
                    id=criterion.label,
                    severity=severity,
                    severity_because=because,
                    turn=turn,
                    quote=clause_of(turn, found.quote),
                    evidence=[evidence_of(found)],
                )
            )
    if not any(turn.text for turn in call.rep_turns()):
        return Outcome(share=None)
    lost = (
        1.0 if any(card.severity == "red" for card in cards) else len(cards) * criterion.yellow_costs / criterion.points
    )
    return Outcome(share=max(0.0, 1.0 - lost), findings=tuple(cards))


def _severity(*, harsh: bool, first: bool) -> tuple[Severity, Text]:
    if harsh:
        return "red", _HARSH
    return ("yellow", _MILD) if first else ("red", _REPEATED)
