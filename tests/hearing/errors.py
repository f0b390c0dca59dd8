"""How wrong a transcript is: word errors in English, character errors in Mandarin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from coach.language.numbers_zh import numbers_in_characters
from coach.language.script import to_simplified
from coach.model import Language, Utterance

FILLERS = frozenset({"um", "uh", "er", "erm", "uhm"})


def units(text: str, language: Language) -> list[str]:
    """What errors are counted in: lower-case words without fillers, or characters (Simplified, numbers written out)."""
    text = unicodedata.normalize("NFKC", text)
    if language == "en":
        return [word for word in re.findall(r"[a-z0-9']+", text.lower().replace("’", "'")) if word not in FILLERS]
    spelt = re.sub(r"(?<=[A-Z]) (?=[A-Z])", "", text)  # T E C H
    return [character for character in numbers_in_characters(to_simplified(spelt)).lower() if character.isalnum()]


def edits(said: Sequence[str], heard: Sequence[str]) -> int:
    """Insertions, deletions and substitutions from one to the other (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for i, left in enumerate(said, 1):
        diagonal, row[0] = row[0], i
        for j, right in enumerate(heard, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (left != right))
    return row[-1]


def error_rate(pairs: Iterable[tuple[str, str]], language: Language) -> float:
    """Errors per 100 units over all (said, heard) pairs together."""
    counted = [(units(said, language), units(heard, language)) for said, heard in pairs]
    return 100 * sum(edits(said, heard) for said, heard in counted) / sum(len(said) for said, _ in counted)


def text_of(utterances: Iterable[Utterance]) -> str:
    return " ".join(utterance.text for utterance in utterances)
