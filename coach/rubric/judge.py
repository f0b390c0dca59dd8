"""The judgement of a call by a rubric. How the score is made, and how to redo it by hand: docs/scoring.md."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coach.model import Baseline, CriterionResult, Delivery, Finding, Interplay, Language, Note, Promise, Stage, Text, Turn
from coach.rubric.call import Call, Outcome
from coach.rubric.criteria import JUDGES
from coach.rubric.focus import choose_focus
from coach.rubric.format import Criterion, RedCard, Rubric
from coach.rubric.labels import marks_of
from coach.rubric.person import marks_with_verdicts
from coach.rubric.promises import find_promises
from coach.rubric.say_instead import with_suggestions
from coach.rubric.stages import find_stages

_MIN_REP_TURNS = 3  # with fewer there is nothing to score (ours)
_SENTENCE = re.compile(r"\w[^。！？!?.]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a rubric says of a call; the fields are those of the scorecard. Findings stand in the order of the call."""

    stages: tuple[Stage, ...] = ()
    promises: tuple[Promise, ...] = ()
    findings: tuple[Finding, ...] = ()
    criteria: tuple[CriterionResult, ...] = ()
    score: float | None = None
    critical_failures: tuple[str, ...] = ()
    focus: str | None = None
    notes: tuple[Note, ...] = ()


def judge(
    rubric: Rubric,
    turns: Sequence[Turn],
    *,
    language: Language,
    delivery: Mapping[str, Delivery],
    interplay: Interplay | None,
    baseline: Mapping[str, Baseline] | None = None,
) -> Judgement:
    """Judge labelled turns (`label_turns`) by `rubric`.

    `delivery` is by speaker id, empty for a transcript; `baseline`, by measure, what is usual for this rep in this
    language, None when nobody knows. Without a turn of the rep nothing is judged: no findings, no
    score, and a note that says why. A call too short to judge has its findings but no score. score = 100 x points / max points over the criteria that apply, to one decimal;
    None when none applies.
    """
    if not any(turn.role == "rep" for turn in turns):
        results = tuple(_result(criterion, Outcome(share=None)) for criterion in rubric.criteria)
        return Judgement(criteria=results, notes=(_why_unjudged(turns),))
    marks = marks_with_verdicts(marks_of(turns, language=language, taught=rubric.marks), turns)
    promises = find_promises(turns, language=language)
    call = Call(
        turns=tuple(turns),
        marks=marks,
        language=language,
        promises=promises,
        delivery=delivery,
        interplay=interplay,
        baseline=baseline or {},
    )
    outcomes = [JUDGES[type(criterion)](criterion, call) for criterion in rubric.criteria]
    results = tuple(map(_result, rubric.criteria, outcomes))
    findings = with_suggestions(
        _in_order([finding for outcome in outcomes for finding in outcome.findings], turns),
        {criterion.id: criterion.say_instead for criterion in rubric.criteria},
        turns,
        language=language,
    )
    critical = {criterion.id for criterion in rubric.criteria if isinstance(criterion, RedCard) and criterion.critical}
    too_short = _too_short(turns, delivery)
    score = None if too_short else score_of(results)
    return Judgement(
        stages=find_stages(turns, marks, promises),
        promises=promises,
        findings=findings,
        criteria=results,
        score=score,
        critical_failures=tuple(
            finding.uid for finding in findings if finding.criterion in critical and finding.severity == "red"
        ),
        focus=choose_focus(findings, results),
        notes=_notes(results, delivery, too_short=too_short),
    )


def score_of(results: Sequence[CriterionResult]) -> float | None:
    """100 x the points earned / the points possible, over the criteria that apply, to one decimal; None without any."""
    counted = [result for result in results if result.applicable]
    possible = sum(result.max_points for result in counted)
    return round(100 * sum(result.points for result in counted) / possible, 1) if possible else None


def _result(criterion: Criterion, outcome: Outcome) -> CriterionResult:
    applicable = outcome.share is not None
    return CriterionResult(
        id=criterion.id,
        title=criterion.title,
        points=round(criterion.points * outcome.share, 2) if applicable else 0.0,
        max_points=criterion.points,
        applicable=applicable,
        critical_failed=isinstance(criterion, RedCard)
        and criterion.critical
        and any(finding.severity == "red" for finding in outcome.findings),
        findings=tuple(finding.uid for finding in outcome.findings),
    )


def _in_order(findings: Sequence[Finding], turns: Sequence[Turn]) -> tuple[Finding, ...]:
    """By the turn they stand in; what belongs to no turn comes last."""
    position = {turn.uid: turn.index for turn in turns}
    return tuple(sorted(findings, key=lambda finding: position.get(finding.turn, len(turns))))


def _why_unjudged(turns: Sequence[Turn]) -> Note:
    if any(turn.role == "unknown" for turn in turns):
        return _SPEAKERS_UNKNOWN
    return _NO_REP


def _too_short(turns: Sequence[Turn], delivery: Mapping[str, Delivery]) -> bool:
    """Fewer than three turns of the rep's, or no customer; a recording of one voice goes by its sentences instead."""
    rep = [turn for turn in turns if turn.role == "rep"]
    if delivery and len(rep) == len(turns):
        return sum(len(_SENTENCE.findall(turn.text)) for turn in rep) < _MIN_REP_TURNS
    return len(rep) < _MIN_REP_TURNS or not any(turn.role == "customer" for turn in turns)


def _notes(
    results: Sequence[CriterionResult], delivery: Mapping[str, Delivery], *, too_short: bool
) -> tuple[Note, ...]:
    notes = () if delivery else (_NO_SOUND,)
    if too_short:
        return (*notes, _TOO_SHORT)
    return notes if any(result.applicable for result in results) else (*notes, _NOTHING_APPLIES)


_SPEAKERS_UNKNOWN = Note(
    code="speakers_unknown",
    text=Text(
        zh="分不清谁是客服，所以只测量、不评判：请用 --rep 指定；如果全是客服的声音，请用 --rep only。",
        en="It is not clear who the rep is, so the call was measured but not judged: say so with --rep; if every voice is the "
        "rep's, use --rep only.",
    ),
)
_NO_REP = Note(
    code="rep_silent",
    text=Text(zh="没有客服说的话，所以没有评判。", en="The rep says nothing here, so nothing was judged."),
)
_NO_SOUND = Note(
    code="delivery_not_judged",
    text=Text(
        zh="没有声音可以测量，语速、语调和停顿不计入得分。",
        en="There is no sound to measure, so pace, pitch and pauses are left out of the score.",
    ),
)
_TOO_SHORT = Note(
    code="too_short",
    text=Text(
        zh="通话太短，不评分：至少要有客服的三句话，并且客户也说过话。",
        en="The call is too short for a score: it takes at least three turns of the rep's and one of the customer's.",
    ),
)
_NOTHING_APPLIES = Note(
    code="nothing_applies",
    text=Text(
        zh="这份评分表里没有一项适用于这通电话，所以没有得分（不是零分）。",
        en="No criterion of this rubric applies to this call, so there is no score (which is not zero).",
    ),
)
# What `judge` may say in `notes`: judged again, a scorecard gets these anew and keeps the others.
NOTE_CODES = frozenset(note.code for note in (_SPEAKERS_UNKNOWN, _NO_REP, _NO_SOUND, _TOO_SHORT, _NOTHING_APPLIES))
