"""Fixtures for every test: a private data folder of its own, and microphones for those that record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.recording.sound_server import SoundServer, missing, sound_server


@pytest.fixture(scope="session")
def shared_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder of joined speech models for the whole run: joining costs a second."""
    return tmp_path_factory.mktemp("models")


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, shared_models: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test keeps its calls and settings in a folder of its own."""
    folder = tmp_path / "redcard-data"
    monkeypatch.setenv("REDCARD_DATA", str(folder))
    monkeypatch.setenv("REDCARD_MODELS", str(shared_models))
    return folder


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A sound server with two microphones, which this process and those it starts find."""
    if missing():
        pytest.skip(f"needs Linux and {missing()} (docs/recording.md)")
    with sound_server() as server:
        for name in ("HOME", "XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "PULSE_SERVER", "ALSA_CONFIG_PATH"):
            monkeypatch.setenv(name, server.environment[name])
        yield server
