"""A person says that a finding is wrong: the call is scored again without it, and the machine's verdict stays visible."""

from __future__ import annotations

from collections.abc import Mapping

from coach.errors import UserError
from coach.model import Baseline, Finding, Note, Scorecard, Text, Turn
from coach.rubric.again import judged_again
from coach.rubric.format import RedCard, Rubric
from coach.rubric.person import with_verdict

OVERRULED = "overruled"  # the code of the note that says so
MAX_NAME_CHARACTERS = 80


def overrule(
    scorecard: Scorecard,
    finding_uid: str,
    by: str,
    rubric: Rubric,
    *,
    baseline: Mapping[str, Baseline] | None = None,
) -> Scorecard:
    """The scorecard judged again by `rubric`, with the person's word about the turn of that finding.

    A card, a strength or unwanted words: the label is not there. Something missed where it was due: it is there. Both
    outlive a new judgement (`coach/rubric/person.py`), and a note says who overruled what. `baseline` is what is usual for
    the rep. Raises UserError for a finding that does not exist or does not rest on a label (a measurement, a promise), and
    for an empty or overlong name.
    """
    finding = next((finding for finding in scorecard.findings if finding.uid == finding_uid), None)
    if finding is None:
        raise UserError(
            zh=f"这份评分卡里没有编号为 {finding_uid} 的发现：请用评分卡里的编号。",
            en=f"There is no finding {finding_uid} in this scorecard: use a uid from it.",
        )
    name = by.strip()
    if not 0 < len(name) <= MAX_NAME_CHARACTERS:
        raise UserError(
            zh=f"否定一条发现的人要有名字，最多 {MAX_NAME_CHARACTERS} 个字：请换一个名字。",
            en=f"Who overrules a finding needs a name of at most {MAX_NAME_CHARACTERS} characters: give another one.",
        )
    turns = tuple(_corrected(turn, finding, scorecard, rubric) for turn in scorecard.turns)
    again = judged_again(scorecard, turns, rubric, baseline=baseline, notes=(_note(finding, scorecard, name),))
    if any(one.uid == finding_uid for one in again.findings):
        raise UserError(
            zh="这一条不是按某句话的标签判的（而是测量值、承诺或位置），不能这样否定：请改评分表里的相应项目。",
            en="This finding does not rest on the label of a turn (but on a measurement, a promise or a place), so it "
            "cannot be overruled: change its criterion in the rubric.",
        )
    return again


def _corrected(turn: Turn, finding: Finding, scorecard: Scorecard, rubric: Rubric) -> Turn:
    if turn.uid != (finding.due_turn or finding.turn):
        return turn
    if finding.due_turn is not None:
        return with_verdict(turn, finding.id, finding.quote or turn.text)
    for label in (finding.id, *_merged(turn, finding, scorecard, rubric)):
        turn = with_verdict(turn, label, "")
    return turn


def _merged(turn: Turn, finding: Finding, scorecard: Scorecard, rubric: Rubric) -> list[str]:
    """Other cards on the very same words, which were shown as this one: who overrules it means the words."""
    if finding.kind != "red_card":
        return []
    shown = {one.id for one in scorecard.findings if (one.kind, one.turn) == ("red_card", turn.uid)}
    judged = [criterion.label for criterion in rubric.criteria if isinstance(criterion, RedCard)]
    return [label for label in judged if label in turn.labels and label not in shown]


def _note(finding: Finding, scorecard: Scorecard, by: str) -> Note:
    title = next(result.title for result in scorecard.criteria if finding.uid in result.findings)
    number = next((turn.index + 1 for turn in scorecard.turns if turn.uid == (finding.due_turn or finding.turn)), 0)
    return Note(
        code=OVERRULED,
        text=Text(
            zh=f"{by} 否定了程序的判断：第 {number} 句“{finding.quote}”，{title.zh}。",
            en=f"{by} overruled the program: turn {number}, “{finding.quote}”, {title.en}.",
        ),
    )
