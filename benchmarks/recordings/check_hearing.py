"""How well Whisper base hears every channel of every example: `python benchmarks/recordings/check_hearing.py [ID ...]`.

Prints the error rate (words in English, characters in Chinese) of each speaker against the transcript.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import soundfile  # noqa: E402
import soxr  # noqa: E402
from faster_whisper import WhisperModel  # noqa: E402

from coach.examples import Example, examples  # noqa: E402
from coach.hearing.models import model_files  # noqa: E402
from coach.language.numbers_en import numbers_in_words  # noqa: E402
from coach.language.numbers_zh import numbers_in_characters  # noqa: E402
from coach.language.script import to_simplified  # noqa: E402

HEARD_RATE_HZ = 16_000


def tokens(text: str, language: str) -> list[str]:
    """What is counted, numbers spelled out: words in English, Han characters and Latin words in Chinese."""
    if language == "zh":
        return re.findall(r"[\u4e00-\u9fff]|[a-z0-9]+", numbers_in_characters(to_simplified(text.lower())))
    return re.findall(r"[a-z0-9']+", numbers_in_words(text).lower().replace("’", "'"))


def said(example: Example, role: str) -> str:
    lines = example.transcript.read_text(encoding="utf-8").splitlines()
    return " ".join(line.split(f" {role}: ", 1)[1] for line in lines if f" {role}: " in line)


def edits(reference: list[str], heard: list[str]) -> int:
    """Levenshtein distance of two token lists."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(reference, 1):
        previous, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (word != other))
    return row[-1]


def main(wanted: list[str]) -> None:
    model = WhisperModel(str(model_files("base").folder), device="cpu", compute_type="int8")
    for example in examples():
        if wanted and example.id not in wanted:
            continue
        sound, rate_hz = soundfile.read(example.path, dtype="float32", always_2d=True)
        for channel, role in enumerate(example.channels):
            samples = soxr.resample(sound[:, channel], rate_hz, HEARD_RATE_HZ)
            segments, _ = model.transcribe(samples, language=example.language, beam_size=5, vad_filter=True)
            heard = " ".join(segment.text for segment in segments)
            reference = tokens(said(example, role), example.language)
            wrong = edits(reference, tokens(heard, example.language))
            print(f"{example.id:24} {role:9} {100 * wrong / len(reference):5.1f} % of {len(reference)}\n  {heard}")


if __name__ == "__main__":
    main(sys.argv[1:])
