"""What the network votes on each turn of a call."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from coach.model import LABELS, RED_CARDS, Language, Turn
from coach.rubric.clauses import Clause, clauses_of
from coach.rubric.meaning.reader import OUTPUTS, Reading, turn_reader
from coach.rubric.meaning.tokens import Sides
from coach.rubric.plain import plain
from coach.rubric.votes import Vote


SUREST = 0.99  # it is wrong more often than once in a hundred even where it is surest


class Calibration(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Certainty = sigmoid(slope x logit + offset), fitted on dialogues that trained nothing; present from `threshold` on."""

    slope: float
    offset: float
    threshold: float

    def certainty(self, logit: float) -> float:
        certainty = 1 / (1 + math.exp(-max(-30.0, min(30.0, self.slope * logit + self.offset))))
        return min(SUREST, max(1 - SUREST, certainty))


def meaning_votes(turns: Sequence[Turn], *, languages: Mapping[str, Language]) -> dict[str, list[Vote]]:
    """For each turn of the rep and the customer, by uid, a vote on every label it could carry; {} for no turns.

    `languages` is each turn's own, by uid. A red card needs the network's yes on the words alone and after each of the
    customer's turns right before: what the customer says can only take a card away.
    """
    seen = list(_in_context([turn for turn in turns if turn.role in ("rep", "customer")]))
    readings = iter(turn_reader().read([sides for _, each in seen for sides in each]))
    votes = {}
    for turn, each in seen:
        whole, *checks = [next(readings) for _ in each]
        names = LABELS if turn.role == "rep" else ("upset",)
        votes[turn.uid] = [_vote(name, turn, whole, checks, languages[turn.uid]) for name in names]
    return votes


def _in_context(turns: Iterable[Turn]) -> Iterable[tuple[Turn, tuple[Sides, ...]]]:
    """Each turn that says something, first in its whole context, then what a red card must hold against as well."""
    said = {"rep": "", "customer": ""}
    since: list[str] = []  # the turns of the side now listening, since the other last spoke
    role = None
    for turn in turns:
        text = plain(turn.text).text
        if not text:
            continue
        asked = since if turn.role != role else []
        whole = Sides(turn.role, said[turn.role], " ".join(asked), text)
        alone = [Sides("rep", "", "", text), *(Sides("rep", said["rep"], each, text) for each in asked)]
        yield turn, (whole, *(alone if turn.role == "rep" else ()))
        since = [*since, text] if turn.role == role else [text]
        said[turn.role] = text
        role = turn.role


def _vote(name: str, turn: Turn, whole: Reading, checks: Sequence[Reading], language: Language) -> Vote:
    place = OUTPUTS.index(name)
    calibration = calibrations()[name]
    logits = [reading.logits[place] for reading in ([*checks] if name in RED_CARDS else [whole])]
    certainty = calibration.certainty(float(min(logits)))
    if certainty < calibration.threshold:
        return Vote(mark=name, layer="meaning", present=False, certainty=1 - certainty, quote="")
    return Vote(mark=name, layer="meaning", present=True, certainty=certainty, quote=_quote(turn, whole, place, language))


def _quote(turn: Turn, reading: Reading, place: int, language: Language) -> str:
    """The clause of the turn that speaks most for the label; the whole turn where there is but one."""
    clauses = clauses_of(turn.text, language)
    if len(clauses) < 2:
        return turn.text.strip()
    weights = _alone(clauses, place) if OUTPUTS[place] in RED_CARDS else _mean_shares(clauses, turn, reading, place)
    best = max(range(len(clauses)), key=weights.__getitem__)
    clause = clauses[best]
    stop = clauses[best + 1].start if best + 1 < len(clauses) else len(turn.text)
    return clause.text.quote(0, len(clause.text.text)) or turn.text[clause.start : stop].strip()


def _alone(clauses: Sequence[Clause], place: int) -> list[float]:
    """The logit of each clause read by itself: it names the right clause of a card oftener than shares (74 against 60 %)."""
    return [float(each.logits[place]) for each in turn_reader().read([Sides("rep", "", "", clause.text.text) for clause in clauses])]


def _mean_shares(clauses: Sequence[Clause], turn: Turn, reading: Reading, place: int) -> list[float]:
    """What the tokens of each clause add to the label on the average; costs no further reading."""
    positions = plain(turn.text).positions
    totals = [[0.0, 0] for _ in clauses]
    for (start, end), share in zip(reading.spans, reading.shares[:, place].tolist(), strict=True):
        if end > start:
            at = positions[min(start, len(positions) - 1)]
            index = max((i for i, clause in enumerate(clauses) if clause.start <= at), default=0)
            totals[index][0] += share
            totals[index][1] += 1
    return [total / count if count else -math.inf for total, count in totals]


@cache
def calibrations() -> Mapping[str, Calibration]:
    data = files("coach.rubric.meaning").joinpath("data", "calibration.json").read_bytes()
    return msgspec.json.decode(data, type=dict[str, Calibration])
