"""A person says that a finding is wrong, or right: the call is judged again by that, and the machine's verdict stays visible."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from coach.errors import UserError
from coach.model import Baseline, Finding, Note, Scorecard, Text, Turn
from coach.names import persons_name
from coach.rubric.again import judged_again
from coach.rubric.format import RedCard, Rubric
from coach.rubric.person import verdicts, with_verdict, without_verdict

OVERRULED, CONFIRMED = "overruled", "confirmed"
SAID = frozenset({OVERRULED, CONFIRMED})
# The codes of all notes that tell what a person said or corrected (`coach/correct.py`).
PERSON_NOTES = SAID | {
    "words_corrected", "speaker_corrected", "rep_corrected", "speaker_named", "turn_split", "turns_joined", "finding_added",
}  # fmt: skip

Usual = Mapping[str, Baseline]  # what is usual for the rep, by measure


def overrule(
    scorecard: Scorecard, finding_uid: str, by: str, rubric: Rubric, *, baseline: Usual | None = None
) -> Scorecard:
    """The scorecard judged again by `rubric`, with the person's word that the finding is wrong.

    A card, a strength or unwanted words: the label is not there. Something missed where it was due: it counts as done
    there, which makes no strength. Both
    outlive a new judgement (`coach/rubric/person.py`), and a note says who overruled what; a later word takes the place
    of an earlier one. `baseline` is what is usual for the rep. Raises UserError for a finding that does not exist or does
    not rest on a label (a measurement, a promise), and for an empty or overlong name.
    """
    return _overruled(scorecard, _find(scorecard, finding_uid, rubric, baseline), by, rubric, baseline)


def _overruled(scorecard: Scorecard, found: _Found, by: str, rubric: Rubric, baseline: Usual | None) -> Scorecard:
    again = _judged(scorecard, found, _wrong, rubric, baseline, _note(found, OVERRULED, persons_name(by)))
    if any(one.uid == found.finding.uid for one in again.findings):
        raise UserError(
            zh="这一条不是按某句话的标签判的（而是测量值、承诺或位置），不能由人来判对错：请改评分表里的相应项目。",
            en="This finding does not rest on the label of a turn (but on a measurement, a promise or a place), so nobody "
            "can call it right or wrong: change its criterion in the rubric.",
        )
    return again


def confirm(
    scorecard: Scorecard, finding_uid: str, by: str, rubric: Rubric, *, baseline: Usual | None = None
) -> Scorecard:
    """The same with the person's word that the finding is right: it stays, whatever the program would say later."""
    found = _find(scorecard, finding_uid, rubric, baseline)
    _overruled(scorecard, found, by, rubric, baseline)  # what cannot be overruled raises here
    return _judged(scorecard, found, _right, rubric, baseline, _note(found, CONFIRMED, persons_name(by)))


def take_back(scorecard: Scorecard, finding_uid: str, rubric: Rubric, *, baseline: Usual | None = None) -> Scorecard:
    """The same without what people said of the finding: the machine's own verdict counts again.

    Raises UserError for a finding that does not exist, and for one of which nobody said anything.
    """
    found = _find(scorecard, finding_uid, rubric, baseline)
    again = _judged(scorecard, found, _unsaid, rubric, baseline)
    if again.turns == scorecard.turns:
        raise UserError(
            zh=f"没有人说过 {finding_uid} 是对是错，没有什么可以撤回。",
            en=f"Nobody said whether {finding_uid} is right or wrong, so there is nothing to take back.",
        )
    return again


def machines_own(scorecard: Scorecard, rubric: Rubric, *, baseline: Usual | None = None) -> Scorecard:
    """The scorecard as the machine alone would have it; the same one where no person said anything of a turn."""
    turns = tuple(_without_verdicts(turn, *(said.label for said in verdicts(turn))) for turn in scorecard.turns)
    return scorecard if turns == scorecard.turns else judged_again(scorecard, turns, rubric, baseline=baseline)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A finding, its criterion's title, the turn it was found or missed in with its number (from 1), the labels it rests on."""

    finding: Finding
    title: Text
    turn: Turn | None
    number: int
    labels: tuple[str, ...]


def _find(scorecard: Scorecard, finding_uid: str, rubric: Rubric, baseline: Usual | None) -> _Found:
    """In the scorecard, else among what the machine alone found: a finding that was overruled is no longer in the first."""
    found = _found_in(scorecard, finding_uid, rubric)
    if found is None:
        found = _found_in(machines_own(scorecard, rubric, baseline=baseline), finding_uid, rubric)
    if found is None:
        raise UserError(
            zh=f"这份评分卡里没有编号为 {finding_uid} 的发现：请用评分卡里的编号。",
            en=f"There is no finding {finding_uid} in this scorecard: use a uid from it.",
        )
    return found


def _found_in(card: Scorecard, finding_uid: str, rubric: Rubric) -> _Found | None:
    finding = next((one for one in card.findings if one.uid == finding_uid), None)
    if finding is None:
        return None
    place = finding.home
    number, turn = next(((number, turn) for number, turn in enumerate(card.turns, 1) if turn.uid == place), (0, None))
    return _Found(
        finding=finding,
        title=next(row.title for row in card.criteria if finding.uid in row.findings),
        turn=turn,
        number=number,
        labels=(finding.id, *_merged(turn, finding, card, rubric)),
    )


def _merged(turn: Turn | None, finding: Finding, scorecard: Scorecard, rubric: Rubric) -> list[str]:
    """Other cards on the very same words, which were shown as this one: who overrules it means the words."""
    if finding.kind != "red_card" or turn is None:
        return []
    shown = {one.id for one in scorecard.findings if (one.kind, one.turn) == ("red_card", turn.uid)}
    judged = [criterion.label for criterion in rubric.criteria if isinstance(criterion, RedCard)]
    return [label for label in judged if label in turn.labels and label not in shown]


def _wrong(turn: Turn, found: _Found) -> Turn:
    if found.finding.due_turn is not None:
        return with_verdict(turn, found.finding.id, turn.text)  # the whole turn is excused, no words of it praised
    for label in found.labels:
        turn = with_verdict(turn, label, "")
    return turn


def _right(turn: Turn, found: _Found) -> Turn:
    if found.finding.due_turn is not None:
        return with_verdict(turn, found.finding.id, "")
    words = next((each.quote for each in found.finding.evidence if each.quote), found.finding.quote)
    return with_verdict(_unsaid(turn, found), found.finding.id, words)


def _unsaid(turn: Turn, found: _Found) -> Turn:
    return _without_verdicts(turn, *found.labels)


def _without_verdicts(turn: Turn, *labels: str) -> Turn:
    for label in labels:
        turn = without_verdict(turn, label)
    return turn


def _judged(
    scorecard: Scorecard,
    found: _Found,
    word: Callable[[Turn, _Found], Turn],
    rubric: Rubric,
    baseline: Usual | None,
    *notes: Note,
) -> Scorecard:
    """Judged again with the person's word on the turn of the finding, and the notes for those of an earlier word."""
    place = found.turn.uid if found.turn else None
    turns = tuple(word(turn, found) if turn.uid == place else turn for turn in scorecard.turns)
    kept = tuple(note for note in scorecard.notes if not _tells_of(note, found))
    return judged_again(replace(scorecard, notes=kept), turns, rubric, baseline=baseline, notes=notes)


def _note(found: _Found, code: str, by: str) -> Note:
    zh, en = ("否定了程序的判断", "overruled the program") if code == OVERRULED else ("认可了程序的判断", "agreed with the program")
    return Note(
        code=code,
        text=Text(
            zh=f"{by} {zh}：第 {found.number} 句“{found.finding.quote}”，{found.title.zh}。",
            en=f"{by} {en}: turn {found.number}, “{found.finding.quote}”, {found.title.en}.",
        ),
    )


def _tells_of(note: Note, found: _Found) -> bool:
    """Whether the note tells what somebody said of this turn by this criterion."""
    place, title = f": turn {found.number}, “", f"”, {found.title.en}."
    return note.code in SAID and place in note.text.en and note.text.en.endswith(title)
