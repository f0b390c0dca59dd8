"""Are these the very bytes? Model files are checked by size and SHA-256, whoever carried them."""

from __future__ import annotations

from pathlib import Path

from coach.files import sha256_of
from coach.hearing.catalogue import CatalogueEntry, ModelFile


def is_whole(path: Path, file: ModelFile) -> bool:
    """True if `path` is there with the length and SHA-256 of `file`."""
    return path.is_file() and path.stat().st_size == file.size and sha256_of(path) == file.sha256


def damaged_files(entry: CatalogueEntry, folder: Path) -> tuple[ModelFile, ...]:
    """The files of `entry` that are missing in `folder` or not the published bytes; empty when all is well."""
    return tuple(file for file in entry.files if not is_whole(folder / file.name, file))
