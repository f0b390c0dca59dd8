"""What the list of calls says about finding and keeping calls: zh, en."""

from __future__ import annotations

ROWS: dict[str, tuple[str, str]] = {}
