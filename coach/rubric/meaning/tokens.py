"""A turn and what was said before it as rows of tokens, the same in training and in use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from tokenizers import Tokenizer

START, PAD, END = 0, 1, 2
ROLE_WORDS = {"rep": "客服", "customer": "客户"}
# Tokens of each part at most: the end of what was said before matters, and the start and end of a long turn.
BEFORE, ASKED, OWN = 24, 48, 112


@dataclass(frozen=True, slots=True, order=True)
class Sides:
    """`text` is the turn, `asked` what the other side said right before, `before` the same side's turn before that.

    All are plain text (`coach/rubric/plain.py`), so that punctuation, spacing, width and script change nothing.
    """

    role: Literal["rep", "customer"]
    before: str
    asked: str
    text: str


def token_rows(
    words: Tokenizer, sides: Sequence[Sides]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[tuple[tuple[int, int], ...]]]:
    """`ids`, `mask` (1 = a token) and `own` (1 = a token of the turn itself), int64 of shape (turns, longest), and for each
    turn where its own tokens stand in its text."""
    import numpy as np

    texts = [text for side in sides for text in (ROLE_WORDS[side.role], side.before, side.asked, side.text)]
    tokens = words.encode_batch(texts, add_special_tokens=False)
    rows, owns, spans = [], [], []
    for i in range(0, len(tokens), 4):
        role, before, asked, text = (encoding.ids for encoding in tokens[i : i + 4])
        context = [START, *role, *before[-BEFORE:], END, *asked[-ASKED:], END]
        offsets = tokens[i + 3].offsets
        own = _ends(text)
        spans.append(tuple(_ends(offsets)))
        rows.append([*context, *own, END])
        owns.append((len(context), len(context) + len(own)))
    longest = max(map(len, rows), default=0)
    ids = np.full((len(rows), longest), PAD, dtype=np.int64)
    mask, own_mask = np.zeros_like(ids), np.zeros_like(ids)
    for row, (tokens_of_row, (start, end)) in enumerate(zip(rows, owns, strict=True)):
        ids[row, : len(tokens_of_row)] = tokens_of_row
        mask[row, : len(tokens_of_row)] = 1
        own_mask[row, start:end] = 1
    return ids, mask, own_mask, spans


def _ends(tokens: list) -> list:
    return tokens if len(tokens) <= OWN else [*tokens[: OWN // 2], *tokens[-OWN // 2 :]]
