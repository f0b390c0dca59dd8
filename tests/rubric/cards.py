"""Whole scorecards for tests, made by the pipeline from a few lines."""

from __future__ import annotations

from pathlib import Path

from coach.analyse import Options, score_transcript
from coach.model import Finding, Scorecard


def scored(folder: Path, *lines: str, **options: str) -> Scorecard:
    """The scorecard of a transcript with these lines, by the bundled rubric."""
    path = folder / "call.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return score_transcript(path, Options(**options))


def found(card: Scorecard, kind: str, id: str) -> Finding:
    return next(finding for finding in card.findings if (finding.kind, finding.id) == (kind, id))
