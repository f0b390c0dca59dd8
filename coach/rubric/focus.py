"""The one thing to work on first."""

from __future__ import annotations

from collections.abc import Sequence

from coach.model import CriterionResult, Finding


def choose_focus(findings: Sequence[Finding], results: Sequence[CriterionResult]) -> str | None:
    """The uid of the finding to work on first, None when there is nothing to mend.

    A critical red card, else a missed empathy, else a missed ownership, else another red card, else delivery (the
    product's definition), else another missed moment, else a delivery that is only just outside its range; ties by the points its criterion can still gain, then the
    earliest. `findings` stand in the order of the call.
    """
    by_id = {result.id: result for result in results}
    to_mend = [finding for finding in findings if finding.kind != "strength"]

    def rank(finding: Finding) -> tuple[int, float]:
        result = by_id[finding.criterion]
        return _order(finding, result), result.points - result.max_points

    return min(to_mend, key=rank).uid if to_mend else None


def _order(finding: Finding, result: CriterionResult) -> int:
    match finding.kind, finding.id:
        case "red_card", _ if result.critical_failed and finding.severity == "red":
            return 0
        case "missed", "empathy":
            return 1
        case "missed", "ownership":
            return 2
        case "red_card", _:
            return 3
        case "delivery", _ if result.points == 0:
            return 4
        case "delivery", _:
            return 6
        case _:
            return 5
