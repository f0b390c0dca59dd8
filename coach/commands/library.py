"""`redcard library`: the scored calls."""

from __future__ import annotations

from pathlib import Path

import click

from coach.commands.outputs import HTML_OPTION, JSON_OPTION, Job, check_outputs, put_out
from coach.commands.words import say


@click.group(help=say(zh="已评分的通话。", en="The scored calls."))
def library() -> None:
    pass


@library.command("list", help=say(zh="列出通话，最新的在前。", en="List the calls, newest first."))
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 100_000), help=say(zh="最多列多少条。", en="How many at most."))
def list_command(limit: int) -> None:
    from coach.library.store import list_calls, open_library

    with open_library() as db:
        calls = list_calls(db, limit=limit)
    if not calls:
        click.echo(say(zh="库里还没有通话。", en="There are no calls in the library yet."))
    for call in calls:
        score = "—" if call.score is None else f"{call.score:.1f}"
        cards = say(zh=f"红牌 {call.red_cards} · 黄牌 {call.yellow_cards}", en=f"{call.red_cards} red · {call.yellow_cards} yellow")
        click.echo(f"{call.uid}  {call.made_at[:16].replace('T', ' ')}  {score:>5}  {cards}  {call.rubric}  {call.title}")


@library.command(help=say(zh="再看一次一通电话的评分卡，或写成网页、JSON。", en="Show a call's scorecard again, or write it as a web page or JSON."))
@click.argument("uid")
@JSON_OPTION
@HTML_OPTION
def show(uid: str, json_file: str | None, html: str | None) -> None:
    from coach.analyse import Analysis
    from coach.library.store import call_title, get_call, open_library

    with open_library() as db:
        scorecard, title = get_call(db, uid), call_title(db, uid)
    outputs = check_outputs([Path(title).stem], json_file, html, inputs=())
    job = Job(title=title, prefix="", work=lambda: Analysis(scorecard=scorecard))
    put_out([job], outputs, save=False, show=json_file is None and html is None)


@library.command(help=say(zh="从库里删除一通电话的评分卡。", en="Delete a call's scorecard from the library."))
@click.argument("uid")
def delete(uid: str) -> None:
    from coach.library.store import delete_call, open_library

    with open_library() as db:
        delete_call(db, uid)
    click.echo(say(zh=f"已删除 {uid}。", en=f"Deleted {uid}."))
