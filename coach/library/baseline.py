"""What is usual for one rep: each measure over the rep's earlier calls in the same language."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from statistics import median
from typing import TYPE_CHECKING

from coach.library.store import get_call
from coach.measures import rep_measures, rep_name
from coach.model import Baseline, Language, Scorecard
from coach.uid import spoken_uid

if TYPE_CHECKING:
    from sqlite_utils import Database

MIN_CALLS = 5  # with fewer, one odd call would move what counts as usual (ours)
MAX_CALLS = 50  # the latest ones: a way of speaking changes over the years (ours)
MAD_TO_SD = 1.4826  # of a normal distribution, this times the median absolute deviation is the standard deviation


def rep_baseline(
    db: Database, rep: str | None, language: Language, *, but_not: str | None = None, before: str | None = None
) -> dict[str, Baseline]:
    """By measure, what is usual in the rep's calls in `language`; only measures of MIN_CALLS calls and more, {} without a name.

    A call judged several times counts once. `but_not` is the `spoken_uid` of a call to leave out, so that none is
    compared with itself; `before` keeps to calls saved earlier than that (ISO 8601, UTC).
    """
    return _baseline(_earlier(db, rep, language, before) if rep else (), but_not)


def call_baseline(db: Database, scorecard: Scorecard) -> dict[str, Baseline]:
    """What was usual for the rep of this call before it: earlier calls than it in the library, all of them when it is new."""
    saved = list(db["calls"].rows_where("uid = ?", [scorecard.uid], select="made_at"))
    return rep_baseline(
        db,
        rep_name(scorecard),
        scorecard.language,
        but_not=spoken_uid(scorecard.audio, scorecard.turns),
        before=saved[0]["made_at"] if saved else None,
    )


def calls_with_baselines(db: Database, uids: Collection[str]) -> Iterator[tuple[Scorecard, dict[str, Baseline]]]:
    """The calls with these uids, the oldest first, each with its `call_baseline`; however many there are, each is read once.

    Only measures are kept of those that have been read.
    """
    rows = list(db.query("select uid, made_at, rep, language from calls order by made_at, rowid"))
    earlier = _earlier_uids(rows, uids)
    needed = {uid for each in earlier.values() for uid in each}
    measured: dict[str, _Measured] = {}
    for row in rows:
        if row["uid"] not in needed and row["uid"] not in earlier:
            continue
        scorecard = get_call(db, row["uid"])
        one = measured[row["uid"]] = _measured(scorecard)
        if row["uid"] in earlier:
            yield scorecard, _baseline((measured[uid] for uid in earlier[row["uid"]]), one.said)


def usual(values: Sequence[float]) -> Baseline:
    """The median of at least one value and the spread around it, which is 0.0 when more than half are the same."""
    middle = median(values)
    deviation = median(abs(value - middle) for value in values)
    return Baseline(median=middle, spread=MAD_TO_SD * deviation, calls=len(values))


@dataclass(frozen=True, slots=True)
class _Measured:
    """What a call adds to a baseline: its `spoken_uid`, and each of the rep's measures."""

    said: str
    values: Mapping[str, float]


def _measured(scorecard: Scorecard) -> _Measured:
    values = rep_measures(scorecard.turns, scorecard.delivery, scorecard.interplay)
    return _Measured(spoken_uid(scorecard.audio, scorecard.turns), values)


def _baseline(calls: Iterable[_Measured], but_not: str | None) -> dict[str, Baseline]:
    """What is usual in the calls, the newest first; of one judged several times the newest counts."""
    values: dict[str, list[float]] = defaultdict(list)
    seen = {but_not}
    for call in calls:
        if call.said not in seen:
            seen.add(call.said)
            for measure, value in call.values.items():
                values[measure].append(value)
    return {measure: usual(each) for measure, each in values.items() if len(each) >= MIN_CALLS}


def _earlier(db: Database, rep: str, language: Language, before: str | None) -> Iterator[_Measured]:
    """The rep's calls, the newest first."""
    rows = db.query(
        "select uid from calls where rep = :rep and language = :language and (:before is null or made_at < :before)"
        " order by made_at desc, rowid desc limit :limit",
        {"rep": rep, "language": language, "before": before, "limit": MAX_CALLS},
    )
    return (_measured(get_call(db, row["uid"])) for row in rows)


def _earlier_uids(rows: Sequence[Mapping[str, str]], uids: Collection[str]) -> dict[str, list[str]]:
    """For each of `uids` the calls of its rep in its language before it, the newest first; `rows` are all calls by time."""
    wanted = set(uids)
    of_rep: dict[tuple[str, str], list[Mapping[str, str]]] = defaultdict(list)
    for row in rows:
        if row["rep"]:
            of_rep[row["rep"], row["language"]].append(row)
    earlier = {}
    for row in rows:
        if row["uid"] in wanted:
            own = of_rep.get((row["rep"], row["language"]), [])
            end = bisect_left(own, row["made_at"], key=itemgetter("made_at"))
            earlier[row["uid"]] = [one["uid"] for one in reversed(own[max(0, end - MAX_CALLS) : end])]
    return earlier
