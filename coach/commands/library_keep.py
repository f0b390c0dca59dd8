"""`redcard library rename | tag | note | undelete | bin | empty-bin | retention`: keeping the library in order."""

from __future__ import annotations

import click

from coach.commands.words import say
from coach.times import minute_here


@click.command(help=say(zh="给一通电话改标题；重新评分后也保留。", en="Give a call another title; it stays when the call is judged again."))
@click.argument("uid", metavar="CALL")
@click.argument("title")
def rename(uid: str, title: str) -> None:
    from coach.library.about import rename_call
    from coach.library.store import call_title, open_library
    from coach.report.format import clean

    with open_library() as db:
        rename_call(db, uid, title)
        title = call_title(db, uid)
    click.echo(say(zh=f"{uid} 现在叫：{clean(title)}", en=f"{uid} is now called: {clean(title)}"))


@click.command(help=say(zh="给一通电话加标签，或用 --remove 去掉；不给标签就显示现有的。", en="Add tags to a call, or take them away with --remove; without any, show those it has."))
@click.argument("uid", metavar="CALL")
@click.argument("tags", nargs=-1)
@click.option("--remove", is_flag=True, help=say(zh="去掉这些标签。", en="Take these tags away."))
def tag(uid: str, tags: tuple[str, ...], remove: bool) -> None:
    from coach.library.about import change_tags
    from coach.library.store import open_library
    from coach.report.format import clean

    with open_library() as db:
        now = change_tags(db, uid, remove=tags) if remove else change_tags(db, uid, add=tags)
    click.echo("  ".join(f"#{clean(each)}" for each in now) or say(zh="没有标签。", en="No tags."))


@click.command(help=say(zh="给一通电话写备注（代替原来的，空的表示去掉）；不给文字就显示现有的。", en="Write a call's note, in place of the old one (empty: take it away); without text, show it."))
@click.argument("uid", metavar="CALL")
@click.argument("text", required=False)
def note(uid: str, text: str | None) -> None:
    from coach.library.about import get_note, set_note
    from coach.library.store import open_library
    from coach.report.format import clean

    with open_library() as db:
        if text is not None:
            set_note(db, uid, text)
        now = get_note(db, uid)
    click.echo("\n".join(map(clean, now.splitlines())) or say(zh="没有备注。", en="No note."))


@click.command(help=say(zh="从回收站取回一通电话。", en="Take a call back from the bin."))
@click.argument("uid", metavar="CALL")
def undelete(uid: str) -> None:
    from coach.library.bin import undelete_call
    from coach.library.store import open_library

    with open_library() as db:
        undelete_call(db, uid)
    click.echo(say(zh=f"已取回 {uid}。", en=f"Taken back: {uid}."))


@click.command("bin", help=say(zh="列出回收站里的通话，以及各自何时彻底删除。", en="List the calls in the bin, and when each is gone for good."))
def bin_command() -> None:
    from coach.library.bin import binned_calls
    from coach.library.store import open_library
    from coach.report.format import clean

    with open_library() as db:
        calls = binned_calls(db)
    if not calls:
        click.echo(say(zh="回收站是空的。", en="The bin is empty."))
    for call in calls:
        gone = minute_here(call.gone_at)
        when = say(zh=f"{gone} 彻底删除", en=f"gone for good on {gone}")
        click.echo(f"{call.uid}  {when}  {clean(call.title)}")


@click.command("empty-bin", help=say(zh="立即彻底删除回收站里的通话和它们的录音；不能再取回。", en="Delete for good what is in the bin, with its recordings, now; nothing brings it back."))
@click.option("--yes", is_flag=True, help=say(zh="不再询问。", en="Do not ask."))
def empty_bin_command(yes: bool) -> None:
    from coach.library.bin import binned_calls, empty_bin
    from coach.library.store import open_library

    with open_library() as db:
        count = len(binned_calls(db))
        if count and not yes:
            click.confirm(say(zh=f"彻底删除 {count} 通电话，不能再取回。继续吗？", en=f"Delete {count} calls for good?"), abort=True)
        count = empty_bin(db)
    click.echo(say(zh=f"已彻底删除 {count} 通电话。", en=f"Calls deleted for good: {count}."))


@click.command(help=say(zh="通话保留多少天：给出天数，或 forever（默认，一直保留）；不带参数显示现状。", en="For how many days calls are kept: a number, or forever (the default); without either, show it."))
@click.argument("days", required=False, metavar="[DAYS|forever]")
@click.option("--yes", is_flag=True, help=say(zh="不再询问。", en="Do not ask."))
def retention(days: str | None, yes: bool) -> None:
    from coach.library.bin import BIN_DAYS
    from coach.settings import change_settings, load_settings

    if days is not None:
        chosen = _days(days)
        if chosen is not None and not yes:
            _confirm(chosen)
        change_settings(delete_after_days=chosen)
    kept = load_settings().delete_after_days
    if kept is None:
        click.echo(say(zh="通话一直保留，直到您删除。", en="Calls are kept until you delete them."))
    else:
        click.echo(
            say(
                zh=f"通话保存 {kept} 天后进回收站，再过 {BIN_DAYS} 天连同录音彻底删除。",
                en=f"Calls go into the bin {kept} days after they were saved, and are gone for good with their recordings "
                f"{BIN_DAYS} days later.",
            )
        )


def _days(text: str) -> int | None:
    from coach.errors import UserError

    if text == "forever":
        return None
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= 36_500 or len(text) > 9:
        raise UserError(
            zh=f"“{text}”不是天数：请给出 1 到 36500 之间的整数，或 forever。",
            en=f"“{text}” is no number of days: give a whole number from 1 to 36500, or forever.",
        )
    return int(text)


def _confirm(days: int) -> None:
    from coach.library.bin import older_calls
    from coach.library.store import open_library

    with open_library() as db:
        count = older_calls(db, days)
    if count:
        question = say(zh=f"现在就有 {count} 通超过 {days} 天的电话会进回收站。继续吗？", en=f"{count} calls are older than {days} days and go into the bin. Go on?")
        click.confirm(question, abort=True)
