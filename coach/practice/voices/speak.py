"""A customer's line as a sound file: what a trainer recorded, else what a voice says, made once and kept."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from coach.errors import UserError
from coach.files import could_not_write
from coach.model import Language
from coach.paths import data_folder, private_folder
from coach.practice.conversation import Line
from coach.practice.format import Case, all_lines
from coach.practice.load import own_cases_folder
from coach.practice.voices.find import write_speech
from coach.practice.voices.voice import Spoken, Voice

RECORDED_AS = (".wav", ".flac", ".ogg", ".mp3")
_MOST_BYTES = 100_000_000  # of kept speech: about 45 minutes; the oldest makes room


def say_line(case: Case, line: Line, language: Language, voice: Voice | None) -> Spoken | None:
    """The line as sound: a trainer's recording of it first, else by `voice`; None without either.

    A line said again is its recording once more. Raises UserError when the voice fails or nothing can be written.
    """
    key = line.repeats or line.key
    recorded = recording(case.id, key, language)
    if recorded is not None:
        return Spoken(path=recorded, text=dict(all_lines(case, language))[key], voice=None)
    return speak(line.text, voice) if voice else None


def recording(case_id: str, key: str, language: Language) -> Path | None:
    """What a trainer recorded of the line: `scenarios/CASE/LANGUAGE-KEY.wav` (or flac, ogg, mp3) in the data folder."""
    beside = own_cases_folder() / case_id
    places = (beside / f"{language}-{key}{suffix}" for suffix in RECORDED_AS)
    return next((place for place in places if place.is_file()), None)


def speak(text: str, voice: Voice) -> Spoken:
    """`text` by `voice` as a wav file, readable by the user alone; made once, and then found again. Raises UserError."""
    folder = data_folder() / "voices"
    name = hashlib.sha256("\x1f".join((voice.engine, voice.voice, text)).encode()).hexdigest()
    kept = folder / f"{name}.wav"
    try:
        private_folder(folder)
        if kept.is_file():
            os.utime(kept)  # used again: not the oldest any more
        else:
            _make(text, voice, kept)
            _make_room(folder, kept)
    except OSError as error:
        raise could_not_write(kept, error) from error
    return Spoken(path=kept, text=text, voice=voice)


def _make(text: str, voice: Voice, kept: Path) -> None:
    """Into a folder of its own first, so that half a file is never found."""
    with tempfile.TemporaryDirectory(dir=kept.parent, prefix=".speaking-") as folder:
        target = Path(folder) / "line.wav"
        write_speech(voice, text, target)
        if not target.is_file() or target.stat().st_size <= 44:  # no more than a wav header
            raise UserError(
                zh=f"{voice.name.zh}没有发出声音：请换一个声音，或只看文字练习。",
                en=f"Nothing came from {voice.name.en}: choose another voice, or practise with the text alone.",
            )
        target.chmod(0o600)
        target.replace(kept)


def _make_room(folder: Path, kept: Path) -> None:
    files = sorted(folder.glob("*.wav"), key=lambda file: file.stat().st_mtime)
    size = sum(file.stat().st_size for file in files)
    for file in files:
        if size <= _MOST_BYTES:
            return
        if file != kept:
            size -= file.stat().st_size
            file.unlink(missing_ok=True)
