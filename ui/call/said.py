"""What a person said of a finding, read from the turn it stands in."""

from __future__ import annotations

from coach.model import Finding, Scorecard
from coach.rubric.person import verdicts
from ui.call.verdict import Said


def finding_of(uid: str, *scorecards: Scorecard | None) -> Finding | None:
    """The finding in the first of the scorecards that has it."""
    return next((one for card in scorecards if card for one in card.findings if one.uid == uid), None)


def person_said(
    scorecard: Scorecard, uid: str, machine: Scorecard | None, *, now: Scorecard | None = None
) -> Said | None:
    """Of a finding of `scorecard`; None where nobody said anything. `now`: the call as it is, else `scorecard`.

    With `now`, of a finding that does not stand there any more: `wrong`, or None where a correction took it away.
    """
    finding = finding_of(uid, scorecard)
    place = finding and finding.home
    turn = next((turn for turn in (now or scorecard).turns if turn.uid == place), None)
    if finding is None or turn is None or finding.id not in {said.label for said in verdicts(turn)}:
        return None
    if now is not None:
        return "wrong"
    return "added" if machine and finding_of(uid, machine) is None else "right"
