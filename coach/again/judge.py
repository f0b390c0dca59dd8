"""A new answer judged where the old one stood: the same call, the same rubric, one turn replaced. The call itself stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from coach.again.attempt import Judged
from coach.again.moment import Moment
from coach.model import Baseline, Finding, Scorecard
from coach.rejudge import rejudge
from coach.rubric.format import Rubric


def judge_answer(
    scorecard: Scorecard, moment: Moment, text: str, rubric: Rubric, *, baseline: Mapping[str, Baseline] | None = None
) -> Judged:
    """What `rubric` finds at the moment with the words `text`, against what it finds there now.

    Both are judged by today's program, so that only the answer makes the difference. What a person said of other turns
    stays; what they said of this one was about other words. Measurements are taken as they are. About as long as judging
    the call twice.
    """
    # Without words' times a finding stands at its turn; the uid stays, so that everything else refers to the same turn.
    answer = replace(
        moment.turn, text=text, words=(), labels=(), label_evidence=(), upset=False, heard=None, heard_speaker=None
    )
    turns = tuple(answer if turn.uid == answer.uid else turn for turn in scorecard.turns)
    before = rejudge(scorecard, rubric, baseline=baseline).findings
    after = rejudge(replace(scorecard, turns=turns), rubric, baseline=baseline).findings
    had = {_kind(one): one for one in before if one.home == answer.uid}
    has = {_kind(one): one for one in after if one.home == answer.uid}
    tried = _kind(moment.finding)
    known = {one.uid for one in before}
    moved = any(_kind(one) == tried and one.home != answer.uid and one.uid not in known for one in after)
    return Judged(
        met=tried not in has and not moved,
        gone=tuple(one for kind, one in had.items() if kind not in has),
        stays=tuple(one for kind, one in has.items() if kind in had),
        new=tuple(one for kind, one in has.items() if kind not in had),
    )


def _kind(finding: Finding) -> tuple[str, str, str]:
    return finding.kind, finding.criterion, finding.id
