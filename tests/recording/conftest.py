"""Where tests record to."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Where recordings lie while they run."""
    folder = tmp_path / "unfinished"
    folder.mkdir()
    return folder
