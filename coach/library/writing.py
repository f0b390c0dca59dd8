"""Changing the library: everything that belongs together, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


@contextmanager
def one_change(db: Database) -> Iterator[None]:
    """All writes inside become one: after an error or a crash none of them is there. Inside another, part of it.

    The lock is taken at once, so that another process that writes is waited for and never met half-way.
    """
    if db.conn.in_transaction:
        yield
        return
    db.execute("begin immediate")
    try:
        yield
    except BaseException:
        db.conn.rollback()
        raise
    db.conn.commit()
