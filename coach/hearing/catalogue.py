"""The speech models this version knows, with the sizes and SHA-256 that their files must have."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model: its exact length in bytes and its SHA-256 in hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One model; `revision` is the commit in the hub's `repository` that the files were published at."""

    name: str
    repository: str
    revision: str
    parameters_million: float
    files: tuple[ModelFile, ...]

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(file.size for file in self.files)


@functools.cache
def catalogue() -> dict[str, CatalogueEntry]:
    """Every known model by name, smallest first, as `catalogue.toml` has them."""
    with resources.files(__package__).joinpath("catalogue.toml").open("rb") as stream:
        tables = tomllib.load(stream)
    return {
        name: CatalogueEntry(
            name=name,
            repository=table["repository"],
            revision=table["revision"],
            parameters_million=table["parameters_million"],
            files=tuple(ModelFile(file, facts["size"], facts["sha256"]) for file, facts in table["files"].items()),
        )
        for name, table in tables.items()
    }
