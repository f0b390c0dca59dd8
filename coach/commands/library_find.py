"""`redcard library find`: calls by who, when, how good, what was found, and any words."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.commands.lines import call_line
from coach.commands.words import say
from coach.times import minute_here

if TYPE_CHECKING:
    from coach.library.find import Hit


@click.command(help=say(zh="查找通话：说过、写过的字词（中文任意两个字连着就能找到），以及人、日期、评分表、得分、发现、标签。", en="Find calls: by words said or written (Chinese by any two characters), by person, date, rubric, score, finding, tag."))
@click.argument("text", nargs=-1)
@click.option("--rep", metavar="NAME", help=say(zh="客服代表的名字。", en="The rep's name."))
@click.option("--since", metavar="YYYY-MM-DD", callback=lambda _, __, value: _day(value), help=say(zh="从哪一天起（含）。", en="From this day on."))
@click.option("--until", metavar="YYYY-MM-DD", callback=lambda _, __, value: _day(value), help=say(zh="到哪一天止（含）。", en="Up to and with this day."))
@click.option("--rubric", metavar="ID", help=say(zh="评分表。", en="The rubric."))
@click.option("--language", type=click.Choice(["zh", "en"]), help=say(zh="通话的语言。", en="The call's language."))
@click.option("--min-score", type=click.FloatRange(0, 100), help=say(zh="最低得分。", en="The lowest score."))
@click.option("--max-score", type=click.FloatRange(0, 100), help=say(zh="最高得分。", en="The highest score."))
@click.option("--finding", metavar="ID|KIND", help=say(zh="有这种发现的，如 commanding、red_card、missed、empathy。", en="With such a finding: commanding, red_card, missed, empathy, …"))
@click.option("--tag", metavar="TAG", help=say(zh="带这个标签的。", en="With this tag."))
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 100_000), help=say(zh="最多列多少条。", en="How many at most."))
@click.option("--json", "as_json", is_flag=True, help=say(zh="以 JSON 输出。", en="As JSON."))
@click.option("--csv", "csv_file", type=click.Path(path_type=Path), help=say(zh="写成表格，每通电话一行。", en="Write a table, a row for each call."))
def find(text: tuple[str, ...], limit: int, as_json: bool, csv_file: Path | None, **wishes: object) -> None:
    from coach.files import write_private
    from coach.library.find import Wanted, find_calls
    from coach.library.store import open_library

    with open_library() as db:
        hits = find_calls(db, Wanted(text=" ".join(text), **wishes), limit=limit)
    if csv_file:
        write_private(csv_file, _table(hits))
        click.echo(say(zh=f"已写入 {csv_file}", en=f"Written: {csv_file}"), err=as_json)
    if as_json:
        click.echo(json.dumps([_as_json(hit) for hit in hits], ensure_ascii=False))
    elif not csv_file:
        _print(hits)


def _print(hits: tuple[Hit, ...]) -> None:
    from coach.report.format import clean

    if not hits:
        click.echo(say(zh="没有找到这样的通话。", en="No such calls."))
    for hit in hits:
        tags = "".join(f"  #{clean(tag)}" for tag in hit.tags)
        click.echo(call_line(hit.call) + tags)
        if hit.turn is not None:
            click.echo(say(zh=f"    第 {hit.turn} 句：", en=f"    turn {hit.turn}: ") + clean(hit.excerpt))


def _as_json(hit: Hit) -> dict:
    import msgspec

    return {**msgspec.to_builtins(hit.call), "note": hit.note, "tags": list(hit.tags), "turn": hit.turn, "excerpt": hit.excerpt}


def _table(hits: tuple[Hit, ...]) -> bytes:
    from coach.report.table import table

    head = say(
        zh="编号 保存时间 标题 客服代表 语言 评分表 时长（秒） 得分 红牌 黄牌 标签 备注",
        en="call saved title rep language rubric seconds score red yellow tags note",
    )
    rows = [
        (
            hit.call.uid, minute_here(hit.call.made_at), hit.call.title, hit.call.rep,
            hit.call.language, hit.call.rubric, hit.call.duration_s, hit.call.score, hit.call.red_cards, hit.call.yellow_cards,
            ", ".join(hit.tags), hit.note,
        )
        for hit in hits
    ]  # fmt: skip
    return table(head.split(), rows)


def _day(text: str | None) -> date | None:
    from coach.errors import UserError

    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UserError(
            zh=f"“{text}”不是日期：请写成 2026-03-31 这样。", en=f"“{text}” is no day: write it like 2026-03-31."
        ) from error
