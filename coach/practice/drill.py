"""The two-minute drill: the customer's lines of a rep's own missed moments and red cards, answered again over the days.

When one comes back is FSRS's decision (Ye et al. 2022, "A Stochastic Shortest Path Algorithm for Optimizing Spaced
Repetition Scheduling"; the library `fsrs`, MIT): answered well it waits longer each time, answered badly it is there again
the next day. Everything here is pure; the date is handed in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

import msgspec

from coach.model import SKILLS, Finding, Language, Scorecard, Span, Suggestion, Turn
from coach.uid import stable_uid

AT_MOST = 8  # moments in one drill: about a quarter of a minute each
MAX_MOMENTS = 500  # beyond that those that are due last are dropped
LONGEST_DAYS = 60  # so that old ones come back all the same (ours)
_FIRST = ("empathy", "ownership")  # what is asked for first when an answer lacked several things


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What a customer said in a call, and what the rep's answer lacked or should not have had.

    `customer` is what is to be answered, `answered` what the rep said then; `missed` are the skills that were due, the
    first to work on first, `unwanted` those of them that should not have been there; `red_cards` what the answer had.
    `better` is what could have been said. `heard` is where the customer's words lie in the call's sound, None in a transcript
    without times.
    """

    uid: str
    call: str
    language: Language
    customer: str
    answered: str
    missed: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    red_cards: tuple[str, ...] = ()
    better: Suggestion | None = None
    heard: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A moment and when it comes back. `stability` (days) and `difficulty` (1-10) are FSRS's, None before the first try."""

    moment: Moment
    due: date
    last: date | None = None
    stability: Annotated[float, msgspec.Meta(gt=0, le=1e6)] | None = None
    difficulty: Annotated[float, msgspec.Meta(ge=1, le=10)] | None = None
    tries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """All moments of one person."""

    items: tuple[Item, ...] = ()


def moments_of(scorecard: Scorecard) -> tuple[Moment, ...]:
    """The moments of a call that are worth answering again, in its order; one for what the customer said in one go."""
    by_uid = {turn.uid: turn for turn in scorecard.turns}
    found: dict[str, tuple[list[Turn], list[Finding]]] = {}
    for finding in scorecard.findings:
        anchor = by_uid.get(finding.home or "")
        if finding.kind not in ("red_card", "missed") or anchor is None:
            continue
        asked = _asked(scorecard.turns, anchor)
        if asked:
            found.setdefault(asked[0].uid, (asked, []))[1].append(finding)
    return tuple(_moment(scorecard, asked, findings) for asked, findings in found.values())


def with_call(drill: Drill, call: str, moments: Sequence[Moment], on: date) -> Drill:
    """The drill with exactly these moments of a call, as it is judged now.

    A moment that it had keeps its place, a new one is due `on` that day, one that the call no longer has (a person called
    the finding wrong, the call was deleted) leaves.
    """
    had = {item.moment.uid: item for item in drill.items if item.moment.call == call}
    others = (item for item in drill.items if item.moment.call != call)
    now = (
        replace(had[moment.uid], moment=moment) if moment.uid in had else Item(moment=moment, due=on)
        for moment in moments
    )
    items = sorted((*others, *now), key=lambda item: item.due)
    return Drill(items=tuple(items[:MAX_MOMENTS]))


def due(
    drill: Drill, on: date, *, at_most: int = AT_MOST, of_calls: Collection[str] | None = None
) -> tuple[Item, ...]:
    """What is to be answered on that day, the longest overdue first; () when nothing is. `of_calls`: only of these."""
    waiting = [item for item in drill.items if item.due <= on and (of_calls is None or item.moment.call in of_calls)]
    return tuple(sorted(waiting, key=lambda item: (item.due, item.moment.uid))[:at_most])


def coming(drill: Drill, *, of_calls: Collection[str] | None = None) -> tuple[tuple[date, int], ...]:
    """On which days how many moments come back, the earliest first; () without any. `of_calls`: only of these."""
    days = Counter(item.due for item in drill.items if of_calls is None or item.moment.call in of_calls)
    return tuple(sorted(days.items()))


def still_missing(
    moment: Moment,
    shown: Collection[str],
    *,
    missed_again: Collection[str] | None = None,
    can_show: Collection[str] = SKILLS,
) -> str | None:
    """What was missing first and is again in an answer; None where it is mended.

    `shown` are the labels and marks of the answer, `can_show` those that an answer could have. What is no mark, and what
    should not have been said, is for the rubric to say: `missed_again` are the ids of what it finds missing in the answer,
    None without a rubric.
    """
    first = moment.missed[0] if moment.missed else None
    if first in moment.unwanted:
        missing = first in (shown if missed_again is None else missed_again)
    else:
        missing = first not in shown if first in can_show else first in (missed_again or ())
    return first if missing else None


def answered(drill: Drill, moment_uid: str, *, well: bool, on: date) -> Drill:
    """The drill after the moment was answered on that day. Raises KeyError for a moment that it does not have."""
    if all(item.moment.uid != moment_uid for item in drill.items):
        raise KeyError(moment_uid)
    return Drill(
        items=tuple(tried(item, well=well, on=on) if item.moment.uid == moment_uid else item for item in drill.items)
    )


def tried(item: Item, *, well: bool, on: date) -> Item:
    """The item after an answer on that day, with FSRS's next date.

    Without its steps of minutes: a drill is a matter of days, and nothing is left to chance.
    """
    from fsrs import Card, Rating, Scheduler, State

    scheduler = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=LONGEST_DAYS, enable_fuzzing=False)
    on = max(on, item.last or on)  # a clock that was set back
    card = Card(
        card_id=1,
        state=State.Learning if item.stability is None else State.Review,
        stability=item.stability,
        difficulty=item.difficulty,
        due=_at_noon(item.due),
        last_review=None if item.last is None else _at_noon(item.last),
    )
    reviewed, _ = scheduler.review_card(card, Rating.Good if well else Rating.Again, _at_noon(on))
    tomorrow = on + timedelta(days=1)
    return replace(
        item,
        due=max(reviewed.due.date(), tomorrow) if well else tomorrow,
        last=on,
        stability=reviewed.stability,
        difficulty=reviewed.difficulty,
        tries=item.tries + 1,
    )


def _at_noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def _asked(turns: Sequence[Turn], anchor: Turn) -> list[Turn]:
    """What the customer said before `anchor` since the rep last spoke; for a customer's turn, up to it."""
    asked: list[Turn] = []
    stop = anchor.index + 1 if anchor.role == "customer" else anchor.index
    for turn in reversed(turns[:stop]):
        if turn.role == "customer":
            asked.insert(0, turn)
        elif asked:
            break
    return asked


def _answered(turns: Sequence[Turn], last_asked: Turn) -> str:
    said: list[str] = []
    for turn in turns[last_asked.index + 1 :]:
        if turn.role == "customer":
            break
        said.append(turn.text)
    return " ".join(said)


def _heard(asked: Sequence[Turn]) -> Span | None:
    start_s, end_s = asked[0].start_s, asked[-1].end_s
    return None if start_s is None or end_s is None or end_s <= start_s else Span(start_s, end_s)


def _moment(scorecard: Scorecard, asked: Sequence[Turn], findings: Sequence[Finding]) -> Moment:
    """The better sentence is the one for what is to work on first: the others need not have it."""
    missing = sorted((each for each in findings if each.kind == "missed"), key=lambda each: _rank(each.id))
    cards = [each for each in findings if each.kind == "red_card"]
    first = [each for each in missing if each.id == missing[0].id]
    return Moment(
        uid=stable_uid("moment", scorecard.uid, asked[0].uid),
        call=scorecard.uid,
        language=scorecard.language,
        customer=" ".join(turn.text for turn in asked),
        answered=_answered(scorecard.turns, asked[-1]),
        missed=tuple(dict.fromkeys(each.id for each in missing)),
        unwanted=tuple(dict.fromkeys(each.id for each in missing if _is_unwanted(each))),
        red_cards=tuple(dict.fromkeys(each.id for each in cards)),
        better=next((each.say_instead for each in (*first, *cards, *missing) if each.say_instead), None),
        heard=_heard(asked),
    )


def _is_unwanted(missed: Finding) -> bool:
    """Whether it stands there and should not, or (a step of the call) not so early."""
    is_early = missed.id not in SKILLS and any(evidence.layer == "order" for evidence in missed.evidence)
    return missed.due_turn is None or is_early


def _rank(missed: str) -> int:
    """Skills before what only one rubric knows."""
    return _FIRST.index(missed) if missed in _FIRST else len(_FIRST) + (missed not in SKILLS)
