"""From pieces of speech to utterances with words and times. Runs inside the worker process.

`fast` decodes greedily; `thorough` with five beams and a prompt full of fillers, which keeps what people say between
the words (um, uh, 呃, 嗯). Both hear the same pieces, several at once, and give the same types.

Each piece is decoded as a whole, without timestamps of Whisper's own: with them it goes back to the silence at a
piece's end, has lost the prompt on the way, and invents a word. Speech for which there are no words is heard again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import TYPE_CHECKING, Literal

from coach.audio.track import TRACK_RATE_HZ, Track
from coach.hearing.gates import is_loop, is_repeated, is_silent, is_speech, is_unheard, may_be_echo, plausible
from coach.hearing.utterances import Part, Piece, pieces
from coach.hearing.words import whole_words
from coach.model import Language, Span, Utterance, Word

if TYPE_CHECKING:
    import numpy as np
    from faster_whisper import BatchedInferencePipeline, WhisperModel
    from faster_whisper.transcribe import Segment
    from faster_whisper.transcribe import Word as FoundWord

Mode = Literal["fast", "thorough"]

BATCH = 4  # measured: 0.048 of the call's length in 0.8 GB; 8 at once are no faster and take 1.1 GB
BEAMS: dict[Mode, int] = {"fast": 1, "thorough": 5}
TOKENS_PER_S, FEWEST_TOKENS, MOST_TOKENS = 16, 32, 380  # people need 7 a second; 448 with the prompt is the model's end
DETECT_ON = 3  # pieces; a few are enough, and each costs one run of the encoder

# Chinese commas are the narrow ones that the model itself writes: after wide ones it begins wide ones too, which
# faster-whisper half suppresses, and "４" or broken characters come out.
FILLER_PROMPTS: dict[Language, str] = {
    "zh": "呃,您好,嗯,这个,那个,呃,我就是想,嗯,问一下,就是,那个,呃,怎么办呢?",
    "en": "Um, hello, uh, so, er, I was, um, you know, uh, I just wanted to, um, ask, er, about, uh, this.",
}


@dataclass(frozen=True, slots=True)
class _Hearing:
    """What all the steps need."""

    pipeline: BatchedInferencePipeline
    tracks: Sequence[Track]
    language: Language
    beams: int
    prompt: str | None


def transcribe(
    model: WhisperModel, tracks: Sequence[Track], todo: Iterable[Piece], *, language: Language, mode: Mode
) -> Iterator[tuple[Utterance, ...]]:
    """For each piece, in the order given, its utterances; `tracks[piece.track]` holds its sound.

    An utterance in which no word was heard is left out. No more than `BATCH` pieces are read at a time.
    """
    from faster_whisper import BatchedInferencePipeline

    prompt = FILLER_PROMPTS[language] if mode == "thorough" else None
    hearing = _Hearing(BatchedInferencePipeline(model), tracks, language, BEAMS[mode], prompt)
    waiting = iter(todo)
    while batch := list(islice(waiting, BATCH)):
        for piece, segments in zip(batch, _decoded(hearing, batch), strict=True):
            words = _words_of_parts(hearing, piece, segments)
            utterances = (_utterance(piece, part, heard, language) for part, heard in zip(piece.parts, words, strict=True))
            yield tuple(utterance for utterance in utterances if utterance and not _is_echo(hearing, utterance))


def detect_language(model: WhisperModel, tracks: Sequence[Track], todo: Sequence[Piece]) -> Language | None:
    """Mandarin or English, whichever the model finds likelier in the fullest pieces; None when there are no pieces."""
    votes: dict[Language, float] = {"zh": 0.0, "en": 0.0}
    fullest = sorted(todo, key=lambda piece: piece.duration_s, reverse=True)[:DETECT_ON]
    for piece in fullest:
        probabilities = dict(model.detect_language(_samples(tracks, piece))[2])
        for language in votes:
            votes[language] += probabilities[language] * piece.duration_s
    return max(votes, key=votes.__getitem__) if fullest else None


def _decoded(hearing: _Hearing, batch: Sequence[Piece]) -> list[list[Segment]]:
    """What was decoded of each piece; the segments' times count from the beginning of the batch."""
    sounds = [_samples(hearing.tracks, piece) for piece in batch]
    clips = []
    start_s = 0.0
    for sound in sounds:
        clips.append({"start": start_s, "end": start_s + len(sound) / TRACK_RATE_HZ})
        start_s = clips[-1]["end"]
    segments, _ = hearing.pipeline.transcribe(
        _joined(sounds),
        language=hearing.language,
        beam_size=hearing.beams,
        temperature=0.0,
        initial_prompt=hearing.prompt,
        word_timestamps=True,
        max_new_tokens=_most_tokens(max(piece.duration_s for piece in batch)),
        clip_timestamps=clips,
        batch_size=BATCH,
    )
    # every clip gives a segment, if an empty one
    return [list(found) for _, found in groupby(segments, key=lambda segment: segment.seek)]


def _most_tokens(duration_s: float) -> int:
    """More than twice what people need; a recogniser that is stuck is not waited for."""
    return min(MOST_TOKENS, FEWEST_TOKENS + round(TOKENS_PER_S * duration_s))


def _words_of_parts(hearing: _Hearing, piece: Piece, segments: Sequence[Segment]) -> list[tuple[Word, ...]]:
    """For each part of a piece its words.

    Whisper sometimes stops in the middle of a piece, or gets stuck: the parts that it left out are heard again, each by
    itself, and a part that is alone already with another number of beams.
    """
    words = _placed(piece, segments)
    trusted = _trusted(segments)
    wrong = [i for i, part in enumerate(piece.parts) if not trusted or is_unheard(words[i], part.spoken)]
    if len(piece.parts) == 1:
        return [_second_try(hearing, piece, segments)] if wrong else words
    alone = [Piece(piece.track, (piece.parts[i],)) for i in wrong]
    for i, single, again in zip(wrong, alone, _decoded(hearing, alone) if alone else (), strict=True):
        (words[i],) = _words_of_parts(hearing, single, again)
        neighbours = words[max(0, i - 1) : i], words[i + 1 : i + 2]
        if trusted and is_repeated(words[i], *(near[0] if near else () for near in neighbours)):
            words[i] = ()
    return words


def _second_try(hearing: _Hearing, piece: Piece, segments: Sequence[Segment]) -> tuple[Word, ...]:
    """The words of a piece of one part that went wrong, with other beams if there seems to be speech in it at all."""
    tries = [segments]
    if not any(is_silent(segment.no_speech_prob) for segment in segments):
        beams = BEAMS["fast"] if hearing.beams == BEAMS["thorough"] else BEAMS["thorough"]
        tries += _decoded(replace(hearing, beams=beams), [piece])
    return max((_placed(piece, each)[0] for each in tries if _trusted(each)), key=len, default=())


def _trusted(segments: Sequence[Segment]) -> bool:
    return all(
        is_speech(no_speech_probability=segment.no_speech_prob, average_logprob=segment.avg_logprob)
        and not is_loop(compression_ratio=segment.compression_ratio)
        for segment in segments
    )


def _placed(piece: Piece, segments: Sequence[Segment]) -> list[tuple[Word, ...]]:
    """The decoded words of each part, in recording time."""
    words: list[list[Word]] = [[] for _ in piece.parts]
    for segment in segments:
        batch_start_s = segment.seek / 100
        for word in whole_words([_word(found) for found in segment.words or ()]):
            part, start_s, end_s = piece.place(word.start_s - batch_start_s, word.end_s - batch_start_s)
            words[part].append(replace(word, start_s=start_s, end_s=end_s))
    return [tuple(each) for each in words]


def _utterance(piece: Piece, part: Part, words: Sequence[Word], language: Language) -> Utterance | None:
    said = plausible(words, spoken_s=part.spoken.duration_s)
    if not said:
        return None
    return Utterance(
        track=piece.track,
        start_s=part.spoken.start_s,
        end_s=part.spoken.end_s,
        text="".join(word.text for word in said).strip(),
        words=tuple(replace(word, text=word.text.strip()) for word in said),
        language=language,
    )


def _is_echo(hearing: _Hearing, utterance: Utterance) -> bool:
    """Whether the prompt put the words into the recogniser's mouth: nothing else was heard, and without it no speech."""
    if hearing.prompt is None or not may_be_echo(utterance.text, hearing.prompt):
        return False
    end_s = hearing.tracks[utterance.track].duration_s
    alone = list(pieces(utterance.track, [Span(utterance.start_s, utterance.end_s)], end_s=end_s))
    (segments,) = _decoded(replace(hearing, prompt=None), alone)
    return any(is_silent(segment.no_speech_prob) for segment in segments)


def _word(found: FoundWord) -> Word:
    return Word(float(found.start), float(found.end), found.word, float(found.probability))


def _samples(tracks: Sequence[Track], piece: Piece) -> np.ndarray:
    return _joined([tracks[piece.track].read(part.heard.start_s, part.heard.end_s) for part in piece.parts])


def _joined(sounds: Sequence[np.ndarray]) -> np.ndarray:
    import numpy as np

    return np.concatenate(sounds)
