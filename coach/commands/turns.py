"""A turn of a call as a person names it: its number, its time, or its uid."""

from __future__ import annotations

from coach.errors import UserError
from coach.model import Scorecard, Turn


def turn_of(scorecard: Scorecard, named: str) -> Turn:
    """The turn with this number (from 1), time as reports show it (0:14) or uid. Raises UserError for none or several."""
    from coach.report.format import clock

    found = [
        turn
        for number, turn in enumerate(scorecard.turns, 1)
        if named in (turn.uid, str(number)) or turn.start_s is not None and named == clock(turn.start_s)
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise UserError(
            zh=f"这通电话里没有“{named}”这一句：一共 {len(scorecard.turns)} 句，请写第几句，或它的时间（分:秒）。",
            en=f"There is no turn “{named}” in this call of {len(scorecard.turns)} turns: give its number or its time (m:ss).",
        )
    numbers = [str(scorecard.turns.index(turn) + 1) for turn in found]
    raise UserError(
        zh=f"{named} 有第 {'、'.join(numbers)} 句：请写第几句。",
        en=f"Turns {', '.join(numbers)} start at {named}: give the number of one.",
    )


def turns_of(scorecard: Scorecard, named: str) -> tuple[Turn, ...]:
    """One turn, or with `3-5` those from the third to the fifth. Raises UserError for none or several of a name."""
    first, dash, last = named.partition("-")
    if not (dash and first.isdigit() and last.isdigit()):
        return (turn_of(scorecard, named),)
    one, two = (scorecard.turns.index(turn_of(scorecard, each)) for each in (first, last))
    return scorecard.turns[min(one, two) : max(one, two) + 1]
