"""`redcard library correct`: a person corrects what was heard, who spoke, what is found; and undoes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from coach.commands.changes import print_change
from coach.commands.turns import turn_of
from coach.commands.words import by_name, say
from coach.errors import UserError

if TYPE_CHECKING:
    from coach.correct import Correction
    from coach.model import Scorecard


@click.command(
    help=say(
        zh="更正一句话（TURN 是第几句、分:秒或 uid）的文字、说话人，或补上一个标签；按此重新评判，可以撤销。",
        en="Correct a turn (its number, m:ss or uid): its words, who spoke, a label the program missed. The call is judged again "
        "by that, and it can be undone.",
    )
)
@click.argument("uid", metavar="CALL")
@click.argument("turn", required=False)
@click.option("--words", metavar="TEXT", help=say(zh="这句话说的是什么。", en="What is said there."))
@click.option("--speaker", metavar="ID", help=say(zh="这句话是谁说的。", en="Who says it."))
@click.option("--add", "label", metavar="LABEL", help=say(zh="补上一个标签，例如 commanding。", en="Add a label such as commanding."))
@click.option("--quote", metavar="TEXT", default="", help=say(zh="--add 依据的词句（默认整句）。", en="The words that --add rests on (else all of it)."))
@click.option("--rep", metavar="ID", help=say(zh="哪个说话人是客服代表。", en="Which speaker is the rep."))
@click.option("--undo", is_flag=True, help=say(zh="撤销最后一次更正。", en="Undo the last correction."))
@click.option("--redo", is_flag=True, help=say(zh="重做刚撤销的更正。", en="Do again what was undone last."))
@click.option("--by", metavar="NAME", help=say(zh="谁改的（默认写“人工”）。", en="Who corrects (else: “a person”)."))
def correct(
    uid: str,
    turn: str | None,
    words: str | None,
    speaker: str | None,
    label: str | None,
    quote: str,
    rep: str | None,
    undo: bool,
    redo: bool,
    by: str | None,
) -> None:
    from coach import keep_correction
    from coach.library.store import call_title, get_call, open_library
    from coach.rejudge import compare

    name = by_name(by)
    given = [each for each in (words, speaker, label, rep) if each is not None]
    if undo + redo + bool(given) != 1 or (turn is None) != (words is None and speaker is None and label is None):
        raise UserError(
            zh="要么写明第几句和更正什么（--words、--speaker、--add），要么用 --rep，要么只用 --undo 或 --redo。",
            en="Name a turn and what to correct in it (--words, --speaker, --add), or use --rep, or --undo or --redo alone.",
        )
    with open_library() as db:
        before = get_call(db, uid)
        if undo:
            after = keep_correction.undo(db, uid, name)
        elif redo:
            after = keep_correction.redo(db, uid, name)
        else:
            changes = _changes(before, turn, words=words, speaker=speaker, label=label, quote=quote, rep=rep)
            after = keep_correction.correct_call(db, uid, changes, name)
        title = call_title(db, uid)
    print_change(before, compare(before, after), title=title)


def _changes(
    scorecard: Scorecard,
    turn: str | None,
    *,
    words: str | None,
    speaker: str | None,
    label: str | None,
    quote: str,
    rep: str | None,
) -> list[Correction]:
    """Who speaks comes first: only the rep's words carry labels."""
    from coach.correct import Correction

    target = "" if turn is None else turn_of(scorecard, turn).uid
    changes = [Correction(what="rep", target=rep)] if rep is not None else []
    if speaker is not None:
        changes.append(Correction(what="speaker", target=target, value=speaker))
    if words is not None:
        changes.append(Correction(what="words", target=target, value=words))
    if label is not None:
        changes.append(Correction(what="add", target=target, value=label, quote=quote))
    return changes
