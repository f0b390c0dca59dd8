"""Simplified and Traditional characters, by OpenCC's dictionaries."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from coach.model import Language, Utterance

# OpenCC leaves 著 alone, since Simplified has it too, but a recogniser writes 著急 and 跟著 beside Simplified words.
# In Simplified, 著 is only the "zhù" of writing and showing; every other one is 着.
_OTHER_THAN_ZHU = re.compile("(?<![名显土专原编昭卓论巨拙遗译合])著(?![名作称书述者录有])")


def to_simplified(text: str) -> str:
    """`text` in Simplified characters; anything that is not Chinese stays as it is.

    Characters only: Taiwan's and Hong Kong's own words (軟體) keep their wording (软体). The length never changes.
    """
    return _OTHER_THAN_ZHU.sub("着", _converter("t2s").convert(text))


def to_traditional(text: str) -> str:
    """`text` in Traditional characters as Taiwan writes them (裡, 麵, 臺), wording untouched; same length."""
    return _converter("s2tw").convert(text)


def words_to_simplified(words: Sequence[str]) -> tuple[str, ...]:
    """Each word in Simplified characters, read in the context of the whole: 乾 + 隆 stays 乾隆.

    As many words as were given; none gives none.
    """
    return _split_like(words, to_simplified("".join(words)))


def words_to_traditional(words: Sequence[str]) -> tuple[str, ...]:
    """Each word in Traditional characters, read in the context of the whole: 理 + 发 is 理 + 髮."""
    return _split_like(words, to_traditional("".join(words)))


def in_script(utterances: Sequence[Utterance], language: Language, *, traditional: bool) -> list[Utterance]:
    """Chinese in one script, whatever mixture the recogniser wrote; another language as it is."""
    if language != "zh":
        return list(utterances)
    convert = words_to_traditional if traditional else words_to_simplified
    converted = []
    for utterance in utterances:
        (text,) = convert([utterance.text])
        texts = convert([word.text for word in utterance.words])
        words = tuple(replace(word, text=new) for word, new in zip(utterance.words, texts, strict=True))
        converted.append(replace(utterance, text=text, words=words))
    return converted


def _split_like(words: Sequence[str], joined: str) -> tuple[str, ...]:
    parts = []
    start = 0
    for word in words:
        parts.append(joined[start : start + len(word)])
        start += len(word)
    return tuple(parts)


@functools.cache
def _converter(scheme: str):
    import opencc

    return opencc.OpenCC(scheme)
