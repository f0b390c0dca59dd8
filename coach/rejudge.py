"""A scored call judged again by another rubric, without its sound, and what that changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from coach.correct import with_corrections
from coach.model import Baseline, Finding, Scorecard
from coach.rubric.again import judged_again
from coach.rubric.format import Rubric
from coach.rubric.labels import label_turns
from coach.rubric.overrule import PERSON_NOTES
from coach.rubric.person import keep_verdicts
from coach.rubric.stages import keep_moves


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a new judgement does to a call: its scores (0-100 or None), and the findings that only one of the two has.

    `stricter` and `milder` are cards that both have and whose severity differs, as they are after.
    """

    before: float | None
    after: float | None
    appear: tuple[Finding, ...]
    vanish: tuple[Finding, ...]
    stricter: tuple[Finding, ...]
    milder: tuple[Finding, ...]

    @property
    def difference(self) -> float | None:
        """Points gained, negative when lost; None when either has no score."""
        return None if self.before is None or self.after is None else round(self.after - self.before, 1)


def rejudge(scorecard: Scorecard, rubric: Rubric, *, baseline: Mapping[str, Baseline] | None = None) -> Scorecard:
    """The call judged by `rubric` from its turns, delivery and interplay. What a person moved or overruled stays.

    `baseline` is what is usual for the rep, by measure.
    """
    labelled = label_turns(scorecard.turns, language=scorecard.language, taught=rubric.marks)
    return judged_again(scorecard, keep_verdicts(labelled, scorecard.turns), rubric, baseline=baseline)


def with_persons_word(
    scorecard: Scorecard, before: Scorecard, rubric: Rubric, *, baseline: Mapping[str, Baseline] | None = None
) -> Scorecard:
    """`scorecard`, freshly made by `rubric`, with what a person moved, corrected or overruled when the same call was judged `before`."""
    fresh, scorecard = scorecard, with_corrections(scorecard, before, rubric)
    turns = keep_verdicts(scorecard.turns, before.turns)
    notes = tuple(note for note in before.notes if note.code in PERSON_NOTES)
    stages = keep_moves(scorecard.stages, before.stages, turns)
    if (turns, scorecard.speakers) == (fresh.turns, fresh.speakers):
        return replace(fresh, stages=stages)
    noted = replace(scorecard, stages=stages, notes=(*scorecard.notes, *notes))
    return judged_again(noted, turns, rubric, baseline=baseline)


def compare(before: Scorecard, after: Scorecard) -> Change:
    """What changes from one judgement of a call to another."""
    old = {finding.uid: finding for finding in before.findings}
    new = {finding.uid: finding for finding in after.findings}
    both = [finding for uid, finding in new.items() if uid in old and finding.severity != old[uid].severity]
    return Change(
        before=before.score,
        after=after.score,
        appear=tuple(finding for uid, finding in new.items() if uid not in old),
        vanish=tuple(finding for uid, finding in old.items() if uid not in new),
        stricter=tuple(finding for finding in both if finding.severity == "red"),
        milder=tuple(finding for finding in both if finding.severity != "red"),
    )
