"""`redcard library backup | restore | storage`."""

from __future__ import annotations

import json
from pathlib import Path
import click

from coach.commands.words import say
from coach.times import minute_here


@click.command(help=say(zh="把通话库、录音、自己的评分表和案例、设置备份成一个文件。", en="Back up the library, the recordings, your own rubrics and cases, and the settings into one file."))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--without-recordings", is_flag=True, help=say(zh="不含录音。", en="Without the recordings."))
def backup(file: Path, without_recordings: bool) -> None:
    from coach.library.backup import back_up
    from coach.report.format import size

    made = back_up(file, with_recordings=not without_recordings)
    click.echo(
        say(
            zh=f"已备份到 {file}：{made.calls} 通电话，{made.recordings} 个录音文件，{size(made.size_bytes)}。",
            en=f"Backed up to {file}: calls {made.calls}, recorded files {made.recordings}, {size(made.size_bytes)}.",
        )
    )


@click.command(help=say(zh="从备份恢复：先检查整个备份，再替换现有的通话库；替换前自动备份现有的。", en="Restore from a backup: all of it is checked, what is here is backed up, then the library is replaced."))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help=say(zh="不再询问。", en="Do not ask."))
def restore(file: Path, yes: bool) -> None:
    from coach.library.restore import restore as restore_backup
    from coach.library.store import open_library

    with open_library() as db:
        count = db["calls"].count
    if count and not yes:
        click.confirm(say(zh=f"现有的 {count} 通电话会换成备份里的。继续吗？", en=f"The {count} calls here are replaced by those of the backup. Go on?"), abort=True)
    restored = restore_backup(file)
    made = minute_here(restored.made_at)
    click.echo(
        say(
            zh=f"已恢复 {made} 的备份：{restored.calls} 通电话，新增 {restored.recordings} 个录音文件。恢复前的通话库在 {restored.before}。",
            en=f"Restored the backup of {made}: calls {restored.calls}, recorded files added {restored.recordings}. "
            f"What was here before is in {restored.before}.",
        )
    )


@click.command(help=say(zh="数据各占多少空间。", en="What takes how much room."))
@click.option("--json", "as_json", is_flag=True, help=say(zh="以 JSON 输出（字节）。", en="As JSON, in bytes."))
def storage(as_json: bool) -> None:
    from coach.interface import interface_language
    from coach.library.storage import INSIDE, NAMES, parts
    from coach.report.format import size

    every = parts()
    if as_json:
        click.echo(json.dumps({part.id: {"bytes": part.size_bytes, "count": part.count} for part in every}))
        return
    for part in every:
        count = "" if part.count is None else say(zh=f"（{part.count}）", en=f" ({part.count})")
        name = ("  " if part.id in INSIDE else "") + NAMES[part.id].in_(interface_language())
        click.echo(f"{size(part.size_bytes):>10}  {name}{count}")
