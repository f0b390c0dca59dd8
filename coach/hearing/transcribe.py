"""From pieces of speech to utterances with words and times. Runs inside the worker process.

`fast` decodes greedily; `thorough` with five beams and a prompt full of fillers, which keeps what people say between
the words (um, uh, 呃, 嗯). Both hear the same pieces, several at once, and give the same types.

Each piece is decoded once, as a whole, without timestamps of Whisper's own: with them it goes back to the silence at a
piece's end, has lost the prompt on the way, and invents a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice
from typing import TYPE_CHECKING, Literal

from coach.audio.track import TRACK_RATE_HZ, Track
from coach.hearing.gates import is_loop, is_speech, plausible
from coach.hearing.utterances import Piece
from coach.hearing.words import whole_words
from coach.model import Language, Utterance, Word

if TYPE_CHECKING:
    import numpy as np
    from faster_whisper import BatchedInferencePipeline, WhisperModel
    from faster_whisper.transcribe import Segment
    from faster_whisper.transcribe import Word as FoundWord

Mode = Literal["fast", "thorough"]

BATCH = 4  # measured: 0.048 of the call's length in 0.8 GB; 8 at once are no faster and take 1.1 GB
BEAMS: dict[Mode, int] = {"fast": 1, "thorough": 5}
DETECT_ON = 3  # pieces; a few are enough, and each costs one run of the encoder

# Chinese commas are the narrow ones that the model itself writes: after wide ones it begins wide ones too, which
# faster-whisper half suppresses, and "４" or broken characters come out.
FILLER_PROMPTS: dict[Language, str] = {
    "zh": "呃,您好,嗯,这个,那个,呃,我就是想,嗯,问一下,就是,那个,呃,怎么办呢?",
    "en": "Um, hello, uh, so, er, I was, um, you know, uh, I just wanted to, um, ask, er, about, uh, this.",
}


def transcribe(
    model: WhisperModel, tracks: Sequence[Track], pieces: Iterable[Piece], *, language: Language, mode: Mode
) -> Iterator[tuple[Utterance, ...]]:
    """For each piece, in the order given, its utterances; `tracks[piece.track]` holds its sound.

    An utterance in which no word was heard is left out. No more than `BATCH` pieces are read at a time.
    """
    from faster_whisper import BatchedInferencePipeline

    pipeline = BatchedInferencePipeline(model)
    todo = iter(pieces)
    while batch := list(islice(todo, BATCH)):
        for piece, segments in _decoded(pipeline, tracks, batch, language, mode):
            yield tuple(_heard(pipeline, tracks, piece, segments, language, mode))


def detect_language(model: WhisperModel, tracks: Sequence[Track], pieces: Sequence[Piece]) -> Language | None:
    """Mandarin or English, whichever the model finds likelier in the fullest pieces; None when there are no pieces."""
    votes: dict[Language, float] = {"zh": 0.0, "en": 0.0}
    fullest = sorted(pieces, key=lambda piece: piece.duration_s, reverse=True)[:DETECT_ON]
    for piece in fullest:
        probabilities = dict(model.detect_language(_samples(tracks, piece))[2])
        for language in votes:
            votes[language] += probabilities[language] * piece.duration_s
    return max(votes, key=votes.__getitem__) if fullest else None


def _decoded(
    pipeline: BatchedInferencePipeline, tracks: Sequence[Track], batch: Sequence[Piece], language: Language, mode: Mode
) -> Iterator[tuple[Piece, list[Segment]]]:
    """Each piece with what was decoded; the segments' times count from the beginning of the batch."""
    sounds = [_samples(tracks, piece) for piece in batch]
    clips = []
    start_s = 0.0
    for sound in sounds:
        clips.append({"start": start_s, "end": start_s + len(sound) / TRACK_RATE_HZ})
        start_s = clips[-1]["end"]
    segments, _ = pipeline.transcribe(
        _joined(sounds),
        language=language,
        beam_size=BEAMS[mode],
        temperature=0.0,
        initial_prompt=FILLER_PROMPTS[language] if mode == "thorough" else None,
        word_timestamps=True,
        clip_timestamps=clips,
        batch_size=BATCH,
    )
    by_clip = groupby(segments, key=lambda segment: segment.seek)  # every clip gives a segment, if an empty one
    for piece, (_, found) in zip(batch, by_clip, strict=True):
        yield piece, list(found)


def _heard(
    pipeline: BatchedInferencePipeline,
    tracks: Sequence[Track],
    piece: Piece,
    segments: Sequence[Segment],
    language: Language,
    mode: Mode,
) -> Iterator[Utterance]:
    """A piece's utterances, in time order. One that went wrong is heard again, each of its utterances by itself."""
    believed = all(
        is_speech(no_speech_probability=segment.no_speech_prob, average_logprob=segment.avg_logprob)
        for segment in segments
    )
    looped = any(is_loop(compression_ratio=segment.compression_ratio) for segment in segments)
    if len(piece.parts) > 1 and (looped or not believed):
        for alone in (Piece(piece.track, (part,)) for part in piece.parts):
            for again, found in _decoded(pipeline, tracks, [alone], language, mode):
                yield from _heard(pipeline, tracks, again, found, language, mode)
    elif believed:
        yield from _utterances(piece, segments, language)


def _utterances(piece: Piece, segments: Sequence[Segment], language: Language) -> Iterator[Utterance]:
    words: list[list[Word]] = [[] for _ in piece.parts]
    for segment in segments:
        batch_start_s = segment.seek / 100
        for word in whole_words([_word(found) for found in segment.words or ()]):
            part, start_s, end_s = piece.place(word.start_s - batch_start_s, word.end_s - batch_start_s)
            words[part].append(replace(word, start_s=start_s, end_s=end_s))
    for part, heard in zip(piece.parts, words, strict=True):
        said = plausible(heard)
        if said:
            yield Utterance(
                track=piece.track,
                start_s=part.spoken.start_s,
                end_s=part.spoken.end_s,
                text="".join(word.text for word in said).strip(),
                words=tuple(replace(word, text=word.text.strip()) for word in said),
                language=language,
            )


def _word(found: FoundWord) -> Word:
    return Word(float(found.start), float(found.end), found.word, float(found.probability))


def _samples(tracks: Sequence[Track], piece: Piece) -> np.ndarray:
    return _joined([tracks[piece.track].read(part.heard.start_s, part.heard.end_s) for part in piece.parts])


def _joined(sounds: Sequence[np.ndarray]) -> np.ndarray:
    import numpy as np

    return np.concatenate(sounds)
