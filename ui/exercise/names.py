"""How steps, items and times of a session are called."""

from __future__ import annotations

from coach import session_report
from coach.exercise.session import Session, Step
from coach.report.format import clean, clock
from ui.messages import Words


def step_name(step: Step | None, session: Session, words: Words) -> str:
    if step is None:
        return words("step_none")
    if step.kind == "other" and step.title:
        return clean(step.title)
    scene = session.scene(step.scene) if step.scene is not None else None
    team = session.teams[scene.team].name if scene is not None and scene.team < len(session.teams) else ""
    return words(f"step_{step.kind}", n=step.scene, team=clean(team)).strip(" ·")


def item_name(item: str, words: Words) -> str:
    return session_report.item_name(item, words.language)


def left(left_s: float) -> str:
    """What a clock shows: counts down to 0:00, then up with a plus. The last second is a whole one."""
    return clock(-(-left_s // 1)) if left_s > 0 else f"+{clock(-left_s)}" if left_s <= -1 else "0:00"


def people(session: Session, uids: tuple[str, ...], words: Words) -> str:
    between = "、" if words.language == "zh" else ", "
    return between.join(clean(session.name_of(uid)) for uid in uids)
