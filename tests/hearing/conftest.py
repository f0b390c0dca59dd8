"""One worker with the real base model for all tests of hearing, and a way to hear samples with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from coach.hearing.models import model_files
from coach.hearing.transcribe import Mode
from coach.hearing.voice_activity import speech_probabilities, speech_spans
from coach.hearing.worker import HearingWorker
from coach.model import Language, Utterance
from tests.hearing.material import write_track

Hear = Callable[..., tuple[Utterance, ...]]


@pytest.fixture(scope="session")
def model_folder(shared_models: Path) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REDCARD_MODELS", str(shared_models))
        return model_files("base").folder


@pytest.fixture(scope="session")
def worker(model_folder: Path) -> Iterator[HearingWorker]:
    with HearingWorker(model_folder) as worker:
        yield worker


@pytest.fixture
def hear(worker: HearingWorker, tmp_path: Path) -> Hear:
    """hear(samples, language, mode) -> utterances; voice activity first, as the pipeline does."""

    def hear(samples: np.ndarray, language: Language | None, mode: Mode) -> tuple[Utterance, ...]:
        track = write_track(tmp_path / "track.pcm", samples)
        spans = speech_spans(speech_probabilities(track))
        return tuple(worker.hear([track], [spans], language=language, mode=mode))

    return hear
