"""What a rubric's own examples say of the turns of a call, by the network's vectors (`coach/rubric/examples.py`)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING

from coach.model import Turn
from coach.paths import data_folder, private_folder
from coach.rubric.examples import Learnt, learn
from coach.rubric.format import TaughtMark
from coach.rubric.meaning.reader import turn_reader
from coach.rubric.meaning.tokens import Sides
from coach.rubric.plain import plain
from coach.rubric.votes import Vote

if TYPE_CHECKING:
    import numpy as np

_SENTENCE = re.compile(r"[^。！？；…!?;\n.]+(?:\.(?=\d)[^。！？；…!?;\n.]+)*")


def example_votes(turns: Sequence[Turn], taught: Sequence[TaughtMark]) -> dict[str, list[Vote]]:
    """For each turn by uid a vote on each mark that has examples near to it; {} when no mark has any.

    A turn is compared as a whole and sentence by sentence: what is near in one of its sentences is in the turn.
    """
    votes: dict[str, list[Vote]] = {}
    for speaker in ("rep", "customer"):
        known = [(mark.place, one) for mark in taught if mark.speaker == speaker and (one := learnt(mark))]
        said = [turn for turn in turns if turn.role == speaker and plain(turn.text).text]
        if not known or not said:
            continue
        parts = [_parts(turn.text) for turn in said]
        vectors = vectors_of([plain(part).text for each in parts for part in each], speaker)
        quotes = [part for each in parts for part in each]
        first = next(turn.uid for turn in turns if turn.role == speaker)
        for place, one in known:
            found = iter(one.votes(vectors, quotes))
            for turn, each in zip(said, parts, strict=True):
                best = _best([next(found) for _ in each])
                here = place == "anywhere" or (place == "first") == (turn.uid == first)
                if best and (here or not best.present):
                    votes.setdefault(turn.uid, []).append(best)
    return votes


def vectors_of(texts: Sequence[str], speaker: str) -> np.ndarray:
    """The network's vectors of plain texts, each alone: float32 of shape (texts, 384)."""
    import numpy as np

    readings = turn_reader().read([Sides(speaker, "", "", text) for text in texts])
    return np.stack([reading.vector for reading in readings])


@cache
def learnt(taught: TaughtMark) -> Learnt | None:
    """What the mark's examples come to; None without any. Learnt once, and kept in the data folder for the next time.

    Those of the rubrics that ship are learnt already (`training/learn.py`).
    """
    return learn(
        taught,
        vectors=partial(vectors_of, speaker=taught.speaker),
        network=f"{_network_sha256()} {taught.speaker}",
        folder=private_folder(data_folder() / "learnt"),
        shipped=files("coach.rubric.meaning").joinpath("data", "learnt"),
    )


@cache
def _network_sha256() -> str:
    return hashlib.sha256(files("coach.rubric.meaning").joinpath("data", "turns.onnx").read_bytes()).hexdigest()


def _parts(text: str) -> list[str]:
    """The turn, and its sentences where it has several."""
    sentences = [part for found in _SENTENCE.finditer(text) if plain(part := found[0].strip()).text]
    return [text.strip(), *(sentences if len(sentences) > 1 else ())]


def _best(votes: Sequence[Vote | None]) -> Vote | None:
    """The most certain yes of a turn's parts, else the most certain no."""
    return max((vote for vote in votes if vote), key=lambda vote: (vote.present, vote.certainty), default=None)
