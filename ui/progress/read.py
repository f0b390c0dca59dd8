"""Reading a person's progress from the library; runs beside the window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coach.library.baseline import rep_baseline
from coach.library.judged import judged_calls, reps
from coach.library.store import list_calls, open_library
from coach.model import Baseline, Text
from coach.progress import Progress, progress

MAX_CALLS = 1000  # as the command line: more than anybody sees on a chart
LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Everybody there is (name and number of calls), who was chosen, and their way; None without a call.

    `rubrics` are those that judged the person's calls, `titles` the names of the calls by uid, `usual` the baselines by
    language and measure.
    """

    people: tuple[tuple[str | None, int], ...]
    who: str | None
    rubrics: Mapping[str, Text]
    progress: Progress | None
    usual: Mapping[str, Mapping[str, Baseline]]
    titles: Mapping[str, str]


def read_way(who: str | None, rubric: str | None, *, chosen: bool) -> Way:
    """The way of `who`; of the one with most calls when nobody was `chosen` or they have none any more. Raises UserError."""
    with open_library() as db:
        people = reps(db)
        names = [name for name, _ in people]
        if not chosen or who not in names:
            named = [person for person in people if person[0] is not None]
            who = max(named or people, key=lambda person: person[1], default=(None, 0))[0]
            rubric = None
        calls = list(judged_calls(db, who, limit=MAX_CALLS))
        usual = {language: rep_baseline(db, who, language) for language in LANGUAGES}
        titles = {call.uid: call.title for call in list_calls(db, limit=100_000)}
    rubrics = {call.scorecard.rubric.id: call.scorecard.rubric.title for call in reversed(calls)}
    if rubric not in rubrics:
        rubric = None
    return Way(
        people=people, who=who, rubrics=rubrics, progress=progress(calls, today=date.today(), rubric=rubric),
        usual=usual, titles=titles,
    )  # fmt: skip
