"""`redcard library correct`: a person corrects what was heard, who spoke, what is found; and undoes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from coach.commands.changes import print_change
from coach.commands.turns import turns_of
from coach.commands.words import by_name, say
from coach.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.correct import Correction
    from coach.model import Turn


@click.command(
    help=say(
        zh="更正一句话（TURN 是第几句、分:秒或 uid；--speaker 和 --join 也可以写 3-5）：文字、说话人、拆分、合并，或补上一个标签；"
        "按此重新评判，可以撤销。",
        en="Correct a turn (its number, m:ss or uid; 3-5 too with --speaker and --join): its words, who spoke, where it ends, a label "
        "the program missed. The call is judged again by that, and it can be undone.",
    )
)
@click.argument("uid", metavar="CALL")
@click.argument("turn", required=False)
@click.option("--words", metavar="TEXT", help=say(zh="这句话说的是什么。", en="What is said there."))
@click.option("--speaker", metavar="ID", help=say(zh="这句话是谁说的。", en="Who says it."))
@click.option("--split", metavar="TEXT", help=say(zh="从这几个字起另成一句。", en="The words with which a turn of its own begins."))
@click.option("--join", is_flag=True, help=say(zh="和后一句合成一句（3-5：这三句合成一句）。", en="Join it with the next turn (3-5: these three)."))
@click.option("--add", "label", metavar="LABEL", help=say(zh="补上一个标签，例如 commanding。", en="Add a label such as commanding."))
@click.option("--quote", metavar="TEXT", default="", help=say(zh="--add 依据的词句（默认整句）。", en="The words that --add rests on (else all of it)."))
@click.option("--rep", metavar="ID", help=say(zh="哪个说话人是客服代表。", en="Which speaker is the rep."))
@click.option("--name", nargs=2, metavar="ID NAME", help=say(zh="说话人叫什么（空名字表示去掉）。", en="What a speaker is called (an empty name takes it away)."))
@click.option("--undo", is_flag=True, help=say(zh="撤销最后一次更正。", en="Undo the last correction."))
@click.option("--redo", is_flag=True, help=say(zh="重做刚撤销的更正。", en="Do again what was undone last."))
@click.option("--by", metavar="NAME", help=say(zh="谁改的（默认写“人工”）。", en="Who corrects (else: “a person”)."))
def correct(
    uid: str,
    turn: str | None,
    words: str | None,
    speaker: str | None,
    split: str | None,
    join: bool,
    label: str | None,
    quote: str,
    rep: str | None,
    name: tuple[str, str] | None,
    undo: bool,
    redo: bool,
    by: str | None,
) -> None:
    from coach import keep_correction
    from coach.library.store import call_title, get_call, open_library
    from coach.rejudge import compare

    who = by_name(by)
    of_turn = (words, speaker, split, label, True if join else None)
    is_of_turn = any(each is not None for each in of_turn)
    if undo + redo + (is_of_turn or rep is not None or name is not None) != 1 or (turn is not None) != is_of_turn:
        raise UserError(
            zh="要么写明第几句和更正什么（--words、--speaker、--split、--join、--add），要么用 --rep 或 --name，要么只用 --undo 或 --redo。",
            en="Name a turn and what to correct in it (--words, --speaker, --split, --join, --add), or use --rep or --name, or "
            "--undo or --redo alone.",
        )
    with open_library() as db:
        before = get_call(db, uid)
        if undo:
            after = keep_correction.undo(db, uid, who)
        elif redo:
            after = keep_correction.redo(db, uid, who)
        else:
            changes = _of_speakers(rep, name)
            if turn is not None:
                turns = turns_of(before, turn)
                changes += _of_turns(turns, words=words, speaker=speaker, label=label, quote=quote)
                changes += _of_cuts(turns, split, join=join)
            after = keep_correction.correct_call(db, uid, changes, who)
        title = call_title(db, uid)
    print_change(before, compare(before, after), title=title)


def _of_speakers(rep: str | None, name: tuple[str, str] | None) -> list[Correction]:
    from coach.correct import Correction

    changes = [Correction(what="rep", target=rep)] if rep is not None else []
    return changes + ([Correction(what="name", target=name[0], value=name[1])] if name is not None else [])


def _of_turns(
    turns: Sequence[Turn], *, words: str | None, speaker: str | None, label: str | None, quote: str
) -> list[Correction]:
    """Who speaks comes first: only the rep's words carry labels."""
    from coach.correct import Correction

    if len(turns) > 1 and (words is not None or label is not None):
        raise UserError(
            zh="--words 和 --add 一次只能改一句：请只写一句的编号，例如 3。",
            en="--words and --add are for one turn at a time: give one number, such as 3.",
        )
    changes = []
    if speaker is not None:
        changes += [
            Correction(what="speaker", target=turn.uid, value=speaker) for turn in turns if len(turns) == 1 or turn.speaker != speaker
        ]
    if words is not None:
        changes.append(Correction(what="words", target=turns[0].uid, value=words))
    if label is not None:
        changes.append(Correction(what="add", target=turns[0].uid, value=label, quote=quote))
    return changes


def _of_cuts(turns: Sequence[Turn], split: str | None, *, join: bool) -> list[Correction]:
    from coach.correct import Correction

    changes = []
    if split is not None:
        if len(turns) > 1 or turns[0].text.count(split) != 1:
            raise UserError(
                zh=f"“{split}”在这句话里要正好出现一次，才知道从哪里分开：请多写几个字。",
                en=f"The words “{split}” must stand in one turn just once to show where it is cut: write more of them.",
            )
        changes.append(Correction(what="split", target=turns[0].uid, value=turns[0].text[turns[0].text.index(split) :]))
    if join:
        changes += [Correction(what="join", target=turns[0].uid) for _ in range(max(1, len(turns) - 1))]
    return changes
