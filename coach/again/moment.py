"""A moment of a call that can be answered anew: the rep's turn that a card stands at, and what the customer had said."""

from __future__ import annotations

from dataclasses import dataclass

from coach.model import Finding, Scorecard, Turn
from coach.report.cards import asked_turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """`turn` is the rep's, which a new answer would replace; `asked` is the customer's before it, None where there is none."""

    finding: Finding
    turn: Turn
    asked: Turn | None


def moment_of(scorecard: Scorecard, finding_uid: str) -> Moment | None:
    """The moment of a red card or a missed moment; None for other findings, and where no turn of the rep's is at home."""
    finding = next((one for one in scorecard.findings if one.uid == finding_uid), None)
    if finding is None or finding.kind not in ("red_card", "missed"):
        return None
    turn = next((turn for turn in scorecard.turns if turn.uid == finding.home), None)
    if turn is None or turn.role != "rep":
        return None
    return Moment(finding=finding, turn=turn, asked=asked_turn(finding, scorecard.turns))
