"""What people write about a call: its title, a note, tags."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from coach.errors import UserError
from coach.library.index import index_words_about
from coach.library.store import call_id
from coach.library.writing import one_change

if TYPE_CHECKING:
    from sqlite_utils import Database

MAX_TITLE = 200  # characters
MAX_NOTE = 10_000
MAX_TAG = 40
MAX_TAGS = 50  # of one call


def rename_call(db: Database, uid: str, title: str) -> None:
    """Give a call another title, which stays when the call is judged again. Raises UserError."""
    title = _line(title, MAX_TITLE)
    if not title:
        raise UserError(zh="标题不能是空的：请给出一个标题。", en="A title cannot be empty: give one.")
    with one_change(db):
        call = call_id(db, uid)
        db.execute("update calls set title = ?, renamed = 1 where id = ?", [title, call])
        index_words_about(db, call)


def set_note(db: Database, uid: str, note: str) -> None:
    """Replace a call's note; "" takes it away. Raises UserError."""
    note = note.strip()
    if len(note) > MAX_NOTE:
        raise _too_long(MAX_NOTE)
    with one_change(db):
        call = call_id(db, uid)
        db.execute("update calls set note = ? where id = ?", [note, call])
        index_words_about(db, call)


def get_note(db: Database, uid: str) -> str:
    """A call's note, "" without one. Raises UserError when there is no such call."""
    ((note,),) = db.execute("select note from calls where id = ?", [call_id(db, uid)])
    return note


def change_tags(db: Database, uid: str, *, add: tuple[str, ...] = (), remove: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Add and take away tags, and return those that the call then has. A tag it has not is taken away in peace. Raises UserError."""
    added, removed = ([_tag(tag) for tag in tags] for tags in (add, remove))
    with one_change(db):
        call = call_id(db, uid)
        for tag in added:
            db.execute("insert or ignore into tags (call, tag) values (?, ?)", [call, tag])
        for tag in removed:
            db.execute("delete from tags where call = ? and tag = ?", [call, tag])
        tags = tuple(tag for (tag,) in db.execute("select tag from tags where call = ? order by tag", [call]))
        if len(tags) > MAX_TAGS:
            raise UserError(
                zh=f"一通电话最多 {MAX_TAGS} 个标签：请先去掉几个。",
                en=f"A call has at most {MAX_TAGS} tags: take some away first.",
            )
        index_words_about(db, call)
    return tags


def write_about(db: Database, uid: str, *, title: str, note: str, tags: Sequence[str]) -> None:
    """Give a call exactly this title, note and these tags; all of it or, when one cannot be, nothing. Raises UserError."""
    from coach.library.store import call_title

    with one_change(db):
        if title != call_title(db, uid):  # else it would count as given by a person
            rename_call(db, uid, title)
        set_note(db, uid, note)
        wanted = {_tag(tag) for tag in tags}
        before = set(change_tags(db, uid))
        change_tags(db, uid, remove=tuple(before - wanted))
        change_tags(db, uid, add=tuple(wanted - before))


def _tag(text: str) -> str:
    tag = _line(text, MAX_TAG)
    if not tag:
        raise UserError(zh="标签不能是空的：请给出一个词。", en="A tag cannot be empty: give a word.")
    return tag


def _line(text: str, longest: int) -> str:
    """One line, composed characters, no spaces around it."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if len(line) > longest:
        raise _too_long(longest)
    return line


def _too_long(longest: int) -> UserError:
    return UserError(zh=f"最多 {longest} 个字：请写短一些。", en=f"At most {longest} characters: write it shorter.")
