"""Everything of the user's own in one file: the library, the recordings, rubrics and cases, talks, settings, the drill.

Voice prints stay where they were made: they say who somebody is, and are made anew in half a minute.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import msgspec

from coach.files import could_not_write, replacing
from coach.library.store import library_file, open_library
from coach.paths import data_folder, work_folder
from coach.times import in_utc

MANIFEST = "redcard-backup.json"
FORMAT = 1  # goes up when an older program could not restore the file
LIBRARY = "library.db"
OWN_FILES = ("settings.json", "drill.json")
RECORDINGS = "recordings"
OWN_FOLDERS = ("rubrics", "scenarios", "practice")  # what a trainer edits, and the talks that were practised: small
CHUNK_BYTES = 1 << 20
ShareDone = Callable[[float], None]
_BAD_IN_NAMES = re.compile(r'[\\:*?"<>|\x00-\x1f\x7f]')  # on one system or another
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # devices on Windows


class Entry(msgspec.Struct, frozen=True):
    """A file of a backup: its name in it, its length in bytes, its SHA-256."""

    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup says of itself. `made_at` is ISO 8601 in UTC."""

    format: int
    made_at: str
    engine_version: str
    files: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupMade:
    """What went into a backup."""

    calls: int
    recordings: int
    size_bytes: int


def no_progress(share: float) -> None:
    """For those who do not want to know."""


def back_up(target: Path, *, with_recordings: bool = True, progress: ShareDone = no_progress) -> BackupMade:
    """Write a backup to `target`, readable by the user alone; an old file there is replaced once the new one is whole.

    Calls may be saved meanwhile: the library is taken as it was at one moment. `progress` gets the share that is written,
    0-1; what it raises ends the work, and nothing is left of it. Raises UserError.
    """
    try:
        with replacing(target) as new:
            with new.open("wb") as stream:
                made = _write(stream, with_recordings, progress)
            size_bytes = new.stat().st_size
    except OSError as error:
        raise could_not_write(target, error) from error
    except sqlite3.Error as error:
        raise could_not_write(target, OSError(errno.EIO, str(error))) from error
    return BackupMade(calls=made[0], recordings=made[1], size_bytes=size_bytes)


def counting(whole_bytes: int, progress: ShareDone) -> Callable[[int], None]:
    """A function that takes lengths in bytes, and tells `progress` which share of the whole they are together."""
    done_bytes = 0

    def count(block_bytes: int) -> None:
        nonlocal done_bytes
        done_bytes += block_bytes
        progress(min(1.0, done_bytes / max(1, whole_bytes)))

    return count


def safe_name(name: str) -> bool:
    """Whether a name in a backup is one of a file that a backup has, on every system: inside its folder, no device, no trick."""
    path = PurePosixPath(name)
    if name in (LIBRARY, *OWN_FILES):
        return True
    return (
        str(path) == name
        and len(path.parts) > 1
        and path.parts[0] in (RECORDINGS, *OWN_FOLDERS)
        and all(_safe_part(part) for part in path.parts)
    )


def _write(stream, with_recordings: bool, progress: ShareDone) -> tuple[int, int]:
    """How many calls and how many recorded files went in."""
    from coach import __version__

    entries = []
    with zipfile.ZipFile(stream, "w") as archive, tempfile.TemporaryDirectory(dir=work_folder()) as folder:
        copy = Path(folder) / LIBRARY
        calls = _copy_library(copy)
        files = [(LIBRARY, copy), *_own_files(with_recordings)]
        whole_bytes = sum(file.stat().st_size for _, file in files)
        count = counting(whole_bytes, progress)
        for name, file in files:
            _add(archive, name, file, entries, count)
        manifest = Manifest(
            format=FORMAT,
            made_at=in_utc(datetime.now(UTC)),
            engine_version=__version__,
            files=tuple(entries),
        )
        archive.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)), zipfile.ZIP_DEFLATED)
    return calls, sum(entry.name.startswith(f"{RECORDINGS}/") for entry in entries)


def _copy_library(copy: Path) -> int:
    """The library as it is at this moment, in one file; how many calls it has."""
    os.close(os.open(copy, os.O_CREAT | os.O_WRONLY, 0o600))
    with open_library():  # made and migrated, if need be
        pass
    with closing(sqlite3.connect(library_file())) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute("pragma journal_mode = delete").fetchall()  # one file, nothing beside it
        return target.execute("select count(*) from calls where binned_at is null").fetchone()[0]


def _own_files(with_recordings: bool) -> Iterator[tuple[str, Path]]:
    """Name and place of what goes in beside the library; links and names that another system cannot have are left out."""
    for name in OWN_FILES:
        if (file := data_folder() / name).is_file():
            yield name, file
    for top in (*OWN_FOLDERS, *((RECORDINGS,) if with_recordings else ())):
        folder = data_folder() / top
        for file in sorted(folder.rglob("*")):
            name = f"{top}/{file.relative_to(folder).as_posix()}"
            if file.is_file() and not file.is_symlink() and safe_name(name):
                yield name, file


def _add(archive: zipfile.ZipFile, name: str, file: Path, entries: list[Entry], count: Callable[[int], None]) -> None:
    """Sound is packed already, and is stored as it is."""
    info = zipfile.ZipInfo.from_file(file, name, strict_timestamps=False)
    info.compress_type = zipfile.ZIP_STORED if name.startswith(f"{RECORDINGS}/") else zipfile.ZIP_DEFLATED
    digest, size = hashlib.sha256(), 0
    with file.open("rb") as source, archive.open(info, "w", force_zip64=True) as target:
        while block := source.read(CHUNK_BYTES):
            digest.update(block)
            size += len(block)
            target.write(block)
            count(len(block))
    entries.append(Entry(name, size, digest.hexdigest()))


def _safe_part(part: str) -> bool:
    return (
        part not in ("", ".", "..")
        and not part.startswith("~")
        and part == part.rstrip(". ")
        and not _BAD_IN_NAMES.search(part)
        and not _RESERVED.fullmatch(part)
        and len(part.encode()) <= 255
    )
