"""`redcard library`: the scored calls."""

from __future__ import annotations

from pathlib import Path

import click

from coach.commands.changes import print_change
from coach.commands.correct import correct
from coach.kept import kept_rubric_of
from coach.commands.lines import call_line
from coach.commands.outputs import EXPLAIN_OPTION, HTML_OPTION, JSON_OPTION, Job, check_outputs, put_out
from coach.commands.overrule import overrule
from coach.commands.turns import turn_of
from coach.commands.words import by_name, say


@click.group(help=say(zh="已评分的通话。", en="The scored calls."))
def library() -> None:
    pass


library.add_command(overrule)
library.add_command(correct)


@library.command("list", help=say(zh="列出通话，最新的在前。", en="List the calls, newest first."))
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 100_000), help=say(zh="最多列多少条。", en="How many at most."))
def list_command(limit: int) -> None:
    from coach.library.store import list_calls, open_library

    with open_library() as db:
        calls = list_calls(db, limit=limit)
    if not calls:
        click.echo(say(zh="库里还没有通话。", en="There are no calls in the library yet."))
    for call in calls:
        click.echo(call_line(call))


@library.command(help=say(zh="再看一次一通电话的评分卡，或写成网页、JSON。", en="Show a call's scorecard again, or write it as a web page or JSON."))
@click.argument("uid")
@JSON_OPTION
@HTML_OPTION
@EXPLAIN_OPTION
def show(uid: str, json_file: str | None, html: str | None, explain: bool) -> None:
    from coach.analyse import Analysis
    from coach.library.store import call_title, get_call, open_library

    with open_library() as db:
        scorecard, title = get_call(db, uid), call_title(db, uid)
    outputs = check_outputs([Path(title).stem], json_file, html, inputs=())
    job = Job(title=title, prefix="", work=lambda: Analysis(scorecard=scorecard))
    put_out([job], outputs, save=False, show=json_file is None and html is None, explain=explain)


@library.command("rubric", help=say(zh="打印一通电话评分时所用评分表的原文（也可以给出原文的 SHA-256）。", en="Print the very text of the rubric that a call was scored with (or the one with this SHA-256)."))
@click.argument("which", metavar="SHA|CALL")
def rubric_command(which: str) -> None:
    from coach.library.rubrics import kept_rubric
    from coach.library.store import get_call, has_call, open_library

    with open_library() as db:
        kept = kept_rubric(db, get_call(db, which).rubric.sha256 if has_call(db, which) else which)
    click.echo(kept.text.encode(), nl=False)  # as bytes: the line ends stay as they are


@library.command("rejudge", help=say(zh="用评分时的那份评分表原文重新评判一通电话；人工改过的保留。", en="Judge a call again with the very rubric text it was scored with; what a person changed stays."))
@click.argument("uid", metavar="CALL")
def rejudge_command(uid: str) -> None:
    from coach.library.baseline import call_baseline
    from coach.library.store import call_title, change_call, get_call, open_library
    from coach.rejudge import compare, rejudge

    with open_library() as db:
        before = get_call(db, uid)
        again = rejudge(before, kept_rubric_of(db, before), baseline=call_baseline(db, before))
        change_call(db, again)
        title = call_title(db, uid)
    print_change(before, compare(before, again), title=title)


@library.command("move-stage", help=say(zh="把服务周期的一个阶段移到另一句话开始。TURN 是第几句，或它的时间 分:秒，或 uid。", en="Let a stage of the service cycle start at another turn. TURN is its number, its time m:ss, or its uid."))
@click.argument("uid", metavar="CALL")
@click.argument("stage")
@click.argument("turn")
@click.option("--by", metavar="NAME", help=say(zh="谁移动的（默认写“人工”）。", en="Who moves it (else: “a person”)."))
def move_stage_command(uid: str, stage: str, turn: str, by: str | None) -> None:
    from coach.interface import interface_language
    from coach.library.store import change_call, get_call, open_library
    from coach.report.format import clean
    from coach.report.transcript import stage_title
    from coach.rubric.stages import move_stage

    with open_library() as db:
        scorecard = get_call(db, uid)
        chosen = turn_of(scorecard, turn)
        moved = move_stage(scorecard, stage, chosen.uid, by_name(by))
        change_call(db, moved)
    mark = next(mark for mark in moved.stages if mark.id == stage)
    number = moved.turns.index(chosen) + 1
    title = stage_title(mark, interface_language())
    click.echo(say(zh=f"{title}：第 {number} 句，{clean(chosen.text)}", en=f"{title}: turn {number}, {clean(chosen.text)}"))


@library.command(help=say(zh="删除一通电话，连同在这里录的声音；先进回收站。", en="Delete a call, with its sound where it was recorded here; into the bin at first."))
@click.argument("uid")
def delete(uid: str) -> None:
    from coach.library.bin import BIN_DAYS, delete_call
    from coach.library.store import open_library

    with open_library() as db:
        delete_call(db, uid)
    click.echo(
        say(
            zh=f"已删除 {uid}。{BIN_DAYS} 天内可以用 redcard library undelete {uid} 取回来。",
            en=f"Deleted {uid}. For {BIN_DAYS} days `redcard library undelete {uid}` takes it back.",
        )
    )
