"""What is not let through: text that the recogniser invents where nobody spoke.

Thresholds: on 90 real clips in Mandarin and English and in both modes, speech has an average log probability of -0.70
or more, and a no-speech probability above 0.5 only together with -0.6 or more. Noise, music, ringing and laughter that
got past the voice activity stay below -1.0, or below -0.65 with a no-speech probability above 0.5. A lone um or 呃 that
was said has a no-speech probability of 0.66 or less without the prompt full of fillers; music that the prompt turned
into one, nearly always more than 0.7.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from coach.model import Span, Word

LOWEST_LOGPROB = -1.0
UNSURE_NO_SPEECH, LOWEST_LOGPROB_WHEN_UNSURE = 0.5, -0.65
ECHO_NO_SPEECH = 0.68
HIGHEST_COMPRESSION = 2.4  # Whisper's own sign of a loop (Radford et al. 2022)
LOWEST_PROBABILITY = 0.1  # of an utterance's words, on average; real ones have 0.2 and more
UNHEARD_S = 3.0  # of speech without a word beginning; inside an utterance no silence is longer than half a second
UNHEARD_UTTERANCE_S = 1.0  # of speech without any word
FASTEST_PER_S = 10.0  # words or Chinese characters; hurried speech reaches 7 words or 9 characters
FASTEST_EXTRA = 3  # words at the edges of an utterance may belong to its neighbour
LOOP = 8  # 对对对对对 and "no, no, no, no" are said; a recogniser that is stuck goes on to dozens
LONGEST_LOOPED = 12  # words that one round of a loop may have

# Credits and pleas of video makers, which Whisper learned from subtitles. No call has them, so they go wherever they are.
_TAIL = r"(?:[^。.!！?？]|\.(?=\w))*"  # to the end of the sentence; the dot of amara.org does not end it
_CREDITS = re.compile(
    rf"(?:请|請)不吝(?:点赞|點贊|點讚){_TAIL}"
    rf"|(?:明镜|明鏡)(?:与|與|和)(?:点点|點點){_TAIL}"
    rf"|[^。.!！?？,，]*字幕(?:由|志愿者|志願者|组|組|[:：]){_TAIL}"
    rf"|[^。.!！?？,，]*amara\.?\s*org{_TAIL}"
    rf"|(?:subtitles?|captions?|transcribed|transcription) by {_TAIL}",
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
_LAUGHTER = re.compile(r"[哈呵嘿嘻]{2,}|(?:[bh]?a?ha+h?)+|lol", re.IGNORECASE)
_CHARACTER_OR_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")
_NOT_LETTERS = re.compile(r"[^\w']+")


def is_speech(*, no_speech_probability: float, average_logprob: float) -> bool:
    """Whether the recogniser believes in what it wrote about a piece."""
    unsure = no_speech_probability > UNSURE_NO_SPEECH
    return average_logprob >= (LOWEST_LOGPROB_WHEN_UNSURE if unsure else LOWEST_LOGPROB)


def is_silent(no_speech_probability: float) -> bool:
    """Whether the recogniser, asked without a prompt, finds no speech in a short sound."""
    return no_speech_probability > ECHO_NO_SPEECH


def is_unheard(words: Sequence[Word], spoken: Span) -> bool:
    """Whether so long a stretch of an utterance has no words that the recogniser must have left some out."""
    times_s = [spoken.start_s, *(word.start_s for word in words), spoken.end_s]
    longest_s = max(right - left for left, right in pairwise(times_s))
    return longest_s >= (UNHEARD_S if words else UNHEARD_UTTERANCE_S)


def is_repeated(words: Sequence[Word], before: Sequence[Word], after: Sequence[Word]) -> bool:
    """Whether the words, heard again by themselves, already stand at the end of what comes before or opens what follows."""
    again, left, right = (_letters(each) for each in (words, before, after))
    return bool(again) and (left.endswith(again) or right.startswith(again))


def may_be_echo(text: str, prompt: str) -> bool:
    """Whether every word (Chinese: character) of `text` stands in the prompt that the recogniser was given."""
    return set(_CHARACTER_OR_WORD.findall(text.lower())) <= set(_CHARACTER_OR_WORD.findall(prompt.lower()))


def is_loop(*, compression_ratio: float) -> bool:
    """Whether a piece's text repeats itself so much that the recogniser must have got stuck."""
    return compression_ratio > HIGHEST_COMPRESSION


def plausible(words: Sequence[Word], *, spoken_s: float) -> tuple[Word, ...]:
    """An utterance's words without what nobody said; () when nothing remains. `spoken_s` is how long it lasts.

    Loops are shortened to one round and video makers' credits cut out. All of it goes when it is nothing but a video
    maker's farewell or written laughter, too much for its time, or not believed in by the recogniser itself.
    """
    said = without_credits(without_loops(words))
    text = "".join(word.text for word in said)
    letters = _NOT_LETTERS.sub(" ", text).strip()
    invented = (
        not said
        or sum(word.probability for word in said) / len(said) < LOWEST_PROBABILITY
        or len(_CHARACTER_OR_WORD.findall(text)) > FASTEST_EXTRA + FASTEST_PER_S * spoken_s
        or _FAREWELLS.fullmatch(letters)
        or _LAUGHTER.fullmatch(letters.replace(" ", ""))
    )
    return () if invented else said


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


def _letters(words: Sequence[Word]) -> str:
    return _NOT_LETTERS.sub("", "".join(word.text for word in words)).lower()


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
