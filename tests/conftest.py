"""Fixtures for every test: a private data folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest


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
