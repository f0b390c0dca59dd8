"""What a call can be found by: the words said in it and written about it, and what was found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from coach.library.tokens import tokens

if TYPE_CHECKING:
    from sqlite_utils import Database


class _Said(msgspec.Struct):
    text: str


class _Found(msgspec.Struct):
    kind: str
    id: str


class _Card(msgspec.Struct):
    """What the index needs of a scorecard."""

    turns: tuple[_Said, ...] = ()
    findings: tuple[_Found, ...] = ()


def index_call(db: Database, call: int, scorecard: str) -> None:
    """Index the turns of a call's scorecard (JSON), what kinds of things were found in it, and what is written about the call.

    All of it in place of what was there.
    """
    card = msgspec.json.decode(scorecard, type=_Card)
    db.execute("delete from marks where call = ?", [call])
    for kind, name in sorted({(finding.kind, finding.id) for finding in card.findings}):
        db.execute("insert into marks (call, kind, finding) values (?, ?, ?)", [call, kind, name])
    _put(db, call, "\n".join(" ".join(turn.text.split()) for turn in card.turns))


def index_words_about(db: Database, call: int) -> None:
    """Index a call again whose title, note, tags or rep have changed; what was said in it has not."""
    ((lines,),) = db.execute("select lines from search where rowid = ?", [call])
    _put(db, call, lines)


def _put(db: Database, call: int, lines: str) -> None:
    ((title, note, rep),) = db.execute("select title, note, coalesce(rep, '') from calls where id = ?", [call])
    tags = [tag for (tag,) in db.execute("select tag from tags where call = ? order by tag", [call])]
    db.execute("delete from search where rowid = ?", [call])
    db.execute(
        "insert into search (rowid, tokens, lines) values (?, ?, ?)",
        [call, tokens("\n".join((title, note, rep, *tags, lines))), lines],
    )
