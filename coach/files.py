"""The user's own files: read up to a limit; written private, and whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import UserError
from coach.paths import private_folder
from coach.reasons import reason

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from io import FileIO

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')  # on one system or another
_LONGEST_STEM = 60  # characters: in Chinese still below the 255 bytes that a name may have


def read_at_most(file: Traversable, max_bytes: int, *, name: str | None = None) -> bytes:
    """What is in the file, of a larger one its first `max_bytes` + 1 bytes. Raises UserError, with `name` or the path, when it cannot be opened."""
    try:
        with file.open("rb") as opened:
            return opened.read(max_bytes + 1)
    except OSError as error:
        why = reason(error)
        raise UserError(
            zh=f"打不开 {name or file}（{why.zh}）：请检查文件名和权限。",
            en=f"{name or file} cannot be opened ({why.en}): check its name and that you may read it.",
        ) from error


def sha256_of(path: Path) -> str:
    """The file's SHA-256 in hex. About 0.09 s for 145 MB once the disk has read it."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def file_stem(title: str) -> str:
    """`title` as the name of a file on every system, without its ending; “call” where nothing of it can be one."""
    return _NOT_IN_NAMES.sub("_", title)[:_LONGEST_STEM].strip(". ") or "call"


def write_private(path: Path, content: bytes) -> None:
    """Write `content` to `path`, readable by the user alone (0600); an old file is replaced only once the new one is on disk.

    A link stays and what it leads to is replaced; a stream (see `is_stream`) is written to. Raises UserError when the
    folder is missing, not writable or full.
    """
    with _refusals(path):
        if is_stream(path):
            with path.open("ab", buffering=0) as stream:
                _write_all(stream, content)
        else:
            with replacing(Path(os.path.realpath(path))) as new:
                new.write_bytes(content)


def write_new(path: Path, text: str) -> None:
    """Write `text` to a file that is not there yet, private, in a folder that is made if need be. Raises UserError; nothing is ever overwritten."""
    with _refusals(path):
        private_folder(path.parent)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError as error:
            raise UserError(
                zh=f"{path} 已经有了：请直接改它，或换个名字。",
                en=f"{path} is there already: change that one, or choose another id.",
            ) from error
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)


@contextmanager
def private_lines(path: Path) -> Iterator[Callable[[bytes], None]]:
    """A function that adds a line to `path`, private as in `write_private`, at once: whatever happens later, it is kept.

    The first line replaces an old file; without one nothing is touched. The function raises UserError.
    """
    stream = None

    def add(line: bytes) -> None:
        nonlocal stream
        if stream is None and not is_stream(path):
            write_private(path, b"")
        with _refusals(path):
            if stream is None:
                stream = path.open("ab", buffering=0)
            _write_all(stream, line + b"\n")

    try:
        yield add
    finally:
        if stream is not None:
            stream.close()


def check_writable(path: Path) -> None:
    """Raises UserError when `path` cannot be written, as `write_private` would, without touching what is there."""
    with _refusals(path):
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not is_stream(path):
            tempfile.TemporaryFile(dir=Path(os.path.realpath(path)).parent).close()


def could_not_write(path: Path, error: OSError) -> UserError:
    why = reason(error)
    return UserError(
        zh=f"无法写入 {path}（{why.zh}）：请换一个可以写入、有剩余空间的位置。",
        en=f"Could not write {path} ({why.en}): choose a place that exists, is writable and has room.",
    )


def is_stream(path: Path) -> bool:
    """Whether `path` is a device, a pipe or a stream of this process: never to be replaced by a file."""
    own_streams = ("/dev/std", "/dev/fd/", "/proc/")  # files, to look at, when the shell has sent them into one
    return str(path.absolute()).startswith(own_streams) or (path.exists() and not path.is_file() and not path.is_dir())


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A private file beside `target` to be written, which takes its place once it is on disk. On an error it goes and `target` stays.

    OSError when the system refuses.
    """
    handle, name = tempfile.mkstemp(dir=target.absolute().parent, prefix=".redcard-")  # mkstemp makes it 0600
    os.close(handle)
    new = Path(name)
    try:
        yield new
        with new.open("r+b") as file:
            os.fsync(file.fileno())
        os.replace(new, target)
    finally:
        new.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Makes the names of new files last through a power cut, where the system offers it."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_all(stream: FileIO, content: bytes) -> None:
    while content:  # a raw stream may take a part at a time
        content = content[stream.write(content) :]


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """The system's refusals as a sentence about `path`."""
    try:
        yield
    except OSError as error:
        raise could_not_write(path, error) from error
