"""What every screen is handed: the look, the words, and the job runner."""

from __future__ import annotations

from dataclasses import dataclass

from ui.jobs import Jobs
from ui.messages import Words
from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Desk:
    theme: Theme
    words: Words
    jobs: Jobs
