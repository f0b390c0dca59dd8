"""Where tests find the development data that lies beside a checkout (not part of the project)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_beside = Path(os.environ.get("REDCARD_SHARED", ROOT.parent / "shared"))
SHARED = _beside if _beside.is_dir() else None
SPEECH = SHARED / "data" / "speech" if SHARED else None

needs_shared = pytest.mark.skipif(SHARED is None, reason="the development data (../shared) is not beside this checkout")
