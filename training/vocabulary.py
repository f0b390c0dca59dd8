"""The part of the base encoder's vocabulary that Mandarin and English in plain text need, as a Hugging Face tokenizer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tokenizers import Tokenizer, models, pre_tokenizers

from base_encoder import BaseEncoder

SPECIAL = 4  # <s>, <pad>, </s>, <unk>
LATIN_PIECES = 20_000  # the most frequent ones; the rest of English comes in pieces
_HAN = re.compile("▁?[\u3400-\u9fff]+")
_LATIN = re.compile("▁?[a-z0-9]+")


def kept_pieces(base: BaseEncoder, texts: Iterable[str]) -> list[int]:
    """Ids of the pieces to keep, ascending: all Chinese ones, the commonest Latin ones, and whatever `texts` use."""
    kept = {*range(SPECIAL), base.pieces.index("▁")}
    kept |= {i for i, piece in enumerate(base.pieces) if _HAN.fullmatch(piece)}
    latin = [i for i, piece in enumerate(base.pieces) if _LATIN.fullmatch(piece)]
    kept |= set(sorted(latin, key=lambda i: -base.scores[i])[:LATIN_PIECES])
    kept |= {i for i, piece in enumerate(base.pieces) if len(piece) == 1 and _LATIN.fullmatch(piece)}
    whole = tokenizer(base, range(len(base.pieces)))
    for encoding in whole.encode_batch(list(texts), add_special_tokens=False):
        kept |= set(encoding.ids)
    return sorted(kept)


def tokenizer(base: BaseEncoder, kept: Sequence[int]) -> Tokenizer:
    """A tokenizer of the kept pieces; ids are their places in `kept`."""
    made = Tokenizer(models.Unigram([(base.pieces[i], base.scores[i]) for i in kept], unk_id=3, byte_fallback=False))
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return made
