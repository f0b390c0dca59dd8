"""Keeping a fresh analysis in the library, and looking up there what is usual for its rep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.model import Baseline, Language

if TYPE_CHECKING:
    from coach.analyse import Analysis, Usual


def keep_call(analysis: Analysis, *, title: str) -> Analysis:
    """Keep the call; judged before, it keeps what a person changed in it, also when it comes back from the bin.

    Raises UserError when the library cannot be used.
    """
    from coach.library.baseline import call_baseline
    from coach.library.bin import is_binned, undelete_call
    from coach.library.store import get_call, has_call, open_library, save_call
    from coach.rejudge import with_persons_word

    scorecard, rubric = analysis.scorecard, analysis.rubric
    with open_library() as db:
        if is_binned(db, scorecard.uid):
            undelete_call(db, scorecard.uid)
        if rubric and has_call(db, scorecard.uid):
            before = get_call(db, scorecard.uid)
            scorecard = with_persons_word(scorecard, before, rubric, baseline=call_baseline(db, scorecard))
        save_call(db, scorecard, title=title, rubric_text=rubric.text if rubric else None)
    return replace(analysis, scorecard=scorecard)


def usual_of(rep_name: str | None) -> Usual:
    """A function that looks up in the library what is usual for this rep; nothing without a name."""

    def usual(language: Language, said: str) -> Mapping[str, Baseline]:
        from coach.library.baseline import rep_baseline
        from coach.library.store import open_library

        if rep_name is None:
            return {}
        with open_library() as db:
            return rep_baseline(db, rep_name, language, but_not=said)

    return usual
