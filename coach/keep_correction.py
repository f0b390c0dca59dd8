"""Correcting a call of the library: judged again by the rubric it was scored with, and kept as an event that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.kept import kept_rubric_of
from coach.correct import Correction, correct
from coach.errors import UserError
from coach.library.baseline import call_baseline
from coach.library.corrections import Part, Step, add_event, history
from coach.library.store import change_call, get_call
from coach.library.writing import one_change
from coach.measures import rep_name
from coach.model import Scorecard, Turn
from coach.rubric.again import judged_again
from coach.rubric.judge import NOTE_CODES
from coach.rubric.overrule import machines_own

if TYPE_CHECKING:
    from sqlite_utils import Database


def correct_call(db: Database, uid: str, corrections: Sequence[Correction], by: str) -> Scorecard:
    """Correct a call of the library and judge it again by the rubric it was scored with; all of it is one event.

    Raises UserError, and then nothing is changed.
    """
    before = get_call(db, uid)
    rubric, usual = kept_rubric_of(db, before), call_baseline(db, before)
    after = correct(before, corrections, by, rubric, baseline=usual)
    if rep_name(after) != rep_name(before):  # another person, to whom something else is usual
        after = judged_again(after, after.turns, rubric, baseline=call_baseline(db, after))
    keep_correction(db, before, after, what=corrections[0].what, by=by)
    return after


def keep_correction(db: Database, before: Scorecard, after: Scorecard, *, what: str, by: str) -> None:
    """Put `after` in the place of `before`, with an event that can be undone. Raises UserError when there is no such call."""
    step = _step(before, after)
    with one_change(db):
        change_call(db, after)
        add_event(db, after.uid, who=by, what=what, step=step)


def undo(db: Database, uid: str, by: str) -> Scorecard:
    """The call as it was before the last correction. Raises UserError when there is none, or it has changed since."""
    done = history(db, uid).done
    if not done:
        raise UserError(zh="没有可以撤销的更正。", en="There is no correction to undo.")
    step = done[-1].step
    return _go(db, uid, step.after, step.before, "undo", by)


def redo(db: Database, uid: str, by: str) -> Scorecard:
    """The correction that was undone last, done again. Raises UserError as `undo` does."""
    undone = history(db, uid).undone
    if not undone:
        raise UserError(zh="没有可以重做的更正。", en="There is no correction to do again.")
    step = undone[-1].step
    return _go(db, uid, step.before, step.after, "redo", by)


def spoken_of(scorecard: Scorecard) -> bool:
    """Whether a person said anything of a finding in it."""
    return any(each.layer == "person" for turn in scorecard.turns for each in turn.label_evidence)


def machines_card(db: Database, scorecard: Scorecard) -> Scorecard | None:
    """The call as the program alone heard and judged it; None where no person changed anything in it."""
    done = history(db, scorecard.uid).done
    if not done and not spoken_of(scorecard):
        return None
    rubric, baseline = kept_rubric_of(db, scorecard), call_baseline(db, scorecard)
    own = scorecard
    if done:
        start = done[0].step.before
        turns = scorecard.turns
        for event in reversed(done):
            turns = _stepped(turns, event.step.after, event.step.before)
        heard = replace(scorecard, speakers=start.speakers, interplay=start.interplay, notes=start.notes)
        own = judged_again(heard, turns, rubric, baseline=baseline)
    return machines_own(own, rubric, baseline=baseline)


def _go(db: Database, uid: str, at: Part, to: Part, what: str, by: str) -> Scorecard:
    """From one side of a step to the other."""
    now = get_call(db, uid)
    turns = {turn.uid: _unnumbered(turn) for turn in now.turns}
    if any(turns.get(turn.uid) != _unnumbered(turn) for turn in at.turns) or now.speakers != at.speakers:
        raise UserError(
            zh="这些话在更正之后又被改过（例如重新评分），不能再撤销或重做：请直接更正。",
            en="These turns were changed after the correction (by scoring the call anew, say), so it can be neither undone nor "
            "done again: correct them as they are.",
        )
    rest = replace(now, speakers=to.speakers, interplay=to.interplay, notes=to.notes)
    new_turns = _stepped(now.turns, at, to)
    again = judged_again(rest, new_turns, kept_rubric_of(db, now), baseline=call_baseline(db, rest))
    with one_change(db):
        change_call(db, again)
        add_event(db, uid, who=by, what=what, step=None)
    return again


def _stepped(turns: Sequence[Turn], at: Part, to: Part) -> tuple[Turn, ...]:
    """The turns with those of `to` in the place of those of `at`; a turn that only `to` has comes where it was."""
    changed, gone = {turn.uid: turn for turn in to.turns}, {turn.uid for turn in at.turns}
    kept = [changed.pop(turn.uid, turn) for turn in turns if turn.uid in changed or turn.uid not in gone]
    for turn in sorted(changed.values(), key=lambda turn: turn.index):
        kept.insert(turn.index, turn)
    return tuple(replace(turn, index=index) for index, turn in enumerate(kept))


def _step(before: Scorecard, after: Scorecard) -> Step:
    """What differs; that the turns after one that was cut are counted anew does not."""
    old = {turn.uid: turn for turn in before.turns}
    new = {turn.uid: turn for turn in after.turns}
    same = {uid for uid in old.keys() & new.keys() if _unnumbered(old[uid]) == _unnumbered(new[uid])}
    return Step(
        before=_part(before, [turn for uid, turn in old.items() if uid not in same]),
        after=_part(after, [turn for uid, turn in new.items() if uid not in same]),
    )


def _unnumbered(turn: Turn) -> Turn:
    return replace(turn, index=0)


def _part(scorecard: Scorecard, turns: Sequence[Turn]) -> Part:
    return Part(
        turns=tuple(turns),
        speakers=scorecard.speakers,
        interplay=scorecard.interplay,
        notes=tuple(note for note in scorecard.notes if note.code not in NOTE_CODES),
    )
