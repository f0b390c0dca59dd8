"""Which speech models are on this machine, and removing them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from coach.hearing.catalogue import CatalogueEntry, catalogue
from coach.hearing.model_wheels import MODEL_IN_WHEELS, WHEELS
from coach.hearing.models import known_model
from coach.paths import models_folder

State = Literal["ready", "partial", "installed", "absent"]


@dataclass(frozen=True, slots=True)
class ModelState:
    """A known model here. `ready` and `partial` go by file sizes (fast); `check_model` reads the bytes.

    `installed`: not unpacked yet, but its two wheels are there, so that no network is needed.
    `here_bytes` counts what is on the disk, unfinished downloads included.
    """

    entry: CatalogueEntry
    state: State
    here_bytes: int


def model_states() -> tuple[ModelState, ...]:
    """Every known model, smallest first."""
    return tuple(_state(entry) for entry in catalogue().values())


def remove_model(name: str) -> int:
    """Delete the model's folder and return the bytes freed (0 when it was not there). UserError: unknown name."""
    folder = models_folder() / known_model(name).name
    freed = _bytes_in(folder)
    if folder.exists():
        shutil.rmtree(folder)
    return freed


def _state(entry: CatalogueEntry) -> ModelState:
    folder = models_folder() / entry.name
    here = _bytes_in(folder)
    if all(_size(folder / file.name) == file.size for file in entry.files):
        return ModelState(entry, "ready", here)
    if entry.name == MODEL_IN_WHEELS and _wheels_installed():
        return ModelState(entry, "installed", here)
    return ModelState(entry, "partial" if here else "absent", here)


def _size(path: Path) -> int | None:
    return path.stat().st_size if path.is_file() else None


def _bytes_in(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir()) if folder.is_dir() else 0


def _wheels_installed() -> bool:
    try:
        return all(metadata.distribution(wheel) for wheel in WHEELS)
    except metadata.PackageNotFoundError:
        return False
