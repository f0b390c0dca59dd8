"""A private folder for the temporary files of one job, which never outlives the job for long."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from coach.paths import private_folder

_PREFIX = "audio-"
_LOCK = "in-use.lock"


@contextmanager
def scratch_folder(base: Path) -> Iterator[Path]:
    """A new folder inside `base`, readable by the user alone, removed at the end whatever happens.

    What a killed process left behind goes at the next call: each folder holds a lock that the system
    lets go of when its process ends, so a folder whose lock can be taken belongs to nobody.
    """
    from filelock import FileLock

    if not base.is_dir():  # a folder that is there keeps its rights
        private_folder(base)
    with ExitStack() as at_the_end:
        with FileLock(base / "clean.lock", mode=0o600):
            _remove_stale(base)
            folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=base))
            at_the_end.callback(shutil.rmtree, folder, ignore_errors=True)
            at_the_end.enter_context(FileLock(folder / _LOCK, mode=0o600))
        yield folder


def _remove_stale(base: Path) -> None:
    from filelock import FileLock, Timeout

    for folder in base.glob(f"{_PREFIX}*"):
        lock = FileLock(folder / _LOCK, timeout=0, mode=0o600)
        try:
            lock.acquire()
        except Timeout:
            continue
        except FileNotFoundError:  # its own process removed it between listing and locking
            continue
        lock.release()
        shutil.rmtree(folder, ignore_errors=True)
