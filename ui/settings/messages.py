"""What the settings say: zh, en."""

from __future__ import annotations

ROWS: dict[str, tuple[str, str]] = {}
