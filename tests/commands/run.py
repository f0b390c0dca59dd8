"""Running the command line inside the test's own process."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from coach.cli import cli


def redcard(*words: object) -> str:
    """What the command prints. Raises what the command raises, such as UserError."""
    result = CliRunner().invoke(cli, [str(word) for word in words], catch_exceptions=False, standalone_mode=False)
    return result.stdout


def save_transcript(folder: Path, name: str, *lines: str) -> str:
    """Score a transcript into the library; the uid of its call."""
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8")
    redcard("score", path)
    return redcard("library", "list").split()[0]
