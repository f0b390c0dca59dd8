"""Microphones for tests that record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.recording.sound_server import SoundServer, missing, sound_server


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A sound server with two microphones, which this process and those it starts find."""
    if missing():
        pytest.skip(f"needs Linux and {missing()} (docs/recording.md)")
    with sound_server() as server:
        for name in ("HOME", "XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "PULSE_SERVER", "ALSA_CONFIG_PATH"):
            monkeypatch.setenv(name, server.environment[name])
        yield server


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Where recordings lie while they run."""
    folder = tmp_path / "unfinished"
    folder.mkdir()
    return folder
