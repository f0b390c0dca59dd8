"""One sitting of the two-minute drill: what waits, what was answered, and when it all comes back.

The command line and the window both go through this:

    sitting = begin(None, date.today())
    while not is_over(sitting, passed_s):
        judged = judge_answer(sitting.now, answer, rubric_of(sitting.now))
        sitting = give(sitting, judged)      # kept at once
        sitting = overrule(sitting, True)    # where the rep knows better
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from coach.library.store import get_call, has_call, list_calls, open_library
from coach.practice.drill import Drill, Item, Moment, coming, due, moments_of, tried, with_call
from coach.practice.drill_file import load_drill, save_drill

if TYPE_CHECKING:
    from coach.practising.answer import Judged

SITTING_S = 120.0
MOST_CALLS = 200  # the newest ones that are looked through


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer: the moment's item before and after it, how it was judged, and whether it counts as good.

    `well` is the program's own verdict unless the rep overruled it.
    """

    before: Item
    after: Item
    judged: Judged
    well: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """`waiting` is still to be answered, the first of it now; `given` was, the latest last.

    `calls` are the uids of the calls it is about, `library_is_empty` says that there is no call of anybody's at all.
    """

    on: date
    drill: Drill
    calls: frozenset[str]
    waiting: tuple[Item, ...] = ()
    given: tuple[Given, ...] = ()
    library_is_empty: bool = False

    @property
    def now(self) -> Moment | None:
        """What is to be answered; None when nothing is."""
        return self.waiting[0].moment if self.waiting else None

    @property
    def due_count(self) -> int:
        """How many are due, also those that are more than one sitting holds."""
        return sum(count for day, count in coming(self.drill, of_calls=self.calls) if day <= self.on)

    @property
    def later(self) -> tuple[tuple[date, int], ...]:
        """On which later days how many come back, the earliest first."""
        return tuple((day, count) for day, count in coming(self.drill, of_calls=self.calls) if day > self.on)


def begin(rep: str | None, on: date) -> Sitting:
    """What is due on that day in the calls of `rep`, or of everybody: new moments of the library, without deleted calls'.

    Raises UserError when library or drill cannot be read or kept.
    """
    drill = load_drill()
    with open_library() as db:
        summaries = list_calls(db, limit=MOST_CALLS)
        mine = [call.uid for call in summaries if rep is None or call.rep == rep]
        for call in {item.moment.call for item in drill.items}:
            if not has_call(db, call):
                drill = with_call(drill, call, (), on)
        for call in mine:
            drill = with_call(drill, call, moments_of(get_call(db, call)), on)
    save_drill(drill)
    calls = frozenset(mine if rep is not None else {item.moment.call for item in drill.items})
    return Sitting(
        on=on, drill=drill, calls=calls, waiting=due(drill, on, of_calls=calls), library_is_empty=not summaries
    )


def is_over(sitting: Sitting, passed_s: float) -> bool:
    """After two minutes no new moment is begun."""
    return sitting.now is None or passed_s >= SITTING_S


def give(sitting: Sitting, judged: Judged) -> Sitting:
    """What waits first was answered; its next date is kept at once. Raises UserError when it cannot be kept."""
    before, *waiting = sitting.waiting
    return _graded(replace(sitting, waiting=tuple(waiting)), before, judged, well=judged.well)


def overrule(sitting: Sitting, well: bool) -> Sitting:
    """The rep says how the latest answer was. Raises UserError when it cannot be kept, ValueError before any answer."""
    if not sitting.given:
        raise ValueError("nothing was answered yet")
    last = sitting.given[-1]
    return _graded(replace(sitting, given=sitting.given[:-1]), last.before, last.judged, well=well)


def _graded(sitting: Sitting, before: Item, judged: Judged, *, well: bool) -> Sitting:
    after = tried(before, well=well, on=sitting.on)
    save_drill(_with_item(load_drill(), after))  # what another window or the command line kept meanwhile stays
    given = Given(before=before, after=after, judged=judged, well=well)
    return replace(sitting, drill=_with_item(sitting.drill, after), given=(*sitting.given, given))


def _with_item(drill: Drill, new: Item) -> Drill:
    """The drill with `new` in its place; as it is when the moment has left it."""
    return Drill(items=tuple(new if item.moment.uid == new.moment.uid else item for item in drill.items))
