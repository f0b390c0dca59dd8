"""Where tests record to, and what they hear."""

from __future__ import annotations

from pathlib import Path

import pytest
import soundfile

from tests.recording.sound_server import SoundServer
from tests.recording.unfinished import tone

RATE_HZ = 48_000


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Where recordings lie while they run."""
    folder = tmp_path / "unfinished"
    folder.mkdir()
    return folder


@pytest.fixture
def played(sound: SoundServer, tmp_path: Path) -> SoundServer:
    """A minute of 440 Hz in the rep's microphone, 1000 Hz in the customer's."""
    for sink, hz in (("rep", 440.0), ("customer", 1000.0)):
        path = tmp_path / f"{sink}.wav"
        soundfile.write(path, tone(RATE_HZ, 60.0, hz), RATE_HZ)
        sound.play(path, sink)
    return sound
