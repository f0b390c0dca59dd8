"""The words of a turn as features, and the learnt weight of each: does a rep say this, or a customer?

`training/which_rep.py` learns the weights from the corpus: a logistic regression over the words and pairs of words of
English, the characters, pairs and threes of Mandarin, and the same once more for a speaker's first turn (greetings).
"""

from __future__ import annotations

import re
import zlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from coach.language.script import to_simplified
from coach.model import Language

if TYPE_CHECKING:
    import numpy as np

BUCKETS = 1 << 15  # features share them by their CRC-32
LONGEST = {"en": 2, "zh": 3}  # tokens in a feature
FIRST_TOKENS = 40  # of a first turn: a greeting, not the story that follows
_TOKEN = re.compile(r"[\u3400-\u9fff]|[a-z']+|\d+")


def buckets(text: str, language: Language, *, first: bool) -> list[int]:
    """The buckets of a turn's features, each once, in order; [] for a turn without words."""
    tokens = _tokens(text)
    features = set(_phrases(tokens, language))
    if first:
        features |= {f"1 {feature}" for feature in _phrases(tokens[:FIRST_TOKENS], language)}
    return sorted({zlib.crc32(feature.encode()) % BUCKETS for feature in features})


def says_rep(text: str, language: Language, *, first: bool) -> float:
    """The log odds that a rep says this rather than a customer; `first`: it is the speaker's first turn."""
    weights, bias = _weights(language)
    return float(bias + weights[buckets(text, language, first=first)].sum())


def _tokens(text: str) -> list[str]:
    plain = to_simplified(text).lower().replace("’", "'").replace("您", "你")  # customers say 您 too
    return ["0" if token[0].isdigit() else token.strip("'") for token in _TOKEN.findall(plain)]


def _phrases(tokens: list[str], language: Language) -> list[str]:
    return [
        " ".join(tokens[start : start + length])
        for length in range(1, LONGEST[language] + 1)
        for start in range(len(tokens) - length + 1)
    ]


@cache
def _weights(language: Language) -> tuple[np.ndarray, float]:
    import numpy as np

    with files("coach.speakers").joinpath("data", "rep_words.npz").open("rb") as file, np.load(file, allow_pickle=False) as learnt:
        return learnt[language].astype(np.float32) * learnt[f"{language}_step"], float(learnt[f"{language}_bias"])
