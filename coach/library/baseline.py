"""What is usual for one rep: each measure over the rep's earlier calls in the same language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median
from typing import TYPE_CHECKING

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
    values: dict[str, list[float]] = defaultdict(list)
    for call in _earlier(db, rep, language, but_not, before) if rep else ():
        for measure, value in rep_measures(call.turns, call.delivery, call.interplay).items():
            values[measure].append(value)
    return {measure: usual(each) for measure, each in values.items() if len(each) >= MIN_CALLS}


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


def usual(values: Sequence[float]) -> Baseline:
    """The median of at least one value and the spread around it, which is 0.0 when more than half are the same."""
    middle = median(values)
    deviation = median(abs(value - middle) for value in values)
    return Baseline(median=middle, spread=MAD_TO_SD * deviation, calls=len(values))


def _earlier(
    db: Database, rep: str, language: Language, but_not: str | None, before: str | None
) -> Iterator[Scorecard]:
    """The rep's calls, the newest first."""
    import msgspec

    rows = db.query(
        "select scorecard from calls join cards on cards.call = calls.id where rep = :rep and language = :language"
        " and binned_at is null and (:before is null or made_at < :before) order by made_at desc, id desc limit :limit",
        {"rep": rep, "language": language, "before": before, "limit": MAX_CALLS},
    )
    seen = {but_not}
    for row in rows:
        scorecard = msgspec.json.decode(row["scorecard"], type=Scorecard)
        said = spoken_uid(scorecard.audio, scorecard.turns)
        if said not in seen:
            seen.add(said)
            yield scorecard
