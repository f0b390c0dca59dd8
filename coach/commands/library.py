"""`redcard library`: the scored calls."""

from __future__ import annotations

import click

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
        score = "—" if call.score is None else f"{call.score:.0f}"
        cards = say(zh=f"红牌 {call.red_cards}", en=f"{call.red_cards} red cards")
        click.echo(f"{call.uid}  {call.made_at[:16].replace('T', ' ')}  {score:>3}  {cards}  {call.rubric}  {call.title}")


@library.command(help=say(zh="再看一次一通电话的评分卡。", en="Show a call's scorecard again."))
@click.argument("uid")
def show(uid: str) -> None:
    from coach.commands.show import print_card
    from coach.library.store import get_call, open_library

    with open_library() as db:
        scorecard = get_call(db, uid)
    print_card(scorecard)


@library.command(help=say(zh="从库里删除一通电话的评分卡。", en="Delete a call's scorecard from the library."))
@click.argument("uid")
def delete(uid: str) -> None:
    from coach.library.store import delete_call, open_library

    with open_library() as db:
        delete_call(db, uid)
    click.echo(say(zh=f"已删除 {uid}。", en=f"Deleted {uid}."))
