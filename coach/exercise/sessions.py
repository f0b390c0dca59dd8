"""The sessions there are."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from coach.errors import UserError
from coach.exercise.events import Event
from coach.exercise.log import read
from coach.exercise.state import State, replay
from coach.model import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A session on disk; `changed_s` is when something last happened in it. One that cannot be read has an `error` and no state."""

    folder: Path
    state: State | None
    changed_s: float = 0.0
    error: Text | None = None

    @property
    def is_on(self) -> bool:
        """Begun and not closed."""
        return self.state is not None and self.state.step is not None and not self.state.is_closed


def list_sessions(sessions: Path) -> tuple[Found, ...]:
    """Every session, the one in which something happened last first; a folder without any event is none."""
    folders = [folder for folder in sessions.iterdir() if folder.is_dir()] if sessions.is_dir() else []
    found = [one for folder in folders if (one := _look_at(folder))]
    return tuple(sorted(found, key=lambda one: -one.changed_s))


def forget(folder: Path) -> None:
    """Delete the session with its marks; recordings of its scenes stay among the calls."""
    shutil.rmtree(folder, ignore_errors=True)


def _look_at(folder: Path) -> Found | None:
    try:
        events: tuple[Event, ...] = read(folder)
    except UserError as error:
        return Found(folder=folder, state=None, error=error.text)
    state = replay(events)
    return Found(folder=folder, state=state, changed_s=events[-1].at_s) if state else None
