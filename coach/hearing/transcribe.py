"""From pieces of speech to utterances with words and times. Runs inside the worker process.

`fast` decodes several pieces at once, greedily. `thorough` decodes one piece after the other with five beams and a
prompt full of fillers, which keeps most of what people say between the words (um, uh, 呃, 嗯); it costs about three
times as much. Both hear the same pieces and give the same types.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coach.audio.track import TRACK_RATE_HZ, Track
from coach.hearing.utterances import Piece
from coach.model import Language, Utterance, Word

if TYPE_CHECKING:
    import numpy as np
    from faster_whisper import WhisperModel
    from faster_whisper.transcribe import Segment

Mode = Literal["fast", "thorough"]

FAST_BATCH = 4  # measured: 0.048 of the call's length in 0.8 GB; 8 at once are no faster and take 1.1 GB
THOROUGH_BEAMS = 5
PROMPTS: dict[Language, str] = {
    "zh": "呃，你好，嗯，这个，那个，呃，我就是想，嗯，问一下，就是，那个，呃，怎么办呢？",
    "en": "Um, hello, uh, so, er, I was, um, you know, uh, I just wanted to, um, ask, er, about, uh, this.",
}


@dataclass(frozen=True, slots=True)
class HeardPiece:
    """What the model said about one piece: segments with times inside the piece."""

    piece: Piece
    segments: tuple[Segment, ...]


def transcribe(
    model: WhisperModel, tracks: Sequence[Track], pieces: Iterable[Piece], *, language: Language, mode: Mode
) -> Iterator[tuple[Utterance, ...]]:
    """The utterances of one piece after the other, in the order given; `tracks[piece.track]` holds its sound.

    An utterance in which nothing was heard is left out. Reads no more than a few pieces at a time.
    """
    hear = _hear_fast if mode == "fast" else _hear_thoroughly
    for heard in hear(model, tracks, pieces, language):
        yield _utterances(heard, language)


def detect_language(model: WhisperModel, tracks: Sequence[Track], pieces: Sequence[Piece]) -> Language | None:
    """Mandarin or English, whichever the model finds likelier in the fullest pieces; None without speech."""
    votes = {"zh": 0.0, "en": 0.0}
    for piece in sorted(pieces, key=lambda piece: piece.duration_s, reverse=True)[:3]:
        _, _, probabilities = model.detect_language(_samples(tracks, piece))
        for code, probability in probabilities:
            if code in votes:
                votes[code] += probability * piece.duration_s
    if not any(votes.values()):
        return None
    return "zh" if votes["zh"] > votes["en"] else "en"


def _hear_fast(
    model: WhisperModel, tracks: Sequence[Track], pieces: Iterable[Piece], language: Language
) -> Iterator[HeardPiece]:
    from faster_whisper import BatchedInferencePipeline

    pipeline = BatchedInferencePipeline(model)
    for batch in _batches(pieces, FAST_BATCH):
        sounds = [_samples(tracks, piece) for piece in batch]
        clips, offset_s = [], 0.0
        for sound in sounds:
            clips.append({"start": offset_s, "end": offset_s + len(sound) / TRACK_RATE_HZ})
            offset_s = clips[-1]["end"]
        segments, _ = pipeline.transcribe(
            _joined(sounds),
            language=language,
            beam_size=1,
            temperature=0.0,
            word_timestamps=True,
            clip_timestamps=clips,
            batch_size=FAST_BATCH,
        )
        by_clip: list[list[Segment]] = [[] for _ in clips]
        for segment in segments:
            index = max(i for i, clip in enumerate(clips) if clip["start"] <= segment.seek / 100 + 0.02)
            by_clip[index].append(_shifted(segment, -clips[index]["start"]))
        for piece, found in zip(batch, by_clip):
            yield HeardPiece(piece, tuple(found))


def _hear_thoroughly(
    model: WhisperModel, tracks: Sequence[Track], pieces: Iterable[Piece], language: Language
) -> Iterator[HeardPiece]:
    for piece in pieces:
        segments, _ = model.transcribe(
            _samples(tracks, piece),
            language=language,
            beam_size=THOROUGH_BEAMS,
            word_timestamps=True,
            initial_prompt=PROMPTS[language],
            condition_on_previous_text=False,
        )
        yield HeardPiece(piece, tuple(segments))


def _utterances(heard: HeardPiece, language: Language) -> tuple[Utterance, ...]:
    raw: list[list[tuple[Word, str]]] = [[] for _ in heard.piece.parts]
    for segment in heard.segments:
        for word in segment.words or ():
            part, start_s, end_s = heard.piece.place(float(word.start), float(word.end))
            text = word.word.strip()
            if text:
                raw[part].append((Word(start_s, end_s, text, float(word.probability)), word.word))
    return tuple(
        Utterance(
            track=heard.piece.track,
            start_s=part.spoken.start_s,
            end_s=part.spoken.end_s,
            text="".join(written for _, written in words).strip(),
            words=tuple(word for word, _ in words),
            language=language,
        )
        for part, words in zip(heard.piece.parts, raw)
        if words
    )


def _samples(tracks: Sequence[Track], piece: Piece) -> np.ndarray:
    return _joined([tracks[piece.track].read(part.heard.start_s, part.heard.end_s) for part in piece.parts])


def _joined(sounds: Sequence[np.ndarray]) -> np.ndarray:
    import numpy as np

    return np.concatenate(sounds)


def _shifted(segment: Segment, by_s: float) -> Segment:
    from dataclasses import replace

    words = [replace(word, start=word.start + by_s, end=word.end + by_s) for word in segment.words or ()]
    return replace(segment, start=segment.start + by_s, end=segment.end + by_s, words=words)


def _batches(pieces: Iterable[Piece], size: int) -> Iterator[list[Piece]]:
    batch: list[Piece] = []
    for piece in pieces:
        batch.append(piece)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
