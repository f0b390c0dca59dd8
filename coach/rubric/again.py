"""Judging what a scorecard holds, the first time or anew: its turns, its measurements, what a person changed in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import coach
from coach.finish import finish
from coach.language.script import to_simplified
from coach.model import SCHEMA_VERSION, Baseline, Note, RubricInfo, Scorecard, Turn
from coach.rubric.format import Rubric
from coach.rubric.judge import NOTE_CODES, judge
from coach.rubric.stages import keep_moves


def judged(
    scorecard: Scorecard,
    rubric: Rubric,
    *,
    baseline: Mapping[str, Baseline] | None = None,
    traditional: bool = False,
) -> Scorecard:
    """The scorecard with the judgement that `rubric` gives its turns, which are labelled, and the last touch (`finish`).

    What a judgement leaves (findings, criteria, score, …) replaces what stands there; stages that a person moved stay,
    and the judge's notes are added. `baseline` is what is usual for the rep; `traditional`: in Traditional characters.
    """
    judgement = judge(
        rubric,
        scorecard.turns,
        language=scorecard.language,
        delivery=scorecard.delivery,
        interplay=scorecard.interplay,
        baseline=baseline,
    )
    with_judgement = replace(
        scorecard,
        schema_version=SCHEMA_VERSION,
        rubric=RubricInfo(id=rubric.id, title=rubric.title, sha256=rubric.sha256),
        engine_version=coach.__version__,
        stages=keep_moves(judgement.stages, scorecard.stages, scorecard.turns),
        promises=judgement.promises,
        findings=judgement.findings,
        criteria=judgement.criteria,
        score=judgement.score,
        critical_failures=judgement.critical_failures,
        focus=judgement.focus,
        notes=tuple(dict.fromkeys((*scorecard.notes, *judgement.notes))),  # two tracks of one rep say the same twice
    )
    return finish(with_judgement, traditional=traditional)


def judged_again(
    scorecard: Scorecard,
    turns: Sequence[Turn],
    rubric: Rubric,
    *,
    baseline: Mapping[str, Baseline] | None = None,
    notes: tuple[Note, ...] = (),
) -> Scorecard:
    """The scorecard with the judgement that `rubric` gives these labelled turns of its call.

    Stages that a person moved stay, and so do the notes that are not the judge's; `notes` are added to them.
    Measurements are taken as they are, so that no sound is needed; `baseline` is what is usual for the rep.
    """
    kept = (note for note in scorecard.notes if note.code not in NOTE_CODES)
    unjudged = replace(scorecard, turns=tuple(turns), notes=notes)
    again = judged(unjudged, rubric, baseline=baseline, traditional=is_traditional(scorecard))
    return replace(again, notes=tuple(dict.fromkeys((*kept, *again.notes))))


def is_traditional(scorecard: Scorecard) -> bool:
    """Whether its own Chinese sentences are in Traditional characters."""
    sentences = "".join(criterion.title.zh for criterion in scorecard.criteria) + scorecard.rubric.title.zh
    return sentences != to_simplified(sentences)
