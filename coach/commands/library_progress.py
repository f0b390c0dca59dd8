"""`redcard library progress`: a rep's way from call to call."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.commands.words import say
from coach.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.model import Baseline
    from coach.progress import Progress, Series

_SPARKS = "▁▂▃▄▅▆▇█"
_SHOWN = 20  # calls in a line of blocks


@click.command(help=say(zh="一个人从第一通到现在的进步：得分、每项技能、每通的红牌、自己平时的声音、连续练习的天数。不给名字时：库里只有一个人就看他，否则列出有哪些人。", en="How a rep gets on: score, each skill, cards per call, the rep's own usual voice, days of practice in a row. Without a name: the only person there is, or who there are."))
@click.option("--rep", metavar="NAME", help=say(zh="客服代表的名字；空的 \"\" 表示没有名字的通话。", en="The rep's name; \"\" for calls that name nobody."))
@click.option("--rubric", metavar="ID", help=say(zh="看哪份评分表的分数（默认用得最多的）。", en="Whose scores (default: the rubric used most)."))
@click.option("--limit", default=1000, show_default=True, type=click.IntRange(1, 100_000), help=say(zh="最多算多少通，从最新的起。", en="How many calls at most, from the newest."))
@click.option("--json", "as_json", is_flag=True, help=say(zh="以 JSON 输出，带每一通的数值。", en="As JSON, with each call's values."))
@click.option("--csv", "csv_file", type=click.Path(path_type=Path), help=say(zh="写成表格，每通电话的每个数值一行。", en="Write a table, a row for each value of each call."))
def progress(rep: str | None, rubric: str | None, limit: int, as_json: bool, csv_file: Path | None) -> None:
    from coach.files import write_private
    from coach.interface import interface_language
    from coach.library.baseline import rep_baseline
    from coach.library.judged import judged_calls
    from coach.library.store import open_library
    from coach.progress import progress as progress_of
    from coach.progress_table import progress_table

    with open_library() as db:
        who = _who(db, rep)
        result = progress_of(judged_calls(db, who, limit=limit), today=date.today(), rubric=rubric)
        usual = {language: rep_baseline(db, who, language) for language in ("zh", "en")}
    if result is None or (rubric and not result.calls):
        raise UserError(
            zh="没有这样的通话：用 redcard library list 看看库里有哪些人和评分表。",
            en="There are no such calls: `redcard library list` shows the people and rubrics there are.",
        )
    if csv_file:
        write_private(csv_file, progress_table(result, interface_language()))
        click.echo(say(zh=f"已写入 {csv_file}", en=f"Written: {csv_file}"), err=as_json)
    if as_json:
        click.echo(json.dumps(_as_json(who, result, usual), ensure_ascii=False))
    elif not csv_file:
        _print(who, result, usual)


def _who(db, rep: str | None) -> str | None:
    from coach.library.judged import reps
    from coach.report.format import clean

    if rep is not None:
        return rep.strip() or None
    everybody = reps(db)
    if len(everybody) > 1:
        names = [f"{clean(name)} ({count})" if name else say(zh=f"没有名字的 ({count})，--rep \"\"", en=f"nobody named ({count}), --rep \"\"") for name, count in everybody]
        raise UserError(
            zh=f"库里有几个人的通话：{'、'.join(names)}。请用 --rep 选一个。",
            en=f"There are calls of several people: {', '.join(names)}. Choose one with --rep.",
        )
    return everybody[0][0] if everybody else None


def _print(who: str | None, result: Progress, usual: Mapping[str, Mapping[str, Baseline]]) -> None:
    from coach.interface import interface_language
    from coach.progress_table import MEASURES
    from coach.report.format import clean
    from coach.report.words import label_name

    language = interface_language()
    name = clean(who) if who else say(zh="没有名字的通话", en="calls that name nobody")
    click.echo(say(zh=f"{name}：{result.calls} 通，评分表 {result.rubric}", en=f"{name}: calls {result.calls}, rubric {result.rubric}"))
    row = result.streak
    click.echo(
        say(
            zh=f"连续练习 {row.current_days} 天（最长 {row.longest_days} 天），一共练过 {row.practised_days} 天",
            en=f"days of practice in a row: {row.current_days} (longest {row.longest_days}), in all {row.practised_days}",
        )
    )
    click.echo(say(zh="\n最近 5 通的平均（再往前 5 通）", en="\nmean of the last 5 calls (of the 5 before)"))
    click.echo(_line(result.score, digits=1, top=100.0))
    click.echo(_line(result.red_cards, digits=1))
    click.echo("    " + say(zh="，", en=", ").join(f"{label_name(card, language)} {count}" for card, count in result.cards.items()))
    for skill in result.skills:
        click.echo(_line(skill, percent=True, top=1.0))
    for spoken, measures in usual.items():
        if measures:
            head = say(zh="\n平时的声音（普通话）：中位数 ± 波动", en="\nthe rep's usual voice (Mandarin): median ± spread")
            click.echo(head if spoken == "zh" else say(zh="\n平时的声音（英语）：中位数 ± 波动", en="\nthe rep's usual voice (English): median ± spread"))
        for measure, value in measures.items():
            name = MEASURES[measure].in_(language)
            click.echo(f"  {name}: {value.median:.1f} ± {value.spread:.1f} ({value.calls})")


def _line(series: Series, *, digits: int = 0, percent: bool = False, top: float | None = None) -> str:
    from coach.interface import interface_language
    from coach.report.format import clean

    def shown(value: float | None) -> str:
        return "—" if value is None else f"{value:.0%}" if percent else f"{value:.{digits}f}"

    values = [point.value for point in series.points[-_SHOWN:]]
    return f"  {_blocks(values, top)}  {shown(series.recent)} ({shown(series.before)})  {clean(series.title.in_(interface_language()))}"


def _blocks(values: list[float], top: float | None) -> str:
    """A block for each value, from nothing to `top`, or to the largest."""
    highest = top or max(values, default=0.0) or 1.0
    return "".join(_SPARKS[min(len(_SPARKS) - 1, int(value / highest * len(_SPARKS)))] for value in values).rjust(_SHOWN)


def _as_json(who: str | None, result: Progress, usual: Mapping[str, Mapping[str, Baseline]]) -> dict:
    import msgspec

    from coach.progress_table import every_series

    return {
        "rep": who,
        "rubric": result.rubric,
        "calls": result.calls,
        "streak": msgspec.to_builtins(result.streak),
        "cards": dict(result.cards),
        "usual": msgspec.to_builtins(usual),
        "series": [
            {
                "kind": kind,
                "id": series.id,
                "title": msgspec.to_builtins(series.title),
                "recent": series.recent,
                "before": series.before,
                "points": [
                    {"call": point.call, "made_at": point.made_at.isoformat(), "value": point.value} for point in series.points
                ],
            }
            for kind, series in every_series(result)
        ],
    }
