"""Small calls for the tests of the library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coach.library.store import open_library, save_call
from coach.model import AudioInfo, Finding, RubricInfo, Scorecard, Speaker, Text, Turn


def finding(name: str, kind: str = "red_card") -> Finding:
    return Finding(
        uid=f"finding-{name}", kind=kind, criterion=name, id=name, severity="red", why=Text(zh="因为", en="because"), source=Text(zh="课程", en="course")
    )  # fmt: skip


def call(
    uid: str,
    *said: str,
    rep: str | None = None,
    score: float | None = 50.0,
    findings: Sequence[Finding] = (),
    rubric: str = "service-cycle",
    sound: Path | None = None,
) -> Scorecard:
    roles = ("rep", "customer")
    return Scorecard(
        uid=uid, language="zh", duration_s=60.0,
        audio=AudioInfo(path=str(sound), sha256="a" * 64, sample_rate_hz=8000, channels=2) if sound else None,
        rubric=RubricInfo(id=rubric, title=Text(zh="周期", en="cycle"), sha256="0" * 64), engine_version="0", model=None,
        speakers=(Speaker(id="rep", role="rep", name=rep),),
        turns=tuple(
            Turn(uid=f"t{n}", index=n, speaker=roles[n % 2], role=roles[n % 2], start_s=None, end_s=None, text=text)
            for n, text in enumerate(said)
        ),
        delivery={}, interplay=None, stages=(), promises=(), findings=tuple(findings), criteria=(), score=score,
        critical_failures=(), focus=None, notes=(),
    )  # fmt: skip


def saved(*calls: Scorecard) -> None:
    with open_library() as db:
        for each in calls:
            save_call(db, each, title=f"{each.uid}.wav")


def made(uid: str, made_at: str) -> None:
    """Let a call have been saved at another time (ISO 8601, UTC)."""
    with open_library() as db:
        db.execute("update calls set made_at = ? where uid = ?", [made_at, uid])


