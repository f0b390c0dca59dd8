"""What is not let through: text that the recogniser invents where nobody spoke.

Thresholds: on 90 real clips in Mandarin and English and in both modes, speech has an average log probability of
-0.70 or more, and a no-speech probability above 0.5 only together with -0.5 or more; noise, music, ringing and laughter
that got past the voice activity stay below -1.0, or below -0.6 with a no-speech probability above 0.5.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from coach.model import Word

LOWEST_LOGPROB = -1.0
NO_SPEECH = 0.5
LOWEST_LOGPROB_WITHOUT_SPEECH = -0.55
HIGHEST_COMPRESSION = 2.4  # Whisper's own sign of a loop (Radford et al. 2022)
LOWEST_PROBABILITY = 0.1  # of an utterance's words, on average; real ones have 0.2 and more
LOOP = 5  # 对对对对 and "no, no, no, no" are said; a fifth time is a loop
LONGEST_LOOPED = 12  # words that one round of a loop may have

# Credits and pleas of video makers, which Whisper learned from subtitles. No call has them, so they go wherever they are.
_CREDITS = re.compile(
    r"(?:请|請)不吝(?:点赞|點贊|點讚)[^。.!！?？]*"
    r"|(?:明镜|明鏡)(?:与|與|和)(?:点点|點點)[^。.!！?？]*"
    r"|[^。.!！?？,，]*字幕(?:由|志愿者|志願者|组|組|[:：])[^。.!！?？]*"
    r"|[^。.!！?？,，]*amara\.?\s*org[^。.!！?？]*"
    r"|(?:subtitles?|captions?|transcribed|transcription) by [^.!?]*",
    re.IGNORECASE,
)
# Said by video makers too, but a person might say them in a sentence: only dropped when they are all there is.
_FAREWELLS = re.compile(
    r"(?:(?:(?:谢谢|謝謝|感谢|感謝)(?:大家|您|你)?的?(?:观看|觀看|收看|收聽|收听))"
    r"|(?:请|請)?(?:记得|記得)?(?:订阅|訂閱)(?:我的|我们的|我們的)?(?:频道|頻道)?"
    r"|(?:我们|我們)下(?:期|集)(?:再见|再見)"
    r"|thanks? (?:you )?(?:so much |very much )?for watching(?: (?:this|the|my) video)?"
    r"|(?:please )?(?:like and )?subscribe(?: to (?:my|our|the) channel)?"
    r"|see you (?:in the )?next (?:video|time)"
    r")",
    re.IGNORECASE,
)
_NOT_LETTERS = re.compile(r"[^\w']+")


def is_speech(*, no_speech_probability: float, average_logprob: float) -> bool:
    """Whether the recogniser believes in what it wrote about a piece."""
    lowest = LOWEST_LOGPROB_WITHOUT_SPEECH if no_speech_probability > NO_SPEECH else LOWEST_LOGPROB
    return average_logprob >= lowest


def is_loop(*, compression_ratio: float) -> bool:
    """Whether a piece's text repeats itself so much that the recogniser must have got stuck."""
    return compression_ratio > HIGHEST_COMPRESSION


def plausible(words: Sequence[Word]) -> tuple[Word, ...]:
    """An utterance's words without what nobody said; () when nothing remains.

    Loops are shortened to one round, video makers' credits dropped, and so is an utterance that is nothing but a video
    maker's farewell, or that the recogniser does not believe in.
    """
    said = without_credits(without_loops(words))
    if not said or sum(word.probability for word in said) / len(said) < LOWEST_PROBABILITY:
        return ()
    letters = _NOT_LETTERS.sub(" ", "".join(word.text for word in said)).strip()
    return () if _FAREWELLS.fullmatch(letters) else said


def without_loops(words: Sequence[Word]) -> tuple[Word, ...]:
    """`words` with every phrase that comes `LOOP` times or more in a row said once."""
    keys = [_NOT_LETTERS.sub("", word.text).lower() for word in words]
    kept: list[Word] = []
    index = 0
    while index < len(words):
        length, rounds = _loop_at(keys, index)
        kept.extend(words[index : index + length])
        index += length * rounds
    return tuple(kept)


def without_credits(words: Sequence[Word]) -> tuple[Word, ...]:
    """`words` without those that belong to a video's credits."""
    ends = list(accumulate(len(word.text) for word in words))
    ghosts = [match.span() for match in _CREDITS.finditer("".join(word.text for word in words))]
    return tuple(
        word
        for word, end in zip(words, ends, strict=True)
        if not any(start < end and end - len(word.text) < stop for start, stop in ghosts)
    )


def _loop_at(keys: Sequence[str], start: int) -> tuple[int, int]:
    """(words in a round, rounds) of the loop that begins at `start`; (1, 1) for none."""
    for length in range(1, LONGEST_LOOPED + 1):
        phrase = keys[start : start + length]
        rounds = 1
        while keys[start + rounds * length : start + (rounds + 1) * length] == phrase:
            rounds += 1
        if rounds >= LOOP:
            return length, rounds
    return 1, 1
